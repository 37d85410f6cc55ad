"""The page of the data: its examples are executed as they stand, and its links open what they name."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.pages import screenshot


def test_the_examples_do_what_they_say(page: Page, tmp_path: Path) -> None:
    page.goto("/data/")
    (curl,) = page.locator("[data-example=curl]").all_inner_texts()
    by_theme, moving = page.locator("[data-example=python]").all_inner_texts()

    def printed(*command: str) -> list[str]:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=20, check=True)
        return done.stdout.splitlines()

    printed("sh", "-c", curl)
    (file,) = tmp_path.iterdir()
    lines = printed(sys.executable, "-c", by_theme)
    count, *rows = printed(sys.executable, "-c", moving)

    assert file.name.startswith("recommendations-")
    assert file.read_bytes().startswith(b'"reference","kind",')
    assert len(lines) == 12
    assert "Social and financial remittances 0 of 195 governments" in lines
    assert (count.startswith("0 recommendations as of "), rows) == (True, [])


def test_a_link_from_a_list_leads_to_its_fields(page: Page) -> None:
    page.goto("/recommendations/")
    page.get_by_role("link", name="What the columns mean").click()

    assert page.url.endswith("/data/#recommendations")
    page.locator("#recommendations summary").click()
    assert page.get_by_role("cell", name="Short title, written by an editor.").is_visible()
    screenshot(page, "data-fields")


def test_a_download_has_the_name_of_its_list_and_its_day(page: Page) -> None:
    page.goto("/recommendations/?theme=remittances")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="XLSX").click()

    assert waiting.value.suggested_filename.startswith("recommendations-")
    assert waiting.value.suggested_filename.endswith(".xlsx")
