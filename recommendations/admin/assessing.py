"""What an assessor reads before judging: the present assessment, the news since then, and the components."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from recommendations.models import Assessment, Component, Evidence, Recommendation
from recommendations.models.choices import AssessmentStatus
from recommendations.public.published import Limb, Line, entries, limbs

from .evidence import sources_of


@dataclass(frozen=True)
class Basis:
    """`component` is null where the whole is assessed, `present` where nobody has published an assessment of it.

    `news` are the follow-ups in force, of every voice, that were published since `present`, the latest first, each
    with its sources; for a component those that name it and those that speak of the whole.
    """

    recommendation: Recommendation
    component: Component | None
    present: Assessment | None
    news: list[tuple[Line, list[tuple[Evidence, str]]]]
    limbs: list[Limb]

    @property
    def status(self) -> AssessmentStatus:
        return AssessmentStatus(self.present.status) if self.present else AssessmentStatus.NOT_ASSESSED


def basis_of(recommendation: Recommendation, component_id: int | None, at: dt.datetime) -> Basis:
    """For the whole where the recommendation has no such component. Eight queries."""
    parts = limbs(recommendation, at)
    chosen = next((limb for limb in parts if limb.component.pk == component_id), None)
    if chosen:
        present = chosen.assessment
    else:
        standing = recommendation.standings.at(at).select_related("assessment").first()
        present = standing.assessment if standing else None
    news = entries("follow_up", at).filter(recommendation=recommendation, is_in_force=True)
    if present:
        news = news.filter(published_at__gt=present.published_at)
    if chosen:
        news = news.filter(Q(components=chosen.component) | Q(components=None))
    return Basis(
        recommendation=recommendation,
        component=chosen.component if chosen else None,
        present=present,
        news=[(Line("follow_up", entry), sources_of(entry)) for entry in news.order_by("-published_at")],
        limbs=parts,
    )
