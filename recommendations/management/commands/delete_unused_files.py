"""Delete attached files that no evidence names: what a process left that was killed while it stored one."""

from typing import Any

from django.core.management.base import BaseCommand

from recommendations.ledger.unused_files import drop_files, unused_files


class Command(BaseCommand):
    help = "Delete attached files that no evidence names and that are older than a day."

    def handle(self, *args: Any, **options: Any) -> None:
        names = unused_files()
        drop_files(names)
        self.stdout.write(f"{len(names)} files deleted.")
