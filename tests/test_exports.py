"""The lists as files: the rows of the page, what the file says of itself, and what it never does."""

import csv
import datetime as dt
import gzip
import io
from typing import Any

import pytest
from django.test import Client

from recommendations.data import exporting
from recommendations.data.exporting import LISTS
from recommendations.data.spreadsheet_cells import unguarded
from recommendations.models import Government, Recommendation
from tests import factories as make
from tests.support.downloads import content, csv_rows, json_file, workbook

pytestmark = pytest.mark.django_db

SPRING = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
TODAY = make.TODAY.isoformat()
NASTY = "=1+1;=2+2\n-3\t@four\r\n“Quoted”, 'so'; السودان"
ADDRESSES = [*LISTS, "documents/rt3/passages"]


@pytest.fixture(scope="module")
def world(published_text: str) -> None:
    """The published text, and one entry of each kind."""
    row = Recommendation.objects.get(reference="RT3.2-R1")
    sweden = Government.objects.get(iso3="SWE")
    make.publish_follow_up(row, sweden, at=SPRING, summary=NASTY)
    make.publish_position(row, sweden, at=SPRING + dt.timedelta(days=1), stance="supported_in_part", part="=HALF")
    make.publish_assessment(row, at=SPRING + dt.timedelta(days=2))
    make.publish_voice(row, sweden, at=SPRING + dt.timedelta(days=3))


