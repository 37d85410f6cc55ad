"""The public pages where scripts do not run: everything is there, and each figure leads to the list that it counts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_public import PAGES

pytestmark = pytest.mark.xdist_group("example")


@pytest.fixture
def page(open_page: OpenPage, example: None) -> Page:
    return open_page(javascript=False)


def figures_of_the_theme_table(page: Page) -> Iterator[tuple[int, str]]:
    """Each number of the table, with the address behind it."""
    for figure in page.locator("section[aria-labelledby=progress] td.number a").all():
        number = re.search(r"\d+", figure.inner_text())
        address = figure.get_attribute("href")
        assert number is not None
        assert address is not None
        yield int(number[0]), address


def rows_of_a_list(page: Page) -> int:
    return page.locator("main tbody tr").count()


def length_of_the_list_at(page: Page, address: str) -> int:
    """Read as it is sent, without being drawn: there are many."""
    html = page.request.get(address).text().partition("<main")[2].partition("</main>")[0]
    if address.endswith("#governments"):
        return html.partition('<ul class="names">')[2].partition("</ul>")[0].count("<li")
    return html.partition("<tbody")[2].partition("</tbody>")[0].count("<tr")


def test_every_page_is_whole(open_page: OpenPage, example: None) -> None:
    page = open_page(javascript=False, expected=["404"])

    for address in PAGES.values():
        page.goto(address)
        expect(page.locator("main h1")).to_be_visible()
        expect(page.get_by_role("contentinfo")).to_be_visible()


def test_a_list_is_filtered_by_its_form(page: Page) -> None:
    page.goto("/recommendations/")
    page.get_by_text("Filter and order").click()
    page.get_by_label("Health workforce mobility and recruitment").check()
    page.get_by_label("Call to action").check()
    page.get_by_label("Policy message").check()
    page.get_by_role("button", name="Show").first.click()

    assert "theme=health-workforce" in page.url
    assert page.locator("tbody .reference").all_inner_texts() == ["RT3.2-M6"]
    page.get_by_role("link", name="Take off Theme").click()
    assert rows_of_a_list(page) > 1


def test_a_search_by_words_finds_the_words_of_the_text(page: Page) -> None:
    page.goto("/recommendations/")
    page.get_by_role("main").get_by_role("searchbox").fill("ethical international recruitment")
    page.get_by_role("main").get_by_role("searchbox").press("Enter")

    assert "RT3.2-R3" in page.locator("tbody .reference").all_inner_texts()


def test_every_number_of_the_theme_table_is_the_length_of_the_list_behind_it(page: Page) -> None:
    page.goto("/")
    figures = dict.fromkeys(figures_of_the_theme_table(page))
    assert len(figures) == 12 * 6

    lengths = [(number, address, length_of_the_list_at(page, address)) for number, address in figures]

    assert [row for row in lengths if row[0] != row[2]] == []
    assert sum(number for number, _address in figures) > 29


def test_the_headline_figures_lead_to_what_they_count(page: Page) -> None:
    page.goto("/")
    figures = page.locator(".figures dd a")
    recommendations, governments, follow_ups, positions, assessments = (
        int(text.split()[0]) for text in figures.all_inner_texts()
    )

    page.goto("/recommendations/")
    assert rows_of_a_list(page) == recommendations
    page.goto("/governments/")
    reported = page.locator("#speaking ~ .table tbody tr").filter(has_not_text="No report").count()
    assert reported == governments
    for kind, number in (("follow_up", follow_ups), ("position", positions), ("assessment", assessments)):
        page.goto(f"/updates/?in_force={kind}")
        listed = page.locator("article.line").count()
        while page.get_by_role("link", name="Next page").count():
            page.get_by_role("link", name="Next page").click()
            # The click alone waits for the beginning of the next page, not for its last row.
            page.wait_for_load_state()
            listed += page.locator("article.line").count()
        assert listed == number, kind


def test_the_governments_that_reported_on_a_theme_are_as_many_as_said(page: Page) -> None:
    page.goto("/")
    page.locator("section[aria-labelledby=progress] tbody tr").first.get_by_role("cell").last.get_by_role(
        "link"
    ).click()

    reported = int(page.locator(".figures dd").nth(1).inner_text().split()[0])
    assert page.locator("section[aria-labelledby=governments] .names li").count() == reported
