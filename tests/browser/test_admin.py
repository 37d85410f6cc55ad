"""The admin in a real browser: from a recommendation to a published follow-up."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recommendations.models import FollowUp, Government
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.pages import DESKTOP, PHONE, assert_no_sideways_scrolling, sign_in


def look_at(page: Page, heading: str) -> None:
    """Wait for the page that a click leads to, and find no fault in it."""
    expect(page.locator("main h1")).to_have_text(re.compile(heading))
    page.wait_for_load_state()
    # Without preloading: for an @import, as in Django's forms.css, axe writes a style of its own into the page.
    results = Axe().run(page, options={"preload": False})
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    assert_no_sideways_scrolling(page)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_follow_up_is_recorded_from_its_recommendation_reviewed_and_published(
    open_page: OpenPage, live_server: LiveServer, width: int
) -> None:
    sweden = Government.objects.get(iso3="SWE")
    author, reviewer = make.make_focal_point(sweden, "frida"), make.make_reviewer("rita")
    page = open_page(width=width)

    sign_in(page, author, live_server.url)
    page.goto("/admin/")
    look_at(page, "Secretariat")
    page.locator("#content").get_by_role("link", name="Recommendations", exact=True).click()
    look_at(page, "Select recommendation to view")
    page.locator("#result_list").get_by_role("link", name="RT3.2-R3", exact=True).click()
    expect(page.locator("blockquote").last).to_contain_text("ethical international recruitment of health personnel")
    look_at(page, "View recommendation")

    page.get_by_role("link", name="Add follow-up").click()
    expect(page.locator("#id_recommendation")).to_have_text(re.compile("RT3.2-R3"))
    expect(page.locator("#id_government option:checked")).to_have_text("Sweden")
    page.get_by_label("Status").select_option(label="In progress")
    page.get_by_label("Reported on").fill("2026-01-31")
    page.get_by_label("Summary").fill("A code of conduct for recruiters is in force.")
    look_at(page, "Add follow-up")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as a draft.")
    look_at(page, "Change follow-up")
    page.get_by_role("link", name="Submit for review").click()
    expect(page.locator("#content")).to_contain_text("A code of conduct for recruiters is in force.")
    look_at(page, "Submit for review")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("#entry-state")).to_contain_text("Submitted")

    entry = FollowUp.objects.get()
    sign_in(page, reviewer, live_server.url)
    page.goto("/admin/recommendations/followup/")
    look_at(page, "Select follow-up")
    page.goto(f"/admin/recommendations/followup/{entry.pk}/change/")
    look_at(page, "View follow-up")
    page.get_by_role("link", name="Publish", exact=True).click()
    look_at(page, "Publish")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#entry-state")).to_contain_text("Published")
    page.get_by_role("link", name="History").click()
    look_at(page, "View history")

    entry.refresh_from_db()
    assert (entry.state, entry.author, entry.published_by) == ("published", author, reviewer)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_pages_of_an_editor_have_no_fault(
    open_page: OpenPage, live_server: LiveServer, width: int, *, dark: bool
) -> None:
    recommendation = make.Recommendation.objects.get(reference="RT3.2-R3")
    norway = Government.objects.get(iso3="NOR")
    published = make.publish_follow_up(recommendation, norway, by=make.make_editor("edith"))
    page = open_page(width=width, dark=dark)
    sign_in(page, make.make_superuser("sue"), live_server.url)

    for address, heading in (
        (f"recommendation/{recommendation.pk}/change/", "Change recommendation"),
        (f"recommendation/{recommendation.pk}/history/", "View history"),
        ("followup/add/?recommendation=RT3.2-R3&government=NOR", "Add follow-up"),
        (f"followup/{published.pk}/withdraw/", "Withdraw"),
        ("assessment/add/?recommendation=RT3.2-R3", "Add assessment"),
        ("focalpoint/add/", "Add focal point"),
        ("passage/", "Select passage"),
    ):
        page.goto(f"/admin/recommendations/{address}")
        look_at(page, heading)


def test_a_government_is_chosen_by_typing_its_name(open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page()
    sign_in(page, make.make_editor("edith"), live_server.url)
    page.goto("/admin/recommendations/followup/add/")

    page.get_by_role("combobox", name="Government").click()
    page.get_by_role("searchbox", name="Government").fill("ivoire")
    page.get_by_role("option").get_by_text("Côte d’Ivoire").or_(
        page.get_by_role("option").get_by_text("Côte d'Ivoire")
    ).click()

    expect(page.locator("#id_government option:checked")).to_have_text(re.compile("Ivoire"))
