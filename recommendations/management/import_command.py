"""What the commands that bring files in have in common: options, the plan on the screen, the bar of progress."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from recommendations.data.importing.plans import FileRefused, Plan

BAR = 40


class ImportCommand(BaseCommand):
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV or XLSX file")
        parser.add_argument("--dry-run", action="store_true", help="print the plan, store nothing")
        parser.add_argument("--encoding", default="", help="of a CSV file: utf-8 unless told otherwise")

    def plan(self, file: Path, options: dict[str, Any]) -> Plan[Any]:
        raise NotImplementedError

    def apply(self, plan: Plan[Any], *, name: str, progress: Callable[[int], None]) -> None:
        raise NotImplementedError

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            plan = self.plan(file, options)
            self.refuse(plan)
            for line in plan.lines() if dry_run or options["verbosity"] > 1 else (*plan.notes, plan.summary):
                self.stdout.write(line)
            if dry_run:
                self.stdout.write("Nothing was stored: this was a dry run.")
            elif plan:
                progress = self.bar(plan.num_rows)
                self.apply(plan, name=file.name, progress=progress)
        except FileRefused as error:
            raise CommandError(f"{error} Nothing was stored.") from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None

    def refuse(self, plan: Plan[Any]) -> None:
        if plan.problems:
            for line in plan.problems.lines():
                self.stderr.write(line)
            raise CommandError(f"{plan.summary}. Nothing was stored.")

    def bar(self, total: int) -> Callable[[int], None]:
        """Draws how far the import is, where a person looks on."""

        def draw(done: int) -> None:
            if sys.stderr.isatty():
                filled = BAR * done // max(total, 1)
                end = "\n" if done >= total else ""
                sys.stderr.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done:,} of {total:,}{end}")
                sys.stderr.flush()

        return draw


def person(username: str) -> Any:
    users = get_user_model().objects
    found = users.filter(username=username).first()
    if found is None:
        raise CommandError(f"There is no person with the name {username} here.")
    return found
