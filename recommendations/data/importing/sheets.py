"""XLSX files. What their parts declare and hold is measured before openpyxl builds anything from them."""

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.escape import unescape

from ..spreadsheet_cells import LONGEST_IN_WORKBOOK, line_feeds, unguarded
from .layout import CHUNK, MAX_ROWS, Layout, shortened
from .plans import FileRefused, Problem, Problems

MB = 1024 * 1024
MAX_PARTS = 1_000
MAX_PART_BYTES = 128 * MB
MAX_ELEMENTS = 6_000_000
MAX_COLUMNS = 200
MAX_CELLS_IN_A_ROW = 20_000
MAX_DEPTH = 100
# More than Excel lets a cell hold, however it is written.
MAX_TEXT_BYTES = MB // 4
# openpyxl reads sheets as streams, and all else whole.
SHEET = re.compile(r"/?xl/worksheets/[^/]+\.xml")
SHEET_TYPE = "worksheet+xml"
WHOLE_PARTS = {"xl/sharedStrings.xml": 32 * MB}
MAX_WHOLE_BYTES = 4 * MB
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")


def sheet_lines(stream: IO[bytes], layout: Layout, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """The rows of the sheet that holds the table, with their numbers; the first is the header."""
    try:
        with zipfile.ZipFile(stream) as archive:
            bounds = measured(archive)
        with warnings.catch_warnings():
            # It warns of what it leaves aside, such as drawings and validations: nothing that a table needs.
            warnings.simplefilter("ignore")
            workbook = load_workbook(stream, read_only=True)
            sheet = sheet_of_table(workbook, layout)
            problems.sheet = shortened(sheet.title)
            rows, columns = bounds.rows, bounds.columns
            for number, row in enumerate(sheet.iter_rows(max_row=rows, max_col=columns), start=1):
                yield number, [text_of_cell(cell, number, place, problems) for place, cell in enumerate(row, start=1)]
    except FileRefused:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl answers damaged files with exceptions of every kind
        raise FileRefused(
            _("The file is no XLSX workbook that can be read (%(reason)s): open it in a spreadsheet and save it anew.")
            % {"reason": shortened(str(error)) or type(error).__name__}
        ) from None


def sheet_of_table(workbook: Any, layout: Layout) -> Any:
    """The first sheet whose first row names the needed columns; else the first sheet, which is then refused by name."""
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()
        first = next(sheet.iter_rows(max_row=1, max_col=MAX_COLUMNS), ())
        if {*layout.required} <= {str(cell.value).strip() for cell in first}:
            return sheet
    if not workbook.worksheets:
        raise FileRefused(_("The workbook has no sheet."))
    return workbook.worksheets[0]


def text_of_cell(cell: Any, line: int, place: int, problems: Problems) -> str:
    value = cell.value
    if value is None:
        return ""
    message = trouble_with(cell)
    if message:
        problems.add(Problem(line, get_column_letter(place), message))
        return ""
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time.min else value).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # Workbooks write characters that XML cannot hold as _x000B_, and openpyxl leaves them so.
    return line_feeds(unguarded(unescape(str(value))))


def trouble_with(cell: Any) -> str:
    """Why the value of a cell cannot be taken as it is; empty where it can."""
    if cell.data_type == "f":
        return _("this cell holds a formula: put its value there")
    if cell.data_type == "e":
        return _("this cell holds an error of the spreadsheet (%(value)s)") % {"value": shortened(str(cell.value))}
    if isinstance(cell.value, str) and len(cell.value) >= LONGEST_IN_WORKBOOK:
        return _("this cell is full, so its text may have been cut: bring it in as CSV")
    return ""


