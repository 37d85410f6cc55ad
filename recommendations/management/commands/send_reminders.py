from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.mail import reminders

MONTHS = 6


class Command(BaseCommand):
    help = (
        "Mail focal points whose government has reported nothing for some time, and reviewers what waits for them. Run "
        "it once a day: nobody is sent the same letter twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--months", type=int, default=MONTHS, help=f"months of silence (default: {MONTHS})")
        parser.add_argument("--dry-run", action="store_true", help="print who would get which letter, send none")

    def handle(self, *, months: int, dry_run: bool, **options: Any) -> None:
        if months < 1:
            raise CommandError("--months is at least 1.")
        if not settings.SITE_URL:
            raise CommandError(
                "SITE_URL is not set: letters need the address of the site, such as https://tracker.example."
            )
        at = timezone.now()
        sent, failed = 0, []
        for letter in reminders.due(at, months):
            self.stdout.write(f"{letter.user.email}: {letter.title}")
            try:
                sent += not dry_run and reminders.send(letter, at.date())
            except (OSError, SMTPException) as error:
                failed.append(f"{letter.user.email}: {error}")
        self.stdout.write("Nothing was sent." if dry_run else f"Letters sent: {sent}.")
        if failed:
            raise CommandError("Not sent, to be tried again by the next run:\n" + "\n".join(failed))
