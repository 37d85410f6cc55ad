"""The flags: dates and statuses compared with the day asked for, at their edges."""

import datetime as dt
import itertools
from typing import Any

import pytest

from recommendations.figures.flags import disputing_voices, flagged, flags_of, with_dispute
from recommendations.ledger import workflow
from recommendations.models import FollowUp, Recommendation, RecommendationStanding
from recommendations.models.choices import Flag, FollowUpStatus
from tests import factories as make
from tests.support.publications import START, Record

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def record() -> Record:
    return Record()


def standing_of(at: dt.datetime) -> Any:
    return Recommendation.objects.with_standing(at)


def disputed_at(at: dt.datetime) -> list[Recommendation]:
    return [*flagged(Recommendation.objects.with_standing(at), Flag.DISPUTED, at)]


# Stale


@pytest.mark.parametrize(
    ("on", "eighteen_months_before"),
    [
        (dt.date(2026, 3, 15), dt.date(2024, 9, 15)),
        # The month eighteen before is shorter: its last day stands for the days that it lacks.
        (dt.date(2026, 8, 31), dt.date(2025, 2, 28)),
        (dt.date(2025, 8, 31), dt.date(2024, 2, 29)),
        (dt.date(2025, 8, 29), dt.date(2024, 2, 29)),
        (dt.date(2026, 12, 31), dt.date(2025, 6, 30)),
        (dt.date(2026, 6, 30), dt.date(2024, 12, 30)),
    ],
)
def test_stale_excludes_the_eighteenth_month_to_the_day_and_its_twin_agrees(
    on: dt.date, eighteen_months_before: dt.date
) -> None:
    edge = [None, eighteen_months_before - DAY, eighteen_months_before, eighteen_months_before + DAY]
    standings = [
        {"last_reported_on": reported, "assessed_on": assessed, "status": status}
        for reported, assessed in itertools.product(edge, edge)
        for status in (["not_assessed", "planned"] if assessed else ["not_assessed"])
    ]
    too_old = {None, eighteen_months_before - DAY}
    expected = set()
    for standing in standings:
        of = make.make_recommendation()
        RecommendationStanding.objects.create(recommendation=of, valid_from=START, **standing)
        has_information = standing["last_reported_on"] or standing["status"] != "not_assessed"
        if has_information and {standing["last_reported_on"], standing["assessed_on"]} <= too_old:
            expected.add(of.reference)

    rows = with_dispute(standing_of(START), START)

    assert len(expected) == 4
    assert {row.reference for row in rows.stale(on)} == expected
    assert {row.reference for row in rows if Flag.STALE in flags_of(row, on)} == expected


def test_where_there_is_no_information_nothing_is_stale(record: Record) -> None:
    of = make.make_recommendation()
    record.position(of, record.sweden, stated_on=dt.date(2014, 5, 16))

    assert [*standing_of(record.now).stale(record.now.date())] == []


def test_the_newest_report_keeps_a_recommendation_fresh_whichever_voice_it_is(record: Record) -> None:
    of = make.make_recommendation()
    record.follow_up(of, record.sweden, reported_on=dt.date(2024, 1, 1))
    record.assessment(of, assessed_on=dt.date(2024, 2, 1))
    old = record.now
    voice = record.voice(of, None, reported_on=dt.date(2025, 12, 1))
    fresh = record.now
    record.withdraw(voice)

    stale = [[*standing_of(at).stale(at.date())] for at in (old, fresh, record.now)]

    assert stale == [[of], [], [of]]


# Review due


def test_a_review_is_due_from_its_day_on_for_the_assessment_in_force(record: Record) -> None:
    of, day = make.make_recommendation(), dt.date(2026, 6, 1)
    first = record.assessment(of, next_review_on=day)
    at = record.now

    due = [[*standing_of(at).review_due(on)] for on in (day - DAY, day, day + DAY)]

    assert due == [[], [of], [of]]
    record.correct(first, next_review_on=None)
    assert [*standing_of(record.now).review_due(day)] == []


# News not yet assessed


