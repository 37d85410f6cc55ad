from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from recommendations.ledger.standings import concerned, difference, write_standings
from recommendations.models import LedgerClock


class Command(BaseCommand):
    help = (
        "Replay the ledger and make the standings equal to it. With --check, only prove that "
        "nothing differs; exits with 1 where something does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, write nothing")

    def handle(self, *, check: bool, **options: Any) -> None:
        compare = difference if check else write_standings
        differing = rows = 0
        with transaction.atomic():
            # Nothing is published while the replay runs.
            LedgerClock.objects.select_for_update().get_or_create(pk=1)
            for recommendation in concerned():
                found = compare(recommendation)
                if found:
                    differing += 1
                    rows += len(found)
                    self.stdout.write(f"{recommendation.reference}: {len(found)} rows differ")
        if check and differing:
            raise CommandError(
                f"{rows} standing rows of {differing} recommendations differ from the ledger: "
                "run rebuild_standings without --check."
            )
        outcome = "differ" if check else "were written"
        self.stdout.write(f"{rows} standing rows of {differing} recommendations {outcome}.")
