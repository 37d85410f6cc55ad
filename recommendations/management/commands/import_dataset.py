from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.data import dataset
from recommendations.ledger.rules import Refused


class Command(BaseCommand):
    help = (
        "Make the record that `export_dataset` wrote that of this site, which must be empty: a new database after "
        "`migrate`. All of it comes in or nothing does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="the folder that export_dataset wrote")

    def handle(self, *, directory: Path, **options: Any) -> None:
        try:
            rows = dataset.load(directory, timezone.now())
        except dataset.BadDataset as error:
            raise CommandError(f"{error} Nothing was imported.") from None
        except Refused as error:
            raise CommandError(f"{' '.join(error.messages)} Nothing was imported.") from None
        self.stdout.write(f"{sum(rows.values())} rows of {len(rows)} files were imported.")
