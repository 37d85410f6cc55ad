"""What a dataset holds, and what it must not hold."""

import re
import shutil
import subprocess
from pathlib import Path

import frictionless
import pytest
from django.apps import apps
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from recommendations.data.dataset import schema
from recommendations.data.dataset.layout import PACKAGE, SUMS
from recommendations.data.dataset.writing import write_rows
from recommendations.data.spreadsheet_cells import unguarded
from recommendations.data.tables import Asked
from recommendations.models import PopulationGroup
from recommendations.public.as_of import Moment
from tests.dataset.helpers import contents, rows
from tests.support.whole_record import AWKWARD, FORMULA, PERSON, SECRET


def test_programs_can_read_it_as_a_data_package(exported: Path) -> None:
    report = frictionless.Package(exported / PACKAGE).validate()

    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    assert report.stats["tasks"] == len(schema.RESOURCES)


def test_each_file_has_rows_to_try_it_with(exported: Path) -> None:
    assert [resource.path for resource in schema.RESOURCES if not rows(exported, resource.name)] == []


def test_the_checksums_are_those_that_sha256sum_checks(exported: Path) -> None:
    check = subprocess.run(
        [shutil.which("sha256sum") or "", "--check", "--strict", "--quiet", SUMS],
        cwd=exported,
        capture_output=True,
        check=False,
    )

    assert (check.returncode, check.stdout) == (0, b"")
    listed = re.findall(r"^\w{64}  (.+)$", (exported / SUMS).read_text(encoding="utf-8"), re.MULTILINE)
    assert {*listed, SUMS} == set(contents(exported))


def test_it_holds_no_draft_no_removed_word_and_no_name_of_a_person(exported: Path) -> None:
    words = [SECRET, PERSON]

    assert [
        (path, word)
        for path, content in contents(exported).items()
        for word in words
        if word.encode() in content or word in path
    ] == []


def test_what_was_corrected_withdrawn_and_removed_is_told(exported: Path) -> None:
    found = rows(exported, "follow-ups")

    by_summary = {row["summary"]: row for row in found if row["summary"]}
    wrong, less_wrong, right = (by_summary[summary] for summary in ("Wrong.", "Less wrong.", "Right."))
    assert (right["corrects"], less_wrong["corrects"], wrong["corrects"]) == (less_wrong["uid"], wrong["uid"], "")
    (stub,) = (row for row in found if row["redacted_at"])
    assert {name: stub[name] for name in ("status", "reason", "summary", "details", "withdrawal_reason")} == {
        "status": "discontinued",
        "reason": "",
        "summary": "",
        "details": "",
        "withdrawal_reason": "",
    }
    assert (stub["redaction_reason"], bool(stub["withdrawn_at"])) == ("It named a person.", True)
    (withdrawn,) = (row for row in rows(exported, "positions") if row["withdrawn_at"])
    assert unguarded(withdrawn["withdrawal_reason"]) == f"{AWKWARD} withdrawn"
    assert [row["self_published"] for row in found if row["summary"] == "On my own."] == ["true"]


def test_no_spreadsheet_takes_a_text_for_a_formula(exported: Path) -> None:
    cells = [
        (resource.name, cell)
        for resource in schema.RESOURCES
        for row in rows(exported, resource.name)
        for cell in row.values()
    ]

    assert [cell for cell in cells if cell[1].startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert ("documents", f"'{FORMULA}") in cells
    assert ("recommendations", "'-minus") in cells


def test_every_field_of_the_record_is_in_it_or_left_out_for_a_reason() -> None:
    public = set(schema.MODELS.values())
    records = apps.get_app_config("recommendations").get_models(include_auto_created=True)
    others = {
        model.__name__ for model in records if model not in public and not model.__name__.startswith("Historical")
    }
    assert others == set(schema.LEFT_OUT_MODELS)
    names = {field.name for model in public for field in model._meta.concrete_fields}
    exported = {field.name for resource in schema.RESOURCES for field in resource.fields}
    assert names - exported == set(schema.LEFT_OUT_FIELDS)
    for resource in schema.RESOURCES:
        assert all(column.meaning for column in resource.table.columns)


@pytest.mark.django_db
def test_a_long_file_is_written_in_parts(tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    PopulationGroup.objects.bulk_create(PopulationGroup(slug=f"g{number}", name="G") for number in range(2001))
    (resource,) = (resource for resource in schema.RESOURCES if resource.model is PopulationGroup)
    at = timezone.now()

    # The keys, then the rows, a thousand at a time.
    with django_assert_num_queries(1 + 3):
        number = write_rows(tmp_path, resource, Asked(Moment(day=at.date(), at=at), root=""))

    assert (number, len(rows(tmp_path, resource.name))) == (2001, 2001)
