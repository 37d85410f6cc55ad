"""XLSX: a sheet of rows, and a sheet that says what they are."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from recommendations.public.licence import DATA_LICENCE

from ..spreadsheet_cells import LONGEST_IN_WORKBOOK, guarded, line_feeds
from ..tables import Column
from .export import Export
from .text import plain

# The first year that spreadsheets count days from.
FIRST_YEAR = 1900
WIDTHS = {"string": 24, "list": 24, "integer": 10, "boolean": 10, "date": 12, "datetime": 20}
WIDE = 60


def workbook(export: Export) -> IO[bytes]:
    """A temporary file, gone once it is closed. Memory holds one row at a time."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response that sends it closes it
    # No text turns into a formula, a number or a link, whatever it looks like.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with Workbook(file, options) as book:
        book.set_properties({"title": export.title, "comments": export.address})
        bold = book.add_format({"bold": True})
        formats = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        # Rows first: programs that read a workbook take its first sheet.
        write_rows(book.add_worksheet(export.table.name), export, formats, bold)
        write_about(book.add_worksheet("About"), export, bold)
    file.seek(0)
    return file


def write_rows(sheet: Worksheet, export: Export, formats: dict[str, Format], bold: Format) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(export.table.columns):
        sheet.set_column(place, place, max(WIDTHS[column.kind], len(column.name) + 2))
        sheet.write_string(0, place, column.name, bold)
    for number, row in enumerate(export.rows(), start=1):
        for place, (column, value) in enumerate(zip(export.table.columns, row.values(), strict=True)):
            write_value(sheet, (number, place), value, formats.get(column.kind))


def write_value(sheet: Worksheet, place: tuple[int, int], value: Any, look: Format | None) -> None:
    match value:
        case None | "" | []:
            return
        case bool():
            sheet.write_boolean(*place, value)
        case int():
            sheet.write_number(*place, value)
        case dt.datetime():
            # Workbooks know no time zones; the column says that it is UTC.
            sheet.write_datetime(*place, value.replace(tzinfo=None), look)
        case dt.date() if value.year >= FIRST_YEAR:
            sheet.write_datetime(*place, value, look)
        case _:
            sheet.write_string(*place, fitting(plain(value)))


def fitting(text: str) -> str:
    """`text` as a cell of a workbook holds it: with its line breaks, guarded, and cut where the cell is full."""
    text = guarded(line_feeds(text))
    if len(text) <= LONGEST_IN_WORKBOOK:
        return text
    end = _("… [cut here, where a cell of a workbook is full; the CSV and the JSON file hold the whole]")
    return text[: LONGEST_IN_WORKBOOK - len(end)] + end


def write_about(sheet: Worksheet, export: Export, bold: Format) -> None:
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, WIDE * 2)
    for number, (cells, look) in enumerate(about(export, bold)):
        for place, text in enumerate(cells):
            sheet.write_string(number, place, fitting(text), look)


def about(export: Export, bold: Format) -> Iterator[tuple[list[str], Format | None]]:
    """The lines of the About sheet: what the file is, then each column."""
    yield [export.title], bold
    if export.warning:
        yield [export.warning], bold
    yield [_("Address"), "", export.address], None
    yield [_("As of"), "", export.asked.moment.day.isoformat()], None
    for name, value in export.filters or [(_("Filters"), _("none"))]:
        yield [name, "", value], None
    yield [_("Licence"), DATA_LICENCE.name, DATA_LICENCE.url], None
    yield ["", "", str(DATA_LICENCE.scope)], None
    yield [], None
    yield [_("Column"), _("Kind"), _("Meaning")], bold
    for column in export.table.columns:
        yield [column.name, column.kind, meaning(column)], None


def meaning(column: Column) -> str:
    """What the column says, with the values that it may have."""
    values = "; ".join(f"{value}: {label}" for value, label in column.choices.choices) if column.choices else ""
    return f"{column.meaning} {values}".strip()
