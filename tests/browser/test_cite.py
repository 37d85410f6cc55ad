"""Citing from the page: by a button, by a file, and by hand where there is neither."""

from pathlib import Path

import bibtexparser
import pytest
import rispy
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

ADDRESS = "/recommendations/RT3.2-R5/"


@pytest.mark.xdist_group("example")
def test_a_citation_is_copied_by_a_button_and_says_so(page: Page, example: None) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{ADDRESS}?as_of=2025-03-31")
    cite = page.locator("section[aria-labelledby=cite]")

    copied = []
    for button in cite.get_by_role("button", name="Copy").all():
        button.press("Enter")
        expect(cite.get_by_text("Copied.").nth(len(copied))).to_be_visible()
        copied.append(page.evaluate("navigator.clipboard.readText()"))

    plain, bibtex, ris = copied
    address = f"{page.url.partition('?')[0]}?as_of=2025-03-31"
    assert plain.startswith("GFMD Recommendation Tracker. “Temporary return,")
    assert plain.endswith(f"as of 31 March 2025. {address}")
    assert bibtexparser.parse_string(bibtex).entries[0]["url"] == address
    assert rispy.loads(ris)[0]["urls"] == [address]


def test_a_link_is_copied_as_it_is_meant_to_be_shared(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{ADDRESS}?utm_source=mail")
    page.get_by_role("main").get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()

    assert page.evaluate("navigator.clipboard.readText()") == page.url.partition("?")[0]


def test_where_the_browser_refuses_to_copy_the_text_is_selected(page: Page) -> None:
    page.goto(ADDRESS)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    page.locator("#cite-plain ~ p").get_by_role("button").first.click()

    expect(page.get_by_text("The browser did not allow it.")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith("GFMD Recommendation Tracker. “Temporary return,")


def test_without_scripts_the_words_and_the_files_are_there_and_no_button_promises_more(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto(ADDRESS)
    files = {}
    for ending in ("bib", "ris"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Download the .{ending} file").click()
        files[download.value.suggested_filename.rpartition(".")[2]] = Path(download.value.path()).read_bytes().decode()

    assert bibtexparser.parse_string(files["bib"]).entries[0].entry_type == "misc"
    assert rispy.loads(files["ris"])[0]["type_of_reference"] == "ELEC"
    expect(page.locator("#cite-bibtex")).to_have_text(files["bib"])
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
