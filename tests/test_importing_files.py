"""What files can be brought in, and what is said of those that cannot."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from recommendations.data.importing.files import read_table
from recommendations.data.importing.layout import Layout, Row, Table
from recommendations.data.importing.plans import FileRefused, Problems
from recommendations.data.importing.values import Wrong, day
from tests.support.files import csv_bytes, workbook_bytes

LAYOUT = Layout(columns=("name", "day", "note"), required=("name",), derived=frozenset({"count"}))
ROWS = [{"name": "Café “x”", "day": "2025-04-03", "note": "One; two,\nthree"}, {"name": "=1+1", "day": "", "note": ""}]


def read(content: bytes | Path, **how: Any) -> tuple[Table, list[str]]:
    problems = Problems()
    return read_table(content, LAYOUT, problems, **how), list(problems.lines())


def refusal(content: bytes | Path, **how: Any) -> str:
    with pytest.raises(FileRefused) as refused:
        read(content, **how)
    return str(refused.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_csv_file_is_read_whatever_its_delimiter_and_line_ends(delimiter: str, line_end: str) -> None:
    table, problems = read(csv_bytes(ROWS, delimiter=delimiter, line_end=line_end))

    assert problems == []
    assert table.rows == [Row(2, ROWS[0]), Row(4, ROWS[1])]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "mac_roman", "utf-16"])
def test_other_encodings_are_read_where_they_are_named(encoding: str) -> None:
    named = "" if encoding == "utf-8-sig" else encoding

    assert read(csv_bytes(ROWS, encoding=encoding), encoding=named)[0].rows[0].cells == ROWS[0]


def test_an_xlsx_file_gives_dates_numbers_and_text_as_a_csv_file_would() -> None:
    content = workbook_bytes(
        [["About", "this file"]],
        [
            ["name", "day", "note", None],
            ["Café", dt.date(2025, 4, 3), 12.0],
            [None, None, None],
            ["'=1+1", dt.datetime(2025, 4, 3), "One\nand two"],  # noqa: DTZ001 - spreadsheets know no time zone
        ],
    )

    table, problems = read(content)

    assert problems == []
    assert [(row.line, *row.cells.values()) for row in table.rows] == [
        (2, "Café", "2025-04-03", "12"),
        (4, "=1+1", "2025-04-03", "One\nand two"),
    ]


def test_cells_that_a_spreadsheet_computes_are_refused_by_place() -> None:
    _table, problems = read(workbook_bytes([["name", "day"], ["=CONCAT(B1)", "x"], ["#REF!", "y"]]))

    assert problems == [
        "sheet “Sheet”, row 2, column A: this cell holds a formula: put its value there",
        "sheet “Sheet”, row 3, column A: this cell holds an error of the spreadsheet (#REF!)",
    ]


def test_columns_that_exports_add_are_left_aside_by_name() -> None:
    table, _problems = read(b"name,count\nx,3\n")

    assert (table.rows, table.columns, table.ignored) == ([Row(2, {"name": "x"})], ("name",), ("count",))


def test_rows_that_do_not_fit_the_header_are_refused_by_line_and_the_others_read() -> None:
    table, problems = read(b"name,day\na,b,c\n\na\na,b,,\na,b\n")

    assert [row.line for row in table.rows] == [5, 6]
    assert problems == [
        "line 2: this row has 3 cells, and the first line names 2 columns",
        "line 4: this row has 1 cells, and the first line names 2 columns",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty: its first line names the columns."),
        (b"\xef\xbb\xbf", "The file is empty: its first line names the columns."),
        (b"\n \n", "The file is empty: its first line names the columns."),
        (b"name,day\n", "The file has no rows below its first line."),
        (b"a,b\n1,2\n", "line 1: The first line has to name the columns (name,day,note). It says: a | b"),
        (
            b"nam,day,day\n",
            (
                "line 1: The columns are not those of this import: unknown column nam (is name meant?); column day "
                "stands there twice; column name is missing. They are: name,day,note."
            ),
        ),
        (b'name,day\na,b\na,"b\nc', "line 3: A quotation mark that is opened in this row is never closed."),
        (
            b'name,day\na,"b" c\n',
            (
                "line 2: A quotation mark in this row stands where a cell neither begins nor ends: write it twice "
                "inside of a cell."
            ),
        ),
        (
            b"name\n" + b"x" * 200_000,
            "line 2: A cell that begins here is longer than 131,072 characters, or its quotation mark is never closed.",
        ),
        (b"x" * 2_000_001, "line 1: This line is longer than 2,000,000 characters: this is not a table."),
        (b"name\n" + b"\n" * 100_001, "line 100002: The file has more than 100,000 rows: split it."),
        (
            b"name\nx\nx\0",
            "line 3: This line holds a NUL byte, which text never has: the file is damaged, or no CSV file.",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "line 3: This line holds a NUL byte, which text never has: the file is damaged, or no CSV file.",
        ),
        ("name\nx\n".encode("utf-16"), "The file is in UTF-16: save it as “CSV UTF-8”, or name the encoding utf-16."),
        (
            "name\nx\n".encode("utf-16-be"),
            "line 1: The file looks like UTF-16: save it as “CSV UTF-8”, or name the encoding utf-16-be.",
        ),
        (
            b"PK\x03\x04",
            (
                "The file is no XLSX workbook that can be read (File is not a zip file): open it in a "
                "spreadsheet and save it anew."
            ),
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1",
            "This is an old or a protected Excel file: save it as .xlsx without a password.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


def test_text_in_another_encoding_is_shown_as_it_would_read_in_the_usual_ones() -> None:
    assert refusal(csv_bytes(ROWS, encoding="mac_roman")) == (
        "line 2: This line is not text in utf-8 (byte 0x8E). Save the file as “CSV UTF-8”, or name the encoding that "
        "reads right: "
        'in cp1252 it reads “"CafŽ ÒxÓ","2025”; in mac_roman it reads “"Café '
        '“x”","2025”.'
    )


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    for name in ("klingon", "base64", "\0"):
        assert refusal(b"name\nx\n", encoding=name).endswith(
            "is no encoding known here: utf-8, cp1252, mac_roman and utf-16 are usual ones."
        )


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path.name} is not a file."
    assert refusal(tmp_path / "gone.csv") == "gone.csv cannot be read: No such file or directory."
    assert refusal(Path("/dev/zero")) == "zero is not a file."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("03/04/2025", "03/04/2025: write 2025-04-03 or 2025-03-04"),
        ("31.12.2025", "31.12.2025: write 2025-12-31"),
        ("12/31/2025", "12/31/2025: write 2025-12-31"),
        ("04-04-2025", "04-04-2025: write 2025-04-04"),
        ("3 April 2025", "“3 April 2025” is no date: write year, month and day, as in 2025-04-03"),
        ("2025-02-30", "“2025-02-30” is no date: write year, month and day, as in 2025-04-03"),
        ("2025-04-03T12:30:00", "“2025-04-03T12:30:00” is no date: write year, month and day, as in 2025-04-03"),
        ("", "this cell may not be empty"),
    ],
)
def test_a_date_in_another_order_is_refused_by_name_and_never_guessed(text: str, sentence: str) -> None:
    with pytest.raises(Wrong, match=r".*") as wrong:
        day(text)

    assert str(wrong.value) == sentence


def test_a_date_is_read_in_the_one_order_that_has_one_meaning() -> None:
    assert day("2025-04-03") == dt.date(2025, 4, 3)
