from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone

from recommendations.data import dataset


class Command(BaseCommand):
    help = (
        "Write the whole public record into a new folder: CSV files, datapackage.json, a README of every field, and "
        "checksums. No draft, no user. `import_dataset` takes it into another site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="a folder that does not exist yet or is empty")

    @no_translations
    def handle(self, *, directory: Path, **options: Any) -> None:
        try:
            with dataset.snapshot():
                written = dataset.write(directory, timezone.now())
        except dataset.Occupied:
            raise CommandError(f"There is something in {directory} already: name a new folder.") from None
        except OSError as error:
            raise CommandError(f"The dataset could not be written: {error}.") from None
        for name in written.lost:
            self.stderr.write(f"The uploaded file {name} is gone from this site, so the dataset lacks it.")
        self.stdout.write(
            f"{sum(written.rows.values())} rows in {len(written.rows)} files were written to {directory}."
        )
