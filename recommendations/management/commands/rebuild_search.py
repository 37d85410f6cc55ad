from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from recommendations.models import LedgerClock
from recommendations.models.search import index as search_index


class Command(BaseCommand):
    help = (
        "Make the search index equal to the texts and to the follow-ups that were published. With --check, only "
        "prove that nothing differs; exits with 1 where something does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, write nothing")

    def handle(self, *, check: bool, verbosity: int, **options: Any) -> None:
        with transaction.atomic():
            # Nothing is published while this runs.
            LedgerClock.objects.select_for_update().get_or_create(pk=1)
            differing = search_index.rebuild(check=check)
        if verbosity:
            for name in differing:
                self.stdout.write(f"{name} differs")
        if check and differing:
            raise CommandError(f"{len(differing)} rows of the search index differ: run rebuild_search without --check.")
        if verbosity:
            outcome = "differ" if check else "were written"
            self.stdout.write(f"{len(differing)} rows of the search index {outcome}.")
