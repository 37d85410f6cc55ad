"""What the browser tests ask of a page."""

import os
import shutil
from collections.abc import Collection
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Request

PHONE = 390
DESKTOP = 1280

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"


def chromium_path() -> str | None:
    return os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")


class Watch:
    """Notes all that a page does which no page of the site may do."""

    def __init__(self, page: Page, home: str, expected: Collection[str]) -> None:
        self.home = home
        self.expected = expected
        self.troubles: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(f"error in the page: {error}"))
        page.on("request", self._request)

    def _note(self, trouble: str) -> None:
        if not any(words in trouble for words in self.expected):
            self.troubles.append(trouble)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._note(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self._note(f"request to another host: {request.url}")


def assert_no_axe_violations(page: Page, *, ignoring: Collection[str] = ()) -> None:
    """Run all axe rules on the page as it stands, but for those named by id."""
    results = Axe().run(page, options={"rules": {rule: {"enabled": False} for rule in ignoring}})

    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def assert_no_sideways_scrolling(page: Page) -> None:
    width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")

    assert width <= room, f"{page.url} is {width} pixels wide where there is room for {room}"


def screenshot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page as var/screenshots/<name>.png."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def sign_in(page: Page, user: AbstractBaseUser, home: str) -> None:
    """Give the window a session of the user, without the login form."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])