class Bounds:
    """The last row and column that hold a value, in any sheet."""

    rows = 1
    columns = 1

    def include(self, column: int, row: int) -> None:
        if row > MAX_ROWS + 1 or column > MAX_COLUMNS:
            raise FileRefused(
                _("There is a cell at %(place)s, and %(rows)s rows and %(columns)d columns are the most: delete it.")
                % {"place": f"{get_column_letter(column)}{row}", "rows": f"{MAX_ROWS:,}", "columns": MAX_COLUMNS}
            )
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def measured(archive: zipfile.ZipFile) -> Bounds:
    """Read every part as a stream, keep nothing, and refuse what is larger than a table can be."""
    parts = archive.infolist()
    if "xl/workbook.xml" not in archive.namelist():
        raise FileRefused(_("This is a ZIP archive, and no XLSX workbook: give the table itself."))
    if len(parts) > MAX_PARTS or len({part.filename for part in parts}) != len(parts):
        raise FileRefused(_("The workbook is made of too many parts: copy the table into a new one."))
    if sum(part.file_size for part in parts) > 2 * MAX_PART_BYTES:
        raise FileRefused(_("The workbook unpacks to more than %(limit)d MB: split it.") % {"limit": 256})
    bounds = Bounds()
    elements = 0
    for part in parts:
        if part.flag_bits & 1:
            raise FileRefused(_("The workbook is protected by a password: save it without one."))
        is_xml = part.filename.endswith((".xml", ".rels"))
        is_sheet = SHEET.fullmatch(part.filename)
        limit = MAX_PART_BYTES if is_sheet else WHOLE_PARTS.get(part.filename, MAX_WHOLE_BYTES)
        if is_xml and part.file_size > limit:
            raise FileRefused(
                _("%(name)s in the workbook unpacks to %(size)d MB, and %(limit)d is the most: split the table.")
                % {"name": shortened(part.filename), "size": part.file_size // MB, "limit": limit // MB}
            )
        if is_xml:
            with archive.open(part) as stream:
                elements = PartReader(stream, bounds, elements).read()
    return bounds


class PartReader:
    """One XML part, element by element. Entities are refused with the declaration that they would need."""

    def __init__(self, stream: IO[bytes], bounds: Bounds, elements: int) -> None:
        self.stream, self.bounds, self.elements = stream, bounds, elements
        self.place = (0, 0)
        self.row = self.cells = self.depth = self.last_tag = 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def read(self) -> int:
        fed = 0
        while chunk := self.stream.read(CHUNK):
            self.parser.Parse(chunk)
            fed += len(chunk)
            # A tag that does not end would be held in memory whole.
            if fed - self.parser.CurrentByteIndex > MB:
                self.refuse()
        self.parser.Parse(b"", True)  # noqa: FBT003 - the C function knows its argument by place alone
        return self.elements

    def refuse(self) -> None:
        raise FileRefused(_("The workbook holds more than a table can: copy the table into a new one."))

    def doctype(self, *_declaration: Any) -> None:
        raise FileRefused(
            _("The workbook declares entities, which no spreadsheet does: open it in a spreadsheet and save it anew.")
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MAX_ELEMENTS or self.depth > MAX_DEPTH:
            self.refuse()
        self.last_tag = self.parser.CurrentByteIndex
        tag = name.rpartition(":")[2]
        if tag == "row":
            self.row += 1
            self.cells = 0
            if attributes.get("r", "").isdecimal():
                self.row = min(int(attributes["r"]), MAX_ROWS * 1000)
        elif tag == "c":
            self.cells += 1
            if self.cells > MAX_CELLS_IN_A_ROW:
                self.refuse()
            found = CELL.match(attributes.get("r", ""))
            self.place = (column_index_from_string(found[1]), int(found[2])) if found else (self.cells, self.row)
        elif tag == "Override" and SHEET.fullmatch(attributes.get("PartName", "")):
            # Else openpyxl might read it whole.
            if not attributes.get("ContentType", "").endswith(SHEET_TYPE):
                self.refuse()
        elif tag in ("v", "t") and self.cells:
            self.bounds.include(*self.place)

    def end(self, _name: str) -> None:
        self.depth -= 1
        if self.parser.CurrentByteIndex - self.last_tag > MAX_TEXT_BYTES:
            self.refuse()
        self.last_tag = self.parser.CurrentByteIndex
