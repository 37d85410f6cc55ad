"""Files made to do harm end in a sentence, in little memory; nothing of them reaches the database."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.files import RECOMMENDATION, with_part, workbook_bytes

SHEET = "xl/worksheets/sheet1.xml"
MB = 1024 * 1024
HEADER = ",".join(RECOMMENDATION).encode() + b"\n"
TOO_MUCH = "The workbook holds more than a table can: copy the table into a new one."
ENTITIES = "The workbook declares entities, which no spreadsheet does: open it in a spreadsheet and save it anew."


def sheet(rows: bytes) -> bytes:
    namespace = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="' + namespace + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


def workbook(rows: bytes) -> bytes:
    return with_part(workbook_bytes([list(RECOMMENDATION)]), SHEET, sheet(rows))


def cell_at(place: str) -> bytes:
    row = "".join(letter for letter in place if letter.isdecimal())
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row>'.encode()


def lying(path: Path) -> None:
    """A ZIP archive whose directory says that a part is small."""
    content = bytearray(workbook(b" " * (20 * MB)))
    with zipfile.ZipFile(path.with_suffix(".old"), "w") as old:
        old.writestr("x", b"")
    path.with_suffix(".old").unlink()
    true, false = (20 * MB + len(sheet(b""))).to_bytes(4, "little"), (5000).to_bytes(4, "little")
    assert true in content
    path.write_bytes(bytes(content.replace(true, false)))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.xlsx": (
        lambda: workbook(b" " * (140 * MB)),
        "xl/worksheets/sheet1.xml in the workbook unpacks to 140 MB, and 128 is the most: split the table.",
    ),
    "strings.xlsx": (
        lambda: with_part(workbook_bytes([["a"]]), "xl/sharedStrings.xml", b"<sst>" + b" " * (40 * MB) + b"</sst>"),
        "xl/sharedStrings.xml in the workbook unpacks to 40 MB, and 32 is the most: split the table.",
    ),
    "corner.xlsx": (
        lambda: workbook(cell_at("XFD1048576")),
        "There is a cell at XFD1048576, and 100,000 rows and 200 columns are the most: delete it.",
    ),
    "billions.xlsx": (
        lambda: workbook(b'<row r="4000000000"><c><v>1</v></c></row>'),
        "There is a cell at A100000000, and 100,000 rows and 200 columns are the most: delete it.",
    ),
    "many_rows.xlsx": (
        lambda: workbook(b"<row><c><v>1</v></c></row>" * 1_000_000),
        "There is a cell at A100002, and 100,000 rows and 200 columns are the most: delete it.",
    ),
    "one_row.xlsx": (lambda: workbook(b"<row>" + b"<c/>" * 5_000_000 + b"</row>"), TOO_MUCH),
    "deep.xlsx": (lambda: workbook(b"<a>" * 5_000_000), TOO_MUCH),
    "attribute.xlsx": (lambda: workbook(b'<row r="' + b"1" * (50 * MB) + b'"/>'), TOO_MUCH),
    "long_text.xlsx": (lambda: workbook(b"<row><c><v>" + b"1" * (50 * MB) + b"</v></c></row>"), TOO_MUCH),
    "disguised.xlsx": (
        lambda: with_part(
            workbook_bytes([["a"]]),
            "[Content_Types].xml",
            b'<Types><Override PartName="/xl/worksheets/sheet1.xml" ContentType="sharedStrings+xml"/></Types>',
        ),
        TOO_MUCH,
    ),
    "external.xlsx": (
        lambda: with_part(
            workbook_bytes([["a"]]), SHEET, b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'
        ),
        ENTITIES,
    ),
    "laughs.xlsx": (
        lambda: with_part(
            workbook_bytes([["a"]]),
            "xl/sharedStrings.xml",
            b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 1000 + b'">]><x>' + b"&b;" * 1000 + b"</x>",
        ),
        ENTITIES,
    ),
    "lying.xlsx": (
        lambda: b"",
        (
            "The file is no XLSX workbook that can be read (Bad CRC-32 for file 'xl/worksheets/sheet1.xml'): open it "
            "in a spreadsheet and save it anew."
        ),
    ),
    "unclosed.csv": (
        lambda: HEADER + b'A-1,recommendation,"' + b"One line.\n" * (5 * MB),
        "line 2: A cell that begins here is longer than 131,072 characters, or its quotation mark is never closed.",
    ),
    "one_line.csv": (
        lambda: b"x" * (60 * MB),
        "line 1: This line is longer than 2,000,000 characters: this is not a table.",
    ),
    "field.csv": (
        lambda: HEADER + b"A-1,recommendation,T," + b"x" * 200_000,
        "line 2: A cell that begins here is longer than 131,072 characters, or its quotation mark is never closed.",
    ),
    "blank_lines.csv": (
        lambda: HEADER + b"\n" * (60 * MB),
        "line 100002: The file has more than 100,000 rows: split it.",
    ),
    "large.csv": (lambda: b"x" * (65 * MB), "The file has 65 MB, and 64 is the most: split it."),
    "binary.csv": (
        lambda: HEADER + bytes(range(256)) * 100_000,
        "line 2: This line holds a NUL byte, which text never has: the file is damaged, or no CSV file.",
    ),
}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_hostile_files_end_in_a_sentence_and_little_memory(kind: str, tmp_path: Path) -> None:
    files = [name for name in HOSTILE if name.endswith(kind)]
    for name in files:
        (tmp_path / name).write_bytes(HOSTILE[name][0]())
    if kind == "xlsx":
        lying(tmp_path / "lying.xlsx")

    run = subprocess.run(
        [sys.executable, "-m", "tests.support.read_hostile_files", *(tmp_path / name for name in files)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "gfmd_tracker.settings"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["answers"] == {name: HOSTILE[name][1] for name in files}
    assert found["megabytes"] < 150
