"""What governments and civil society say, side by side: the difference in words, and nothing on who is right."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from recommendations.models import FollowUp, Government, Recommendation, Stakeholder
from recommendations.models.choices import FollowUpStatus
from recommendations.public import published
from recommendations.public.voices import Comparison, Difference, compared
from tests import factories as make
from tests.support.publications import Record

EARLY, LATE = dt.date(2026, 2, 4), dt.date(2026, 11, 2)


def words(own: FollowUpStatus, theirs: FollowUpStatus) -> str:
    sweden = Government(name_en="Sweden")
    voice = FollowUp(government=sweden, organisation=Stakeholder(name="Union"), status=theirs, reported_on=LATE)
    return Difference(voice, FollowUp(government=sweden, status=own, reported_on=EARLY)).words


@pytest.mark.parametrize(
    ("own", "theirs", "apart", "both"),
    [
        (
            FollowUpStatus.COMPLETED,
            FollowUpStatus.PLANNING,
            "two steps before",
            "Union: “Planning” (2 November 2026). The government: “Completed” (4 February 2026).",
        ),
        (
            FollowUpStatus.CONTINUOUS,
            FollowUpStatus.DISCONTINUED,
            "three steps before",
            "Union: “Discontinued” (2 November 2026). The government: “Continuous” (4 February 2026).",
        ),
        (
            FollowUpStatus.PLANNING,
            FollowUpStatus.CONTINUOUS,
            "two steps after",
            "Union: “Continuous” (2 November 2026). The government: “Planning” (4 February 2026).",
        ),
        (
            FollowUpStatus.DISCONTINUED,
            FollowUpStatus.COMPLETED,
            "three steps after",
            "Union: “Completed” (2 November 2026). The government: “Discontinued” (4 February 2026).",
        ),
    ],
)
def test_a_difference_is_said_in_words_with_both_statuses_and_days(
    own: FollowUpStatus, theirs: FollowUpStatus, apart: str, both: str
) -> None:
    assert words(own, theirs) == f"Civil society reports a stage {apart} what the government says. {both}"


def test_every_pair_that_the_flag_finds_has_words() -> None:
    for own in FollowUpStatus:
        for theirs in FollowUpStatus:
            if abs(own.step - theirs.step) >= 2:
                assert words(own, theirs).startswith("Civil society reports a stage t")


def comparison(record: Record, of: Recommendation, at: Any = None) -> Comparison:
    at = at or record.now
    return compared(of, published.answers(of, at), at)


@pytest.mark.django_db
def test_each_difference_pairs_what_both_say_at_the_moment() -> None:
    record, of = Record(), make.make_recommendation("RT3.2-R1")
    own = record.follow_up(of, record.sweden, status="completed")
    others = record.follow_up(of, record.norway, status="discontinued", reason="The money ended.")
    behind = record.voice(of, record.sweden, status="planning")
    before = record.now
    ahead = record.voice(of, record.norway, status="in_progress")
    elsewhere = make.make_recommendation("RT3.2-R2")
    record.follow_up(elsewhere, record.sweden, status="completed")
    record.voice(elsewhere, record.sweden, status="planning")

    assert comparison(record, of) == Comparison([Difference(ahead, others), Difference(behind, own)], is_possible=True)
    assert comparison(record, of, before) == Comparison([Difference(behind, own)], is_possible=True)


@pytest.mark.django_db
def test_no_difference_is_an_agreement_only_where_both_have_spoken() -> None:
    record, of = Record(), make.make_recommendation("RT3.2-R1")
    found = [comparison(record, of)]
    record.voice(of, record.sweden, status="planning")
    found.append(comparison(record, of))
    record.voice(of, None, status="planning")
    record.follow_up(of, record.norway, status="completed")
    found.append(comparison(record, of))
    record.follow_up(of, record.sweden, status="in_progress")
    found.append(comparison(record, of))

    assert found == [Comparison([], is_possible=False)] * 3 + [Comparison([], is_possible=True)]


@pytest.mark.django_db
def test_a_page_says_where_the_voices_differ_and_where_an_assessment_is_older_than_the_news(client: Client) -> None:
    record, of = Record(), make.make_recommendation("RT3.2-R1")
    record.follow_up(of, record.sweden, status="completed")
    record.assessment(of)
    before = client.get("/recommendations/RT3.2-R1/").content.decode()
    record.voice(of, record.sweden, status="planning")
    after = client.get("/recommendations/RT3.2-R1/").content.decode()
    record.assessment(of)
    assessed = client.get("/recommendations/RT3.2-R1/").content.decode()

    differs, older = "Civil society reports a stage two steps before", "Older than the newest follow-up"
    assert [(differs in html, older in html) for html in (before, after, assessed)] == [
        (False, False),
        (True, True),
        (True, False),
    ]
