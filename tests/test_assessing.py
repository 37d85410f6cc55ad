"""The page of the assessor: what is known of a recommendation, the reasons first, then what follows from them."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from recommendations.ledger import workflow
from recommendations.models import Assessment, Recommendation
from recommendations.models.choices import AssessmentStatus
from tests import factories as make
from tests.support.admin_forms import client_of, evidence_rows

pytestmark = pytest.mark.django_db

ADD = "/admin/recommendations/assessment/add/"


def day(number: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=30 - number)


@pytest.fixture
def recommendation() -> Recommendation:
    """Two components. The whole was assessed on day 3, the second component on day 6; news before, between, after."""
    recommendation, sweden, norway = (
        make.make_recommendation("R-1"),
        make.make_government("SWE"),
        make.make_government(),
    )
    first, second = (make.make_component(recommendation, text) for text in ("Cut the fees", "Tell the banks"))
    make.publish_follow_up(recommendation, sweden, at=day(1), summary="Before.")
    make.publish_assessment(recommendation, at=day(3), rationale="Little was done.")
    make.publish_follow_up(recommendation, sweden, at=day(4), summary="Of the fees.", components=[first])
    make.publish_follow_up(recommendation, norway, at=day(5), summary="Of the banks.", components=[second])
    make.publish_assessment(recommendation, at=day(6), component=second, status="implemented")
    make.publish_follow_up(recommendation, norway, at=day(7), summary="Of the whole.")
    make.publish_voice(recommendation, sweden, at=day(8), summary="Nothing is done.")
    return recommendation


def told(page: Any) -> tuple[str, list[str]]:
    """The present status, and the news, the latest first."""
    basis = page.context["basis"]
    return basis.status, [line.words for line, _sources in basis.news]


def test_the_form_shows_every_voice_since_the_last_assessment_of_the_whole(recommendation: Recommendation) -> None:
    page = client_of(make.make_editor()).get(f"{ADD}?recommendation=R-1")

    assert told(page) == (
        AssessmentStatus.UNDER_WAY,
        ["Nothing is done.", "Of the whole.", "Of the banks.", "Of the fees."],
    )
    body = page.content.decode()
    assert [words for words in ("Little was done.", "documented", "self-reported") if words not in body] == []
    assert [(limb.component.text, limb.status) for limb in page.context["basis"].limbs] == [
        ("Cut the fees", AssessmentStatus.NOT_ASSESSED),
        ("Tell the banks", AssessmentStatus.IMPLEMENTED),
    ]


def test_for_a_component_it_shows_what_names_it_or_the_whole_since_its_own_assessment(
    recommendation: Recommendation,
) -> None:
    client = client_of(make.make_editor())

    pages = [client.get(f"{ADD}?recommendation=R-1&component={number}") for number in (1, 2)]

    assert [told(page) for page in pages] == [
        (AssessmentStatus.NOT_ASSESSED, ["Nothing is done.", "Of the whole.", "Of the fees.", "Before."]),
        (AssessmentStatus.IMPLEMENTED, ["Nothing is done.", "Of the whole."]),
    ]
    assert pages[1].context["adminform"].form.initial["component"] == recommendation.components.get(ordinal=2).pk


@pytest.mark.parametrize("number", ["3", "99999999999999999999999", "x", "-1", "%00", ""])
def test_a_link_to_no_component_asks_about_the_whole(recommendation: Recommendation, number: str) -> None:
    page = client_of(make.make_editor()).get(f"{ADD}?recommendation=R-1&component={number}")

    assert (page.status_code, page.context["basis"].component) == (200, None)


def test_what_was_corrected_or_withdrawn_is_no_news(recommendation: Recommendation) -> None:
    editor, reviewer, government = make.make_editor(), make.make_reviewer(), make.make_government()
    first = make.publish_follow_up(recommendation, government, by=editor, reviewer=reviewer, summary="Wrong.")
    draft = workflow.correct(entry=first, by=editor)
    draft.summary = "Right."
    make.publish(workflow.save_draft(entry=draft, by=editor), by=reviewer)
    gone = make.publish_follow_up(recommendation, make.make_government(), reviewer=reviewer, summary="Gone.")
    workflow.withdraw(entry=gone, by=reviewer, reason="Wrong.")

    page = client_of(editor).get(f"{ADD}?recommendation=R-1")

    assert told(page)[1][:2] == ["Right.", "Nothing is done."]


def test_a_form_without_a_recommendation_says_how_to_see_the_news() -> None:
    page = client_of(make.make_editor()).get(ADD)

    assert page.context["basis"] is None
    assert "then all follow-ups since its last assessment stand here" in page.content.decode()


def test_the_reasons_and_sources_are_asked_before_the_status(recommendation: Recommendation) -> None:
    body = client_of(make.make_editor()).get(f"{ADD}?recommendation=R-1").content.decode()

    names = ("rationale", "evidence-0-title", "evidence-0-url", "status", "closing_reason", "next_review_on")
    places = [body.index(f'name="{name}"') for name in names]
    assert places == sorted(places)
    assert [body.count(f'name="{name}"') for name in names] == [1] * len(names)
    assert "“Implemented” needs at least one public source above" in body


def test_what_is_typed_stays_and_the_news_with_it_where_the_form_is_refused(recommendation: Recommendation) -> None:
    client = client_of(make.make_editor())
    form = {"recommendation": recommendation.pk, "component": recommendation.components.get(ordinal=2).pk}
    form |= {"rationale": "All is done.", "status": "closed", "closing_reason": "", "language": "en"}
    form |= {"assessed_on": make.TODAY, "next_review_on": "", "read_version": ""} | evidence_rows([])

    page = client.post(ADD, form)

    assert page.context["adminform"].form.errors == {
        "closing_reason": ["Give the closing reason where the status is “closed”, and nowhere else."]
    }
    assert told(page) == (AssessmentStatus.IMPLEMENTED, ["Nothing is done.", "Of the whole."])
    client.post(ADD, form | {"closing_reason": "overtaken"})
    assert Assessment.objects.get(state="draft").rationale == "All is done."


def test_a_reviewer_reads_the_news_beside_the_draft_and_nobody_beside_what_is_published(
    recommendation: Recommendation,
) -> None:
    published = Assessment.objects.get(component=None)
    draft = workflow.submit(
        entry=(made := make.draft_assessment(recommendation, by=make.make_editor())), by=made.author
    )
    client = client_of(make.make_reviewer())

    pages = [
        client.get(f"/admin/recommendations/assessment/{entry.pk}/change/").content.decode()
        for entry in (draft, published)
    ]

    assert ["Of the banks." in page for page in pages] == [True, False]


def test_assess_stands_at_the_recommendation_and_in_the_list_of_those_with_news_for_who_assesses(
    recommendation: Recommendation,
) -> None:
    link = f'href="{ADD}?recommendation=R-1">Assess<'
    recommendations = "/admin/recommendations/recommendation/"
    addresses = (f"{recommendations}{recommendation.pk}/change/", f"{recommendations}?flag=unassessed_news")
    people = (make.make_editor(), make.make_focal_point(make.make_government()))

    found = [[link in client_of(each).get(address).content.decode() for address in addresses] for each in people]

    assert found == [[True, True], [False, False]]
    assert link not in client_of(people[0]).get(recommendations).content.decode()


@pytest.mark.parametrize("follow_ups", [1, 3])
def test_the_form_costs_the_same_at_1_and_3_follow_ups(
    follow_ups: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    recommendation = make.make_recommendation("R-2")
    for _number in range(follow_ups):
        limb = make.make_component(recommendation)
        make.publish_voice(recommendation, make.make_government(), components=[limb])
        make.publish_assessment(recommendation, component=limb)
    client = client_of(make.make_editor())
    client.get(f"{ADD}?recommendation=R-2")

    with django_assert_num_queries(17):
        client.get(f"{ADD}?recommendation=R-2")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_those_with_news_costs_the_same(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(rows):
        make.publish_follow_up(make.make_recommendation(), make.make_government())
    client = client_of(make.make_editor())
    client.get("/admin/recommendations/recommendation/?flag=unassessed_news")

    with django_assert_num_queries(10):
        page = client.get("/admin/recommendations/recommendation/?flag=unassessed_news")
    assert len(page.context["cl"].result_list) == rows
