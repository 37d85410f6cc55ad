"""The public pages: what they show, what they never show, and what they cost."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from recommendations.ledger import workflow
from recommendations.models import Government, Recommendation, Responsibility
from recommendations.models.choices import Basis, ResponsibilityRole
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/themes/",
    "/themes/remittances/",
    "/recommendations/",
    "/recommendations/RT3.2-R1/",
    "/matrix/",
    "/governments/",
    "/governments/SWE/",
    "/stakeholders/",
    "/stakeholders/migrants/",
    "/documents/",
    "/documents/rt3/",
    "/updates/",
    "/methodology/",
    "/data/",
]


def text_of(client: Client, address: str) -> str:
    """The words of a page as a reader meets them."""
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def shown_references(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    return [row.reference for row in response.context["page"].object_list]


@pytest.fixture
def sweden() -> Government:
    return make.make_government("SWE", name="Sweden")


@pytest.fixture
def recommendation() -> Recommendation:
    theme = make.make_theme("remittances")
    document = make.make_document("rt3")
    recommendation = make.make_recommendation(
        "RT3.2-R1", text="To increase knowledge of viable models.", themes=[theme], document=document
    )
    stakeholder = make.make_organisation("migrants", kind="migrants")
    Responsibility.objects.create(
        recommendation=recommendation,
        stakeholder=stakeholder,
        role=ResponsibilityRole.LEAD,
        basis=Basis.IMPLIED,
        reason="They are the ones who send money.",
    )
    return recommendation


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_heading_a_title_of_its_own_and_says_its_day(
    client: Client, address: str, recommendation: Recommendation, sweden: Government
) -> None:
    html = client.get(address).content.decode()

    today = dt.datetime.now(dt.UTC).date()
    assert html.count("<h1") == 1
    assert re.search(r"<title>\S.* · GFMD Recommendation Tracker</title>", html)
    assert f"As of today, {today.day} {today:%B} {today.year}." in html
    assert 'name="robots"' not in html


def test_no_page_shows_a_trace_of_what_is_not_published(
    client: Client, recommendation: Recommendation, sweden: Government
) -> None:
    editor, reviewer = make.make_editor("ed-the-editor"), make.make_reviewer("rita-the-reviewer")
    before = {page: text_of(client, page) for page in PAGES}
    make.draft_follow_up(recommendation, sweden, by=editor, summary="A secret draft.")
    handed_in = make.draft_follow_up(recommendation, sweden, by=editor, summary="A secret submission.")
    handed_in = workflow.submit(entry=handed_in, by=editor)
    workflow.return_to_author(entry=handed_in, by=reviewer, note="A secret note.")
    make.draft_assessment(recommendation, by=editor, rationale="A secret judgement.")
    make.draft_position(recommendation, sweden, by=editor, reason="A secret stance.")

    assert {page: text_of(client, page) for page in PAGES} == before


def test_a_draft_has_no_page(client: Client, recommendation: Recommendation, sweden: Government) -> None:
    draft = make.draft_follow_up(recommendation, sweden, by=make.make_editor())

    assert client.get(f"/updates/{draft.uid}/").status_code == 404


def test_no_page_names_the_people_who_wrote_reviewed_or_published(
    client: Client, recommendation: Recommendation, sweden: Government
) -> None:
    people: dict[str, Any] = {"by": make.make_editor("ed-the-editor"), "reviewer": make.make_reviewer("rita-reviewer")}
    entry = make.publish_follow_up(recommendation, sweden, **people)

    bodies = {page: client.get(page).content.decode() for page in [*PAGES, f"/updates/{entry.uid}/"]}

    assert [page for page, body in bodies.items() if "ed-the-editor" in body or "rita-reviewer" in body] == []


def test_publishing_moves_the_numbers_everywhere_and_withdrawing_moves_them_back(
    client: Client, recommendation: Recommendation, sweden: Government
) -> None:
    def figures() -> dict[str, Any]:
        return {
            "overview": client.get("/").context["headline"].reporting.reported,
            "theme": client.get("/themes/remittances/").context["progress"].reporting.reported,
            "recommendation": client.get("/recommendations/RT3.2-R1/").context["counts"].reporting.reported,
            "government": client.get("/governments/SWE/").context["progress"].reported,
        }

    before = figures()
    entry = make.publish_follow_up(recommendation, sweden)
    published = figures()
    workflow.withdraw(entry=entry, by=make.make_reviewer(), reason="Sent by mistake.")

    assert before == {"overview": 0, "theme": 0, "recommendation": 0, "government": 0}
    assert published == {"overview": 1, "theme": 1, "recommendation": 1, "government": 1}
    assert figures() == before
    assert client.get(f"/updates/{entry.uid}/").status_code == 404


def test_without_reports_the_overview_says_what_that_means(client: Client, recommendation: Recommendation) -> None:
    shown = text_of(client, "/")

    assert "No report has been published yet" in shown
    assert "“No information” does not mean that nothing has been done" in shown


def test_the_figures_of_a_theme_lead_to_exactly_the_list_behind_them(
    client: Client, recommendation: Recommendation
) -> None:
    other = make.make_recommendation("RT3.2-R2", themes=recommendation.themes.all())
    make.publish_assessment(other, status="under_way")

    html = client.get("/").content.decode()
    assert 'href="/recommendations/?theme=remittances&amp;group=moving"' in html
    assert client.get("/").context["progress"][0].statuses.groups == {
        "no_information": 1,
        "not_started": 0,
        "moving": 1,
        "done": 0,
        "closed": 0,
    }
    assert shown_references(client, "/recommendations/?theme=remittances&group=moving") == ["RT3.2-R2"]
    assert shown_references(client, "/recommendations/?theme=remittances&group=no_information") == ["RT3.2-R1"]


def test_the_bar_of_a_theme_is_as_long_as_its_shares(client: Client, recommendation: Recommendation) -> None:
    other = make.make_recommendation("RT3.2-R2", themes=recommendation.themes.all())
    make.publish_assessment(other, status="implemented")

    html = client.get("/themes/").content.decode()

    bars = re.findall(r'<rect x="([\d.]+)%" width="([\d.]+)%"[^>]*url\(#pattern-([a-z-]+)\)', html)
    assert bars == [("0.000", "50.000", "none"), ("50.000", "50.000", "done")]
    assert 'aria-label="No information: 1, Done: 1"' in html


def test_who_is_not_addressed_is_said(client: Client, recommendation: Recommendation, sweden: Government) -> None:
    turkiye = make.make_government("TUR", name="Türkiye")
    make.make_recommendation("RT3.2-A1", addressees=[turkiye])

    shown = text_of(client, "/recommendations/RT3.2-A1/")

    assert "Addressed to Türkiye alone. No other government is asked to report on it." in shown
    assert "0 of 1 government addressed has reported." in shown


def test_governments_come_by_name_without_regard_to_accents(client: Client, recommendation: Recommendation) -> None:
    for iso3, name in (("ZZB", "Österland"), ("ZZC", "Zealand"), ("ZZA", "Oceania")):
        make.publish_follow_up(recommendation, make.make_government(iso3, iso2=iso3[1:], name=name))

    answers = client.get("/recommendations/RT3.2-R1/").context["answers"]
    speaking = client.get("/governments/").context["speaking"]

    assert [answer.government.name for answer in answers] == ["Oceania", "Österland", "Zealand"]
    assert [row.government.name for row in speaking] == ["Oceania", "Österland", "Zealand"]


def test_what_a_government_has_reported_on_leads_to_exactly_those(
    client: Client, recommendation: Recommendation, sweden: Government
) -> None:
    make.publish_position(make.make_recommendation("RT3.2-R2"), sweden)
    make.publish_follow_up(recommendation, sweden)

    html = client.get("/governments/").content.decode()

    link = re.search(r'<a href="([^"]+)">1 of 2<', html)
    assert link is not None
    assert shown_references(client, link.group(1).replace("&amp;", "&")) == ["RT3.2-R1"]


def test_own_words_stand_as_they_are_in_their_language(
    client: Client, recommendation: Recommendation, sweden: Government
) -> None:
    entry = make.publish_follow_up(recommendation, sweden, summary="Ett program <har> börjat.", language="sv")

    html = client.get(f"/updates/{entry.uid}/").content.decode()

    assert '<div class="own-words" lang="sv" dir="auto">\n  \n    <p>Ett program &lt;har&gt; börjat.</p>' in html


def test_other_voices_stand_apart_and_are_not_counted(
    client: Client, recommendation: Recommendation, sweden: Government
) -> None:
    make.publish_voice(recommendation, sweden, summary="Nothing has been seen.")

    response = client.get("/recommendations/RT3.2-R1/")

    assert response.context["counts"].reporting.reported == 0
    assert response.context["answers"] == []
    assert [line.entry.summary for line in response.context["voices"]] == ["Nothing has been seen."]


def test_a_correction_and_what_it_corrects_name_each_other(
    client: Client, recommendation: Recommendation, sweden: Government
) -> None:
    first = make.publish_follow_up(recommendation, sweden, summary="One programme.")
    draft = workflow.correct(entry=first, by=make.make_editor())
    draft.summary = "Two programmes."
    draft = workflow.save_draft(entry=draft, by=draft.author)
    second = make.publish(draft, by=make.make_reviewer())

    old, new = (client.get(f"/updates/{entry.uid}/").content.decode() for entry in (first, second))

    assert f'<a href="/updates/{second.uid}/">see the correction</a>' in old
    assert f'<a href="/updates/{first.uid}/">Corrects an earlier entry</a>' in new
    assert [answer.follow_up for answer in client.get("/recommendations/RT3.2-R1/").context["answers"]] == [second]


def test_an_example_site_says_that_everything_is_invented(client: Client, recommendation: Recommendation) -> None:
    assert "This is an example." not in text_of(client, "/")

    make.make_government("QMA", name="Arcadia", is_example=True)

    assert "This is an example." in text_of(client, "/")
