"""What a first visit to each page transfers, and what axe finds there in either light."""

from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.pages import DESKTOP, PHONE, switch_light


@dataclass(frozen=True)
class Visit:
    """`num_bytes` are those sent over the wire, headers included; `violations` of axe, as rule and light."""

    num_bytes: int
    violations: list[str]


def visit(browser: Browser, address: str) -> Visit:
    """Opens the page in a window that has nothing in its cache."""
    context = browser.new_context(viewport={"width": PHONE, "height": 844})
    page = context.new_page()
    num_bytes = bytes_sent(page, address)
    violations = [f"{rule} ({width} px, {light})" for width, light, rule in broken_rules(page)]
    context.close()
    return Visit(num_bytes, violations)


def bytes_sent(page: Page, address: str) -> int:
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    session.detach()
    return sum(sizes)


def broken_rules(page: Page) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": 900})
        for light in ("light", "dark"):
            switch_light(page, light)
            results: dict[str, Any] = Axe().run(page, options={"preload": False}).response
            found += [(width, light, violation["id"]) for violation in results["violations"]]
    return found
