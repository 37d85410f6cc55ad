"""The staff desk as each role: what is offered to it is done, and what is not its own is neither offered nor found."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recommendations.ledger import workflow
from recommendations.models import FollowUp, Government, Recommendation
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.pages import sign_in

ADMIN = "/admin/recommendations/"
NEW_ROWS = """reference,kind,title,text,document
GFMD7-X1,recommendation,Count what is done,Count it.,rt3
GFMD7-X2,recommendation,Say what is counted,Say it.,rt3
"""
THE_RECORD = [
    "0 Recommendations: stale",
    "0 Recommendations: review due",
    "0 Recommendations: news not yet assessed",
    "0 Recommendations: disputed",
    "195 Governments that have not reported yet",
]


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(javascript=False, expected=["404"])


def government(iso3: str) -> Government:
    return Government.objects.get(iso3=iso3)


def submitted(reference: str, iso3: str, by: User) -> FollowUp:
    recommendation = Recommendation.objects.get(reference=reference)
    return workflow.submit(entry=make.draft_follow_up(recommendation, government(iso3), by=by), by=by)


def desk(page: Page) -> list[str]:
    """What the start page says that waits."""
    page.goto("/admin/")
    return [" ".join(line.split()) for line in page.locator(".desk-lines li").all_inner_texts()]


def actions(page: Page, name: str) -> list[str]:
    page.goto(f"{ADMIN}{name}/")
    return page.locator("select[name=action] option").all_inner_texts()[1:]


def found(page: Page, *addresses: str) -> list[str]:
    """Those of the addresses that answer with a page."""
    answers = {address: page.goto(f"{ADMIN}{address}") for address in addresses}
    return [address for address, answer in answers.items() if answer and answer.ok]


def with_all(page: Page, action: str) -> None:
    """Chooses all rows of the list that is open, and asks for an action; scripts are off, as for `page`."""
    for choice in page.locator("#result_list tbody input.action-select").all():
        choice.check()
    page.locator("select[name=action]").select_option(label=action)
    page.get_by_role("button", name="Go").click()


FOCAL_POINT = ["Submit for review", "Export as CSV"]
REVIEWER = ["Submit for review", "Publish", "Return to the author", "Withdraw", "Export as CSV"]
ASSESS = ["Assess with one rationale", "Export as CSV"]


def test_each_role_is_offered_its_own_work_and_finds_no_other(page: Page, live_server: LiveServer) -> None:
    frida, edith, rita = make.make_focal_point(government("SWE"), "frida"), make.make_editor(), make.make_reviewer()
    own, foreign = submitted("RT3.2-R3", "SWE", frida), submitted("RT3.2-R3", "NOR", edith)
    asked = [
        *("assessment/add/", "recommendation/import/", "focalpoint/invite/", "../auth/user/"),
        *(f"followup/{foreign.pk}/change/", f"followup/{own.pk}/publish/"),
    ]
    seen = {}
    for role, user in {"focal point": frida, "editor": edith, "reviewer": rita}.items():
        sign_in(page, user, live_server.url)
        offered = actions(page, "followup"), actions(page, "recommendation")
        seen[role] = (desk(page), *offered, found(page, *asked))

    assert seen == {
        "focal point": (["28 Recommendations without a report of your government"], FOCAL_POINT, ASSESS[1:], []),
        "editor": (THE_RECORD, FOCAL_POINT, ASSESS, [asked[0], asked[1], asked[4]]),
        "reviewer": (
            ["2 Follow-ups: to review", *THE_RECORD],
            REVIEWER,
            ASSESS,
            [*asked[:3], *asked[4:]],
        ),
    }
    page.goto(f"{ADMIN}followup/{own.pk}/change/")
    expect(page.get_by_role("link", name="Publish", exact=True)).to_be_visible()
    sign_in(page, edith, live_server.url)
    page.goto(f"{ADMIN}followup/{own.pk}/change/")
    expect(page.locator("#entry-state")).to_contain_text("Submitted")
    expect(page.get_by_role("link", name="Publish", exact=True)).to_have_count(0)


def test_a_reviewer_publishes_many_from_the_desk_but_nothing_that_is_their_own(
    page: Page, live_server: LiveServer
) -> None:
    edith, rita = make.make_editor(), make.make_reviewer()
    entries = [submitted("RT3.2-R3", iso3, edith) for iso3 in ("SWE", "NOR")]
    own = submitted("RT3.2-R3", "FIN", rita)
    sign_in(page, rita, live_server.url)

    page.goto("/admin/")
    page.get_by_role("link", name="Follow-ups: to review").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    page.goto(f"{ADMIN}followup/")
    with_all(page, "Publish")
    expect(page.locator("section[aria-labelledby=refused]")).to_contain_text("another reviewer has to decide")
    expect(page.locator("section[aria-labelledby=done] li")).to_have_count(2)
    page.get_by_role("button", name="Publish").click()

    expect(page.locator(".messagelist")).to_have_text("Publish: 2 entries.")
    assert set(FollowUp.objects.filter(state="published")) == set(entries)
    page.goto(f"{ADMIN}followup/{own.pk}/change/")
    expect(page.get_by_role("link", name="Publish", exact=True)).to_have_count(0)


def test_an_editor_brings_recommendations_in_and_assesses_them_and_a_reviewer_publishes_it(
    page: Page, live_server: LiveServer, settings: Any, tmp_path: Path
) -> None:
    settings.IMPORTS_ROOT = tmp_path
    edith, rita = make.make_editor(), make.make_reviewer()
    sign_in(page, edith, live_server.url)

    page.goto(f"{ADMIN}recommendation/import/")
    page.get_by_label("File:").set_input_files({"name": "new.csv", "mimeType": "text/csv", "buffer": NEW_ROWS.encode()})
    page.get_by_role("button", name="Show what it would change").click()
    expect(page.locator(".explanation")).to_contain_text("2 new, 0 changed, 0 unchanged, 0 refused")
    page.get_by_role("button", name="Import").click()
    page.goto(f"{ADMIN}recommendation/?q=GFMD7-X")
    with_all(page, "Assess with one rationale")
    page.get_by_label("Rationale").fill("Three governments have announced a count.")
    page.get_by_label("Status").select_option(label="Planned")
    page.get_by_role("button", name="Make the drafts").click()
    expect(page.locator(".messagelist")).to_contain_text("2 drafts of assessments are made")
    with_all(page, "Submit for review")
    page.get_by_role("button", name="Submit for review").click()

    sign_in(page, rita, live_server.url)
    page.goto("/admin/")
    page.get_by_role("link", name="Assessments: to review").click()
    with_all(page, "Publish")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_have_text("Publish: 2 entries.")
    page.goto("/recommendations/GFMD7-X1/")
    expect(page.locator("main")).to_contain_text("Three governments have announced a count.")


def test_the_letter_to_a_focal_point_leads_to_what_is_open_and_can_be_stopped(
    page: Page, live_server: LiveServer, settings: Any
) -> None:
    settings.SITE_URL = live_server.url
    frida = make.make_focal_point(government("SWE"), "frida")
    frida.email = "frida@example.org"
    frida.save()
    call_command("send_reminders", verbosity=0)
    (letter,) = mail.outbox
    listed, stop = (
        re.search(rf"{words}\n(http\S+)", str(letter.body)) for words in ("a form for each:", "no more such letters:")
    )
    assert listed
    assert stop

    page.goto(stop[1])
    page.get_by_role("button", name="Send me no more reminders").click()
    expect(page.locator("main")).to_contain_text("No reminders are sent to you.")
    sign_in(page, frida, live_server.url)
    page.goto(listed[1])
    expect(page.locator("#result_list tbody tr").first).to_be_visible()
    mail.outbox.clear()
    call_command("send_reminders", verbosity=0)
    assert mail.outbox == []
