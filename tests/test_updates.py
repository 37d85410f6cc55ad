"""The list of what was published: since a day, by kind, theme and government, each choice with its number."""

import datetime as dt
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from recommendations.filters import UpdateFilter
from recommendations.ledger import workflow
from recommendations.models import Government
from recommendations.public.as_of import Moment
from tests import factories as make
from tests.test_feeds import DAY, SPRING, publish_correction, read, titles

pytestmark = pytest.mark.django_db

WEEK_AGO = dt.datetime.now(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0) - dt.timedelta(days=7)
MOMENT_BEFORE = WEEK_AGO - dt.timedelta(microseconds=1)


def filters_of(query: str) -> UpdateFilter:
    at = timezone.now()
    return UpdateFilter(QueryDict(query), moment=Moment(day=at.date(), at=at))


def found(query: str) -> set[Any]:
    filters = filters_of(query)
    assert filters.errors == {}
    return {uid for _published_at, uid, _kind in filters.entries}


@pytest.fixture
def sweden() -> Government:
    return make.make_government("SWE", name="Sweden")


@pytest.fixture
def entries(sweden: Government) -> dict[str, Any]:
    money, health = make.make_theme("money"), make.make_theme("health")
    both = make.make_recommendation("R-1", themes=[money, health])
    one = make.make_recommendation("R-2", themes=[health])
    first = make.publish_follow_up(both, sweden, at=MOMENT_BEFORE)
    draft = workflow.correct(entry=first, by=make.make_editor(), at=WEEK_AGO)
    return {
        "corrected": first,
        "correction": make.publish(draft, by=make.make_reviewer(), at=WEEK_AGO),
        "voice": make.publish_voice(one, None),
        "position": make.publish_position(one, sweden),
        "assessment": make.publish_assessment(both),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "corrected correction voice position assessment"),
        (f"since={WEEK_AGO.date()}", "correction voice position assessment"),
        (f"since={WEEK_AGO.date()}&kind=follow_up&kind=position", "correction voice position"),
        ("in_force=follow_up", "correction voice"),
        ("in_force=follow_up&kind=position", ""),
        ("theme=money&theme=health", "corrected correction voice position assessment"),
        ("theme=money", "corrected correction assessment"),
        ("government=SWE", "corrected correction position"),
        ("government=SWE&kind=assessment", ""),
    ],
)
def test_the_list_holds_what_fits_each_entry_once(entries: dict[str, Any], query: str, names: str) -> None:
    assert sorted(map(str, found(query))) == sorted(str(entries[name].uid) for name in names.split())
    assert filters_of(query).entries.count() == len(names.split())


@pytest.mark.parametrize(
    "query", ["", f"since={WEEK_AGO.date()}", "in_force=follow_up", "kind=position&theme=health", "government=SWE"]
)
def test_each_count_is_the_length_of_the_list_that_the_choice_gives(entries: dict[str, Any], query: str) -> None:
    told, lengths = {}, {}
    for facet in filters_of(query).facets:
        for option in facet.options:
            chosen = QueryDict(query, mutable=True)
            chosen.setlist(facet.name, [option.value])
            told[facet.name, option.value] = option.count
            lengths[facet.name, option.value] = len(found(chosen.urlencode()))

    assert told == lengths


def test_the_day_of_the_last_visit_stays_in_the_form_and_can_be_taken_off(
    client: Client, entries: dict[str, Any]
) -> None:
    html = client.get(f"/updates/?since={WEEK_AGO.date()}").content.decode()

    assert f'id="since" name="since" value="{WEEK_AGO.date()}"' in html
    assert f"Published since: {WEEK_AGO.date()}" in html
    assert "4 entries" in html


def test_what_is_wrong_with_a_filter_is_said_and_costs_no_entry(client: Client, entries: dict[str, Any]) -> None:
    html = client.get("/updates/?government=ATLANTIS").content.decode()

    assert "Not known here: “ATLANTIS”." in html
    assert "0 entries" in html


def test_the_feed_takes_the_filters_of_the_list(client: Client) -> None:
    remittances = make.make_theme("remittances")
    one, two = make.make_recommendation("R-1", themes=[remittances]), make.make_recommendation("R-2")
    sweden, norway = make.make_government("SWE", name="Sweden"), make.make_government("NOR", name="Norway")
    first = make.publish_follow_up(one, sweden, by=make.make_editor(), at=SPRING)
    second = publish_correction(first, SPRING + DAY, status="completed")
    make.publish_position(two, norway, at=SPRING + 2 * DAY)
    make.publish_assessment(one, at=SPRING + 3 * DAY)
    gone = make.publish_follow_up(two, norway, at=SPRING + 4 * DAY)
    workflow.withdraw(entry=gone, by=make.make_superuser(), reason="It was another's.", at=SPRING + 5 * DAY)

    withdrawn, assessed = "Withdrawn: R-2, Norway", "R-1, The secretariat: Under way"
    supported, completed, corrected = (
        "R-2, Norway: Supported",
        "R-1, Sweden: Completed",
        "Corrected: R-1, Sweden, In progress",
    )
    assert titles(client, "/updates.atom?theme=remittances&kind=assessment") == [assessed]
    assert titles(client, "/updates.atom?government=NOR") == [withdrawn, supported]
    assert titles(client, "/updates.atom?since=2026-03-12") == [withdrawn, assessed, supported]
    # What was corrected is not in force; its correction names it, for whoever holds a copy.
    assert titles(client, "/updates.atom?in_force=follow_up") == [withdrawn, completed]
    assert sorted(titles(client, "/updates.atom?kind=follow_up&as_of=2026-03-11")) == [corrected, completed]
    feed = read(client, "/updates.atom?in_force=follow_up&theme=remittances")
    assert feed.feed.title == (
        "Updates; In force only: Follow-ups in force; Theme: Remittances · GFMD Recommendation Tracker"
    )
    assert feed.feed.id == "http://testserver/updates/?in_force=follow_up&theme=remittances"
    assert [(each.id, each.summary) for each in feed.entries] == [
        (f"urn:uuid:{second.uid}", f"Corrects http://testserver/updates/{first.uid}/.")
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_a_narrowed_list_costs_the_same_at_any_length(
    client: Client, sweden: Government, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [make.make_recommendation(themes=[make.make_theme()]) for _ in range(number)]
    make.publish_at_once(*(make.follow_up(row, sweden) for row in rows), *(make.assessment(row) for row in rows))

    with django_assert_num_queries(24):
        client.get(
            f"/updates/?since={WEEK_AGO.date()}&theme={rows[0].themes.get().slug}&kind=follow_up&kind=assessment"
        )
