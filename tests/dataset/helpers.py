"""Datasets in the hands of tests."""

import csv
import datetime as dt
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from recommendations.data import dataset
from tests.support.whole_record import WholeRecord

EXPORTED_AT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def export_whole_record(folder: Path) -> WholeRecord:
    """Make the site that tests know, and write its dataset."""
    with transaction.atomic():
        record = WholeRecord()
    with dataset.snapshot():
        dataset.write(folder, EXPORTED_AT)
    return record


def import_dataset(folder: Path) -> str:
    output = StringIO()
    call_command("import_dataset", str(folder), stdout=output)
    return output.getvalue()


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
