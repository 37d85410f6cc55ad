"""How many recommendations hold each value of one field or link: one query each.

A filter shows them beside its choices. Each takes the recommendations that all the other filters leave.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from recommendations.models import GovernmentStanding, Recommendation

_PAIR = ("recommendation", "government__iso3", "status")


def links(recommendations: QuerySet[Recommendation], path: str) -> dict[Any, int]:
    """By the value at `path`; a recommendation of several values counts once for each."""
    rows = _alone(recommendations).order_by().values_list(path).annotate(num=Count("pk"))
    return dict(rows)


def conditions(recommendations: QuerySet[Recommendation], conditions: Mapping[str, Q]) -> dict[str, int]:
    """By name of the condition: the same condition that the filter itself would set."""
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return dict(_alone(recommendations).aggregate(**counts)) if counts else {}


def governments(recommendations: QuerySet[Recommendation], at: dt.datetime, fits: Q) -> dict[str, int]:
    """By code: those of which the government has said something that `fits`."""
    pairs = GovernmentStanding.objects.at(at).filter(fits, recommendation__in=recommendations.order_by().values("pk"))
    return dict(pairs.values_list("government__iso3").annotate(num=Count("pk")))


def silent_governments(
    recommendations: QuerySet[Recommendation],
    at: dt.datetime,
    *,
    may_report: Iterable[str],
    statuses: Collection[str],
) -> dict[str, int]:
    """By code: those addressed to the government without a report of its own, and those it reports at `statuses`.

    Two queries.
    """
    alone = _alone(recommendations)
    addressed: set[tuple[int, str | None]] = set(alone.values_list("pk", "addressees__iso3"))
    reports = GovernmentStanding.objects.at(at).exclude(status="").filter(recommendation__in=alone.values("pk"))
    reported = {(pk, iso3): status for pk, iso3, status in reports.values_list(*_PAIR)}
    to_all = {pk for pk, iso3 in addressed if iso3 is None}
    counts: Counter[str] = Counter(iso3 for (_pk, iso3), status in reported.items() if status in statuses)
    for iso3 in may_report:
        asked = to_all | {pk for pk, addressee in addressed if addressee == iso3}
        counts[iso3] += sum((pk, iso3) not in reported for pk in asked)
    return dict(counts)


def _alone(recommendations: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """The same rows without the joins of their filters, which would repeat them."""
    return Recommendation.objects.filter(pk__in=recommendations.order_by().values("pk"))
