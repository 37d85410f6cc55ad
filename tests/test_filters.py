"""The filters of the list of recommendations: "and" between parameters, "or" within one, one pair for governments."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from recommendations.figures.flags import flags_of, with_dispute
from recommendations.filters import RecommendationFilter
from recommendations.ledger import workflow
from recommendations.models import (
    Alignment,
    EditorialNote,
    Framework,
    FrameworkGoal,
    Government,
    PopulationGroup,
    PopulationGroupLink,
    Recommendation,
    Responsibility,
    RoundTable,
    Session,
    Summit,
)
from recommendations.models.choices import Flag
from recommendations.models.search import index as search_index
from recommendations.public.as_of import Moment
from tests import factories as make

pytestmark = pytest.mark.django_db

LONG_AGO = make.TODAY - dt.timedelta(days=700)


def now() -> Moment:
    at = timezone.now()
    return Moment(day=at.date(), at=at)


def found(query: str) -> list[str]:
    filters = RecommendationFilter(QueryDict(query), moment=now())
    assert filters.errors == {}
    return [row.reference for row in filters.recommendations]


@pytest.fixture
def sweden() -> Government:
    return make.make_government("SWE", name="Sweden")


@pytest.fixture
def norway() -> Government:
    return make.make_government("NOR", name="Norway")


@pytest.fixture
def rows() -> list[Recommendation]:
    """Three recommendations, in the order of their document: one on money, one on health, one on both."""
    money, health = make.make_theme("money"), make.make_theme("health")
    return [
        make.make_recommendation("R-2", title="Beta", themes=[money], kind="conclusion"),
        make.make_recommendation("R-1", title="Gamma", themes=[health]),
        make.make_recommendation("R-3", title="Alpha", themes=[money, health]),
    ]


def test_without_filters_all_come_in_the_order_of_their_document(rows: list[Recommendation]) -> None:
    assert found("") == ["R-2", "R-1", "R-3"]
    assert found("theme=&q=&sort=&government=") == ["R-2", "R-1", "R-3"]


def test_a_repeated_parameter_is_or_and_repeats_no_recommendation(rows: list[Recommendation]) -> None:
    assert found("theme=money") == ["R-2", "R-3"]
    assert found("theme=money&theme=health") == ["R-2", "R-1", "R-3"]


def test_different_parameters_are_and(rows: list[Recommendation]) -> None:
    assert found("theme=money&kind=conclusion") == ["R-2"]
    assert found("theme=health&kind=conclusion") == []


def test_group_and_status_speak_of_the_assessment_of_the_whole(rows: list[Recommendation]) -> None:
    component = make.make_component(rows[0])
    make.publish_assessment(rows[0], component=component, status="largely")
    make.publish_assessment(rows[1], status="planned")
    make.publish_assessment(rows[2], status="largely")

    assert found("group=moving") == ["R-1", "R-3"]
    assert found("group=no_information") == ["R-2"]
    assert found("status=planned&status=not_assessed") == ["R-2", "R-1"]
    assert found("group=moving&status=planned") == ["R-1"]


def test_a_government_finds_what_it_speaks_of(rows: list[Recommendation], sweden: Government) -> None:
    make.publish_follow_up(rows[0], sweden)
    make.publish_position(rows[1], sweden)

    assert found("government=SWE") == ["R-2", "R-1"]


def test_government_follow_up_and_evidence_are_of_one_pair(
    rows: list[Recommendation], sweden: Government, norway: Government
) -> None:
    make.publish_follow_up(rows[0], sweden, status="planning")
    make.publish_follow_up(rows[0], norway, status="completed")
    editor = make.make_editor()
    shown = make.draft_follow_up(rows[1], sweden, by=editor, status="completed")
    workflow.save_evidence(evidence=make.evidence_for(shown), by=editor)
    make.publish(shown, by=make.make_reviewer())

    assert found("government=SWE&follow_up=completed") == ["R-1"]
    assert found("government=SWE&government=NOR&follow_up=completed") == ["R-2", "R-1"]
    assert found("follow_up=planning") == ["R-2"]
    assert found("evidence=documented") == ["R-1"]
    assert found("government=NOR&evidence=documented") == []
    assert found("follow_up=planning&evidence=documented") == []


def test_no_report_means_addressed_and_silent(
    rows: list[Recommendation], sweden: Government, norway: Government
) -> None:
    rows[2].addressees.set([norway])
    make.publish_follow_up(rows[0], sweden)
    make.publish_position(rows[1], sweden)

    assert found("government=SWE&follow_up=no_report") == ["R-1"]
    assert found("government=NOR&follow_up=no_report") == ["R-2", "R-1", "R-3"]
    assert found("government=SWE&follow_up=no_report&follow_up=in_progress") == ["R-2", "R-1"]
    assert found("government=SWE&follow_up=no_report&evidence=self_reported") == []


def test_no_report_lists_a_recommendation_of_several_addressees_once(
    rows: list[Recommendation], sweden: Government, norway: Government
) -> None:
    rows[2].addressees.set([norway, sweden])

    assert found("government=SWE&government=NOR&follow_up=no_report") == ["R-2", "R-1", "R-3"]


def test_other_voices_are_no_answer_of_the_government(rows: list[Recommendation], sweden: Government) -> None:
    make.publish_voice(rows[0], sweden)

    assert found("government=SWE") == []
    assert found("follow_up=in_progress") == []


def test_sessions_are_named_with_their_summit(rows: list[Recommendation]) -> None:
    summit = Summit.objects.create(
        number=7, title="Seventh", starts_on=dt.date(2014, 5, 14), ends_on=dt.date(2014, 5, 16)
    )
    table = RoundTable.objects.create(summit=summit, number=3, title="Social development")
    named, bare = (Session.objects.create(round_table=table, number=number, title="S") for number in ("3.2", "4"))
    Recommendation.objects.filter(reference="R-1").update(session=named)

    assert named.key == "7-3.2"
    assert bare.key == "7-3.4"
    assert found("session=7-3.2") == ["R-1"]


def test_stakeholder_population_goal_and_document_find_what_is_linked(rows: list[Recommendation]) -> None:
    Responsibility.objects.create(
        recommendation=rows[0],
        stakeholder=make.make_organisation("unions"),
        role="lead",
        basis="named",
        words="unions",
    )
    women = PopulationGroup.objects.create(slug="women", name="Women")
    PopulationGroupLink.objects.create(recommendation=rows[1], population_group=women, basis="named")
    framework = Framework.objects.create(slug="sdg", name="Goals")
    goal = FrameworkGoal.objects.create(framework=framework, kind="target", code="3.c", title="Health", ordinal=1)
    Alignment.objects.create(
        recommendation=rows[2], goal=goal, confidence="high", author_name="Editors", dated_on=make.TODAY
    )
    other = make.make_recommendation("R-4", document=make.make_document("other"))

    assert found("stakeholder=unions") == ["R-2"]
    assert found("population=women") == ["R-1"]
    assert found("goal=sdg:3.c") == ["R-3"]
    assert found("document=other") == [other.reference]


def test_search_reads_reference_title_text_notes_and_published_follow_ups(sweden: Government) -> None:
    row = make.make_recommendation("RT3.2-R4", title="Encourage systems", text="To encourage incitement systems.")
    other = make.make_recommendation("RT3.2-R5", title="Recognize", text="To recognize the potential.")
    passage = row.passages.get()
    note = EditorialNote.objects.create(
        document=row.document,
        code="E01",
        quote="incitement",
        remark="A slip, probably.",
        likely_reading="incentive",
        treatment="Kept.",
        author_name="Editors",
        dated_on=make.TODAY,
    )
    note.passages.add(passage)
    make.publish_follow_up(other, sweden, summary="A portal opened.", details="Nurses use it.", next_step="A hotline.")
    make.draft_follow_up(row, sweden, by=make.make_editor(), summary="A secret plan.")
    search_index.refresh()

    assert found("q=rt3.2-r4") == ["RT3.2-R4"]
    assert found("q=ENCOURAGE") == ["RT3.2-R4"]
    assert found("q=incitement") == ["RT3.2-R4"]
    assert found("q=incentive") == ["RT3.2-R4"]
    assert found("q=slip") == ["RT3.2-R4"]
    assert found("q=portal+nurses+hotline") == ["RT3.2-R5"]
    assert found("q=incentive+encourage") == ["RT3.2-R4"]
    assert found("q=incentive+portal") == []
    assert found("q=secret") == []


def test_search_finds_what_was_corrected_as_well_since_its_page_shows_it(
    rows: list[Recommendation], sweden: Government
) -> None:
    first = make.publish_follow_up(rows[0], sweden, summary="A misprint.")
    draft = workflow.correct(entry=first, by=make.make_editor())
    draft.summary = "A programme."
    make.publish(workflow.save_draft(entry=draft, by=draft.author), by=make.make_reviewer())

    assert found("q=misprint") == ["R-2"]
    assert found("q=programme") == ["R-2"]


@pytest.fixture
def flagged(rows: list[Recommendation], sweden: Government) -> list[Recommendation]:
    """One that is stale with a review due, one with a dispute and news, and one without any information."""
    make.publish_assessment(
        rows[0], status="continuous", assessed_on=LONG_AGO, next_review_on=LONG_AGO + dt.timedelta(days=90)
    )
    make.publish_follow_up(rows[1], sweden, status="completed")
    make.publish_voice(rows[1], sweden, status="planning")
    return rows


def test_flags_are_or(flagged: list[Recommendation]) -> None:
    assert found("flag=stale") == ["R-2"]
    assert found("flag=review_due") == ["R-2"]
    assert found("flag=unassessed_news") == ["R-1"]
    assert found("flag=disputed") == ["R-1"]
    assert found("flag=stale&flag=disputed") == ["R-2", "R-1"]


def test_the_flags_beside_a_recommendation_are_those_that_the_filter_finds(flagged: list[Recommendation]) -> None:
    moment = now()
    rows = with_dispute(Recommendation.objects.with_standing(moment.at), moment.at)

    assert {row.reference: flags_of(row, moment.day) for row in rows} == {
        "R-2": [Flag.STALE, Flag.REVIEW_DUE],
        "R-1": [Flag.UNASSESSED_NEWS, Flag.DISPUTED],
        "R-3": [],
    }


def test_orders(rows: list[Recommendation], sweden: Government) -> None:
    make.publish_assessment(rows[1], status="implemented")
    make.publish_assessment(rows[2], status="planned")
    make.publish_follow_up(rows[2], sweden, reported_on=make.TODAY - dt.timedelta(days=9))
    make.publish_follow_up(rows[0], sweden, reported_on=make.TODAY - dt.timedelta(days=3))

    assert found("sort=document") == ["R-2", "R-1", "R-3"]
    assert found("sort=reference") == ["R-1", "R-2", "R-3"]
    assert found("sort=title") == ["R-3", "R-2", "R-1"]
    assert found("sort=status") == ["R-2", "R-3", "R-1"]
    assert found("sort=last_reported") == ["R-2", "R-3", "R-1"]


def test_each_value_in_use_can_be_taken_off_by_itself(rows: list[Recommendation]) -> None:
    filters = RecommendationFilter(QueryDict("theme=money&theme=health&kind=bogus&sort=title&page=1"), moment=now())

    assert [(each.name, each.value, each.without) for each in filters.active] == [
        ("theme", "Money", "theme=health&kind=bogus&sort=title"),
        ("theme", "Health", "theme=money&kind=bogus&sort=title"),
        ("kind", "bogus", "theme=money&theme=health&sort=title"),
    ]


def test_the_form_keeps_every_value_of_a_repeated_parameter(
    client: Client, rows: list[Recommendation], sweden: Government, norway: Government
) -> None:
    html = client.get("/recommendations/?government=SWE&government=NOR&theme=money").content.decode()

    assert '<input type="checkbox" name="government" value="SWE" checked> Sweden' in html
    assert '<input type="checkbox" name="government" value="NOR" checked> Norway' in html
    assert '<input type="checkbox" name="theme" value="money" checked> Money' in html


def test_an_example_site_offers_its_own_governments_only(sweden: Government) -> None:
    make.make_government("QMA", name="Arcadia", is_example=True)

    filters = RecommendationFilter(QueryDict(), moment=now())

    assert filters.vocabulary.governments == [("QMA", "Arcadia")]


@pytest.mark.parametrize("number", [1, 3, 50])
def test_choices_cost_the_same_at_any_length(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _each in range(number):
        make.make_theme()
        make.make_organisation()
        make.make_government()

    filters = RecommendationFilter(QueryDict("theme=nothing"), moment=now())

    with django_assert_num_queries(8):
        assert len(filters.facets[0].options) == number
        assert [facet.name for facet in filters.facets if facet.errors] == ["theme"]
        assert len(filters.active) == 1


def test_a_list_that_shows_no_form_asks_for_no_choices(
    rows: list[Recommendation], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    filters = RecommendationFilter(QueryDict("kind=conclusion"), moment=now())

    with django_assert_num_queries(1):
        assert [row.reference for row in filters.recommendations] == ["R-2"]
