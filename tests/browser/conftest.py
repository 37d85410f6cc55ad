import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.browser.pages import CHROMIUM_ARGUMENTS, DESKTOP, Watch, chromium_path
from tests.databases import Pristine, pristine

FIXTURES = ["governments", "frameworks", "summits", "rt3"]


class OpenPage(Protocol):
    def __call__(
        self,
        *,
        width: int = DESKTOP,
        height: int = 900,
        javascript: bool = True,
        dark: bool = False,
        expected: Collection[str] = (),
    ) -> Page: ...


def pytest_report_header() -> str:
    return f"browser: {chromium_path()}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.fail("There is no Chromium here: `make browser` installs it, or CHROMIUM_PATH names one.")
    # Playwright's synchronous calls run inside an event loop, in which Django would refuse to touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)


@pytest.fixture(scope="session")
def collected_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The static files as a running site has them: compressed, under names with a hash."""
    root = tmp_path_factory.mktemp("static")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with override_settings(STATIC_ROOT=root, STORAGES=storages, WHITENOISE_AUTOREFRESH=False):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield root


@pytest.fixture(scope="session")
def live_server(collected_static_files: Path) -> Iterator[LiveServer]:
    server = LiveServer("localhost", start=False)
    # Django's handler for static files, used here, knows only plain names; WhiteNoise behind it knows the hashed ones.
    server.thread.static_handler = lambda application: application
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def loaded_record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Pristine:
    """The database with all fixtures, loaded once and copied for each test."""
    with django_db_blocker.unblock():
        empty = pristine(connection)
        call_command("loaddata", *FIXTURES, verbosity=0)
        loaded = pristine(connection)
        empty.restore()
    return loaded


@pytest.fixture
def record(transactional_db: None, loaded_record: Pristine) -> None:
    """The published text: the RT3 document, its recommendations, the governments, and nobody's report yet."""
    loaded_record.restore()


@pytest.fixture(scope="session")
def loaded_example(loaded_record: Pristine, django_db_blocker: DjangoDbBlocker) -> Pristine:
    """The database of the example site: a dozen seconds of work, so its tests are one xdist group."""
    with django_db_blocker.unblock():
        empty = pristine(connection)
        loaded_record.restore()
        call_command("load_example", verbosity=0)
        example = pristine(connection)
        empty.restore()
    return example


@pytest.fixture
def example(record: None, loaded_example: Pristine) -> None:
    """The same site with three years of invented entries, in the place of `record`."""
    loaded_example.restore()


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, record: None) -> Iterator[OpenPage]:
    """Opens windows on the site. The test fails at its end if one logged an error or asked another host for anything.

    `expected` holds words of the messages that the test provokes, such as "404".
    """
    watches: list[Watch] = []
    contexts = []

    def open_page(
        *,
        width: int = DESKTOP,
        height: int = 900,
        javascript: bool = True,
        dark: bool = False,
        expected: Collection[str] = (),
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
        )
        # Below the limit of a slow test, and far above what a page of the site may take.
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watches.append(Watch(page, live_server.url, expected))
        return page

    yield open_page

    for context in contexts:
        context.close()
    assert [trouble for watch in watches for trouble in watch.troubles] == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()
