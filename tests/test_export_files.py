"""Files of lists at their edges: long ones, refused ones, empty ones."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from recommendations.data import exporting
from recommendations.data.exporting import Export
from recommendations.data.tables import THEMES, Asked, in_parts
from recommendations.ledger import workflow
from recommendations.public.as_of import Moment
from tests import factories as make
from tests.support.downloads import csv_rows, json_file, workbook

pytestmark = pytest.mark.django_db

SPRING = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


def test_a_long_ledger_is_read_in_parts_without_a_gap(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    row, government = make.make_recommendation(), make.make_government()
    make.publish_at_once(*(make.follow_up(row, government, summary=f"Step {step}") for step in range(5)))
    monkeypatch.setattr("recommendations.data.tables.CHUNK", 2)
    monkeypatch.setattr(exporting.export, "in_parts", lambda rows: in_parts(rows, 2))

    in_order = [f"Step {step}" for step in range(5)]
    assert [line["words"] for line in csv_rows(client, "/updates.csv")] == in_order[::-1]
    assert [line["summary"] for line in csv_rows(client, "/follow-ups.csv")] == in_order[::-1]


def test_a_file_of_an_example_site_says_that_it_is_invented(client: Client) -> None:
    make.make_government("ZZA", iso2="ZZ", is_example=True)

    assert "invented" in json_file(client, "/updates.json")["warning"]
    assert "invented" in workbook(client, "/updates.xlsx")["About"]["A2"].value
    assert f'filename="example-updates-{make.TODAY}.csv"' in client.get("/updates.csv")["Content-Disposition"]


def test_a_workbook_says_where_a_cell_is_too_small_for_a_text(client: Client) -> None:
    make.publish_follow_up(make.make_recommendation(), make.make_government(), summary="x" * 40_000)

    header, row = workbook(client, "/follow-ups.xlsx").worksheets[0].iter_rows(values_only=True)
    summary = dict(zip(header, row, strict=True))["summary"]

    assert (len(summary), summary[-1]) == (32_767, "]")
    assert "cut here" in summary


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/recommendations.{}?theme=gardening", "theme: Not known here: “gardening”."),
        (
            "/recommendations.{}?tehme=remittances",
            "tehme: This list knows no such parameter. Known are: as_of, doc",
        ),
        ("/recommendations.{}?as_of=yesterday", "as_of: The date in the address is not a day in the form YYYY-MM-DD"),
        ("/governments.{}?sort=reports", "sort: Select a valid choice. reports is not one of the available choices."),
        ("/updates.{}?in_force=all", "in_force: Not known here: “all”."),
        ("/themes.{}?theme=remittances", "theme: This list knows no such parameter. Known are: as_of."),
    ],
)
def test_what_a_list_does_not_know_is_refused_by_name(client: Client, address: str, sentence: str) -> None:
    text, sheet, problem = (client.get(address.format(extension)) for extension in ("csv", "xlsx", "json"))

    assert text.content.decode().startswith(sentence)
    assert (text.status_code, text["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert (sheet.status_code, sheet.content) == (400, text.content)
    assert (problem.status_code, problem["Content-Type"]) == (400, "application/problem+json")
    ((name, sentences),) = problem.json()["errors"].items()
    assert f"{name}: {' '.join(sentences)}\n" == text.content.decode()


def test_a_text_that_is_not_there_has_no_file(client: Client) -> None:
    assert client.get("/documents/nothing/passages.csv").status_code == 404
    assert client.get("/people.csv").status_code == 404


def test_files_show_no_draft(client: Client) -> None:
    row, government = make.make_recommendation(), make.make_government()
    make.draft_follow_up(row, government, by=make.make_editor(), summary="A secret draft.")
    make.draft_position(row, government, by=make.make_editor())
    make.draft_assessment(row, by=make.make_editor())

    for name in ("updates", "follow-ups", "positions", "assessments"):
        assert csv_rows(client, f"/{name}.csv") == []


def test_a_withdrawn_entry_stands_in_files_of_earlier_days_alone(client: Client) -> None:
    entry = make.publish_follow_up(make.make_recommendation(), make.make_government(), at=SPRING)
    workflow.withdraw(entry=entry, by=make.make_reviewer(), reason="Wrong country.")

    assert csv_rows(client, "/follow-ups.csv") == []
    assert [row["uid"] for row in csv_rows(client, "/follow-ups.csv?as_of=2026-03-10")] == [str(entry.uid)]


@pytest.mark.parametrize("parts", [exporting.csv_parts, exporting.json_parts])
def test_the_first_part_leaves_before_the_last_row_is_read(parts: Any) -> None:
    read = 0

    def endless() -> Any:
        nonlocal read
        while True:
            read += 1
            yield dict.fromkeys(THEMES.column_names, 1)

    now = timezone.now()
    file = parts(Export(THEMES, endless(), Asked(Moment(now.date(), now), "https://tracker.example"), ""))
    first = next(file)
    file.close()

    assert len(first) < 100_000
    assert read < 5_000
