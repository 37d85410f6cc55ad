"""Reading otherwise: on paper, by keyboard, in the colours of the reader's own system."""

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import DESKTOP, PHONE, assert_no_axe_violations, assert_no_sideways_scrolling

pytestmark = pytest.mark.xdist_group("example")

ADDRESSES = ["/", "/recommendations/RT3.2-R5/", "/documents/rt3/"]

# A segment of a chart may be as small as its share: its number beside it leads to the same list.
SMALL_TARGETS = """() => [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select")]
  .filter((target) => target.checkVisibility())
  .filter((target) => !target.closest(".hidden, .skip, [aria-hidden], p, blockquote, dd, li.inline"))
  .map((target) => [target, (target.closest("label") ?? target).getBoundingClientRect()])
  .filter(([, box]) => box.height > 0 && (box.height < 24 || box.width < 24))
  .map(([target, box]) => `${target.outerHTML.slice(0, 120)}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""

FOCUSED = """() => {
  const style = getComputedStyle(document.activeElement);
  return [document.activeElement.innerText, style.outlineStyle, parseFloat(style.outlineWidth)];
}"""

COLOURS_OF_SHAPES = """() => [...document.querySelectorAll("main .badge .shape")]
  .filter((shape) => shape.checkVisibility() && !shape.closest("a"))
  .map((shape) => getComputedStyle(shape).color)"""

HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => Number(heading.tagName[1]))"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_prints_without_what_is_for_the_screen(page: Page, example: None, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")

    expect(page.locator("main h1")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main", include_hidden=True)).to_be_hidden()
    expect(page.get_by_role("link", name="Skip to the content", include_hidden=True)).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF-")


def test_what_is_folded_is_open_on_paper(page: Page, example: None) -> None:
    page.goto("/recommendations/RT3.2-R5/")
    remark = page.locator(".note p").first
    assert not remark.is_visible()

    page.emulate_media(media="print")

    assert remark.is_visible()


def test_the_overview_is_three_or_four_sheets_unless_the_months_are_unfolded(page: Page, example: None) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    assert len(PAGES_ON_PAPER.findall(page.pdf(format="A4"))) in {3, 4}

    page.emulate_media(media="screen")
    page.get_by_text("The same as a table").click()
    page.emulate_media(media="print")
    expect(page.locator(".numbers tbody tr").last).to_be_visible()


def test_the_keyboard_shows_where_it_is_and_can_skip_the_navigation(page: Page) -> None:
    page.goto("/recommendations/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == ["Skip to the content", "solid", 3]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("searchbox")).to_be_focused()

    for _ in range(3):
        page.keyboard.press("Tab")
        _words, style, width = page.evaluate(FOCUSED)
        assert (style, width) == ("solid", 3)


@pytest.mark.parametrize("address", [*ADDRESSES, "/recommendations/", "/governments/", "/updates/", "/stakeholders/"])
def test_a_thumb_can_hit_what_stands_by_itself(page: Page, example: None, address: str) -> None:
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.goto(address)
    if address == "/recommendations/":
        page.get_by_text("Filter and order").click()

    assert page.evaluate(SMALL_TARGETS)[:5] == []


@pytest.mark.parametrize("address", [*ADDRESSES, "/recommendations/", "/governments/", "/updates/", "/methodology/"])
def test_headings_go_down_one_step_at_a_time(page: Page, example: None, address: str) -> None:
    page.goto(address)
    levels = page.evaluate(HEADINGS)

    assert levels[0] == 1
    assert [(above, below) for above, below in itertools.pairwise(levels) if below > above + 1] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_keeps_its_shapes_in_forced_colours_and_in_high_contrast(
    page: Page, example: None, address: str
) -> None:
    page.goto(address)
    page.emulate_media(forced_colors="active")
    assert set(page.evaluate(COLOURS_OF_SHAPES)) == {page.evaluate("getComputedStyle(document.body).color")}

    underlined = "links => links.map((link) => getComputedStyle(link).borderBottomColor)"
    here, elsewhere = page.locator(".menu li a[aria-current]"), page.locator(".menu li a:not([aria-current])")
    assert set(here.evaluate_all(underlined)).isdisjoint(elsewhere.evaluate_all(underlined))

    page.emulate_media(forced_colors="none", contrast="more")
    assert_no_axe_violations(page)


def test_words_in_quotation_run_in_the_direction_of_their_own_language(page: Page, example: None) -> None:
    page.goto("/recommendations/RT3.2-R4/")
    page.evaluate("document.documentElement.dir = 'rtl'")

    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    quoted = "[...document.querySelectorAll('.verbatim, .own-words, main q')]"
    assert set(page.evaluate(f"{quoted}.map((words) => getComputedStyle(words).direction)")) == {"ltr"}


def test_the_whole_site_goes_to_an_earlier_day_and_back_by_keyboard_alone(page: Page, example: None) -> None:
    page.goto("/recommendations/?theme=remittances")
    today = page.locator("main").inner_text()
    page.get_by_text("Show an earlier day").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("The whole site as of")).to_be_focused()
    page.keyboard.type("01152025")
    page.keyboard.press("Enter")

    page.wait_for_url("**/recommendations/?theme=remittances&as_of=2025-01-15")
    bar = page.get_by_label("Date shown")
    expect(bar).to_contain_text("As of 15 January 2025.")
    expect(bar).to_contain_text("The text and its classification are not rewound.")
    assert page.locator("main").inner_text() != today
    page.locator("main tbody a").first.press("Enter")
    page.wait_for_url("**/recommendations/RT3*/?as_of=2025-01-15")
    page.get_by_role("link", name="Back to today").press("Enter")
    page.wait_for_url(lambda address: "as_of" not in address)
    expect(bar).to_contain_text("As of today")


def test_a_month_back_is_one_step(open_page: OpenPage, example: None) -> None:
    page = open_page(javascript=False, width=PHONE)
    page.goto("/themes/?as_of=2025-03-31")
    page.get_by_text("Another day").click()
    page.get_by_role("link", name="A month earlier: 28 February 2025").click()

    assert page.url.endswith("/themes/?as_of=2025-02-28")
    expect(page.get_by_label("Date shown")).to_contain_text("As of 28 February 2025.")


def test_on_a_phone_the_menu_unfolds_and_on_a_desk_it_lies_open(open_page: OpenPage) -> None:
    page = open_page(javascript=False, width=PHONE)
    page.goto("/methodology/")
    themes = page.get_by_role("navigation", name="Main").get_by_role("link", name="Themes")
    expect(themes).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    expect(themes).to_be_visible()
    assert_no_sideways_scrolling(page)
    themes.click()
    assert page.url.endswith("/themes/")
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    expect(themes).to_be_visible()
    expect(page.get_by_text("Menu", exact=True)).to_be_hidden()


def test_any_page_searches_the_recommendations_of_its_day(page: Page, example: None) -> None:
    page.goto("/methodology/?as_of=2025-03-31")
    page.get_by_role("search").get_by_role("searchbox").fill("ethical international recruitment")
    page.keyboard.press("Enter")

    page.wait_for_url("**/recommendations/?q=ethical+international+recruitment&as_of=2025-03-31")
    assert "RT3.2-R3" in page.locator("main tbody .reference").all_inner_texts()


PAGES_ON_PAPER = re.compile(rb"/Type\s*/Page\b")


def test_the_text_on_paper_is_a_document_and_not_a_screen(page: Page, example: None) -> None:
    page.goto("/documents/rt3/?as_of=2025-03-31")
    page.emulate_media(media="print")

    hidden = page.locator("nav, .quick, .day summary, .menu summary, .document .note p, button")
    assert [element.inner_text() for element in hidden.all() if element.is_visible()] == []
    beside = page.locator(".tracked").filter(has=page.locator("#p046")).get_by_role("complementary")
    expect(beside).to_contain_text("RT3.2-R5")
    expect(beside.locator(".badge")).to_be_visible()
    expect(beside.get_by_text("Editors’ notes E34")).to_be_visible()
    expect(page.get_by_label("Date shown")).to_contain_text("As of 31 March 2025.")
    expect(page.get_by_role("contentinfo")).to_contain_text("/documents/rt3/?as_of=2025-03-31")
    assert page.locator(".all-notes .note p").first.is_visible()
    assert len(PAGES_ON_PAPER.findall(page.pdf(format="A4"))) in range(8, 13)


def test_the_contents_and_every_passage_have_an_address_of_their_day(page: Page, example: None) -> None:
    page.goto("/documents/rt3/?as_of=2025-03-31")
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="RT3.2 recommendations").click()

    expect(page.get_by_role("heading", name="RT3.2 recommendations")).to_be_in_viewport()
    page.get_by_role("link", name="Address of passage p046").click()
    assert page.url.endswith("/documents/rt3/?as_of=2025-03-31#p046")
    expect(page.locator(".passage:target")).to_contain_text("To recognize the potential offered by temporary return")
