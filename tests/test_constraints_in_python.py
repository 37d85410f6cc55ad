"""Constraints asked in Python say of each row what the database says of it."""

import pytest
from django.db import models

from recommendations.models.constraints import broken
from tests.support.broken_rows import World, cases


def checks_of(row: models.Model) -> set[str]:
    return {rule.name for rule in row._meta.constraints if isinstance(rule, models.CheckConstraint)}


@pytest.mark.django_db
def test_a_row_breaks_in_python_the_constraint_that_the_database_would_name_and_no_other() -> None:
    unlike = {}
    for number, case in enumerate(cases(World())):
        expected = {case.constraint} & checks_of(case.broken)
        found = {rule.name for rule in broken(case.broken)}
        taken = {rule.name for row in case.before for rule in broken(row)}
        if (found, taken) != (expected, set()):
            unlike[f"{number} {case.constraint}"] = (found, taken)

    assert unlike == {}
