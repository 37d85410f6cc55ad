"""What a reader meets where the site cannot answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client


def failing(error: Exception) -> Iterator[Client]:
    def fail(*_arguments: object) -> None:
        raise error

    with connection.execute_wrapper(fail):
        yield Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_database_that_does_not_answer_asks_to_come_back() -> None:
    for client in failing(OperationalError("database is locked")):
        response = client.get("/")

    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert "<h1>Back in a moment</h1>" in response.content.decode()
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_any_other_failure_is_a_fault_of_the_site() -> None:
    for client in failing(DatabaseError("no such column")):
        response = client.get("/")

    assert (response.status_code, response.get("Retry-After")) == (500, None)
    assert "<h1>The site has failed</h1>" in response.content.decode()


def test_the_page_that_a_web_server_shows_meanwhile_is_the_same() -> None:
    kept = Path(settings.BASE_DIR) / "static" / "503.html"

    assert kept.read_text(encoding="utf-8") == render_to_string("503.html"), (
        "templates/503.html has changed: write it to static/503.html anew."
    )
