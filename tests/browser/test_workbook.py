"""A government's report by workbook: taken after signing in, filled without a connection, uploaded and submitted."""

import datetime as dt
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from recommendations.models import FollowUp, Government
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.pages import find_no_fault, sign_in

REPORTS = 10
TODAY = dt.datetime.now(dt.UTC).date()


def fill(path: Path, reports: int) -> list[str]:
    """Report on the first recommendations of the sheet, and return their references."""
    book = load_workbook(path)
    sheet = book["Follow-ups"]
    columns = {str(cell.value): int(cell.column) for cell in sheet[1]}
    said: dict[str, Any] = {"status": "In progress", "reported_on": TODAY, "summary": "The law is before parliament."}
    for number in range(2, 2 + reports):
        for name, value in said.items():
            sheet.cell(number, columns[name], value)
    book.save(path)
    return [str(sheet.cell(number, 1).value) for number in range(2, 2 + reports)]


def test_ten_follow_ups_go_from_sign_in_to_submitted_in_seven_page_loads(
    open_page: OpenPage, live_server: LiveServer, settings: Any, tmp_path: Path
) -> None:
    settings.IMPORTS_ROOT = tmp_path / "imports"
    author = make.make_focal_point(Government.objects.get(iso3="SWE"), "frida")
    author.set_password("correct horse battery staple")
    author.save()
    page = open_page(javascript=False)
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url.removeprefix(live_server.url).split("?")[0]))

    page.goto("/admin/")
    page.get_by_label("Name or mail address").fill("frida")
    page.get_by_label("Password:").fill("correct horse battery staple")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the workbook of Sweden").click()
    workbook = tmp_path / download.value.suggested_filename
    download.value.save_as(workbook)
    references = fill(workbook, REPORTS)
    page.get_by_role("link", name="Upload a filled workbook").click()
    page.get_by_label("File:").set_input_files(workbook)
    page.get_by_role("button", name="Show what it would change").click()
    expect(page.locator(".explanation")).to_contain_text("10 new, 0 changed, 0 unchanged, 0 refused")
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(REPORTS)
    for choice in page.locator("#result_list tbody input.action-select").all():
        choice.check()
    page.locator("select[name=action]").select_option(label="Submit for review")
    page.get_by_role("button", name="Go").click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".messagelist")).to_contain_text("Submit for review: 10 entries.")

    submitted = FollowUp.objects.filter(state="submitted", author=author, government__iso3="SWE")
    assert sorted(submitted.values_list("recommendation__reference", flat=True)) == sorted(references)
    assert loads == [
        "/accounts/login/",
        "/admin/",
        "/admin/recommendations/followup/import/",
        "/admin/recommendations/followup/import/",
        "/admin/recommendations/followup/",
        "/admin/recommendations/followup/",
        "/admin/recommendations/followup/",
    ]


def test_the_pages_around_a_workbook_have_no_fault(
    open_page: OpenPage, live_server: LiveServer, settings: Any, tmp_path: Path
) -> None:
    settings.IMPORTS_ROOT = tmp_path / "imports"
    sweden = Government.objects.get(iso3="SWE")
    author = make.make_focal_point(sweden, "frida")
    recommendation = make.Recommendation.objects.get(reference="RT3.2-R3")
    make.publish_follow_up(recommendation, sweden, by=author, reviewer=make.make_reviewer())
    page = open_page()
    sign_in(page, author, live_server.url)
    page.goto("/admin/")
    find_no_fault(page, "admin-desk-of-a-focal-point")
    page.goto("/admin/recommendations/followup/workbook/")
    find_no_fault(page, "admin-workbook")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the workbook").click()
    workbook = tmp_path / "sweden.xlsx"
    download.value.save_as(workbook)
    fill(workbook, 29)

    page.goto("/admin/recommendations/followup/import/")
    find_no_fault(page, "admin-import")
    page.get_by_label("File:").set_input_files(workbook)
    page.get_by_role("button", name="Show what it would change").click()
    expect(page.locator(".explanation")).to_contain_text("refused")
    find_no_fault(page, "admin-import-plan")


def test_an_editor_reports_for_a_government_by_workbook_and_a_focal_point_of_another_cannot(
    open_page: OpenPage, live_server: LiveServer, settings: Any, tmp_path: Path
) -> None:
    settings.IMPORTS_ROOT = tmp_path / "imports"
    editor, stranger = make.make_editor(), make.make_focal_point(Government.objects.get(iso3="SWE"), "frida")
    page = open_page(javascript=False)
    sign_in(page, editor, live_server.url)
    page.goto("/admin/recommendations/followup/")
    page.get_by_role("link", name="Report offline").click()
    page.get_by_label("Government").select_option("Norway")
    page.get_by_label("Theme").select_option("Social and financial remittances")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the workbook").click()
    workbook = tmp_path / download.value.suggested_filename
    download.value.save_as(workbook)
    references = fill(workbook, 2)

    sign_in(page, stranger, live_server.url)
    page.goto("/admin/recommendations/followup/import/")
    page.get_by_label("File:").set_input_files(workbook)
    page.get_by_role("button", name="Show what it would change").click()

    expect(page.locator(".explanation")).to_contain_text("0 new, 0 changed, 0 unchanged, 2 refused")
    assert page.get_by_role("row", name="You may write for your own government only").count() == 2
    expect(page.get_by_role("button", name="Import")).to_have_count(0)

    sign_in(page, editor, live_server.url)
    page.goto("/admin/recommendations/followup/import/")
    page.get_by_label("File:").set_input_files(workbook)
    page.get_by_role("button", name="Show what it would change").click()
    page.get_by_role("button", name="Import").click()

    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    drafts = FollowUp.objects.filter(state="draft", author=editor, government__iso3="NOR")
    assert sorted(drafts.values_list("recommendation__reference", flat=True)) == sorted(references)
