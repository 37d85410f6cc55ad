import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from recommendations.models import Document, Government, LedgerClock

ADMINISTRATOR = "admin"


class Command(BaseCommand):
    help = "Load the fixtures that are not there yet and create the first administrator. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("createcachetable", verbosity=0)
        with transaction.atomic():
            # Of two first starts at once, the second waits here until all is in place.
            LedgerClock.objects.select_for_update().get_or_create(pk=1)
            if not Government.objects.exists():
                self.load("governments", "frameworks", "summits")
            if not Document.objects.filter(slug="rt3").exists():
                self.load("rt3")
            # Another release may split or stem words otherwise.
            call_command("rebuild_search", verbosity=0)
            password = self.create_administrator()
        if password:
            self.print_administrator(password)

    def load(self, *fixtures: str) -> None:
        self.stdout.write(f"Loading {', '.join(fixtures)}.")
        call_command("loaddata", *fixtures, verbosity=0)

    def create_administrator(self) -> str:
        """The password of a new administrator; empty where there is one already."""
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return ""
        password = secrets.token_urlsafe(12)
        users.create_superuser(ADMINISTRATOR, password=password)
        return password

    def print_administrator(self, password: str) -> None:
        self.stdout.write(
            "\n"
            "  The first administrator, shown this once:\n"
            f"    name      {ADMINISTRATOR}\n"
            f"    password  {password}\n"
            "  Sign in at /admin/ and change it there.\n"
        )
