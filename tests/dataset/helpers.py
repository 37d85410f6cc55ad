"""Datasets in the hands of tests."""

import csv
import datetime as dt
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.core.management import call_command

EXPORTED_AT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Exported:
    """A dataset, and what the site that it comes from showed."""

    folder: Path
    addresses: list[str]
    queries: list[str]
    pages: dict[str, tuple[int, bytes]]
    files: dict[str, bytes]
    last_at: dt.datetime


def import_dataset(folder: Path) -> str:
    output = StringIO()
    call_command("import_dataset", str(folder), stdout=output)
    return output.getvalue()


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
