"""The trend: at each month's end exactly what the record showed then."""

import datetime as dt
import random
from typing import Any

import pytest

from recommendations.figures import metrics
from recommendations.figures.metrics import StatusCounts
from recommendations.figures.trend import MonthEnd, trend
from recommendations.ledger import workflow
from recommendations.models import Recommendation, Theme
from recommendations.models.dates import last_moment_of, month_ends
from tests import factories as make

pytestmark = pytest.mark.django_db

ALL = Recommendation.objects.all
STATUSES = ("not_assessed", "not_started", "planned", "under_way", "largely", "continuous", "closed")
# The edges of months, of the day in UTC, and of a leap year.
EDGES = [
    dt.datetime(2023, 11, 30, 23, 59, 59, 999_999, tzinfo=dt.UTC),
    dt.datetime(2023, 12, 1, tzinfo=dt.UTC),
    dt.datetime(2023, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC),
    dt.datetime(2024, 2, 29, 23, 30, tzinfo=dt.UTC),
    dt.datetime(2024, 3, 1, 0, 0, 0, 1, tzinfo=dt.UTC),
]


class Drawn:
    """A record of months, drawn at random: assessments, corrections, withdrawals, and reports that assess nothing."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - drawing stories, not secrets
        self.editor, self.reviewer = make.make_editor(), make.make_reviewer()
        self.government = make.make_government()
        self.themes = [make.make_theme(), make.make_theme()]
        self.recommendations = [make.make_recommendation(themes=self.themes[:n]) for n in (0, 1, 2)]
        self.published: list[Any] = []
        span = dt.timedelta(days=260)
        moments = {EDGES[0] + span * self.random.random() for _ in range(14)} | set(EDGES)
        for moment in sorted(moments):
            self.step(moment)

    def step(self, at: dt.datetime) -> None:
        step = self.random.choice((self.assess, self.assess, self.assess, self.report, self.correct, self.withdraw))
        step(at) if self.published or step != self.withdraw else self.assess(at)

    def people(self, at: dt.datetime) -> dict[str, Any]:
        return {"by": self.editor, "reviewer": self.reviewer, "at": at}

    def assess(self, at: dt.datetime) -> None:
        fields = {"status": self.random.choice(STATUSES), "assessed_on": at.date()}
        if fields["status"] == "continuous":
            fields["next_review_on"] = at.date() + dt.timedelta(days=90)
        if fields["status"] == "closed":
            fields["closing_reason"] = "overtaken"
        of = self.random.choice(self.recommendations)
        self.published.append(make.publish_assessment(of, **fields, **self.people(at)))

    def report(self, at: dt.datetime) -> None:
        of = self.random.choice(self.recommendations)
        make.publish_follow_up(of, self.government, reported_on=at.date(), **self.people(at))

    def correct(self, at: dt.datetime) -> None:
        if not self.published:
            return self.assess(at)
        draft = workflow.correct(entry=self.published.pop(), by=self.editor, at=at)
        draft.status = "planned"
        draft.closing_reason = ""
        draft = workflow.save_draft(entry=draft, by=self.editor, at=at)
        self.published.append(make.publish(draft, by=self.reviewer, at=at))
        return None

    def withdraw(self, at: dt.datetime) -> None:
        workflow.withdraw(entry=self.published.pop(), by=self.reviewer, reason="Wrong.", at=at)


@pytest.mark.parametrize("seed", range(4))
def test_each_month_shows_what_the_record_showed_at_its_end(seed: int) -> None:
    drawn = Drawn(seed)
    first = metrics.ledger_span().first_at
    assert first is not None
    until = [*EDGES, EDGES[-1] + dt.timedelta(days=200), dt.datetime(2024, 4, 30, 23, 59, 59, 999_999, tzinfo=dt.UTC)]

    for at in until:
        for selection in (ALL(), ALL().filter(themes=drawn.themes[0]), ALL().filter(themes__in=Theme.objects.all())):
            ends = [*(last_moment_of(day) for day in month_ends(first.date(), at.date())[:-1]), at]
            plainly = [MonthEnd(end.date(), metrics.status_counts(end, selection)) for end in ends]

            assert trend(at, selection) == plainly


def test_the_trend_begins_with_the_first_publication_whatever_it_was() -> None:
    of, other = make.make_recommendation(), make.make_recommendation()
    people = {"by": make.make_editor(), "reviewer": make.make_reviewer()}
    begun = dt.datetime(2025, 5, 17, 12, tzinfo=dt.UTC)
    make.publish_position(other, make.make_government(), at=begun, **people)
    make.publish_assessment(of, status="planned", at=begun + dt.timedelta(days=40), **people)
    one = ALL().filter(pk=of.pk)

    assert trend(begun - dt.timedelta(microseconds=1), one) == []
    shown = trend(dt.datetime(2025, 7, 4, 9, tzinfo=dt.UTC), one)
    assert [(end.day.isoformat(), end.statuses.total, end.statuses.groups["moving"]) for end in shown] == [
        ("2025-05-31", 1, 0),
        ("2025-06-30", 1, 1),
        ("2025-07-04", 1, 1),
    ]


def test_without_recommendations_there_is_nothing_to_count_and_without_a_publication_no_month() -> None:
    assert trend(EDGES[0], ALL()) == []
    make.publish_position(make.make_recommendation(), make.make_government(), at=EDGES[0])

    assert trend(EDGES[0], ALL().none()) == [MonthEnd(dt.date(2023, 11, 30), empty())]


def empty() -> StatusCounts:
    return metrics.status_counts(EDGES[0], ALL().none())


@pytest.mark.parametrize("months", [1, 40])
def test_a_longer_time_costs_no_more_queries(months: int, django_assert_num_queries: Any) -> None:
    at = dt.datetime.now(dt.UTC)
    make.publish_assessment(make.make_recommendation(), at=at - dt.timedelta(days=30 * months))

    with django_assert_num_queries(3):
        assert len(trend(at, ALL())) >= months
