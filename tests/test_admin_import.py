"""Files brought in through the admin: read back first, then written as a whole, by the rights of the person."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from recommendations.admin import kept_files
from recommendations.ledger import workflow
from recommendations.models import FocalPoint, FollowUp, Recommendation
from tests import factories as make
from tests.support.admin_forms import client_of, message_of
from tests.support.files import FOLLOW_UP, RECOMMENDATION, csv_bytes, rows_of, workbook_bytes

pytestmark = pytest.mark.django_db

FOLLOW_UPS = "/admin/recommendations/followup/import/"
RECOMMENDATIONS = "/admin/recommendations/recommendation/import/"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.IMPORTS_ROOT = tmp_path / "imports"
    return tmp_path / "imports"


@pytest.fixture
def focal_point() -> Client:
    make.make_recommendation("GFMD8-R1")
    make.make_government("NOR", name="Norway")
    return client_of(make.make_focal_point(make.make_government("SWE", name="Sweden"), "frida"))


def upload(client: Client, content: bytes, address: str = FOLLOW_UPS, name: str = "reports.csv", **fields: str) -> Any:
    return client.post(address, {"file": SimpleUploadedFile(name, content), **fields})


def confirm(client: Client, page: Any, address: str = FOLLOW_UPS, **fields: str) -> Any:
    """Press “Import” on the page that shows the plan."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))
    hidden.pop("csrfmiddlewaretoken", None)
    return client.post(address, {**hidden, **fields}, follow=True)


def test_a_file_is_read_back_first_and_becomes_drafts_on_the_second_step(focal_point: Client, folder: Path) -> None:
    content = csv_bytes(rows_of(FOLLOW_UP, {}, {"reported_on": "2025-05-01"}))

    page = upload(focal_point, content)

    assert page.context["reading"].plan.summary == "2 new, 0 changed, 0 unchanged, 0 refused"
    assert "GFMD8-R1, Sweden, 2025-05-01" in page.content.decode()
    assert FollowUp.objects.count() == 0
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]

    page = confirm(focal_point, page)

    assert message_of(page) == ["Brought in from reports.csv: 2 new, 0 changed, 0 unchanged, 0 refused."]
    assert {row.state for row in page.context["cl"].result_list} == {"draft"}
    assert FollowUp.objects.filter(author__username="frida", state="draft").count() == 2
    assert [*folder.iterdir()] == []


def test_the_list_shows_the_rows_of_this_import_alone_and_the_same_file_changes_nothing(focal_point: Client) -> None:
    confirm(focal_point, upload(focal_point, csv_bytes(rows_of(FOLLOW_UP, {"reported_on": "2025-01-31"}))))
    content = csv_bytes(rows_of(FOLLOW_UP, {}))

    page = confirm(focal_point, upload(focal_point, content))
    again = upload(focal_point, content)

    assert [row.reported_on.isoformat() for row in page.context["cl"].result_list] == ["2025-04-03"]
    assert again.context["reading"].plan.summary == "0 new, 0 changed, 1 unchanged, 0 refused"
    assert "There is nothing to import" in again.content.decode()
    assert 'name="confirmed"' not in again.content.decode()


def test_what_changes_is_shown_from_what_to_what(focal_point: Client) -> None:
    confirm(focal_point, upload(focal_point, csv_bytes(rows_of(FOLLOW_UP, {}))))

    page = upload(focal_point, csv_bytes(rows_of(FOLLOW_UP, {"summary": "It <ended>.", "details": "In May."})))

    text = page.content.decode()
    assert "<dd><del>A programme has begun.</del> &rarr; <ins>It &lt;ended&gt;.</ins></dd>" in text
    assert '<dd><span class="quiet">empty</span> &rarr; <ins>In May.</ins></dd>' in text


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (csv_bytes(rows_of(FOLLOW_UP, {}, {"government": "NOR"}, {"status": "soon"})), ("", [(3, ""), (4, "status")])),
        (
            workbook_bytes(
                [["Read me"]], [[*FOLLOW_UP], [*FOLLOW_UP.values()], [*(FOLLOW_UP | {"government": "NOR"}).values()]]
            ),
            ("Sheet1", [(3, "")]),
        ),
    ],
    ids=["csv", "xlsx"],
)
def test_a_row_that_is_refused_refuses_the_file_and_is_named_by_its_place(
    focal_point: Client, content: bytes, place: tuple[str, list[tuple[int, str]]]
) -> None:
    page = upload(focal_point, content)
    problems = page.context["reading"].plan.problems

    assert (problems.sheet, [(row.line, row.column) for row in problems.in_order]) == place
    assert "You may write for your own government only" in page.content.decode()
    assert 'name="confirmed"' not in page.content.decode()

    focal_point.post(FOLLOW_UPS, {"token": page.context["reading"].file.token, "confirmed": "anything"})
    assert FollowUp.objects.count() == 0


def test_what_changed_since_the_page_was_read_is_shown_again_and_not_overwritten(focal_point: Client) -> None:
    content = csv_bytes(rows_of(FOLLOW_UP, {"summary": "It has ended."}))
    confirm(focal_point, upload(focal_point, csv_bytes(rows_of(FOLLOW_UP, {}))))
    page = upload(focal_point, content)
    entry = FollowUp.objects.get()
    entry.summary = "Somebody else wrote this."
    workflow.save_draft(entry=entry, by=make.make_editor())

    page = confirm(focal_point, page)

    assert "The record has changed since you read this." in page.content.decode()
    assert FollowUp.objects.get().summary == "Somebody else wrote this."

    confirm(focal_point, page)
    assert FollowUp.objects.get().summary == "It has ended."


