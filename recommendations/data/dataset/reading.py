"""Reading a dataset back: nothing that was damaged or that does not fit gets past here.

Every complaint names the file, and where it can the line and the column.
"""

import csv
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import FileField

from recommendations.public.as_of import ISO_DAY

from ..spreadsheet_cells import unguarded
from ..tables.base import CHUNK, chunks
from .layout import FILES, NAME, PACKAGE, SUMS, VERSION, digest
from .schema import RESOURCES, Part, Resource, kind_of

SUM = re.compile(r"(?P<digest>[0-9a-f]{64}) [ *](?P<path>.+)")
NUMBER = re.compile(r"-?\d+", re.ASCII)
TRUTHS = {"true": True, "false": False}


class BadDataset(Exception):
    """What is wrong with the files, and how to mend it."""


@dataclass(frozen=True)
class Line:
    """One row of a file: `number` is the line that it begins on, `values` are by column, null for an empty cell."""

    file: str
    number: int
    values: dict[str, Any]

    def complaint(self, sentence: str, *columns: str) -> BadDataset:
        return complaint(self.file, self.number, sentence, *columns)


def complaint(file: str, line: int, sentence: str, *columns: str) -> BadDataset:
    where = f", column {' + '.join(columns)}" if columns else ""
    return BadDataset(f"{file}, line {line}{where}: {sentence}")


def check(directory: Path) -> set[str]:
    """The paths of all files of the dataset, once its layout is known and each file is what was written."""
    check_version(directory)
    listed = listed_sums(directory)
    missing = {PACKAGE, *(resource.path for resource in RESOURCES)} - set(listed)
    if missing:
        raise BadDataset(f"{SUMS} does not list {', '.join(sorted(missing))}: export the dataset again.")
    for path, expected in listed.items():
        if not (directory / path).is_file():
            raise BadDataset(f"{path} is missing: copy the whole dataset again.")
        if digest(directory / path) != expected:
            raise BadDataset(
                f"{path} is not the file that was exported, as its checksum in {SUMS} shows: copy the dataset again."
            )
    return set(listed)


def check_version(directory: Path) -> None:
    try:
        package = json.loads((directory / PACKAGE).read_text(encoding="utf-8"))
        name, version = package["name"], str(package["version"])
    except FileNotFoundError:
        raise BadDataset(f"There is no {PACKAGE} in {directory}: name the folder that export_dataset wrote.") from None
    except (ValueError, KeyError, TypeError):
        raise BadDataset(f"{PACKAGE} is damaged: copy the dataset again.") from None
    if name != NAME or version.partition(".")[0] != VERSION.partition(".")[0]:
        raise BadDataset(
            f"This is a dataset of {name}, layout {version}; this site reads {NAME}, layout {VERSION}: use the "
            "release of the tracker that wrote it."
        )


def listed_sums(directory: Path) -> dict[str, str]:
    """Checksums by path; every path is one inside of the dataset."""
    try:
        lines = (directory / SUMS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise BadDataset(f"{SUMS} is missing: copy the whole dataset again.") from None
    except UnicodeDecodeError:
        raise BadDataset(f"{SUMS} is damaged: copy the dataset again.") from None
    listed = {}
    for number, line in enumerate(lines, start=1):
        match = SUM.fullmatch(line)
        if not match or not is_inside(match["path"]):
            raise complaint(SUMS, number, "this is no checksum of a file of the dataset: copy the dataset again.")
        listed[match["path"]] = match["digest"]
    return listed


def is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and "\\" not in path and not {"..", "."} & set(parts)


def lines(directory: Path, resource: Resource) -> Iterator[list[Line]]:
    """The rows of one file, 1,000 at a time."""
    # A text may be longer than the csv module expects of a cell.
    csv.field_size_limit(sys.maxsize)
    with (directory / resource.path).open(encoding="utf-8", newline="") as file:
        yield from chunks(parsed(resource, file), CHUNK)


def parsed(resource: Resource, file: Any) -> Iterator[Line]:
    reader = csv.reader(file, strict=True)
    begin = 1
    try:
        check_header(resource, next(reader, []))
        for cells in reader:
            begin, number = reader.line_num + 1, begin_of(reader.line_num, cells)
            yield parsed_line(resource, number, cells)
    except UnicodeDecodeError:
        raise complaint(resource.path, reader.line_num + 1, "this is not UTF-8: copy the dataset again.") from None
    except csv.Error as error:
        raise complaint(resource.path, begin, f"this is not CSV ({error}): copy the dataset again.") from None


def begin_of(last: int, cells: list[str]) -> int:
    """The line that a row begins on, of which `last` is the last: its texts may hold ends of lines."""
    return last - sum(len(re.findall(r"\r\n|\r|\n", cell)) for cell in cells)


def check_header(resource: Resource, header: list[str]) -> None:
    names = resource.table.column_names
    if header != names:
        lacking, unknown = (", ".join(sorted(set(a) - set(b))) for a, b in ((names, header), (header, names)))
        reasons = [f"lacks {lacking}"] * bool(lacking) + [f"has an unknown {unknown}"] * bool(unknown)
        raise complaint(
            resource.path,
            1,
            f"the line of column names {' and '.join(reasons) or 'has another order'}; it should be {','.join(names)}.",
        )


def parsed_line(resource: Resource, number: int, cells: list[str]) -> Line:
    if len(cells) != len(resource.parts):
        raise complaint(
            resource.path, number, f"there are {len(cells)} cells, where {len(resource.parts)} columns have names."
        )
    values = {}
    for part, text in zip(resource.parts, cells, strict=True):
        try:
            values[part.name] = value_of(part, text)
        except ValidationError as error:
            raise complaint(resource.path, number, " ".join(error.messages), part.name) from None
        except ValueError as error:
            raise complaint(resource.path, number, str(error), part.name) from None
    return Line(resource.path, number, values)


def value_of(part: Part, text: str) -> Any:
    """Raises ValueError or ValidationError with a sentence."""
    if not text:
        if part.is_required:
            raise ValueError("this cell is empty, and it has to say something.")
        return None
    value = plain(part, text)
    if isinstance(part.field, FileField) and not is_inside(value):
        raise ValueError(f"“{value}” is no path below {FILES}/.")
    # A reference is checked where the row that it names is looked up.
    return part.source.to_python(value) if part.field.is_relation else part.field.clean(value, None)


def plain(part: Part, text: str) -> Any:
    match kind_of(part.source):
        case "boolean":
            if text not in TRUTHS:
                raise ValueError(f"“{text}” is neither true nor false.")
            return TRUTHS[text]
        case "integer":
            if not NUMBER.fullmatch(text):
                raise ValueError(f"“{text}” is no whole number.")
            return int(text)
        case "date":
            if not ISO_DAY.fullmatch(text):
                raise ValueError(f"“{text}” is no day in the form YYYY-MM-DD.")
            return dt.date.fromisoformat(text)
        case "datetime":
            moment = dt.datetime.fromisoformat(text)
            if moment.tzinfo is None:
                raise ValueError(f"“{text}” does not say its time zone: end it with Z for UTC.")
            return moment.astimezone(dt.UTC)
        case _:
            return unguarded(text)
