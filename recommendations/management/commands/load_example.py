from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from recommendations.data.example.history import Example
from recommendations.models import Assessment, FollowUp, Government, Position, Recommendation


class Command(BaseCommand):
    help = (
        "Write three years of invented entries by invented governments, through the workflow. "
        "Refused wherever a real entry exists."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where the example is loaded")

    @transaction.atomic
    def handle(self, *, if_empty: bool, **options: Any) -> None:
        if Government.objects.filter(is_example=True).exists():
            if if_empty:
                return
            raise CommandError("The example is already loaded: use another database to load it anew.")
        if any(model.objects.exists() for model in (Position, FollowUp, Assessment)):
            raise CommandError(
                "This database holds real entries, and invented ones never stand beside them: give "
                "DATABASE_URL another database."
            )
        if not Recommendation.objects.exists():
            raise CommandError("There is nothing to follow up: run `manage.py loaddata rt3` first.")
        steps = Example(timezone.now()).write()
        self.stdout.write(f"The example is loaded: {steps} invented publications and withdrawals.")
