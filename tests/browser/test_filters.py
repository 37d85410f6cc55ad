"""Lists that follow their filters without a reload, and the same by a plain form where scripts do not run."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import find_no_fault

pytestmark = pytest.mark.xdist_group("example")

MARK = "window.isTheSameDocument = true"
IS_MARKED = "window.isTheSameDocument === true"


def mark(page: Page) -> None:
    """A variable that a reload would lose."""
    page.evaluate(MARK)


def heading(page: Page) -> str:
    return page.locator("#found").inner_text()


def open_filters(page: Page) -> None:
    page.get_by_text("Filter and order").click()


def test_a_change_narrows_the_list_its_bar_and_its_counts_without_a_reload(page: Page, example: None) -> None:
    page.goto("/recommendations/")
    mark(page)
    open_filters(page)
    before = heading(page)
    theme = page.get_by_label("Health workforce mobility and recruitment")
    number = int(re.findall(r"\((\d+)\)", theme.locator("..").inner_text())[0])

    theme.focus()
    page.keyboard.press("Space")

    expect(page.locator("#found")).to_have_text(f"{number} recommendations")
    assert page.url.endswith("/recommendations/?theme=health-workforce")
    assert page.locator("tbody tr").count() == number
    expect(page.get_by_role("link", name="Take off Theme")).to_be_visible()
    expect(page.locator("body > [role=status]")).to_have_text(f"{number} recommendations")
    expect(page.get_by_label("Health workforce mobility and recruitment")).to_be_focused()
    bar = page.locator("main svg.chart").get_attribute("aria-label") or ""
    assert sum(int(count) for count in re.findall(r"\d+", bar)) == number
    assert "theme=health-workforce&as_of=" in (page.locator(".foot a[rel=nofollow]").get_attribute("href") or "")

    # The new parts of the page work like the old ones.
    page.locator(".foot button[data-done]").click()
    expect(page.locator(".foot [role=status]")).not_to_be_empty()

    page.go_back()
    expect(page.locator("#found")).to_have_text(before)
    assert not page.get_by_label("Health workforce mobility and recruitment").is_checked()
    page.go_forward()
    expect(page.locator("#found")).to_have_text(f"{number} recommendations")
    assert page.evaluate(IS_MARKED)


def test_chips_shares_and_pages_are_links_of_the_same_kind(page: Page, example: None) -> None:
    page.goto("/recommendations/?theme=health-workforce")
    mark(page)

    share = page.locator("main .key a").first
    number = int(share.locator("strong").inner_text())
    share.click()

    expect(page.locator("#found")).to_have_text(re.compile(rf"^{number} recommendations?$"))
    expect(page.locator("#found")).to_be_focused()
    assert "theme=health-workforce&group=" in page.url
    page.get_by_role("link", name="Take off Progress").click()
    page.wait_for_url("**/?theme=health-workforce")
    page.get_by_role("link", name="Take off Theme").click()
    expect(page.locator("#found")).to_have_text("29 recommendations")
    assert page.evaluate(IS_MARKED)


def test_a_closed_menu_can_be_read_with_the_arrow_keys_before_a_choice_is_made(page: Page, example: None) -> None:
    page.goto("/recommendations/")
    mark(page)
    open_filters(page)
    menu = page.get_by_role("combobox", name="People concerned")
    menu.focus()
    first = menu.locator("option").nth(1).inner_text()

    # In a closed menu Chromium on Linux chooses by typing; arrows alone open it.
    page.keyboard.type(first[0])
    page.wait_for_timeout(300)
    assert page.url.endswith("/recommendations/")
    page.keyboard.press("Tab")

    page.wait_for_url("**/recommendations/?population=*")
    expect(page.get_by_role("combobox", name="Later framework")).to_be_focused()
    assert page.evaluate(IS_MARKED)


def test_words_are_sought_by_enter_and_a_mistake_is_said(page: Page, example: None) -> None:
    page.goto("/recommendations/")
    mark(page)
    box = page.get_by_role("search", name="Recommendations", exact=True).get_by_role("searchbox")
    box.fill("recruitment")
    box.press("Enter")
    page.wait_for_url("**/?q=recruitment")
    expect(box).to_be_focused()

    open_filters(page)
    page.get_by_label("No report").check()

    expect(page.locator(".error").first).to_contain_text("needs a government")
    expect(page.locator("body > [role=status]")).to_contain_text("needs a government")
    assert page.evaluate(IS_MARKED)


def test_the_newest_of_two_quick_changes_wins(page: Page, example: None) -> None:
    page.goto("/recommendations/")
    open_filters(page)

    page.evaluate("""() => {
      const [first, second] = document.querySelectorAll("form.filters input[name=kind]");
      first.click(); second.click();
    }""")

    page.wait_for_url("**/?kind=*&kind=*")
    expect(page.get_by_role("link", name="Take off Kind")).to_have_count(2)


def test_where_the_fetch_fails_the_browser_goes_there_itself(open_page: OpenPage, example: None) -> None:
    page = open_page(expected=["net::ERR_FAILED"])
    page.goto("/recommendations/")
    mark(page)
    open_filters(page)
    page.route(
        "**/recommendations/?*",
        lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
    )

    page.get_by_label("Call to action").check()

    page.wait_for_url("**/?kind=call_to_action")
    expect(page.get_by_role("link", name="Take off Kind")).to_be_visible()
    assert not page.evaluate(IS_MARKED)


# Of each list: what opens its choices, one of them, what it adds to the address, its chip, and what is taken away.
LISTS = {
    "/governments/": ("Filter and order", "Has reported", "reported=true", "Reports of its own", "governments.csv"),
    "/stakeholders/": ("Filter", "Migrants and diaspora", "kind=migrants", "Kind of actor", "stakeholders.csv"),
    "/updates/": ("Filter", "Positions", "kind=position", "Kind of entry", "updates.atom"),
}
ROWS = "main tbody tr, article.line"


def box_of(page: Page, choice: str) -> Locator:
    return page.get_by_role("checkbox", name=re.compile(rf"^{choice} \(\d+\)$"))


@pytest.mark.parametrize("address", LISTS)
def test_every_list_follows_its_filters_without_a_reload_and_by_its_form_alike(
    open_page: OpenPage, example: None, address: str
) -> None:
    menu, choice, query, chip, file = LISTS[address]
    page = open_page()
    page.goto(address)
    mark(page)
    page.get_by_text(menu, exact=True).click()
    before, box = heading(page), box_of(page, choice)
    number = int(re.findall(r"\((\d+)\)", box.locator("..").inner_text())[0])

    box.focus()
    page.keyboard.press("Space")

    expect(page.locator("#found")).to_have_text(re.compile(rf"^{number} "))
    assert page.url.endswith(f"{address}?{query}")
    expect(box).to_be_focused()
    expect(page.locator("body > [role=status]")).to_have_text(heading(page))
    assert page.locator(ROWS).count() == min(number, 50)
    # What takes the list away takes it under its filters.
    assert page.locator(f"main a[href$='{file}?{query}']").count() == 1
    page.go_back()
    expect(page.locator("#found")).to_have_text(before)
    expect(box).not_to_be_checked()
    page.go_forward()
    page.get_by_role("link", name=f"Take off {chip}").click()
    expect(page.locator("#found")).to_have_text(before)
    assert page.url.endswith(address)
    assert page.evaluate(IS_MARKED)

    plain = open_page(javascript=False)
    plain.goto(address)
    plain.get_by_text(menu, exact=True).click()
    box_of(plain, choice).check()
    plain.get_by_role("button", name="Show").last.click()
    assert query in plain.url
    assert heading(plain).startswith(f"{number} ")
    plain.get_by_role("link", name=f"Take off {chip}").click()
    assert heading(plain) == before


def test_the_figure_above_the_governments_follows_the_region(page: Page, example: None) -> None:
    page.goto("/governments/")
    mark(page)
    open_filters(page)

    page.get_by_role("combobox", name="Region").select_option("Invented North")

    lead = page.locator("main .lead")
    expect(lead).to_have_text("6 of 6 governments in Invented North have reported on at least one recommendation.")
    expect(page.locator("#found")).to_have_text("6 governments")
    page.get_by_label("No report yet").check()
    expect(page.locator("#found")).to_have_text("0 governments")
    expect(lead).to_have_text("6 of 6 governments in Invented North have reported on at least one recommendation.")
    assert page.evaluate(IS_MARKED)


def test_without_scripts_the_same_form_gives_the_same_address(open_page: OpenPage, example: None) -> None:
    page = open_page(javascript=False)
    page.goto("/matrix/")
    page.get_by_text("Choose columns and rows").click()
    page.get_by_label("Those without a report too").check()
    page.get_by_label("Call to action").check()
    page.get_by_role("button", name="Show").last.click()

    assert "all=1" in page.url
    assert page.locator(".matrix thead th").count() == 13
    page.get_by_role("link", name="Take off Kind").click()
    assert page.locator(".matrix tbody tr").count() == 29


def test_the_matrix_follows_its_filters_without_a_reload(page: Page, example: None) -> None:
    page.goto("/matrix/")
    mark(page)
    page.get_by_text("Choose columns and rows").click()

    page.get_by_role("combobox", name="Column").select_option("QSA")

    expect(page.locator(".matrix thead th")).to_have_count(2)
    assert page.url.endswith("/matrix/?column=QSA")
    page.get_by_label("Galdany").uncheck()
    expect(page.locator("#found")).to_have_text("29 recommendations by 9 governments")
    assert page.evaluate(IS_MARKED)


@pytest.mark.parametrize(
    ("address", "choice", "name"),
    [
        ("/recommendations/?theme=health-workforce", "Call to action", "example-filters-open"),
        ("/governments/?region=Invented+South", "Has reported", "example-governments-filtered"),
    ],
)
def test_open_filters_with_counts_have_no_fault(
    page: Page, example: None, address: str, choice: str, name: str
) -> None:
    page.goto(address)
    open_filters(page)
    page.get_by_label(choice).check()
    expect(page.locator(".chips li")).to_have_count(2)

    find_no_fault(page, name)
