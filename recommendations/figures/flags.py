"""The flags of recommendations: dates and statuses compared with the moment asked for, never stored, never chosen."""

import datetime as dt
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from recommendations.models import STALE_AFTER_MONTHS, FollowUp, GovernmentStanding, Recommendation
from recommendations.models.choices import FOLLOW_UP_STEPS, AssessmentStatus, Flag, Voice
from recommendations.models.dates import months_before

_step = Case(
    *(When(status=status, then=Value(step)) for status, step in FOLLOW_UP_STEPS.items()), output_field=IntegerField()
)


def flagged(recommendations: Any, flag: Flag, at: dt.datetime) -> QuerySet[Any]:
    """Those of `recommendations`, which have their standing at `at`, that carry the flag."""
    chosen: dict[Flag, QuerySet[Any]] = {
        Flag.STALE: recommendations.stale(at.date()),
        Flag.REVIEW_DUE: recommendations.review_due(at.date()),
        Flag.UNASSESSED_NEWS: recommendations.with_unassessed_news(),
        Flag.DISPUTED: recommendations.filter(pk__in=disputing_voices(at).values("recommendation")),
    }
    return chosen[flag]


def disputing_voices(at: dt.datetime) -> QuerySet[FollowUp]:
    """Civil-society follow-ups, current at `at`, two steps or more from the government's own.

    Both speak of the same recommendation and government; a voice that names no government disputes none.
    """
    current: QuerySet[FollowUp] = FollowUp.objects.in_force(at)
    voices = current.filter(voice=Voice.CIVIL_SOCIETY, government__isnull=False)
    later = voices.filter(
        Q(reported_on__gt=OuterRef("reported_on"))
        | Q(reported_on=OuterRef("reported_on"), published_at__gt=OuterRef("published_at"))
        | Q(reported_on=OuterRef("reported_on"), published_at=OuterRef("published_at"), uid__gt=OuterRef("uid")),
        recommendation=OuterRef("recommendation"),
        government=OuterRef("government"),
        organisation=OuterRef("organisation"),
    )
    own_step = (
        GovernmentStanding.objects.at(at)
        .exclude(status="")
        .filter(recommendation=OuterRef("recommendation"), government=OuterRef("government"))
        .annotate(step=_step)
        .values("step")
    )
    return (
        voices.filter(~Exists(later))
        .annotate(step=_step, own_step=Subquery(own_step))
        .filter(Q(step__gte=F("own_step") + 2) | Q(step__lte=F("own_step") - 2))
    )


def with_dispute(recommendations: QuerySet[Recommendation], at: dt.datetime) -> QuerySet[Recommendation]:
    """Adds `is_disputed`, the part of `flags_of` that the standing does not hold."""
    disputes = disputing_voices(at).filter(recommendation=OuterRef("pk"))
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
