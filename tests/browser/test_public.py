"""Each public page as it meets its reader: on a phone and on a desk, light and dark, empty and full."""

import datetime as dt
from collections.abc import Collection

import pytest
from playwright.sync_api import Page

from recommendations.models import FollowUp
from tests.browser.conftest import OpenPage
from tests.browser.pages import (
    DESKTOP,
    HALF_OF_THE_LOOKS,
    LOOKS,
    PHONE,
    Look,
    assert_it_fits_a_window_four_times_enlarged,
    assert_no_sideways_scrolling,
    assert_nothing_is_clipped,
    find_no_fault,
)
from tests.support.tiers import IS_PROOF

PAGES = {
    "overview": "/",
    "themes": "/themes/",
    "theme": "/themes/health-workforce/",
    "recommendations": "/recommendations/",
    "filtered": "/recommendations/?theme=remittances&kind=recommendation",
    "searched": "/recommendations/?q=migrants+programme",
    "filtered-to-nothing": "/recommendations/?q=aqueduct",
    "unknown-filter": "/recommendations/?theme=gardening",
    "recommendation": "/recommendations/RT3.2-R5/",
    "recommendation-to-one": "/recommendations/RT3.2-A1/",
    "matrix": "/matrix/",
    "matrix-whole": "/matrix/?all=1",
    "governments": "/governments/",
    "compare": "/governments/compare/",
    "updates-since": "/updates/?since=2026-01-01&kind=follow_up",
    "stakeholders": "/stakeholders/",
    "stakeholder": "/stakeholders/migrants/",
    "documents": "/documents/",
    "document": "/documents/rt3/",
    "updates": "/updates/",
    "methodology": "/methodology/",
    "data": "/data/",
    "not-found": "/recommendations/RT9-R9/",
}


# All looks at a page with a record on it are taken below.
EMPTY_LOOKS = LOOKS if IS_PROOF else HALF_OF_THE_LOOKS


def visit(page: Page, address: str, name: str, *, title: str, looks: Collection[Look] = LOOKS) -> None:
    page.goto(address)

    assert title in page.title()
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        assert_nothing_is_clipped(page)
    find_no_fault(page, name, looks)
    assert_it_fits_a_window_four_times_enlarged(page)


@pytest.mark.prove
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault_before_the_first_report(open_page: OpenPage, name: str) -> None:
    page = open_page(expected=["404"] if name == "not-found" else [])

    visit(page, PAGES[name], f"empty-{name}", title="GFMD Recommendation Tracker", looks=EMPTY_LOOKS)


def test_the_page_of_a_silent_government_has_no_fault(page: Page) -> None:
    visit(page, "/governments/SWE/", "empty-government", title="Sweden")


def test_a_day_before_the_first_publication_is_named_as_an_error(page: Page) -> None:
    visit(page, "/?as_of=2026-01-31", "empty-as-of", title="What became of")

    assert "nothing has been published in this record yet" in page.get_by_role("alert").inner_text()


@pytest.mark.xdist_group("example")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault_after_three_years(open_page: OpenPage, example: None, name: str) -> None:
    page = open_page(expected=["404"] if name == "not-found" else [])

    visit(page, PAGES[name], f"example-{name}", title="GFMD Recommendation Tracker")


@pytest.mark.xdist_group("example")
def test_the_page_of_a_government_that_reports_has_no_fault(page: Page, example: None) -> None:
    entry = FollowUp.objects.filter(organisation=None).select_related("government").latest("published_at")
    assert entry.government is not None

    visit(page, f"/governments/{entry.government.iso3}/", "example-government", title=entry.government.name)


@pytest.mark.xdist_group("example")
def test_three_governments_beside_each_other_have_no_fault(page: Page, example: None) -> None:
    visit(page, "/governments/compare/?g=QMA&g=QOA&g=QSA", "example-compare", title="Alderia, Costa Verana, Galdany")


@pytest.mark.xdist_group("example")
def test_the_page_of_an_entry_has_no_fault(page: Page, example: None) -> None:
    entry = FollowUp.objects.filter(organisation=None, withdrawn_at=None).latest("published_at")

    visit(page, f"/updates/{entry.uid}/", "example-update", title=entry.recommendation.reference)


@pytest.mark.xdist_group("example")
def test_the_state_of_an_earlier_day_has_no_fault(page: Page, example: None) -> None:
    day = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=365)

    visit(page, f"/recommendations/RT3.2-R5/?as_of={day}", "example-as-of", title="RT3.2-R5")

    assert f"As of {day.day} {day:%B} {day.year}." in page.get_by_label("Date shown").inner_text()
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"


@pytest.mark.parametrize(
    "address", ["/", "/recommendations/RT3.2-R5/", "/themes/health-workforce/", "/governments/NOR/"]
)
def test_a_word_longer_than_a_phone_is_broken_and_not_cut(page: Page, address: str) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente"
    page.set_viewport_size({"width": PHONE, "height": 900})
    page.goto(address)

    page.evaluate(
        "word => document.querySelectorAll('h1, th a, dd, .badges a, .names a').forEach(e => e.textContent = word)",
        word,
    )

    assert_no_sideways_scrolling(page)
    assert_nothing_is_clipped(page)
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    assert_no_sideways_scrolling(page)
    assert_nothing_is_clipped(page)
