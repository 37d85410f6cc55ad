"""The addresses: permanent, only read, under one strict policy, and the two that machines ask."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from recommendations.models import LedgerClock, triggers
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("/recommendations/rt3.2-r1/?as_of=x", "/recommendations/RT3.2-R1/?as_of=x"),
        ("/governments/swe/", "/governments/SWE/"),
        ("/themes/Remittances/", "/themes/remittances/"),
        ("/stakeholders/MIGRANTS/", "/stakeholders/migrants/"),
        ("/documents/RT3/", "/documents/rt3/"),
    ],
)
def test_another_letter_case_leads_to_the_right_address(client: Client, written: str, right: str) -> None:
    make.make_recommendation("RT3.2-R1", themes=[make.make_theme("remittances")], document=make.make_document("rt3"))
    make.make_government("SWE", name="Sweden")
    make.make_organisation("migrants")

    response = client.get(written)

    assert (response.status_code, response["Location"]) == (301, right)


@pytest.mark.parametrize("address", ["/", "/recommendations/", "/governments/SWE/", "/updates/", "/healthz", "/readyz"])
def test_pages_are_only_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_every_page_carries_the_strict_policy(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_healthz_asks_nothing_of_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"The site is alive.\n")
    assert "no-store" in response["Cache-Control"]


def test_readyz_writes_and_leaves_nothing_behind(client: Client) -> None:
    before = LedgerClock.objects.get()

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"The site is ready.\n")
    assert "no-store" in response["Cache-Control"]
    assert LedgerClock.objects.get().last_at == before.last_at


@contextmanager
def read_only() -> Iterator[None]:
    """The database refuses writes: on SQLite by a switch of the connection, on PostgreSQL within the transaction."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            if is_sqlite:
                cursor.execute("PRAGMA query_only = OFF")


def test_readyz_says_when_the_database_cannot_be_written_to(client: Client) -> None:
    with read_only():
        response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"The database cannot be written to.\n")
    assert "no-store" in response["Cache-Control"]


def test_readyz_says_when_what_was_published_could_be_changed(client: Client) -> None:
    triggers.uninstall(connection)

    response = client.get("/readyz")

    sentence = b"The database lacks its append-only triggers: run manage.py migrate.\n"
    assert (response.status_code, response.content) == (503, sentence)
