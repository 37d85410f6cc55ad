"""The number beside a choice is the length of the list that the choice would give."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import timezone

from recommendations.filters import RecommendationFilter
from recommendations.ledger import workflow
from recommendations.models import (
    Alignment,
    Framework,
    FrameworkGoal,
    PopulationGroup,
    PopulationGroupLink,
    Responsibility,
    RoundTable,
    Session,
    Summit,
)
from recommendations.models.search import index as search_index
from recommendations.public.as_of import Moment
from tests import factories as make

pytestmark = pytest.mark.django_db


def filters_of(query: QueryDict) -> RecommendationFilter:
    at = timezone.now()
    return RecommendationFilter(query, moment=Moment(day=at.date(), at=at))


@pytest.fixture(scope="module")
def record(module_rows: None) -> None:
    """Recommendations that differ in all that can be chosen, and governments that say different things of them."""
    money, health = make.make_theme("money"), make.make_theme("health")
    summit = Summit.objects.create(
        number=7, title="Seventh", starts_on=dt.date(2014, 5, 14), ends_on=dt.date(2014, 5, 16)
    )
    table = RoundTable.objects.create(summit=summit, number=3, title="Social development")
    session = Session.objects.create(round_table=table, number="3.2", title="Health")
    sweden, norway, silent = (
        make.make_government(iso3, name=name)
        for iso3, name in (("SWE", "Sweden"), ("NOR", "Norway"), ("FIN", "Finland"))
    )
    make.make_government("DDR", iso2="DD", name="Retired", may_report=False)
    rows = [
        make.make_recommendation("R-1", themes=[money], session=session),
        make.make_recommendation("R-2", themes=[money, health], kind="conclusion"),
        make.make_recommendation("R-3", themes=[health]),
        make.make_recommendation("R-4", document=make.make_document("other")),
    ]
    unions = make.make_organisation("unions")
    women = PopulationGroup.objects.create(slug="women", name="Women")
    goals = Framework.objects.create(slug="gcm", name="Compact")
    goal = FrameworkGoal.objects.create(framework=goals, kind="objective", code="6", title="Work", ordinal=6)
    for row in rows[:2]:
        Responsibility.objects.create(recommendation=row, stakeholder=unions, role="lead", basis="named", words="they")
        PopulationGroupLink.objects.create(recommendation=row, population_group=women, basis="named")
        Alignment.objects.create(
            recommendation=row, goal=goal, confidence="high", author_name="Editors", dated_on=make.TODAY
        )
    search_index.refresh()
    make.publish_assessment(rows[0], status="planned")
    make.publish_assessment(rows[1], status="largely", assessed_on=make.TODAY - dt.timedelta(days=700))
    make.publish_follow_up(rows[0], sweden, status="completed")
    make.publish_voice(rows[0], sweden, status="planning")
    make.publish_follow_up(rows[2], sweden, status="planning")
    make.publish_follow_up(rows[2], norway, status="planning")
    # Narrowed after Sweden had reported.
    rows[2].addressees.set([norway, silent])
    make.publish_position(rows[3], norway)
    editor = make.make_editor()
    shown = make.draft_follow_up(rows[1], norway, by=editor, status="completed")
    workflow.save_evidence(evidence=make.evidence_for(shown), by=editor)
    make.publish(shown, by=make.make_reviewer())


@pytest.mark.parametrize(
    "address",
    [
        "",
        "theme=money&theme=health&kind=recommendation",
        "status=planned&group=moving&flag=disputed",
        "follow_up=completed&evidence=documented",
        "government=SWE&government=NOR&follow_up=completed",
        "government=SWE&follow_up=no_report",
        "government=NOR&follow_up=no_report&follow_up=planning",
        "government=NOR&follow_up=no_report&evidence=self_reported",
        "q=thing&document=doc&session=7-3.2",
        "stakeholder=unions&population=women&goal=gcm:6",
    ],
)
def test_each_count_is_the_length_of_the_list_that_the_choice_gives(record: None, address: str) -> None:
    told, lengths = {}, {}
    for facet in filters_of(QueryDict(address)).facets:
        for option in facet.options:
            query = QueryDict(address, mutable=True)
            query.setlist(facet.name, [option.value])
            chosen = filters_of(query)
            told[facet.name, option.value] = option.count
            # An order leaves nothing out, and "no report" of no government is no choice.
            is_told = facet.name != "sort" and chosen.is_valid()
            lengths[facet.name, option.value] = chosen.recommendations.count() if is_told else None

    assert told == lengths
    assert max(number for number in told.values() if number is not None) > 0


def test_a_list_with_an_invalid_value_tells_no_counts(record: None) -> None:
    facets = filters_of(QueryDict("theme=gardening")).facets

    assert {option.count for facet in facets for option in facet.options} == {None}
