"""The admin in a real browser: from a recommendation to a published follow-up."""

import re

import pytest
from django.utils.text import slugify
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recommendations.models import FollowUp, Government
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.pages import (
    DESKTOP,
    PHONE,
    assert_no_axe_violations,
    assert_no_sideways_scrolling,
    find_no_fault,
    sign_in,
)


def look_at(page: Page, heading: str) -> None:
    """Wait for the page that a click leads to, and find no fault in it."""
    expect(page.locator("main h1")).to_have_text(re.compile(heading))
    page.wait_for_load_state()
    assert_no_axe_violations(page)
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
    page.get_by_role("button", name="Save draft", exact=True).click()
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


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("recommendation/{recommendation}/change/", "Change recommendation"),
        ("recommendation/{recommendation}/history/", "View history"),
        ("followup/add/?recommendation=RT3.2-R3&government=NOR", "Add follow-up"),
        ("followup/{published}/withdraw/", "Withdraw"),
        ("assessment/add/?recommendation=RT3.2-R3", "Add assessment"),
        ("focalpoint/add/", "Add focal point"),
        ("passage/", "Select passage"),
    ],
)
def test_a_page_of_the_secretariat_has_no_fault(
    page: Page, live_server: LiveServer, address: str, heading: str
) -> None:
    recommendation = make.Recommendation.objects.get(reference="RT3.2-R3")
    norway = Government.objects.get(iso3="NOR")
    published = make.publish_follow_up(recommendation, norway, by=make.make_editor("edith"))
    sign_in(page, make.make_superuser("sue"), live_server.url)

    address = address.format(recommendation=recommendation.pk, published=published.pk)
    page.goto(f"/admin/recommendations/{address}")

    expect(page.locator("main h1")).to_have_text(re.compile(heading))
    find_no_fault(page, f"admin-{slugify(heading)}")


@pytest.mark.xdist_group("example")
@pytest.mark.parametrize("name", ["recommendation", "followup", "position", "assessment"])
def test_a_list_shows_all_its_columns_on_a_small_desktop(
    page: Page, live_server: LiveServer, example: None, name: str
) -> None:
    sign_in(page, make.make_superuser("sue"), live_server.url)
    page.goto(f"/admin/recommendations/{name}/")

    width, room = page.locator("#changelist .results").evaluate("table => [table.scrollWidth, table.clientWidth]")
    assert width <= room
    find_no_fault(page, f"admin-example-{name}")


@pytest.mark.xdist_group("example")
def test_a_long_filter_is_folded_until_it_is_used(page: Page, live_server: LiveServer, example: None) -> None:
    sign_in(page, make.make_superuser("sue"), live_server.url)
    page.goto("/admin/recommendations/recommendation/")
    theme = page.locator("#changelist-filter details", has_text="By theme")
    choice = theme.get_by_role("link", name="Social and financial remittances")
    expect(choice).to_be_hidden()

    theme.locator("summary").click()
    choice.click()

    expect(choice).to_have_attribute("aria-current", "true")
    expect(page.locator("#result_list tbody tr")).to_have_count(5)


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
