"""CSV and JSON, part by part: no more than a part is ever in memory."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from recommendations.public.licence import DATA_LICENCE

from ..spreadsheet_cells import guarded
from .export import Export

# Parts as large as a client reads at once: smaller ones cost more than they hold.
PART = 64 * 1024
LIST_MARK = ";"


def written(value: dt.date) -> str:
    """A day as 2026-03-31; a moment, always in UTC, as 2026-03-31T12:30:00.000001Z."""
    return value.isoformat().replace("+00:00", "Z")


def plain(value: Any) -> str:
    """A value as text; null is empty, and the values of a list stand between semicolons."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dt.date():
            return written(value)
        case list():
            return LIST_MARK.join(value)
        case _:
            return str(value)


def in_parts(lines: Iterable[str]) -> Iterator[bytes]:
    """The text in UTF-8, gathered into parts."""
    gathered: list[str] = []
    length = 0
    for line in lines:
        gathered.append(line)
        length += len(line)
        if length >= PART:
            yield "".join(gathered).encode()
            gathered, length = [], 0
    yield "".join(gathered).encode()


def csv_parts(export: Export) -> Iterator[bytes]:
    """Every cell stands in quotation marks: readers that also cut at semicolons leave those cells whole."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, quoting=csv.QUOTE_ALL)

    def lines() -> Iterator[str]:
        yield from taken(export.table.column_names)
        for row in export.rows():
            yield from taken([guarded(plain(value)) for value in row.values()])

    def taken(cells: list[str]) -> Iterator[str]:
        writer.writerow(cells)
        yield line.getvalue()
        line.seek(0)
        line.truncate()

    return in_parts(lines())


def json_parts(export: Export) -> Iterator[bytes]:
    """One object: what the file says of itself, then `rows`."""
    stamp = {
        "title": export.title,
        "address": export.address,
        "as_of": export.asked.moment.day,
        "filters": [{"name": name, "value": value} for name, value in export.filters],
        "licence": {"name": DATA_LICENCE.name, "url": DATA_LICENCE.url, "scope": str(DATA_LICENCE.scope)},
        **({"warning": export.warning} if export.warning else {}),
    }

    def lines() -> Iterator[str]:
        yield as_json(stamp).removesuffix("}") + ', "rows": ['
        comma = ""
        for row in export.rows():
            yield f"{comma}\n{as_json(row)}"
            comma = ","
        yield "\n]}\n"

    return in_parts(lines())


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=written)
