"""Reviewing in a real browser: two entries side by side, the note on the author's desk, one timeline, assessing."""

import re

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recommendations.ledger import workflow
from recommendations.models import FollowUp, Government, Recommendation
from tests import factories as make
from tests.browser.pages import find_no_fault, sign_in

LONG_WORD = "Arbeitnehmerfreizügigkeitsüberwachungskoordinierungsstelle" * 2


def correction_of_sweden() -> FollowUp:
    """A submitted correction that changes words, fields, links and sources."""
    recommendation = Recommendation.objects.get(reference="RT3.2-R3")
    sweden, norway = (Government.objects.get(iso3=iso3) for iso3 in ("SWE", "NOR"))
    editor = make.make_editor("edith")
    words = "A code of conduct for recruiters is in force since 2024. It binds agencies that are registered here. " * 3
    original = make.publish_follow_up(recommendation, sweden, by=editor, summary=words, next_step="A law.")
    draft = workflow.correct(entry=original, by=editor)
    draft.summary = words.replace("2024", "2025").replace("registered here", f"registered here ({LONG_WORD})")
    draft.status, draft.next_step = "completed", ""
    draft = workflow.save_draft(entry=draft, by=editor, joint_with=[norway])
    workflow.save_evidence(evidence=make.evidence_for(draft, url=f"https://example.org/{'report-' * 20}"), by=editor)
    return workflow.submit(entry=draft, by=editor)


def test_a_reviewer_reads_what_a_correction_changes_and_its_author_why_it_came_back(
    page: Page, live_server: LiveServer
) -> None:
    entry = correction_of_sweden()
    sign_in(page, make.make_reviewer("rita"), live_server.url)

    page.goto(f"/admin/recommendations/followup/{entry.pk}/change/")
    status = page.get_by_role("row", name=re.compile("Status"))
    expect(status.locator("del")).to_have_text("In progress")
    expect(status.locator("ins")).to_have_text("Completed")
    find_no_fault(page, "review-entry")
    page.get_by_role("link", name="Return to the author").click()
    same = page.locator(".difference .same")
    expect(same.locator("dl")).to_be_hidden()
    same.locator("summary").click()
    expect(same.locator("dl")).to_contain_text("Reported on")
    find_no_fault(page, "review-step")
    page.get_by_label("What the author should change").fill(f"Name the law and its day. {LONG_WORD}")
    page.get_by_role("button", name="Return to the author").click()
    expect(page.locator(".messagelist")).to_contain_text("Returned to the author.")
    expect(page.locator(".messagelist")).to_contain_text("Edith got no mail")

    sign_in(page, entry.author, live_server.url)
    page.goto("/admin/")
    expect(page.locator(".returned")).to_contain_text("Name the law and its day.")
    find_no_fault(page, "review-desk")
    page.locator(".returned").get_by_role("link").click()
    expect(page.locator("#entry-state")).to_have_text(re.compile("Returned"))
    expect(page.locator(".difference table")).to_be_hidden()


def test_the_history_of_an_entry_reads_as_one_timeline(page: Page, live_server: LiveServer) -> None:
    entry = correction_of_sweden()
    sign_in(page, make.make_reviewer("rita"), live_server.url)

    page.goto(f"/admin/recommendations/followup/{entry.pk}/change/")
    page.get_by_role("link", name="History").click()

    expect(page.locator(".timeline > li").first.get_by_role("heading")).to_have_text("Submitted")
    expect(page.locator(".timeline")).to_contain_text("Norway")
    find_no_fault(page, "review-timeline")


def test_an_assessor_reads_the_news_and_gives_the_reasons_before_the_status(
    page: Page, live_server: LiveServer
) -> None:
    recommendation = Recommendation.objects.get(reference="RT3.2-R3")
    sweden, norway = (Government.objects.get(iso3=iso3) for iso3 in ("SWE", "NOR"))
    limb = make.make_component(recommendation, "Agree on a code of conduct")
    make.make_component(recommendation, f"Publish what recruiters charge {LONG_WORD}")
    make.publish_assessment(recommendation, rationale="Two governments plan a code; none has adopted one. " * 4)
    make.publish_assessment(recommendation, component=limb, status="implemented")
    make.publish_follow_up(recommendation, sweden, summary=f"A code of conduct is in force. {LONG_WORD}")
    make.publish_voice(recommendation, norway, summary="Nothing that is planned has begun.")
    sign_in(page, make.make_editor("edith"), live_server.url)

    page.goto("/admin/recommendations/recommendation/?flag=unassessed_news")
    page.wait_for_load_state()
    width, room = page.locator("#changelist .results").evaluate("table => [table.scrollWidth, table.clientWidth]")
    assert width <= room
    find_no_fault(page, "assess-list")
    page.locator("#result_list").get_by_role("link", name="Assess RT3.2-R3").click()
    expect(page.locator(".basis")).to_contain_text("2 follow-ups since then")
    expect(page.locator(".basis")).to_contain_text("Nothing that is planned has begun.")
    page.wait_for_load_state()
    assert page.evaluate("scrollY") == 0
    find_no_fault(page, "assess-form")
    page.get_by_label("Rationale").fill("Sweden has adopted a code of conduct.")
    page.keyboard.press("Tab")
    page.get_by_label("Status").select_option(label="Continuous")
    page.get_by_role("button", name="Save draft", exact=True).click()
    expect(page.locator(".errorlist")).to_contain_text("A continuous task needs the date of its next review.")
    expect(page.get_by_label("Rationale")).to_have_value("Sweden has adopted a code of conduct.")
    expect(page.locator(".basis")).to_contain_text("2 follow-ups since then")
    page.get_by_label("Next review on").fill("2029-01-31")
    page.get_by_role("button", name="Save draft", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as a draft.")
