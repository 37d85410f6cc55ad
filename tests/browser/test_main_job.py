"""The job that the site is for, as a newcomer does it: record what a government reports, publish it, see it count."""

import datetime as dt

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recommendations.models import FollowUp
from tests import factories as make
from tests.browser.conftest import OpenPage

REPORTED = "Norway has applied the WHO code to all recruitment of health personnel."
TODAY = dt.datetime.now(dt.UTC).date()


def figures(page: Page) -> dict[str, str]:
    """What the public reads of it on each page that counts."""
    page.goto("/")
    shown = {"overview": " / ".join(page.locator(".figures dd").all_inner_texts())}
    row = page.get_by_role("row", name="Health workforce mobility and recruitment")
    shown["theme on the overview"] = row.get_by_role("cell").last.inner_text()
    page.goto("/themes/health-workforce/")
    shown["theme"] = page.locator(".figures dd").nth(1).inner_text()
    page.goto("/recommendations/RT3.2-R3/")
    shown["recommendation"] = page.locator("section[aria-labelledby=governments] p").first.inner_text()
    page.goto("/governments/NOR/")
    shown["government"] = page.locator("main p", has_text="Has reported on").inner_text()
    return {name: " ".join(words.split()) for name, words in shown.items()}


def choose_government(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Government").click()
    page.get_by_role("searchbox", name="Government").fill(name)
    page.get_by_role("option", name=name).click()


def record_follow_up(page: Page) -> None:
    page.locator("#content").get_by_role("link", name="Recommendations", exact=True).click()
    page.locator("#result_list").get_by_role("link", name="RT3.2-R3", exact=True).click()
    page.get_by_role("link", name="Add follow-up").click()
    expect(page.locator("#id_recommendation option:checked")).to_contain_text("RT3.2-R3")
    choose_government(page, "Norway")
    page.get_by_label("Status").select_option(label="In progress")
    page.get_by_label("Reported on").fill(TODAY.isoformat())
    page.get_by_label("Summary").fill(REPORTED)
    source = page.locator("#evidence_set-0, [id$='-0'].inline-related").first
    source.get_by_label("Title").fill("Recruitment of health personnel: the national report")
    source.locator("[name$='-url']").fill("https://www.regjeringen.no/en/report")
    page.get_by_role("button", name="Save and submit").click()
    expect(page.locator("#entry-state")).to_contain_text("Submitted")


def test_a_follow_up_is_recorded_published_counted_and_withdrawn(open_page: OpenPage, live_server: LiveServer) -> None:
    administrator = make.make_superuser("admin")
    administrator.set_password("correct horse battery staple")
    administrator.save()
    public, admin = open_page(), open_page()
    before = figures(public)
    assert before["overview"] == "29 / 0 of 195 / 0 / 0 / 0"
    assert before["government"].startswith("Has reported on 0 of 28 recommendations")

    admin.goto("/admin/")
    admin.get_by_label("Name or mail address").fill("admin")
    admin.get_by_label("Password").fill("correct horse battery staple")
    admin.get_by_role("button", name="Sign in").click()
    record_follow_up(admin)
    assert figures(public) == before
    admin.get_by_role("link", name="Publish").click()
    admin.get_by_role("button", name="Publish").click()
    expect(admin.locator("#entry-state")).to_contain_text("Published")

    after = figures(public)
    assert after["overview"] == "29 / 1 of 195 / 1 / 0 / 0"
    assert after["theme on the overview"].startswith("1 of 195")
    assert after["theme"] == "1 of 195"
    assert after["recommendation"] == "1 of 195 governments have reported."
    assert after["government"].startswith("Has reported on 1 of 28 recommendations")
    public.goto("/recommendations/RT3.2-R3/")
    answer = public.locator("section[aria-labelledby=governments]").get_by_role("row", name="Norway")
    expect(answer).to_contain_text(REPORTED)
    expect(answer).to_contain_text("Documented")
    public.goto("/updates/")
    expect(public.locator("article.line")).to_contain_text(REPORTED)
    expect(public.locator("article.line")).to_contain_text("Not independently reviewed.")
    public.get_by_role("link", name="Norway").click()
    entry = FollowUp.objects.get()
    assert public.url.endswith(f"/updates/{entry.uid}/")

    yesterday = TODAY - dt.timedelta(days=1)
    public.goto(f"/recommendations/RT3.2-R3/?as_of={yesterday}")
    expect(public.get_by_role("alert")).to_contain_text("lies before the first publication in this record")

    admin.get_by_role("link", name="Withdraw").click()
    admin.get_by_label("reason").fill("The ministry asked for it: the report was of another year.")
    admin.get_by_role("button", name="Withdraw").click()
    expect(admin.locator("#entry-state")).to_contain_text("Withdrawn")

    assert figures(public) == before
    public.goto("/updates/")
    expect(public.get_by_role("heading", name="Nothing has been published yet")).to_be_visible()
