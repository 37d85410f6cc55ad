"""What a file says, as rows of text with their line numbers; whatever cannot be read ends in one sentence.

Nothing is guessed: the first line names the columns, and an encoding other than UTF-8 is asked for. Files are read as
streams with hard limits, so that a hostile one costs little time and memory.
"""

import codecs
import csv
import io
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from ..spreadsheet_cells import line_feeds, unguarded
from .layout import CHUNK, MAX_ROWS, Layout, Row, Table, shortened
from .plans import FileRefused, Problem, Problems

Source = Path | bytes

MAX_BYTES = 64 * 1024 * 1024
# Thirteen cells of the size that the csv module takes at most.
MAX_LINE = 2_000_000
DELIMITERS = (",", ";", "\t")
ENCODINGS = ("cp1252", "mac_roman")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def opened(source: Source) -> IO[bytes]:
    if isinstance(source, bytes):
        size, stream = len(source), io.BytesIO(source)
    else:
        try:
            status = source.stat()
            if not stat.S_ISREG(status.st_mode):
                raise FileRefused(_("%(name)s is not a file.") % {"name": source.name})
            size, stream = status.st_size, source.open("rb")  # type: ignore[assignment]  # Both are binary streams.
        except OSError as error:
            raise FileRefused(
                _("%(name)s cannot be read: %(reason)s.") % {"name": source.name, "reason": error.strerror}
            ) from None
    if size > MAX_BYTES:
        stream.close()
        raise FileRefused(
            _("The file has %(size)d MB, and %(limit)d is the most: split it.")
            % {"size": size // 1024**2, "limit": MAX_BYTES // 1024**2}
        )
    return stream


def read_table(
    source: Source, layout: Layout, problems: Problems, *, encoding: str = "", max_rows: int = MAX_ROWS
) -> Table:
    """All rows of a CSV or XLSX file. Rows that cannot be told apart into cells go into `problems`.

    Raises `FileRefused` where the file as a whole cannot be read.
    """
    from .sheets import sheet_lines  # noqa: PLC0415 - openpyxl is large, and needed for XLSX alone

    with closing(opened(source)) as stream:
        start = stream.read(4096)
        stream.seek(0)
        if not start.removeprefix(codecs.BOM_UTF8).strip():
            raise FileRefused(_("The file is empty: its first line names the columns."))
        if start.startswith(ZIP):
            lines = sheet_lines(stream, layout, problems)
        elif start.startswith(OLD_EXCEL):
            raise FileRefused(_("This is an old or a protected Excel file: save it as .xlsx without a password."))
        else:
            lines = csv_lines(stream, start, layout, encoding)
        try:
            return table_of(lines, layout, problems, max_rows)
        except FileRefused as error:
            error.problem = replace(error.problem, sheet=problems.sheet)
            raise


def table_of(lines: Iterator[tuple[int, list[str]]], layout: Layout, problems: Problems, max_rows: int) -> Table:
    header = header_of(next(lines, (1, []))[1], layout)
    table = Table(
        columns=tuple(name for name in header if name in layout.columns),
        ignored=tuple(name for name in header if name in layout.derived),
    )
    read = 0
    for line, cells in lines:
        read += 1
        if read > max_rows:
            raise FileRefused(
                _("The file has more than %(limit)s rows: split it.") % {"limit": f"{max_rows:,}"}, line=line
            )
        if not any(cells):
            continue
        surplus = [cell for cell in cells[len(header) :] if cell]
        if surplus or len(cells) < len(header):
            message = _("this row has %(found)d cells, and the first line names %(wanted)d columns")
            problems.add(Problem(line, "", message % {"found": len(cells), "wanted": len(header)}))
            continue
        named = zip(header, cells, strict=False)
        table.rows.append(Row(line, {name: cell for name, cell in named if name not in layout.derived}))
    if not table.rows and not problems:
        raise FileRefused(_("The file has no rows below its first line."))
    return table


def header_of(cells: list[str], layout: Layout) -> list[str]:
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    known = {*layout.columns, *layout.derived}
    wrong = []
    if not known & set(header):
        raise FileRefused(
            _("The first line has to name the columns (%(columns)s). It says: %(found)s")
            % {"columns": ",".join(layout.columns), "found": shortened(" | ".join(header))},
            line=1,
        )
    for name in dict.fromkeys(header):
        if name not in known:
            meant = get_close_matches(name, sorted(known), 1)
            hint = _(" (is %(name)s meant?)") % {"name": meant[0]} if meant else ""
            wrong.append(_("unknown column %(name)s") % {"name": shortened(name) or "“”"} + hint)
        elif header.count(name) > 1:
            wrong.append(_("column %(name)s stands there twice") % {"name": name})
    wrong += [_("column %(name)s is missing") % {"name": name} for name in layout.required if name not in header]
    if wrong:
        raise FileRefused(
            _("The columns are not those of this import: %(wrong)s. They are: %(columns)s.")
            % {"wrong": "; ".join(wrong), "columns": ",".join(layout.columns)},
            line=1,
        )
    return header


def csv_lines(stream: IO[bytes], start: bytes, layout: Layout, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file, each with the line on which it begins; the first is the header."""
    encoding = encoding or "utf-8-sig"
    check_encoding(stream, start, encoding)
    stream.seek(0)
    with io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
        lines = bounded(text)
        first = next(lines, "")
        reader = csv.reader(chain([first], lines), delimiter=delimiter_of(first, layout), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise FileRefused(sentence_of(error), line=line) from None
            yield line, [line_feeds(unguarded(cell)) for cell in cells]


def sentence_of(error: csv.Error) -> str:
    if "limit" in str(error):
        return _(
            "A cell that begins here is longer than %(limit)s characters, or its quotation mark is never closed."
        ) % {"limit": f"{csv.field_size_limit():,}"}
    if "end of data" in str(error):
        return _("A quotation mark that is opened in this row is never closed.")
    return _(
        "A quotation mark in this row stands where a cell neither begins nor ends: write it twice inside of a cell."
    )


def bounded(text: io.TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := text.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise FileRefused(
                _("This line is longer than %(limit)s characters: this is not a table.") % {"limit": f"{MAX_LINE:,}"},
                line=number,
            )
        yield line


def delimiter_of(first: str, layout: Layout) -> str:
    """The one that cuts the first line into the most names of columns."""
    known = {*layout.columns, *layout.derived}

    def names(delimiter: str) -> int:
        cells = first.strip().split(delimiter)
        return sum(cell.strip().strip('"') in known for cell in cells)

    return max(DELIMITERS, key=names)


def check_encoding(stream: IO[bytes], start: bytes, encoding: str) -> None:
    """Refuse, with a proposal, a file that is not text in `encoding`."""
    if start.startswith(UTF_16) and not encoding.lower().replace("_", "-").startswith("utf-16"):
        raise FileRefused(
            _("The file is in UTF-16: save it as “CSV UTF-8”, or name the encoding utf-16."), is_about_encoding=True
        )
    if b"\0" in start and not encoding.lower().startswith(("utf-16", "utf_16", "utf-32", "utf_32")):
        line = start[: start.index(b"\0")].count(b"\n") + 1
        raise FileRefused(nul_sentence(start), line=line, is_about_encoding=True)
    try:
        decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)
        "".encode(encoding)
    except (LookupError, ValueError, TypeError):
        raise FileRefused(
            _("%(name)s is no encoding known here: utf-8, cp1252, mac_roman and utf-16 are usual ones.")
            % {"name": shortened(encoding)}
        ) from None
    line = 1
    chunks = iter(lambda: stream.read(CHUNK), b"")
    try:
        for text in (decoder.decode(chunk) for chunk in chunks):
            if "\0" in text:
                line += text[: text.index("\0")].count("\n")
                raise FileRefused(nul_sentence(start), line=line)
            line += text.count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        line += len(error.object[: error.start].splitlines()) - 1 if error.start else 0
        raise FileRefused(proposal(error, encoding), line=line, is_about_encoding=True) from None


def nul_sentence(start: bytes) -> str:
    for ending, place in (("le", 1), ("be", 0)):
        if start[place::2].count(0) * 4 > len(start):
            return _("The file looks like UTF-16: save it as “CSV UTF-8”, or name the encoding utf-16-%(ending)s.") % {
                "ending": ending
            }
    return _("This line holds a NUL byte, which text never has: the file is damaged, or no CSV file.")


def proposal(error: UnicodeDecodeError, encoding: str) -> str:
    """What the words around the bad byte would be in other usual encodings: a reader sees which is right."""
    before, after = error.object[: error.start].splitlines() or [b""], error.object[error.start :].splitlines()
    around = before[-1][-12:] + after[0][:12]
    readings = [
        _("in %(name)s it reads “%(text)s”") % {"name": name, "text": shortened(around.decode(name, errors="replace"))}
        for name in ENCODINGS
        if name != encoding
    ]
    return _(
        "This line is not text in %(encoding)s (byte 0x%(byte)02X). Save the file as “CSV UTF-8”, or name the encoding "
        "that reads right: %(readings)s."
    ) % {
        "encoding": encoding.removesuffix("-sig"),
        "byte": error.object[error.start],
        "readings": "; ".join(readings),
    }