def as_in_csv(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return ";".join(value)
    return str(value)


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_three_files_of_a_list_hold_the_same_rows(client: Client, world: None, name: str) -> None:
    stamped = json_file(client, f"/{name}.json")
    table = csv_rows(client, f"/{name}.csv")
    header, *sheet = workbook(client, f"/{name}.xlsx").worksheets[0].iter_rows(values_only=True)

    assert stamped["rows"]
    assert [list(row) for row in stamped["rows"]] == [list(row) for row in table] == [list(header)] * len(table)
    read = [{key: unguarded(cell) for key, cell in row.items()} for row in table]
    assert read == [{key: as_in_csv(value) for key, value in row.items()} for row in stamped["rows"]]
    assert len(sheet) == len(table)
    for cells, row in zip(sheet, table, strict=True):
        assert [as_in_sheet(cell) for cell in cells] == [in_lines(cell) for cell in row.values()]


def in_lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def as_in_sheet(value: Any) -> str:
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time.min
        return value.date().isoformat() if is_day else f"{value.isoformat()}Z"
    return as_in_csv(value)


def test_a_file_has_the_rows_of_its_page_in_their_order(client: Client, world: None) -> None:
    query = "?theme=remittances&sort=title"
    page = [row.reference for row in client.get(f"/recommendations/{query}").context["page"].object_list]

    assert len(page) > 2
    assert [row["reference"] for row in csv_rows(client, f"/recommendations.csv{query}&page=7")] == page


def test_governments_stand_in_the_order_of_their_page(client: Client, world: None) -> None:
    page = client.get("/governments/?sort=last_report").context

    rows = json_file(client, "/governments.json?sort=last_report")["rows"]

    shown = [*(row.government.iso3 for row in page["speaking"]), *(row.iso3 for row in page["silent"])]
    assert (rows[0]["iso3"], [row["iso3"] for row in rows]) == ("SWE", shown)


def test_updates_can_be_narrowed_to_what_is_in_force(client: Client, world: None) -> None:
    rows = json_file(client, "/updates.json?in_force=position")["rows"]

    assert [(row["kind"], row["words"]) for row in rows] == [("position", "=HALF")]


def test_a_file_speaks_of_the_day_asked_for(client: Client, world: None) -> None:
    address = "/recommendations.csv?as_of=2026-03-10"
    response = client.get(address)
    rows = {row["reference"]: row for row in csv.DictReader(io.StringIO(response.getvalue().decode(), newline=""))}

    assert rows["RT3.2-R1"]["status"] == "not_assessed"
    assert rows["RT3.2-R1"]["governments_reported"] == "1"
    assert {row["as_of"] for row in rows.values()} == {"2026-03-10"}
    assert response["Memento-Datetime"] == "Tue, 10 Mar 2026 23:59:59 GMT"
    assert 'filename="recommendations-2026-03-10.csv"' in response["Content-Disposition"]


# What a file says of itself


def test_csv_has_no_preamble_and_is_stamped_in_its_headers(client: Client, world: None) -> None:
    response = client.get("/recommendations.csv?theme=remittances&page=2")

    assert response.getvalue().startswith(b'"reference","kind","title",')
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == f'attachment; filename="recommendations-{TODAY}.csv"'
    assert response["Link"] == (
        '<http://testserver/recommendations/?theme=remittances>; rel="canonical"; '
        "title*=UTF-8''Recommendations%20%C2%B7%20GFMD%20Recommendation%20Tracker, "
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license", '
        '<http://testserver/data/#recommendations>; rel="describedby"'
    )


def test_json_is_stamped_beside_its_rows(client: Client, world: None) -> None:
    stamp = json_file(client, "/recommendations.json?theme=remittances")

    rows, licence = stamp.pop("rows"), stamp.pop("licence")
    assert stamp == {
        "title": "Recommendations · GFMD Recommendation Tracker",
        "address": "http://testserver/recommendations/?theme=remittances",
        "as_of": TODAY,
        "filters": [{"name": "Theme", "value": "Social and financial remittances"}],
    }
    assert licence["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [row["reference"] for row in rows if "remittances" not in row["themes"]] == []


def test_a_workbook_has_a_sheet_about_itself_and_a_frozen_header(client: Client, world: None) -> None:
    book = workbook(client, "/recommendations.xlsx?theme=remittances")

    about = [[cell for cell in row if cell] for row in book["About"].iter_rows(values_only=True)]
    assert about[:4] == [
        ["Recommendations · GFMD Recommendation Tracker"],
        ["Address", "http://testserver/recommendations/?theme=remittances"],
        ["As of", TODAY],
        ["Theme", "Social and financial remittances"],
    ]
    meanings = {row[0]: row[1:] for row in about[about.index(["Column", "Kind", "Meaning"]) + 1 :]}
    assert list(meanings) == LISTS["recommendations"].table.column_names
    assert meanings["assessed_on"] == ["date", "Day of the current assessment. Empty: none."]
    assert "under_way: Under way" in meanings["status"][1]
    sheet = book.worksheets[0]
    assert (sheet.title, sheet.freeze_panes) == ("recommendations", "A2")


def test_days_and_numbers_in_a_workbook_are_real_ones(client: Client, world: None) -> None:
    sheet = workbook(client, "/recommendations.xlsx").worksheets[0]
    header = [cell.value for cell in sheet[1]]
    row = next(dict(zip(header, cells, strict=True)) for cells in sheet.iter_rows() if cells[0].value == "RT3.2-R1")

    assert row["last_reported_on"].value == dt.datetime(2026, 3, 13)  # noqa: DTZ001 - workbooks know no time zones
    assert row["last_reported_on"].number_format == "yyyy-mm-dd"
    assert (row["governments_reported"].value, row["is_borderline"].value) == (1, False)


# What a file never does


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_reader_of_a_csv_file_finds_a_formula(client: Client, world: None, delimiter: str) -> None:
    for name in ("follow-ups", "positions", "updates"):
        text = content(client, f"/{name}.csv").decode()
        cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]

        assert [cell for cell in cells if cell.lstrip(' "').startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(client: Client, world: None) -> None:
    for name in ("follow-ups", "positions", "updates"):
        cells = [cell for sheet in workbook(client, f"/{name}.xlsx") for row in sheet.iter_rows() for cell in row]

        assert {cell.data_type for cell in cells} == {"s", "n", "d", "b"}
        assert [cell for cell in cells if cell.hyperlink] == []
        assert [cell for cell in cells if cell.data_type == "s" and cell.value.startswith(("=", "+", "-", "@"))] == []


def test_what_somebody_wrote_comes_back_from_a_csv_file_letter_by_letter(client: Client, world: None) -> None:
    rows = csv_rows(client, "/follow-ups.csv")

    assert rows[-1]["summary"] == "'=1+1;'=2+2\n'-3\t'@four\r\n“Quoted”, 'so'; السودان"
    assert unguarded(rows[-1]["summary"]) == NASTY


# How a file travels


def test_a_file_is_compressed_part_by_part(client: Client, world: None) -> None:
    response = client.get("/recommendations.json", headers={"accept-encoding": "gzip"})

    assert (response.streaming, response["Content-Encoding"]) == (True, "gzip")
    assert "Accept-Encoding" in response["Vary"]
    assert "Content-Length" not in response
    assert gzip.decompress(response.getvalue()) == content(client, "/recommendations.json")


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
def test_who_asks_for_the_headers_alone_gets_them_without_the_rows(client: Client, world: None, extension: str) -> None:
    whole, head = client.get(f"/updates.{extension}"), client.head(f"/updates.{extension}")

    assert whole.getvalue()
    assert head.content == b""
    for name in ("Content-Type", "Content-Disposition", "Link"):
        assert head[name] == whole[name]


def test_a_page_links_to_its_files_with_its_filters_and_its_day(client: Client, world: None) -> None:
    html = client.get("/recommendations/?theme=remittances&as_of=2026-03-10&page=1&utm=x").content.decode()

    for extension in ("csv", "xlsx", "json"):
        assert f'href="/recommendations.{extension}?theme=remittances&amp;as_of=2026-03-10"' in html


@pytest.mark.parametrize("page", [name for name, each in LISTS.items() if each.page])
def test_every_list_can_be_taken_away(client: Client, world: None, page: str) -> None:
    html = client.get(f"/{page}/").content.decode()

    assert [extension for extension in exporting.FORMATS if f'href="/{page}.{extension}"' not in html] == []
