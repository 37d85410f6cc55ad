"""The flags of recommendations: dates and statuses compared with the moment asked for, never stored, never chosen."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from .choices import AssessmentStatus, Flag
from .dates import months_before
from .models import STALE_AFTER_MONTHS, FollowUp, Recommendation


def flagged(recommendations: Any, flag: Flag, at: dt.datetime) -> QuerySet[Any]:
    """Those of `recommendations`, which have their standing at `at`, that carry the flag."""
    chosen: dict[Flag, QuerySet[Any]] = {
        Flag.STALE: recommendations.stale(at.date()),
        Flag.REVIEW_DUE: recommendations.review_due(at.date()),
        Flag.UNASSESSED_NEWS: recommendations.with_unassessed_news(),
        Flag.DISPUTED: recommendations.disputed(at),
    }
    return chosen[flag]


def with_dispute(recommendations: QuerySet[Recommendation], at: dt.datetime) -> QuerySet[Recommendation]:
    """Adds `is_disputed`, the part of `flags_of` that the standing does not hold."""
    disputes = FollowUp.objects.disputing(at).filter(recommendation=OuterRef("pk"))
    return recommendations.annotate(is_disputed=Exists(disputes))


def flags_of(recommendation: Any, on: dt.date) -> list[Flag]:
    """What `flagged` finds of a row `with_standing` and `with_dispute`, without a query."""
    last_published_at, assessed_at = recommendation.last_published_at, recommendation.assessment_published_at
    holds = {
        Flag.STALE: _is_stale(recommendation, on),
        Flag.REVIEW_DUE: recommendation.next_review_on is not None and recommendation.next_review_on <= on,
        Flag.UNASSESSED_NEWS: last_published_at is not None
        and (assessed_at is None or last_published_at > assessed_at),
        Flag.DISPUTED: recommendation.is_disputed,
    }
    return [flag for flag in Flag if holds[flag]]


def _is_stale(recommendation: Any, on: dt.date) -> bool:
    if recommendation.last_reported_on is None and recommendation.status == AssessmentStatus.NOT_ASSESSED:
        return False
    days: list[dt.date] = [day for day in (recommendation.last_reported_on, recommendation.assessed_on) if day]
    return max(days) < months_before(on, STALE_AFTER_MONTHS)
