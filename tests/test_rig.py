"""The rig itself: a green run means what it says."""

import os
import threading

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection


@pytest.mark.django_db
def test_the_run_uses_the_database_that_it_was_asked_for() -> None:
    asked_for = os.environ.get("TEST_DATABASE", "sqlite")

    assert connection.vendor == asked_for


def test_a_test_that_asks_for_no_database_gets_none_so_it_need_not_run_on_each() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")
def test_sqlite_is_set_up_to_serve() -> None:
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_transactional_test_finds_what_the_migrations_wrote_and_nothing_of_the_test_before(time: str) -> None:
    assert Permission.objects.exists()
    assert not get_user_model().objects.exists()

    get_user_model().objects.create_user(f"left by the {time}")


@pytest.mark.django_db(transaction=True)
def test_another_thread_reads_what_was_committed() -> None:
    get_user_model().objects.create_user("committed")
    seen: list[int] = []

    def count() -> None:
        try:
            seen.append(get_user_model().objects.count())
        finally:
            connection.close()

    thread = threading.Thread(target=count)
    thread.start()
    thread.join()

    assert seen == [1]
