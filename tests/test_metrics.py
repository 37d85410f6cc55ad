"""Each public figure with exact values: what it counts, once, out of how many, and as of when."""

import datetime as dt
import itertools
from typing import Any

import pytest

from recommendations.figures import metrics
from recommendations.figures.metrics import FollowUpCounts, Reporting
from recommendations.models import Recommendation, Theme
from recommendations.models.choices import AssessmentStatus, FollowUpStatus, Stance, StatusGroup
from tests import factories as make
from tests.support.publications import Record

pytestmark = pytest.mark.django_db

INSTANT = dt.timedelta(microseconds=1)
ALL = Recommendation.objects.all


@pytest.fixture
def record() -> Record:
    return Record()


def assessed(**counts: int) -> dict[AssessmentStatus, int]:
    return {status: counts.get(status.value, 0) for status in AssessmentStatus}


def followed_up(**counts: int) -> dict[FollowUpStatus, int]:
    return {status: counts.get(status.value, 0) for status in FollowUpStatus}


def stances(**counts: int) -> dict[Stance, int]:
    return {stance: counts.get(stance.value, 0) for stance in Stance}


class Busy(Record):
    """Two themes share a recommendation; two governments each publish three follow-ups on two recommendations."""

    def __init__(self) -> None:
        super().__init__()
        self.data, self.health, self.empty = (make.make_theme(slug) for slug in ("data", "health", "empty"))
        self.of_both = make.make_recommendation(themes=[self.data, self.health])
        self.of_health = make.make_recommendation(themes=[self.health], addressees=[self.sweden, self.norway])
        self.of_none = make.make_recommendation()
        for of, government in itertools.product((self.of_both, self.of_health), (self.sweden, self.norway)):
            # The third of Norway's is published last and speaks of an earlier day, so the second stays current.
            last_day = 3 if government == self.sweden else 1
            for status, day in (("planning", 1), ("in_progress", 2), ("completed", last_day)):
                self.follow_up(of, government, status=status, reported_on=dt.date(2025, 5, day))
        self.position(self.of_both, self.finland, stance="supported")
        self.voice(self.of_none, self.finland, reported_on=dt.date(2025, 6, 1))


def test_themes_count_each_recommendation_and_each_government_once() -> None:
    busy = Busy()

    figures = {
        row.theme.slug: (row.statuses.counts, row.reporting, row.last_reported_on)
        for row in metrics.theme_progress(busy.now)
    }

    assert figures == {
        "data": (assessed(not_assessed=1), Reporting(2, 3), dt.date(2025, 5, 3)),
        "health": (assessed(not_assessed=2), Reporting(2, 3), dt.date(2025, 5, 3)),
        "empty": (assessed(), Reporting(0, 0), None),
    }


def test_the_headline_counts_a_recommendation_of_two_themes_once() -> None:
    busy = Busy()

    headline = metrics.headline(busy.now)

    assert headline.statuses.counts == assessed(not_assessed=3)
    assert headline.statuses.total == 3
    assert headline.reporting == Reporting(2, 3)
    assert (headline.follow_ups, headline.positions, headline.assessments) == (13, 1, 0)
    assert headline.last_published_at == busy.now


def test_governments_are_sorted_by_name_and_count_their_current_follow_up_on_each_recommendation_once() -> None:
    busy = Busy()

    figures = [
        (row.government.iso3, row.statuses, row.stances, row.reported, row.addressed, row.last_reported_on)
        for row in metrics.government_progress(busy.now)
    ]

    assert figures == [
        ("FIN", followed_up(), stances(supported=1), 0, 2, None),
        ("NOR", followed_up(in_progress=2), stances(), 2, 3, dt.date(2025, 5, 2)),
        ("SWE", followed_up(completed=2), stances(), 2, 3, dt.date(2025, 5, 3)),
    ]
    assert metrics.progress_of_government(busy.now, busy.norway) == metrics.government_progress(busy.now)[1]


def test_one_recommendation_counts_governments_by_their_current_follow_up() -> None:
    busy = Busy()

    by_recommendation = [metrics.follow_up_counts(busy.now, of) for of in (busy.of_both, busy.of_health, busy.of_none)]

    assert by_recommendation == [
        FollowUpCounts(followed_up(in_progress=1, completed=1), Reporting(2, 3)),
        FollowUpCounts(followed_up(in_progress=1, completed=1), Reporting(2, 2)),
        FollowUpCounts(followed_up(), Reporting(0, 3)),
    ]
    assert [counts.no_report for counts in by_recommendation] == [1, 0, 3]


def test_a_selection_counts_what_it_selects_whatever_its_joins() -> None:
    busy = Busy()
    selection = ALL().filter(themes__in=Theme.objects.all()).order_by("title")

    assert metrics.status_counts(busy.now, selection).counts == assessed(not_assessed=2)
    assert metrics.reporting(busy.now, selection) == Reporting(2, 3)
    assert metrics.reporting(busy.now, ALL().filter(pk=busy.of_health.pk)) == Reporting(2, 2)
    assert metrics.reporting(busy.now, ALL().none()) == Reporting(0, 0)


