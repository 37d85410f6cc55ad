from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from recommendations.data.importing.follow_ups import apply_follow_ups, plan_follow_ups
from recommendations.data.importing.plans import Plan

from ..import_command import ImportCommand, person


class Command(ImportCommand):
    help = "Bring follow-ups in from a CSV or XLSX file, as drafts: all of it or nothing. See docs/importing.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--author", required=True, metavar="USERNAME", help="whose drafts they become")
        parser.add_argument("--publish", action="store_true", help="publish them at once; needs --reviewer")
        parser.add_argument("--reviewer", default="", metavar="USERNAME", help="who publishes them: another person")

    def plan(self, file: Path, options: dict[str, Any]) -> Plan[Any]:
        self.by = person(options["author"])
        if options["publish"] != bool(options["reviewer"]):
            raise CommandError("--publish and --reviewer go together.")
        self.reviewer = person(options["reviewer"]) if options["publish"] else None
        if self.reviewer == self.by:
            raise CommandError("Author and reviewer are two people: nobody publishes what they brought in.")
        return plan_follow_ups(file, by=self.by, encoding=options["encoding"], reviewer=self.reviewer)

    def apply(self, plan: Plan[Any], *, name: str, progress: Callable[[int], None]) -> None:
        apply_follow_ups(plan, by=self.by, reviewer=self.reviewer, progress=progress)
