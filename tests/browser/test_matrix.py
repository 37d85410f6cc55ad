"""The matrix by keyboard alone, on a phone, and on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import PHONE, assert_no_sideways_scrolling

pytestmark = pytest.mark.xdist_group("example")

# Whether some of what is in focus lies open to the eye, and whether its words stand at the foot of the window.
SEEN = """() => {
  const link = document.activeElement;
  const box = link.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const corners = [[box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3], [x, y]];
  const open = corners.some(([left, top]) => link.contains(document.elementFromPoint(left, top)));
  const words = link.querySelector(".whole-words")?.getBoundingClientRect();
  return [open, words ? words.height > 20 && words.bottom <= innerHeight + 1 : null];
}"""

SHOWN_WORDS = "document.activeElement.querySelector('.whole-words').innerText"


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_the_keyboard_alone_reaches_each_cell_and_reads_it_whole(
    open_page: OpenPage, example: None, width: int
) -> None:
    page = open_page(width=width, height=500)
    page.goto("/matrix/?kind=recommendation")
    region = page.get_by_role("region", name="recommendations by government")
    links = region.get_by_role("link")
    region.focus()
    expect(region).to_be_focused()

    hidden, reached = [], []
    for _ in range(links.count()):
        page.keyboard.press("Tab")
        is_open, shows_words = page.evaluate(SEEN)
        if shows_words is not None:
            reached.append(page.evaluate(SHOWN_WORDS))
        if not is_open or shows_words is False:
            hidden.append(page.evaluate("document.activeElement.innerText"))

    assert hidden == []
    assert len(reached) == region.locator("td.said").count() > 10
    assert all(": " in words for words in reached)


def test_the_arrow_keys_scroll_the_table_and_not_the_page(open_page: OpenPage, example: None) -> None:
    page = open_page(width=PHONE)
    page.goto("/matrix/?all=1")
    region = page.get_by_role("region", name="recommendations by government")
    region.focus()

    for _ in range(8):
        page.keyboard.press("ArrowRight")
        # A key pressed during the glide of the last one moves nothing.
        page.wait_for_timeout(100)
    assert region.evaluate("e => e.scrollLeft") > 100

    assert_no_sideways_scrolling(page)
    # The names of the rows and of the columns stay where they are.
    head, name = page.locator(".matrix thead th").nth(1), page.locator(".matrix tbody th").first
    frame = region.bounding_box()
    assert frame is not None
    assert abs(name.evaluate("e => e.getBoundingClientRect().left") - frame["x"]) < 3
    page.evaluate("document.querySelector('.matrix').scrollTop = 400")
    assert abs(head.evaluate("e => e.getBoundingClientRect().top") - frame["y"]) < 3


def test_a_cell_leads_to_the_entry_of_that_government(page: Page, example: None) -> None:
    page.goto("/matrix/")
    cell = page.locator(".matrix td.said a").first
    government, _, rest = cell.locator(".whole-words").inner_text().partition(", ")
    reference = rest.split(":")[0]

    cell.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(government)
    expect(page.locator(".lead")).to_contain_text(reference)


def test_the_whole_matrix_is_on_paper(page: Page, example: None) -> None:
    page.goto("/matrix/")
    page.emulate_media(media="print")

    last = page.locator(".matrix tbody tr").last
    expect(last).to_be_visible()
    assert page.evaluate(
        "() => { const m = document.querySelector('.matrix'); return m.scrollHeight <= m.clientHeight + 1; }"
    )