def test_statuses_fall_into_five_groups(record: Record) -> None:
    make.make_recommendation()
    for status in ("not_assessed", "not_started", "planned", "under_way", "largely", "implemented", "continuous"):
        record.assessment(make.make_recommendation(), status=status)
    closed = record.assessment(make.make_recommendation(), status="closed")

    counts = metrics.status_counts(record.now, ALL())

    assert counts.counts == {status: 2 if status == "not_assessed" else 1 for status in AssessmentStatus}
    assert counts.groups == {
        StatusGroup.NO_INFORMATION: 2,
        StatusGroup.NOT_STARTED: 1,
        StatusGroup.MOVING: 3,
        StatusGroup.DONE: 2,
        StatusGroup.CLOSED: 1,
    }
    record.withdraw(closed)
    assert metrics.status_counts(record.now, ALL()).groups[StatusGroup.CLOSED] == 0


def test_a_component_says_nothing_about_the_status_of_the_whole(record: Record) -> None:
    of = make.make_recommendation()
    record.assessment(of, component=make.make_component(of), status="implemented")

    assert metrics.status_counts(record.now, ALL()).counts == assessed(not_assessed=1)


def test_figures_hold_as_of_their_moment_through_correction_and_withdrawal(record: Record) -> None:
    of = make.make_recommendation()
    first = record.follow_up(of, record.sweden, status="planning")
    began = record.now
    correction = record.correct(first, status="completed")
    corrected = record.now
    record.withdraw(correction)

    figures = {
        moment: metrics.follow_up_counts(moment, of).statuses
        for moment in (began - INSTANT, began, corrected - INSTANT, corrected, record.now - INSTANT, record.now)
    }

    assert [*figures.values()] == [
        followed_up(),
        followed_up(planning=1),
        followed_up(planning=1),
        followed_up(completed=1),
        followed_up(completed=1),
        followed_up(),
    ]
    moments = (began, corrected - INSTANT, corrected, record.now)
    assert [metrics.headline(moment).follow_ups for moment in moments] == [1, 1, 1, 0]
    assert metrics.ledger_span() == metrics.LedgerSpan(began, record.now)


def test_an_empty_record_has_no_first_and_no_last_moment(record: Record) -> None:
    headline = metrics.headline(record.now)

    assert (metrics.ledger_span(), headline.last_published_at) == (metrics.LedgerSpan(None, None), None)
    assert (headline.statuses.total, headline.reporting) == (0, Reporting(0, 0))


def test_whoever_may_no_longer_report_counts_nowhere() -> None:
    busy = Busy()
    busy.sweden.may_report = False
    busy.sweden.save()

    assert metrics.headline(busy.now).reporting == Reporting(1, 2)
    assert [row.reporting for row in metrics.theme_progress(busy.now)] == [
        Reporting(1, 2),
        Reporting(1, 2),
        Reporting(0, 0),
    ]
    assert metrics.follow_up_counts(busy.now, busy.of_health).reporting == Reporting(1, 1)
    assert [row.government for row in metrics.government_progress(busy.now)] == [busy.finland, busy.norway]
    sweden = metrics.progress_of_government(busy.now, busy.sweden)
    assert (sweden.statuses, sweden.reported, sweden.addressed) == (followed_up(), 0, 0)


def test_whoever_is_no_longer_addressed_counts_nowhere() -> None:
    busy = Busy()
    busy.of_health.addressees.set([busy.norway, busy.finland])

    assert metrics.follow_up_counts(busy.now, busy.of_health).reporting == Reporting(1, 2)
    sweden = metrics.progress_of_government(busy.now, busy.sweden)
    assert (sweden.statuses, sweden.addressed) == (followed_up(completed=1), 2)


def test_invented_governments_are_never_counted_with_real_ones() -> None:
    busy = Busy()
    invented = make.make_government("XAA", name="Ruritania", is_example=True)

    assert metrics.headline(busy.now).reporting == Reporting(0, 1)
    assert [row.reporting for row in metrics.theme_progress(busy.now)] == [
        Reporting(0, 1),
        Reporting(0, 1),
        Reporting(0, 0),
    ]
    assert metrics.follow_up_counts(busy.now, busy.of_both).reporting == Reporting(0, 1)
    assert [(row.government, row.reported) for row in metrics.government_progress(busy.now)] == [(invented, 0)]


def test_each_figure_costs_the_queries_that_its_docstring_states(django_assert_num_queries: Any) -> None:
    busy = Busy()
    theme, at = busy.health, busy.now

    for num_queries, figure in (
        (1, lambda: metrics.status_counts(at, ALL())),
        (7, lambda: metrics.headline(at)),
        (3, lambda: metrics.reporting(at, ALL())),
        (2, lambda: list(metrics.addressed_governments(ALL()))),
        (6, lambda: metrics.theme_progress(at)),
        (6, lambda: metrics.progress_of_theme(at, theme)),
        (6, lambda: metrics.government_progress(at)),
        (6, lambda: metrics.progress_of_government(at, busy.sweden)),
        (3, lambda: metrics.follow_up_counts(at, busy.of_both)),
        (1, metrics.ledger_span),
    ):
        with django_assert_num_queries(num_queries):
            figure()
