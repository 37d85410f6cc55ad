import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from recommendations.models import Document, Government

ADMINISTRATOR = "admin"


class Command(BaseCommand):
    help = "Load the fixtures that are not there yet and create the first administrator. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not Government.objects.exists():
            self.load("governments", "frameworks", "summits")
        if not Document.objects.filter(slug="rt3").exists():
            self.load("rt3")
        self.create_administrator()

    def load(self, *fixtures: str) -> None:
        self.stdout.write(f"Loading {', '.join(fixtures)}.")
        with transaction.atomic():
            call_command("loaddata", *fixtures, verbosity=0)

    def create_administrator(self) -> None:
        users = get_user_model().objects
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            if users.filter(is_superuser=True).exists():
                return
            users.create_superuser(ADMINISTRATOR, password=password)
        self.stdout.write(
            "\n"
            "  The first administrator, shown this once:\n"
            f"    name      {ADMINISTRATOR}\n"
            f"    password  {password}\n"
            "  Sign in at /admin/ and change it there.\n"
        )
