"""Each named constraint is broken past all Python: the database itself refuses, and forms say it in a sentence."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from recommendations.models import (
    ComponentStanding,
    GovernmentStanding,
    LedgerClock,
    RecommendationStanding,
    SearchText,
)
from tests.support.broken_rows import World, cases, write

# Nobody writes these by hand, so nobody reads their messages.
INTERNAL = (GovernmentStanding, ComponentStanding, RecommendationStanding, LedgerClock, SearchText)


def constraints() -> dict[str, tuple[type[models.Model], models.BaseConstraint]]:
    return {
        constraint.name: (model, constraint)
        for model in apps.get_app_config("recommendations").get_models()
        for constraint in model._meta.constraints
    }


def as_the_database_names_it(constraint: models.BaseConstraint, model: type[models.Model]) -> str:
    """What its error holds: the name, except that SQLite names the columns of a unique index over plain columns."""
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint) and constraint.fields:
        columns = (model._meta.get_field(field).column for field in constraint.fields)
        return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return constraint.name


@pytest.mark.django_db
def test_each_constraint_has_a_case() -> None:
    assert sorted({case.constraint for case in cases(World())}) == sorted(constraints())


@pytest.mark.django_db
def test_the_database_refuses_what_breaks_a_constraint_by_its_name() -> None:
    known = constraints()
    taken = {}
    for number, case in enumerate(cases(World())):
        model, constraint = known[case.constraint]
        undo = transaction.savepoint()
        for row in case.before:
            write(row)
        try:
            write(case.broken)
        except IntegrityError as error:
            refusal = str(error)
        else:
            refusal = "taken"
        transaction.savepoint_rollback(undo)
        if as_the_database_names_it(constraint, model) not in refusal:
            taken[f"{number} {case.constraint}"] = refusal

    assert taken == {}


@pytest.mark.django_db
def test_whoever_breaks_a_constraint_reads_its_own_sentence_and_no_other() -> None:
    known = constraints()
    unlike = {}
    for number, case in enumerate(cases(World())):
        model, constraint = known[case.constraint]
        if model in INTERNAL:
            continue
        undo = transaction.savepoint()
        for row in case.before:
            write(row)
        messages = []
        try:
            case.broken.validate_constraints()
        except ValidationError as error:
            messages = error.messages
        transaction.savepoint_rollback(undo)
        if messages != [constraint.violation_error_message]:
            unlike[f"{number} {case.constraint}"] = messages

    assert unlike == {}


def test_each_constraint_that_people_can_break_says_how_in_a_sentence_of_its_own() -> None:
    default = models.BaseConstraint.default_violation_error_message
    readable = {
        name: str(constraint.violation_error_message)
        for name, (model, constraint) in constraints().items()
        if model not in INTERNAL
    }

    assert [name for name, message in readable.items() if message == default or not message.endswith(".")] == []
