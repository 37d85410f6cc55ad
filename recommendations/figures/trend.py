"""What the record showed at the end of each month: the figures of `metrics.status_counts` along the time axis."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import TruncMonth

from recommendations.models import Recommendation, RecommendationStanding
from recommendations.models.choices import AssessmentStatus
from recommendations.models.dates import month_ends

from .metrics import StatusCounts, ledger_span


@dataclass(frozen=True)
class MonthEnd:
    """What stood at the end of `day` (24:00 UTC); the last of a trend may be an instant within its day."""

    day: dt.date
    statuses: StatusCounts


def trend(at: dt.datetime, recommendations: QuerySet[Recommendation]) -> list[MonthEnd]:
    """The recommendations of the queryset by status, at each month's end and last at `at` itself.

    Begins with the month of the record's first publication, of whatever recommendation, so that all trends of one day
    have one axis; empty before it. Those in the queryset today are counted throughout: the text is not rewound.
    Three queries, however long the time.
    """
    first = ledger_span().first_at
    if first is None or first > at:
        return []
    ends = month_ends(first.date(), at.date())
    total = recommendations.order_by().values("pk").distinct().count()
    changes = _changes(at, recommendations, [_month(end) for end in ends])
    counted = {status: list(accumulate(changes[status])) for status in AssessmentStatus}
    return [
        MonthEnd(end, _with_the_silent(total, {status: numbers[place] for status, numbers in counted.items()}))
        for place, end in enumerate(ends)
    ]


def _changes(at: dt.datetime, recommendations: QuerySet[Recommendation], months: list[dt.date]) -> dict[str, list[int]]:
    """By status, how many more standings than at the end of the month before. One query.

    An interval holds at the end of its first month, and no longer at the end of the month in which it ends. Only the
    last point lies within a month, so only there it matters whether an interval has ended by `at`.
    """
    place = {month: number for number, month in enumerate(months)}
    changes: dict[str, list[int]] = defaultdict(lambda: [0] * len(months))
    for status, begins, ends, count in _intervals(at, recommendations):
        changes[status][place[begins]] += count
        if ends is not None:
            changes[status][place[ends]] -= count
    return changes


def _intervals(
    at: dt.datetime, recommendations: QuerySet[Recommendation]
) -> Iterable[tuple[str, dt.date, dt.date | None, int]]:
    """The standings by `at`: status, first month, last month (null: still open then), and how many are alike."""
    is_open = Q(valid_to__isnull=True) | Q(valid_to__gt=at)
    rows = (
        RecommendationStanding.objects.filter(
            recommendation__in=recommendations.order_by().values("pk"), valid_from__lte=at
        )
        .annotate(
            begins=TruncMonth("valid_from", tzinfo=dt.UTC),
            ends=TruncMonth("valid_to", tzinfo=dt.UTC),
            is_open=Case(
                When(is_open, then=Value(value=True)), default=Value(value=False), output_field=BooleanField()
            ),
        )
        .order_by()
        .values_list("status", "begins", "ends", "is_open")
        .annotate(count=Count("pk"))
    )
    for status, begins, ends, still_open, count in rows:
        yield status, begins.date(), None if still_open else ends.date(), count


def _with_the_silent(total: int, counts: dict[AssessmentStatus, int]) -> StatusCounts:
    """Where there is no standing, nobody has assessed: what `status_counts` says too."""
    known = sum(counts.values())
    counts[AssessmentStatus.NOT_ASSESSED] += total - known
    return StatusCounts(counts)


def _month(day: dt.date) -> dt.date:
    return day.replace(day=1)