def test_news_are_follow_ups_published_after_the_current_assessment_of_the_whole(record: Record) -> None:
    of = make.make_recommendation()
    part = make.make_component(of)
    flagged = []

    def look() -> None:
        flagged.append([*standing_of(record.now).with_unassessed_news()] == [of])

    look()
    record.position(of, record.sweden)
    look()
    record.follow_up(of, record.sweden)
    look()
    record.assessment(of, component=part)
    look()
    record.assessment(of)
    look()
    # Speaks of an earlier day, and is news all the same.
    news = record.voice(of, None, reported_on=dt.date(2020, 1, 1))
    look()
    record.withdraw(news)
    look()

    nothing, position, report, component, whole, voice, withdrawn = flagged
    assert (nothing, position, report, component) == (False, False, True, True)
    assert (whole, voice, withdrawn) == (False, True, False)


# Disputed


def published(by: Record, **fields: Any) -> FollowUp:
    """As the workflow would leave it, at a fraction of its time."""
    step = {f"{name}_by": by.reviewer for name in ("submitted", "reviewed", "published")}
    moment = {f"{name}_at": by.now for name in ("submitted", "reviewed", "published")}
    words = {"summary": "A programme.", "reason": "It ended.", "reported_on": START.date(), "state": "published"}
    return FollowUp(author=by.editor, government=by.sweden, **step, **moment, **words, **fields)


def test_two_voices_dispute_from_two_steps_on(record: Record) -> None:
    organisations = {status: make.make_organisation() for status in FollowUpStatus}
    voice = {"voice": "civil_society", "channel": "recorded_by_secretariat"}
    for own in FollowUpStatus:
        of = make.make_recommendation(own.upper().replace("_", "-"))
        record.follow_up(of, record.sweden, status=own)
        FollowUp.objects.bulk_create(
            published(record, recommendation=of, status=status, organisation=organisation, **voice)
            for status, organisation in organisations.items()
        )

    disputes = disputing_voices(record.now).values_list("recommendation__reference", "status")

    assert {(own.lower().replace("-", "_"), voice) for own, voice in disputes} == {
        ("discontinued", "in_progress"),
        ("discontinued", "completed"),
        ("discontinued", "continuous"),
        ("planning", "completed"),
        ("planning", "continuous"),
        ("in_progress", "discontinued"),
        ("completed", "discontinued"),
        ("completed", "planning"),
        ("continuous", "discontinued"),
        ("continuous", "planning"),
    }
    assert len(disputed_at(record.now)) == 5


def test_only_civil_society_that_names_a_government_which_reported_disputes(record: Record) -> None:
    of = make.make_recommendation()
    record.follow_up(of, record.sweden, status="completed")
    quiet = {"status": "planning"}
    record.voice(of, None, **quiet)
    record.voice(of, record.norway, **quiet)
    organisation = make.make_organisation(kind="international_organisation")
    record.voice(of, record.sweden, voice="international_organisation", organisation=organisation, **quiet)

    assert disputed_at(record.now) == []


def test_a_dispute_is_between_what_both_say_at_the_moment(record: Record) -> None:
    of, organisation = make.make_recommendation(), make.make_organisation()
    first = record.follow_up(of, record.sweden, status="completed", reported_on=dt.date(2025, 5, 1))
    voice = record.voice(
        of, record.sweden, status="planning", organisation=organisation, reported_on=dt.date(2025, 6, 1)
    )
    disputed = record.now
    # An older word of the same organisation changes nothing; a newer one of either side does.
    record.voice(of, record.sweden, status="completed", organisation=organisation, reported_on=dt.date(2025, 5, 1))
    still_disputed = record.now
    record.voice(of, record.sweden, status="completed", organisation=organisation, reported_on=dt.date(2025, 7, 1))
    settled = record.now
    record.correct(first, status="planning")
    disputed_again = record.now

    found = [disputed_at(at) for at in (disputed, still_disputed, settled, disputed_again)]

    assert found == [[of], [of], [], [of]]
    assert [*disputing_voices(still_disputed)] == [voice]


def test_a_withdrawn_voice_disputes_until_it_is_withdrawn(record: Record) -> None:
    of = make.make_recommendation()
    record.follow_up(of, record.sweden, status="completed")
    voice = record.voice(of, record.sweden, status="planning")
    before = record.now

    workflow.withdraw(entry=voice, by=record.reviewer, reason="Wrong.", at=record.tick()["at"])

    assert disputed_at(before) == [of]
    assert disputed_at(record.now) == []
