"""Starts that go wrong or happen twice."""

import os
import subprocess
import sys
import threading
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction

from recommendations.management.commands import set_up_site
from recommendations.models import LedgerClock


def test_the_checks_pass_whether_or_not_memory_has_been_cleaned_up() -> None:
    # A half-made admin site that lives on until the next collection would be checked along with the real one.
    program = (
        "import gc; gc.disable(); import django; django.setup(); from django.core.management import call_command; "
    )
    check = [sys.executable, "-c", program + "call_command('check')"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "gfmd_tracker.settings"}

    run = subprocess.run(check, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout) == (0, "System check identified no issues (0 silenced).\n"), run.stderr


@pytest.mark.django_db(transaction=True)
def test_of_two_first_starts_at_once_the_second_waits_and_makes_no_other_administrator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(set_up_site.Command, "load", lambda *_arguments: None)
    printed = StringIO()
    failures: list[Exception] = []

    def second_start() -> None:
        try:
            call_command("set_up_site", stdout=printed)
        except Exception as error:  # noqa: BLE001 - the test shows whatever came of it
            failures.append(error)
        finally:
            connection.close()

    thread: Any = threading.Thread(target=second_start)
    with transaction.atomic():
        LedgerClock.objects.select_for_update().get()
        thread.start()
        thread.join(timeout=1)
        User.objects.create_superuser("admin")
    thread.join(timeout=20)

    assert (failures, printed.getvalue()) == ([], "")
    assert list(User.objects.values_list("username", flat=True)) == ["admin"]
