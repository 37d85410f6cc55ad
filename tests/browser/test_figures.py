"""Charts in a browser: they lead where they say, their files hold their words, and one of them stands in a frame."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recommendations.models import Government, Recommendation
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.pages import DESKTOP, find_no_fault

FILES = ["/themes.svg", "/trend.svg", "/themes/remittances/progress.svg", "/themes/circularity-portability/trend.svg"]

OUTSIDE = """() => {
  const room = document.querySelector("svg").viewBox.baseVal;
  return [...document.querySelectorAll("text")]
    .map((text) => [text.textContent, text.getBBox()])
    .filter(([, box]) => box.x < 0 || box.y < 0 || box.x + box.width > room.width || box.y + box.height > room.height)
    .map(([words]) => words);
}"""
# A line may touch the next with its descenders.
OVERLAPPING = """() => {
  const texts = [...document.querySelectorAll("text")].map((text) => [text.textContent, text.getBBox()]);
  const apart = (a, b) => a.x + a.width <= b.x || a.y + a.height <= b.y + 4;
  return texts.flatMap(([one, a], place) => texts.slice(place + 1)
    .filter(([, b]) => !apart(a, b) && !apart(b, a))
    .map(([two]) => `${one} | ${two}`));
}"""


def title_of(segment: str) -> str:
    return f"document.querySelectorAll('{segment}')[1].querySelector('title').textContent"


@pytest.mark.xdist_group("example")
@pytest.mark.parametrize("section", ["whole", "progress"])
def test_a_click_on_a_segment_opens_the_list_that_it_counts(page: Page, example: None, section: str) -> None:
    segments = f"section[aria-labelledby={section}] .chart a"
    page.goto("/")
    number = int(page.evaluate(title_of(segments)).rsplit(" ", 1)[1])

    page.locator(segments).nth(1).locator("rect").click()

    expect(page).to_have_title("Recommendations · GFMD Recommendation Tracker")
    assert page.locator("main tbody tr").count() == number


@pytest.mark.xdist_group("example")
@pytest.mark.parametrize("address", FILES)
def test_every_word_of_a_downloaded_chart_is_within_its_sheet(page: Page, example: None, address: str) -> None:
    svg = page.request.get(address).text()

    page.set_content(f"<!doctype html>{svg}")

    assert page.locator("text").count() > 5
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(OVERLAPPING) == []


@pytest.mark.xdist_group("example")
def test_the_numbers_of_the_months_can_be_opened_and_fit_a_phone(page: Page, example: None) -> None:
    page.goto("/themes/remittances/")
    page.get_by_text("The same as a table").click()

    expect(page.locator(".numbers tbody tr").last).to_be_visible()
    find_no_fault(page, "trend-table")


def test_the_map_shows_who_reported_and_leads_to_their_pages(page: Page) -> None:
    sweden, tuvalu = (Government.objects.get(iso3=iso3) for iso3 in ("SWE", "TUV"))
    for government in (sweden, tuvalu):
        make.publish_follow_up(Recommendation.objects.get(reference="RT3.2-R1"), government)

    page.goto("/")
    figure = page.locator("figure.map")
    assert figure.locator("a.told").count() == 2
    assert page.locator("section[aria-labelledby=governments] .names").inner_text().split() == ["Sweden", "Tuvalu"]
    find_no_fault(page, "map")
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    page.locator("a.told path").first.click()

    expect(page).to_have_title("Sweden · GFMD Recommendation Tracker")


@pytest.fixture
def other_site(live_server: LiveServer) -> Iterator[str]:
    """A page of another host that frames `?frame=`."""

    class Framing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?frame=")[2]
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<!doctype html><title>x</title><iframe src="{live_server.url}{path}"></iframe>'.encode())

        def log_message(self, *_arguments: object) -> None:
            """Not into the output of the tests."""

    server = HTTPServer(("127.0.0.1", 0), Framing)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/?frame="
    server.shutdown()
    server.server_close()


def test_the_embeddable_page_shows_in_a_frame_of_another_site_and_no_other_page_does(
    open_page: OpenPage, other_site: str
) -> None:
    page = open_page(expected=["request to another host", "frame-ancestors", "favicon"])

    page.goto(f"{other_site}/embed/themes/remittances/")
    heading = page.frame_locator("iframe").get_by_role("heading", name="Social and financial remittances")
    expect(heading).to_be_visible()
    page.goto(f"{other_site}/themes/remittances/")

    # The browser puts a page of its own there.
    page.frames[1].wait_for_url(re.compile("^chrome-error:"), wait_until="commit")
    expect(heading).to_have_count(0)


def test_the_embeddable_page_has_no_fault(page: Page) -> None:
    page.goto("/embed/themes/remittances/")

    find_no_fault(page, "embed")


def test_the_frame_and_the_address_of_a_page_can_be_copied(page: Page, live_server: LiveServer) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/themes/remittances/")

    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("#share ~ .actions").get_by_role("status")).to_have_text("Copied.")
    frame = page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("contentinfo").get_by_role("status")).to_have_text("Copied.")
    address = page.evaluate("navigator.clipboard.readText()")

    assert frame.startswith(f'<iframe src="{live_server.url}/embed/themes/remittances/"')
    assert address == f"{live_server.url}/themes/remittances/"
