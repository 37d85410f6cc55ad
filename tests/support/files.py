"""Files that tests bring in, written as other programs write them."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

RECOMMENDATION = {
    "reference": "UPR-1",
    "kind": "recommendation",
    "title": "Do the thing",
    "text": "Do the thing; then,\nthe “other” thing.",
    "document": "doc",
}
FOLLOW_UP = {
    "recommendation": "GFMD8-R1",
    "government": "SWE",
    "voice": "government",
    "channel": "by_government",
    "status": "in_progress",
    "reported_on": "2025-04-03",
    "summary": "A programme has begun.",
}


def rows_of(base: dict[str, str], *changes: dict[str, str]) -> list[dict[str, str]]:
    return [base | change for change in changes]


def csv_bytes(
    rows: Sequence[dict[str, str]], *, delimiter: str = ",", encoding: str = "utf-8", line_end: str = "\r\n"
) -> bytes:
    stream = io.StringIO(newline="")
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(
        stream, columns, restval="", delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL
    )
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode(encoding)


def written(path: Path, rows: Sequence[dict[str, str]], **how: str) -> Path:
    path.write_bytes(csv_bytes(rows, **how))
    return path


def workbook_bytes(*sheets: Iterable[Sequence[Any]]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The workbook with `content` as one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()
