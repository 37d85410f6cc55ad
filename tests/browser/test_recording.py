"""Recording in a real browser: how many clicks it takes, and that what was typed is not lost."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recommendations.models import FollowUp, Government, Recommendation
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.pages import find_no_fault, sign_in

ADD = "/admin/recommendations/followup/add/?recommendation=RT3.2-R3&government=NOR"
PASSWORD = "a long enough pass phrase"

COUNT_CLICKS = """
  document.addEventListener("click", (event) => {
    // A form that is sent by the Enter key clicks its button too, but without a count of clicks.
    const before = Number(sessionStorage.getItem("clicks"));
    if (event.isTrusted && event.detail > 0) sessionStorage.setItem("clicks", before + 1);
  }, true);
"""


@pytest.fixture
def editor(page: Page, live_server: LiveServer) -> User:
    editor = make.make_editor("edith")
    sign_in(page, editor, live_server.url)
    return editor


def typed_in(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('tracker-'))")


def sign_in_by_hand(page: Page, user: User) -> None:
    user.set_password(PASSWORD)
    user.save()
    page.goto("/accounts/login/")
    # The first field has the focus already.
    page.keyboard.type(user.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def write_and_submit(page: Page) -> None:
    """Fills the form of a follow-up in, with one link as evidence, and submits it."""
    # A choice in a list is a click to open it and one to choose, which the keyboard spares; both are counted here.
    page.get_by_label("Status").click()
    page.get_by_label("Status").select_option(label="In progress")
    page.locator("#id_reported_on").click()
    page.keyboard.type("2026-01-31")
    page.get_by_label("Summary").click()
    page.keyboard.type("A code of conduct for recruiters is in force.")
    page.locator("#id_evidence-0-title").click()
    page.keyboard.type("The code of conduct")
    page.keyboard.press("Tab")
    page.keyboard.type("https://www.government.se/code")
    page.get_by_role("button", name="Save and submit").click()
    expect(page.locator("#entry-state")).to_contain_text("Submitted")


def clicks(page: Page) -> int:
    """Those that were counted, and the one that chose the status in its list."""
    return int(page.evaluate("sessionStorage.getItem('clicks')")) + 1


def test_a_focal_point_takes_fewer_than_twelve_clicks_from_signing_in_to_submitted_with_evidence(page: Page) -> None:
    page.add_init_script(COUNT_CLICKS)
    sign_in_by_hand(page, make.make_focal_point(Government.objects.get(iso3="SWE"), "frida"))
    page.get_by_role("link", name="Recommendations without a report of your government").click()
    page.locator("#result_list").get_by_role("link", name="RT3.2-R3", exact=True).click()
    page.get_by_role("link", name="Add follow-up").click()
    write_and_submit(page)

    assert clicks(page) < 12
    entry = FollowUp.objects.get()
    assert (entry.state, entry.channel, entry.evidence.get().url) == (
        *("submitted", "by_government", "https://www.government.se/code"),
    )


def test_an_editor_records_for_a_government_in_fewer_than_twelve_clicks(page: Page) -> None:
    page.add_init_script(COUNT_CLICKS)
    sign_in_by_hand(page, make.make_editor("edith"))
    page.get_by_role("link", name="Governments that have not reported yet").click()
    page.locator("#searchbar").click()
    page.keyboard.type("norway")
    page.keyboard.press("Enter")
    page.locator("#result_list").get_by_role("link", name="Norway", exact=True).click()
    page.get_by_role("link", name=re.compile("Record a follow-up ?: RT3.2-R3$")).click()
    write_and_submit(page)

    assert clicks(page) < 12
    entry = FollowUp.objects.get()
    assert (entry.state, entry.channel, entry.government_id) == (
        *("submitted", "recorded_by_secretariat", Government.objects.get(iso3="NOR").pk),
    )


def test_a_closed_window_loses_nothing(page: Page, editor: User, live_server: LiveServer) -> None:
    page.goto(ADD)
    page.get_by_label("Summary").fill("A code of conduct is in force.")
    page.get_by_label("Status").select_option(label="In progress")
    page.get_by_role("combobox", name="Joint with").click()
    page.get_by_role("searchbox", name="Joint with").last.fill("finl")
    page.get_by_role("option", name="Finland").click()
    page.locator("#evidence-group .add-row a").click()
    page.locator("#id_evidence-1-title").fill("The code")
    page.close()

    page = page.context.new_page()
    page.goto(ADD)

    expect(page.locator("#typed-here")).to_contain_text("was not saved. It is back in the form")
    expect(page.get_by_label("Summary")).to_have_value("A code of conduct is in force.")
    expect(page.get_by_label("Status")).to_have_value("in_progress")
    expect(page.locator("#id_joint_with option:checked")).to_have_text("Finland")
    expect(page.locator("#id_evidence-1-title")).to_have_value("The code")
    find_no_fault(page, "recording-restored")

    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_label("Summary")).to_have_value("")
    expect(page.locator("#typed-here p")).to_have_count(0)
    assert typed_in(page) == []


def test_what_is_saved_is_kept_no_longer_and_what_is_refused_is(page: Page, editor: User) -> None:
    page.goto(ADD)
    page.get_by_label("Summary").fill("In force.")
    page.get_by_label("Status").select_option(label="In progress")
    page.get_by_role("button", name="Save draft", exact=True).click()
    expect(page.locator(".errornote")).to_be_visible()
    assert len(typed_in(page)) == 1

    page.get_by_label("Reported on").fill("2026-01-31")
    page.locator(".inline-deletelink").first.click()
    page.get_by_role("button", name="Save draft and add another for this government").click()

    expect(page.locator(".messagelist")).to_contain_text("Saved as a draft.")
    expect(page.locator("#id_government option:checked")).to_have_text("Norway")
    expect(page.get_by_label("Reported on")).to_have_value("2026-01-31")
    assert typed_in(page) == []


def test_what_was_saved_since_is_not_overwritten_unasked(page: Page, editor: User) -> None:
    recommendation = Recommendation.objects.get(reference="RT3.2-R3")
    entry = make.draft_follow_up(recommendation, Government.objects.get(iso3="NOR"), by=editor, summary="First.")
    address = f"/admin/recommendations/followup/{entry.pk}/change/"
    page.goto(address)
    page.get_by_label("Summary").fill("Typed.")
    entry.summary = "Saved by somebody else."
    make.workflow.save_draft(entry=entry, by=editor)

    page.goto(address)

    expect(page.get_by_label("Summary")).to_have_value("Saved by somebody else.")
    page.get_by_role("button", name="Put what I typed in its place").click()
    expect(page.get_by_label("Summary")).to_have_value("Typed.")


def test_nothing_that_was_typed_stays_after_signing_out(page: Page, editor: User) -> None:
    page.goto(ADD)
    page.get_by_label("Summary").fill("Secret.")
    assert len(typed_in(page)) == 1

    page.goto("/admin/")
    page.get_by_role("button", name="Log out").click()

    expect(page.get_by_text("You are signed out. What was typed")).to_be_visible()
    assert typed_in(page) == []
    find_no_fault(page, "admin-signed-out")


def test_who_is_asked_to_sign_in_again_finds_what_they_typed_and_nobody_else_does(
    page: Page, editor: User, live_server: LiveServer
) -> None:
    page.goto(ADD)
    page.get_by_label("Summary").fill("Typed for a long time.")
    page.context.clear_cookies()
    page.goto(ADD)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    sign_in(page, make.make_editor("egon"), live_server.url)
    page.goto(ADD)
    expect(page.get_by_label("Summary")).to_have_value("")
    sign_in(page, editor, live_server.url)

    page.goto(ADD)

    expect(page.get_by_label("Summary")).to_have_value("Typed for a long time.")
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    assert typed_in(page) == []


def test_a_file_is_attached_and_opened_again(page: Page, editor: User) -> None:
    page.goto(ADD)
    page.get_by_label("Status").select_option(label="In progress")
    page.get_by_label("Reported on").fill("2026-01-31")
    page.get_by_label("Summary").fill("A plan is published.")
    page.locator("#id_evidence-0-title").fill("The plan")
    page.locator("#id_evidence-0-file").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"A plan."}
    )
    page.get_by_role("button", name="Save and submit").click()
    expect(page.locator("#entry-state")).to_contain_text("Submitted")
    assert typed_in(page) == []

    with page.expect_download() as download:
        page.get_by_role("link", name="Open the attached file (TXT)").click()

    assert download.value.suggested_filename == "the-plan.txt"


def test_the_last_report_stays_in_view_beside_the_form(open_page: OpenPage, live_server: LiveServer) -> None:
    recommendation = Recommendation.objects.get(reference="RT3.2-R3")
    norway = Government.objects.get(iso3="NOR")
    make.publish_follow_up(recommendation, norway, summary="A code of conduct is in force since May.", details="Long.")
    page = open_page()
    sign_in(page, make.make_editor("edith"), live_server.url)

    page.goto(ADD)
    page.get_by_label("Next step").scroll_into_view_if_needed()
    page.get_by_label("Next step").focus()
    find_no_fault(page, "recording-beside")
    page.set_viewport_size({"width": 1280, "height": 900})

    expect(page.get_by_role("heading", name=re.compile("What Norway reported last"))).to_be_in_viewport()
    select, fieldset = page.get_by_label("Channel"), page.locator("fieldset", has=page.get_by_label("Channel"))
    right = "element => element.getBoundingClientRect().right"
    assert select.evaluate(right) <= fieldset.evaluate(right)

    page.goto("/admin/recommendations/followup/add/?government=NOR")
    expect(page.locator(".beside")).to_contain_text("No report on this one; what Norway reported last, on RT3.2-R3")
    page.get_by_role("combobox", name="Recommendation").click()
    page.get_by_role("searchbox", name="Recommendation").fill("RT3.2-R3")
    page.get_by_role("option", name=re.compile("RT3.2-R3")).click()
    expect(page.locator(".beside summary").first).to_have_text("The words of RT3.2-R3")
    expect(page.locator(".beside")).to_contain_text("What Norway reported last")
    expect(page.get_by_role("link", name="Begin with a copy of it")).to_have_attribute(
        "href", f"{ADD.partition('?')[0]}?recommendation=RT3.2-R3&government=NOR&copy=last"
    )
    page.goto(f"/admin/recommendations/government/{norway.pk}/change/")
    find_no_fault(page, "recording-government")
