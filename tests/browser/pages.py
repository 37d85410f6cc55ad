"""What the browser tests ask of a page."""

import base64
import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Request

PHONE = 390
DESKTOP = 1280

Light = Literal["light", "dark"]
Look = tuple[int, Light]

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# All else is the same in both lights.
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]

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


def assert_no_axe_violations(page: Page, *, only: Collection[str] = ()) -> None:
    """Run all axe rules on the page as it stands, or only those named by id."""
    # Without preloading: for an @import, as in the admin's forms.css, axe would write a style of its own into the page.
    options = {"preload": False, "resultTypes": ["violations"]} | ({"runOnly": [*only]} if only else {})
    # Once in a page is enough: the script of axe is half a megabyte.
    script = ["true"] if page.evaluate("'axe' in window") else []
    results = Axe(*script).run(page, options=options)

    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def switch_light(page: Page, light: Light) -> None:
    """Let the system turn light or dark, and wait for the colours that the admin fades."""
    page.emulate_media(color_scheme=light)
    page.evaluate("""() => new Promise(requestAnimationFrame)
      .then(() => Promise.all(document.getAnimations().map((animation) => animation.finished)))
      .then(() => true)""")


LOOKS: list[Look] = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
# For a page that is looked at in all ways elsewhere with more on it: each width and each light once.
HALF_OF_THE_LOOKS: list[Look] = [(DESKTOP, "dark"), (PHONE, "light")]


def find_no_fault(page: Page, name: str, looks: Collection[Look] = LOOKS) -> None:
    """Look at the page at hand in both widths and both lights, and keep a picture of each."""
    for width, light in looks:
        page.set_viewport_size({"width": width, "height": 900})
        assert_no_sideways_scrolling(page)
        switch_light(page, light)
        assert_no_axe_violations(page, only=RULES_OF_COLOUR if light == "dark" else ())
        screenshot(page, f"{name}-{width}-{light}")


def assert_no_sideways_scrolling(page: Page) -> None:
    width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")

    assert width <= room, f"{page.url} is {width} pixels wide where there is room for {room}"


UNFOLD = """direction => {
  document.documentElement.dir = direction;
  document.querySelectorAll("main details").forEach((fold) => { fold.open = true; });
}"""


def assert_it_fits_a_window_four_times_enlarged(page: Page) -> None:
    """In either direction of text, and with all that can be unfolded; leaves the page like that."""
    page.set_viewport_size({"width": DESKTOP // 4, "height": 900})
    for direction in ("rtl", "ltr"):
        page.evaluate(UNFOLD, direction)
        assert_no_sideways_scrolling(page)


CLIPPED = """() => {
  const holders = "th, td, dt, dd, caption, .table, .badge, .counted, .key a, .chips a, button";
  const labels = [...document.querySelectorAll(holders)]
    .filter((label) => label.checkVisibility() && !label.closest(".hidden, .cards thead"))
    .filter((label) => label.clientWidth > 0 && label.scrollWidth > label.clientWidth)
    .map((label) => `${label.tagName} ${label.className}: ${label.innerText}`);
  const charts = [...document.querySelectorAll("svg.chart")].filter((chart) => {
    const [drawn, room] = [chart, chart.parentElement].map((element) => element.getBoundingClientRect());
    return drawn.width < 24 || drawn.left < room.left - 1 || drawn.right > room.right + 1;
  });
  return [...labels, ...charts.map((chart) => `chart: ${chart.getAttribute("aria-label")}`)];
}"""


def assert_nothing_is_clipped(page: Page) -> None:
    """Each cell, label and button holds its words, and each chart stays within what holds it."""
    clipped = page.evaluate(CLIPPED)

    assert clipped == [], f"{page.url}: {clipped}"


def screenshot(page: Page, name: str) -> None:
    """Keep a picture of the whole page as var/screenshots/<name>.png, for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    # Asked for by hand: page.screenshot() would spend most of its time on packing the file tightly.
    options = {"format": "png", "optimizeForSpeed": True, "captureBeyondViewport": True}
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    session = page.context.new_cdp_session(page)
    path.write_bytes(base64.b64decode(session.send("Page.captureScreenshot", options | {"clip": clip})["data"]))
    session.detach()


def sign_in(page: Page, user: AbstractBaseUser, home: str) -> None:
    """Give the window a session of the user, without the login form."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])