def test_a_kept_file_is_nobody_elses_and_lasts_a_day(
    focal_point: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = upload(focal_point, csv_bytes(rows_of(FOLLOW_UP, {})))
    token = page.context["reading"].file.token
    gone = "The file is no longer kept here: choose it again."

    foreign = client_of(make.make_editor()).post(FOLLOW_UPS, {"token": token})
    forged = focal_point.post(FOLLOW_UPS, {"token": token + "x"})

    assert [answer.context["form"].errors["file"] for answer in (foreign, forged)] == [[gone], [gone]]
    monkeypatch.setattr(kept_files, "KEPT_FOR", -1)
    assert focal_point.post(FOLLOW_UPS, {"token": token}).context["form"].errors["file"] == [gone]
    upload(focal_point, csv_bytes(rows_of(FOLLOW_UP, {"summary": "Another."})))
    assert len([*folder.iterdir()]) == 1


def test_how_many_rows_are_written_is_told_to_the_person_who_waits_for_them(focal_point: Client) -> None:
    rows = [{"reported_on": (dt.date(2023, 1, 1) + dt.timedelta(days=day)).isoformat()} for day in range(501)]
    page = upload(focal_point, csv_bytes(rows_of(FOLLOW_UP, *rows)))
    file, address = page.context["reading"].file, page.context["progress_address"]
    told: set[int] = set()

    def ask(execute: Any, *query: Any) -> Any:
        told.add(file.done)
        return execute(*query)

    assert focal_point.get(address).json() == {"done": 0}
    with connection.execute_wrapper(ask):
        confirm(focal_point, page)

    assert told == {0, 500, 501}
    assert focal_point.get(address).status_code == 404
    page = upload(focal_point, csv_bytes(rows_of(FOLLOW_UP, {"summary": "Another."})))
    foreign = client_of(make.make_editor()).get(page.context["progress_address"])
    assert foreign.status_code == 404


def test_a_right_that_ended_between_the_two_steps_is_gone(focal_point: Client) -> None:
    page = upload(focal_point, csv_bytes(rows_of(FOLLOW_UP, {})))
    sweden = FocalPoint.objects.get().government
    FocalPoint.objects.update(government=make.Government.objects.get(iso3="NOR"))

    page = confirm(focal_point, page)

    assert sweden.follow_ups.count() == 0
    assert [row.line for row in page.context["reading"].plan.problems.in_order] == [2]


def test_a_file_in_another_encoding_is_kept_and_read_again(focal_point: Client) -> None:
    page = upload(focal_point, csv_bytes(rows_of(FOLLOW_UP, {"summary": "Écoles."}), encoding="cp1252"))
    assert "in cp1252 it reads" in page.content.decode()
    assert '<option value="cp1252">' in page.content.decode()

    page = focal_point.post(FOLLOW_UPS, {"token": page.context["reading"].file.token, "encoding": "cp1252"})
    confirm(focal_point, page)

    assert FollowUp.objects.get().summary == "Écoles."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"recommendation,voice,channel,status,reported_on,summary\n" + b"\n" * 20_001, "more than 20,000 rows"),
        (b"x" * (5 * 1024 * 1024 + 1), "The file has 5.0\xa0MB, and 5.0\xa0MB is the most here"),
        (b"a,b\n1,2\n", "The first line has to name the columns"),
        (b"", "The submitted file is empty."),
    ],
    ids=["rows", "bytes", "header", "empty"],
)
def test_a_file_that_is_too_long_or_no_table_is_refused_in_one_sentence(
    focal_point: Client, content: bytes, sentence: str
) -> None:
    page = upload(focal_point, content)

    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_recommendations_are_brought_in_by_editors_with_the_options_of_the_command() -> None:
    client = client_of(make.make_editor())
    content = csv_bytes(rows_of(RECOMMENDATION, {}, {"title": "Do it once more"}))

    plain = upload(client, content, RECOMMENDATIONS)
    page = upload(client, content, RECOMMENDATIONS, create_missing="on", number_duplicates="on")

    problems = plain.context["reading"].plan.problems.in_order
    assert [row.column for row in problems] == ["document", "reference"]
    labels = [field.label for field in plain.context["form"].visible_fields()]
    assert labels[1:] == [
        "Create missing themes, stakeholders and documents",
        "Number duplicates: references that stand in the file twice",
    ]
    assert problems[0].message.endswith("“create missing” makes it")
    assert problems[1].message.endswith("or “number duplicates”")
    assert "Makes document: doc." in page.content.decode()
    page = confirm(client, page, RECOMMENDATIONS)
    assert message_of(page) == ["Brought in from reports.csv: 2 new, 0 changed, 0 unchanged, 0 refused."]
    assert [*Recommendation.objects.values_list("reference", flat=True)] == ["UPR-1", "UPR-1-2"]
    again = upload(client, content, RECOMMENDATIONS, create_missing="on", number_duplicates="on")
    assert again.context["reading"].plan.summary == "0 new, 0 changed, 2 unchanged, 0 refused"
