"""The export: every file of the dataset, from one state of the database, in memory that does not grow with it."""

import csv
import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection, transaction

from recommendations.models import Evidence, Government, LedgerClock
from recommendations.public.as_of import Moment

from ..exporting.text import plain
from ..spreadsheet_cells import guarded
from ..tables import Asked
from ..tables.base import in_parts
from .describing import datapackage, readme
from .layout import FILES, PACKAGE, README, SUMS, digest
from .schema import RESOURCES, Resource

# What mkdtemp gives to its owner alone, others may read: the dataset is public.
READABLE = 0o755


class Occupied(Exception):
    """There is something in the folder already."""


@dataclass(frozen=True)
class Written:
    """What an export wrote: rows by file, and evidence files that the site names but no longer has."""

    rows: dict[str, int]
    lost: list[str]


@contextmanager
def snapshot() -> Iterator[None]:
    """Whatever is read within is of one moment, and nobody who writes meanwhile has to wait.

    Begins with a query: the moment is that of entering. Not to be used within a transaction.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            LedgerClock.objects.exists()
            yield
        return
    with connection.cursor() as cursor:
        # atomic() would take the lock of writers (see the settings), which a reader needs not under WAL.
        cursor.execute("BEGIN DEFERRED")
        try:
            LedgerClock.objects.exists()
            yield
        finally:
            cursor.execute("ROLLBACK")


def write(directory: Path, at: dt.datetime) -> Written:
    """Write the dataset of the snapshot taken at `at` into `directory`, which must be empty or not exist yet.

    It appears there whole or not at all. Raises Occupied.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise Occupied
    directory.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=directory.parent, prefix=f".{directory.name}-"))
    try:
        written = write_files(draft, at)
        draft.chmod(READABLE)
        draft.replace(directory)
    except BaseException:
        shutil.rmtree(draft)
        raise
    return written


def write_files(directory: Path, at: dt.datetime) -> Written:
    asked = Asked(Moment(day=at.date(), at=at), root="")
    rows = {resource.name: write_rows(directory, resource, asked) for resource in RESOURCES}
    lost = copy_evidence(directory)
    is_example = Government.objects.filter(is_example=True).exists()
    (directory / PACKAGE).write_text(datapackage(directory, at, is_example=is_example), encoding="utf-8")
    (directory / README).write_text(readme(rows, is_example=is_example), encoding="utf-8")
    (directory / SUMS).write_text("".join(sums(directory)), encoding="utf-8")
    return Written(rows, lost)


def write_rows(directory: Path, resource: Resource, asked: Asked) -> int:
    number = 0
    with (directory / resource.path).open("w", encoding="utf-8", newline="") as file:
        # Readers that also cut at semicolons or at ends of lines leave cells in quotation marks whole.
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(resource.table.column_names)
        for part in in_parts(resource.rows()):
            for row in resource.table.rows(part, asked):
                writer.writerow([guarded(plain(value)) for value in row.values()])
                number += 1
    return number


def copy_evidence(directory: Path) -> list[str]:
    """Copies the files of published entries; returns those that are gone. Redaction has deleted its own already."""
    (evidence,) = (resource for resource in RESOURCES if resource.model is Evidence)
    names = evidence.rows().exclude(file="").order_by("file").values_list("file", flat=True).distinct()
    lost = []
    for name in names.iterator():
        if not default_storage.exists(name):
            lost.append(name)
            continue
        target = directory / FILES / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with default_storage.open(name) as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    return lost


def sums(directory: Path) -> Iterator[str]:
    """The lines that `sha256sum -c` reads."""
    for path in sorted(path for path in directory.rglob("*") if path.is_file()):
        yield f"{digest(path)}  {path.relative_to(directory).as_posix()}\n"
