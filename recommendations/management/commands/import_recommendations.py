from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from recommendations.data.importing.plans import Plan
from recommendations.data.importing.recommendations import plan_recommendations
from recommendations.data.importing.writing import apply_recommendations

from ..import_command import ImportCommand, person


class Command(ImportCommand):
    help = "Bring recommendations in from a CSV or XLSX file: all of it or nothing. See docs/importing.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--create-missing", action="store_true", help="make unknown themes, stakeholders, documents"
        )
        parser.add_argument("--number-duplicates", action="store_true", help="give repeated references a number each")
        parser.add_argument("--author", default="", metavar="USERNAME", help="whom the history of edits names")

    def plan(self, file: Path, options: dict[str, Any]) -> Plan[Any]:
        self.by = person(options["author"]) if options["author"] else None
        return plan_recommendations(
            file,
            encoding=options["encoding"],
            create_missing=options["create_missing"],
            number_duplicates=options["number_duplicates"],
        )

    def apply(self, plan: Plan[Any], *, name: str, progress: Callable[[int], None]) -> None:
        apply_recommendations(plan, name=name, by=self.by, progress=progress)
