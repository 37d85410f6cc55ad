"""The workbook to report offline: taken from the admin, filled in as a spreadsheet does, and brought in again."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import DjangoAssertNumQueries

from recommendations.ledger import workflow
from recommendations.models import FollowUp, Government
from tests import factories as make
from tests.support.admin_forms import client_of, message_of
from tests.support.whole_database import dump

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/recommendations/followup/workbook/"
UPLOAD = "/admin/recommendations/followup/import/"
LAST_YEAR = dt.date(2025, 3, 31)
NEWS = {"status": "Completed", "reported_on": dt.date(2026, 2, 1), "summary": "=It has\nended."}


class World:
    """Four recommendations for Sweden and one for Norway alone; Sweden has reported on the first."""

    def __init__(self) -> None:
        self.sweden, self.norway = (
            make.make_government("SWE", name="Sweden"),
            make.make_government("NOR", name="Norway"),
        )
        self.theme = make.make_theme("remittances")
        self.records = [make.make_recommendation(f"GFMD8-R{number}") for number in range(1, 5)]
        self.records[1].themes.set([self.theme])
        self.records[2].addressees.set([self.sweden])
        make.make_recommendation("GFMD8-N1", addressees=[self.norway])
        self.frida, self.reviewer = make.make_focal_point(self.sweden, "frida"), make.make_reviewer("rita")
        self.first = self.published(summary="'tis\r\nbegun.", details="-", status="discontinued", reason="No money.")
        self.client = client_of(self.frida)

    def published(self, **fields: Any) -> FollowUp:
        return make.publish_follow_up(
            self.records[0], self.sweden, by=self.frida, reviewer=self.reviewer, **{"reported_on": LAST_YEAR} | fields
        )


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.IMPORTS_ROOT = tmp_path
    return World()


def taken(client: Client, government: str = "SWE", theme: str = "") -> bytes:
    answer = client.get(ADDRESS, {"government": government, "theme": theme})
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # A file, which Django streams.


def rows_of(workbook: bytes) -> dict[str, dict[str, Any]]:
    header, *rows = load_workbook(io.BytesIO(workbook))["Follow-ups"].iter_rows(values_only=True)
    return {str(row[0]): {str(name): value for name, value in zip(header, row, strict=True)} for row in rows}


def filled(workbook: bytes, fill: Callable[[Worksheet, dict[str, int]], None]) -> bytes:
    """As a spreadsheet saves it: `fill` gets the sheet, and the number of each column."""
    book = load_workbook(io.BytesIO(workbook))
    sheet = book["Follow-ups"]
    fill(sheet, {str(cell.value): cell.column for cell in sheet[1]})
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_row(workbook: bytes, number: int, **cells: Any) -> bytes:
    def fill(sheet: Worksheet, columns: dict[str, int]) -> None:
        for name, value in cells.items():
            # As somebody types it, where a leading = stands after an apostrophe.
            cell = sheet.cell(number, columns[name], value)
            cell.data_type = "s" if isinstance(value, str) else cell.data_type

    return filled(workbook, fill)


def uploaded(client: Client, workbook: bytes) -> Any:
    return client.post(UPLOAD, {"file": SimpleUploadedFile("sweden.xlsx", workbook)})


def accepted(client: Client, page: Any) -> Any:
    reading = page.context["reading"]
    return client.post(UPLOAD, {"token": reading.file.token, "confirmed": reading.plan.fingerprint}, follow=True)


def summary_of(page: Any) -> str:
    summary: str = page.context["reading"].plan.summary
    return summary


def problems_of(page: Any) -> list[str]:
    return [str(problem) for problem in page.context["reading"].plan.problems.in_order]


def test_it_has_a_row_for_each_recommendation_with_the_follow_up_in_force(world: World) -> None:
    rows = rows_of(taken(world.client))

    assert [*rows] == ["GFMD8-R1", "GFMD8-R2", "GFMD8-R3", "GFMD8-R4"]
    same = {
        **dict.fromkeys(("status", "reported_on", "summary", "reason", "details", "evidence_urls", "uid")),
        "text": "To do what is said here.",
        "language": "en",
        "channel": "Reported by the government",
        "government": "SWE",
        "voice": "Government",
    }
    assert rows["GFMD8-R2"] == same | {"recommendation": "GFMD8-R2", "title": world.records[1].title}
    assert rows["GFMD8-R1"] == same | {
        "recommendation": "GFMD8-R1",
        "title": world.records[0].title,
        "status": "Discontinued",
        "reported_on": dt.datetime(2025, 3, 31),  # noqa: DTZ001 - spreadsheets know no time zone
        "summary": "''tis\nbegun.",
        "reason": "No money.",
        "details": "'-",
    }
    assert [*rows_of(taken(world.client, theme="remittances"))] == ["GFMD8-R2"]


def test_it_takes_the_same_queries_at_1_and_3_rows_with_reports(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    taken(world.client)
    for number in (0, 1, 2):
        if number:
            make.publish_follow_up(world.records[number], world.sweden, by=world.frida, reviewer=world.reviewer)
        with django_assert_num_queries(13):
            taken(world.client)


def test_it_offers_the_values_locks_the_words_and_says_what_they_mean(world: World) -> None:
    book = load_workbook(io.BytesIO(taken(world.client)))
    sheet = book["Follow-ups"]
    columns = {str(cell.value): cell.column_letter for cell in sheet[1]}

    offered = {
        name: str(check.formula1)
        for check in sheet.data_validations.dataValidation
        for name, letter in columns.items()
        if str(check.sqref).startswith(f"{letter}2:")
    }
    assert offered["status"] == '"Planning,In progress,Completed,Continuous,Discontinued"'
    assert [*offered] == ["status", "reported_on", "language", "channel", "voice"]
    assert sheet.protection.sheet is True
    locked = [name for name, letter in columns.items() if sheet[f"{letter}2"].protection.locked]
    assert locked == ["recommendation", "title", "text", "government", "voice"]
    definitions = {row[0]: row[2] for row in book["Definitions"].iter_rows(values_only=True)}
    assert definitions["Continuous"] == "A standing activity is reported to happen regularly."
    assert definitions["summary"] == "What is being done, in the speaker's own words."
    assert ("Government", "Sweden (SWE)") in [*book["About"].iter_rows(values_only=True)]


def test_an_untouched_workbook_changes_nothing(world: World) -> None:
    page = uploaded(world.client, taken(world.client))

    assert problems_of(page) == []
    assert summary_of(page) == "0 new, 0 changed, 1 unchanged, 0 refused"
    assert page.context["reading"].plan.notes == [
        "columns that no import reads: title, text",
        "3 rows say nothing yet and are left aside",
    ]


def test_a_filled_workbook_is_read_back_accepted_and_listed_as_drafts(world: World) -> None:
    workbook = with_row(with_row(taken(world.client), 3, **NEWS), 2, summary="It was stopped.")

    page = uploaded(world.client, workbook)
    assert summary_of(page) == "1 new, 1 changed, 0 unchanged, 0 refused"
    assert FollowUp.objects.count() == 1
    page = accepted(world.client, page)

    assert message_of(page) == ["Brought in from sweden.xlsx: 1 new, 1 changed, 0 unchanged, 0 refused."]
    new, correction = page.context["cl"].result_list
    assert (new.recommendation, new.status, new.summary, new.state, new.author) == (
        world.records[1],
        "completed",
        "=It has\nended.",
        "draft",
        world.frida,
    )
    assert (correction.corrects, correction.summary, correction.state) == (world.first, "It was stopped.", "draft")
    before = dump()
    page = uploaded(world.client, workbook)
    assert summary_of(page) == "0 new, 0 changed, 2 unchanged, 0 refused"
    assert dump() == before


def test_a_new_day_is_a_new_follow_up_and_corrects_nothing(world: World) -> None:
    accepted(world.client, uploaded(world.client, with_row(taken(world.client), 2, **NEWS)))

    new = FollowUp.objects.exclude(pk=world.first.pk).get()
    assert (new.corrects, new.reported_on, new.recommendation) == (None, NEWS["reported_on"], world.records[0])


def test_rows_without_news_leave_drafts_and_reports_of_the_same_day_alone(world: World) -> None:
    other = world.published(summary="On the same day.")
    correction = workflow.correct(entry=other, by=world.frida)
    correction.summary = "Being corrected."
    workflow.save_draft(entry=correction, by=world.frida)
    workbook = taken(world.client)

    page = uploaded(world.client, workbook)

    assert (problems_of(page), summary_of(page)) == ([], "0 new, 0 changed, 1 unchanged, 0 refused")
    assert rows_of(workbook)["GFMD8-R1"]["uid"] == str(other.uid)


def test_rows_for_another_government_are_refused_by_place_and_nothing_is_stored(world: World) -> None:
    norwegian = make.publish_follow_up(world.records[3], world.norway, by=make.make_editor(), reviewer=world.reviewer)
    workbook = with_row(taken(world.client), 3, **NEWS)
    workbook = with_row(workbook, 4, **NEWS, government="NOR")
    workbook = with_row(workbook, 5, **NEWS, government="NOR", uid=str(norwegian.uid))
    spare = NEWS | {"government": "SWE", "channel": "by_government"}
    workbook = with_row(workbook, 6, **spare, recommendation="GFMD8-N1", voice="Government")
    workbook = with_row(workbook, 7, **spare, recommendation="GFMD8-R4", voice="Gov")
    before = dump()

    page = uploaded(world.client, workbook)
    accepted(world.client, page)

    own = "You may write for your own government only, and in no other voice than its own."
    assert problems_of(page)[:2] == [
        f"sheet “Follow-ups”, row 4: {own}",
        f"sheet “Follow-ups”, row 5: {own}",
    ]
    assert [(row.line, row.column) for row in page.context["reading"].plan.problems.in_order[2:]] == [
        (6, "government"),
        (7, "voice"),
    ]
    assert dump() == before


@pytest.mark.parametrize(("user", "names"), [("focal point", ["Sweden"]), ("editor", ["Norway", "Sweden"])])
def test_the_page_of_a_theme_leads_to_a_choice_of_governments(world: World, user: str, names: list[str]) -> None:
    people: dict[str, User] = {"focal point": world.frida, "editor": make.make_editor()}
    client = client_of(people[user])
    page = client.get(f"/admin/recommendations/theme/{world.theme.pk}/change/")
    address = f"{ADDRESS}?theme=remittances"
    assert f'href="{address}"' in page.content.decode()

    form = client.get(address).context["form"]

    assert [str(choice) for _value, choice in form.fields["government"].choices] == names
    assert form["theme"].value() == "remittances"


def test_the_desk_and_the_page_of_the_own_government_offer_its_workbook(world: World) -> None:
    address = f'href="{ADDRESS}?government=SWE"'

    def page_of(government: Government) -> str:
        return world.client.get(f"/admin/recommendations/government/{government.pk}/change/").content.decode()

    assert address in world.client.get("/admin/").content.decode()
    assert address in page_of(world.sweden)
    assert ADDRESS not in page_of(world.norway)
    assert ADDRESS not in client_of(world.reviewer).get("/admin/").content.decode()
