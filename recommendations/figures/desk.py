"""What waits for the person who is signed in: the figures of the desk, and the rows behind each of them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from recommendations.ledger.rules import reviewable
from recommendations.models import (
    Assessment,
    Entry,
    EntryQuerySet,
    FollowUp,
    Government,
    GovernmentStanding,
    Position,
    Recommendation,
    Rights,
)
from recommendations.models.choices import EntryState, Flag

from .flags import flagged
from .metrics import silent_governments

ENTRY_MODELS: tuple[type[Entry], ...] = (FollowUp, Position, Assessment)


class Waiting(TextChoices):
    """Why an entry waits for a person."""

    REVIEW = "review", _("to review")
    RETURNED = "returned", _("returned to me")
    DRAFTS = "drafts", _("drafts of mine")


@dataclass(frozen=True)
class Desk:
    """Numbers of rows. `entries` counts each kind of entry under its reason; null: not this person's business."""

    entries: dict[Waiting, dict[type[Entry], int]]
    flags: dict[Flag, int] | None
    silent: int | None
    unreported: int | None


def waiting(entries: EntryQuerySet, why: Waiting, by: Any, rights: Rights) -> EntryQuerySet:
    """The entries among `entries` that wait for the person for this reason."""
    match why:
        case Waiting.REVIEW:
            return reviewable(entries, by, rights)
        case Waiting.RETURNED:
            return entries.filter(Q(author=by) | Q(submitted_by=by), state=EntryState.RETURNED)
        case Waiting.DRAFTS:
            return entries.filter(author=by, state=EntryState.DRAFT)


def unreported(recommendations: QuerySet[Any], rights: Rights, at: dt.datetime) -> QuerySet[Any]:
    """Recommendations addressed to a government that the person reports for, without its follow-up in force."""
    own = Government.objects.that_may_report().filter(pk__in=rights.governments)
    reports = GovernmentStanding.objects.at(at).exclude(status="")
    silent = own.filter(
        ~Exists(reports.filter(government=OuterRef("pk"), recommendation=OuterRef(OuterRef("pk")))),
    )
    to_one = Exists(silent.filter(addressed_recommendations=OuterRef("pk")))
    to_all = ~Exists(Recommendation.addressees.through.objects.filter(recommendation=OuterRef("pk"))) & Exists(silent)
    return recommendations.filter(to_one | to_all)


def returned(desk: Desk, by: Any, rights: Rights, at: dt.datetime, *, limit: int) -> list[Any]:
    """The entries that the desk counts as returned to the person, the latest first; a query for each kind it counts."""
    found: list[Any] = []
    for model, number in desk.entries[Waiting.RETURNED].items():
        if number:
            rows = waiting(model.objects.visible_to(rights, at), Waiting.RETURNED, by, rights)
            names = [
                field.name for field in model._meta.fields if field.name in model.subject_fields and field.is_relation
            ]
            found += rows.select_related(*names).order_by("-reviewed_at")[:limit]
    return sorted(found, key=lambda entry: entry.reviewed_at, reverse=True)[:limit]


def desk(by: Any, rights: Rights, at: dt.datetime) -> Desk:
    """What waits for the person now. Twelve queries at the most."""
    recommendations = Recommendation.objects.with_standing(at)
    assesses = rights.writes_assessments
    return Desk(
        entries={
            why: {
                model: waiting(model.objects.visible_to(rights, at), why, by, rights).count()
                for model in ENTRY_MODELS
                if assesses or model is not Assessment
            }
            for why in Waiting
            if rights.reviews or why is not Waiting.REVIEW
        },
        flags={flag: flagged(recommendations, flag, at).count() for flag in Flag} if assesses else None,
        silent=silent_governments(at).count() if assesses else None,
        unreported=unreported(recommendations, rights, at).count() if rights.governments else None,
    )
