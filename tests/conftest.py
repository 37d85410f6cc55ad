import io
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.databases import pristine
from tests.support.fixture_files import FIXTURES
from tests.support.tiers import IS_PROOF


def pytest_configure() -> None:
    # Password hashing is slow on purpose; here it would be most of the time.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Templates name files by their plain names here; the hashed names are tried in tests/browser.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # With this, WhiteNoise does not look through a folder of collected files that need not be there.
    settings.WHITENOISE_AUTOREFRESH = True


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about another run. It is not a skip: a skip is always a part that is missing."""
    chosen: list[pytest.Item] = []
    other: list[pytest.Item] = []
    for item in items:
        (other if is_about_another_run(item) else chosen).append(item)
    if other:
        config.hook.pytest_deselected(items=other)
        items[:] = chosen


def is_about_another_run(item: pytest.Item) -> bool:
    only_on, prove = item.get_closest_marker("only_on"), item.get_closest_marker("prove")
    if only_on and connection.vendor not in only_on.args:
        return True
    if prove and connection.vendor in prove.args and not IS_PROOF:
        return True
    # Once is enough for a test without a database: pytest-django refuses one to any test that does not ask for it.
    return connection.vendor != "sqlite" and not uses_the_database(item)


def uses_the_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "django_db_setup" in fixtures


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Turn each skip into a failure: green must mean that everything ran."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and no test of this project may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Put SQLite's test database into a file: in memory, all threads would share one connection and one transaction."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let each transactional test end with the database that it began with, triggers included."""
    with django_db_blocker.unblock():
        first = pristine(connection)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test_case: first.restore())
        yield


@pytest.fixture(scope="module")
def module_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows that fixtures of a module's scope write serve all its tests, and go with the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def published_text(module_rows: None) -> str:
    """The four fixtures, loaded; the line that counts their records."""
    output = io.StringIO()
    call_command("loaddata", *FIXTURES, stdout=output)
    return output.getvalue().splitlines()[-1]
