"""The state over time, derived from the ledger: one row per interval, written by workflow.py alone.

A row holds from `valid_from` (included) to `valid_to` (excluded; null: until now), so that today,
a past day and the end of each month are the same query. A missing row means that nothing is known.
"""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import AssessmentStatus, EvidenceGrade, FollowUpStatus, Stance
from .ledger import Assessment, FollowUp, Position
from .recommendation import Component, Recommendation
from .vocabulary import Government


class StandingQuerySet(models.QuerySet[Any]):
    def at(self, moment: dt.datetime) -> Self:
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=moment), valid_from__lte=moment)


class Standing(models.Model):
    valid_from = models.DateTimeField(_("valid from"))
    valid_to = models.DateTimeField(_("valid to"), null=True)

    # What one row at a time is open for.
    subject_fields: ClassVar[tuple[str, ...]]

    objects = StandingQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_interval_has_a_length",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                violation_error_message=_("An interval ends after it starts."),
            ),
        ]


class GovernmentStanding(Standing):
    """What one government says and reports of one recommendation; other voices are not in it.

    `status` is blank where no follow-up is in force, `stance` where no position is; a row exists
    only where one of them is set. `grade` and `reported_on` speak of the follow-up.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="government_standings")
    government = models.ForeignKey(Government, on_delete=models.PROTECT, related_name="standings")
    status = models.CharField(max_length=20, choices=FollowUpStatus, blank=True)
    stance = models.CharField(max_length=20, choices=Stance, blank=True)
    follow_up = models.ForeignKey(FollowUp, null=True, on_delete=models.PROTECT, related_name="standings")
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="standings")
    grade = models.CharField(max_length=20, choices=EvidenceGrade, blank=True)
    reported_on = models.DateField(null=True)

    subject_fields = ("recommendation_id", "government_id")

    class Meta(Standing.Meta):
        abstract = False
        constraints = [
            *Standing.Meta.constraints,
            models.UniqueConstraint(
                fields=["recommendation", "government"],
                condition=Q(valid_to__isnull=True),
                name="governmentstanding_is_open_once",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "government", "valid_from"],
                name="governmentstanding_starts_once",
            ),
            models.CheckConstraint(
                name="governmentstanding_says_something",
                condition=Q(follow_up__isnull=False) | Q(position__isnull=False),
            ),
            models.CheckConstraint(
                name="governmentstanding_status_has_its_follow_up",
                condition=Q(follow_up__isnull=False, reported_on__isnull=False) & ~Q(status="") & ~Q(grade="")
                | Q(follow_up=None, reported_on=None, status="", grade=""),
            ),
            models.CheckConstraint(
                name="governmentstanding_stance_has_its_position",
                condition=(Q(position__isnull=False) & ~Q(stance="")) | Q(position=None, stance=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} x {self.government_id}: {self.status or self.stance}"


class ComponentStanding(Standing):
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="standings")
    status = models.CharField(max_length=20, choices=AssessmentStatus)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="component_standings")

    subject_fields = ("component_id",)

    class Meta(Standing.Meta):
        abstract = False
        constraints = [
            *Standing.Meta.constraints,
            models.UniqueConstraint(
                fields=["component"],
                condition=Q(valid_to__isnull=True),
                name="componentstanding_is_open_once",
            ),
            models.UniqueConstraint(fields=["component", "valid_from"], name="componentstanding_starts_once"),
        ]

    def __str__(self) -> str:
        return f"{self.component_id}: {self.status}"


class RecommendationStanding(Standing):
    """The state of a whole recommendation.

    `status` comes from the current assessment of the whole, never from its components;
    `not_assessed` with no `assessment` where there is none. `last_reported_on` and
    `last_published_at` are the newest dates of the follow-ups in force, whichever voice (null:
    none). `num_*` count governments by the status of their current follow-up.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="standings")
    status = models.CharField(max_length=20, choices=AssessmentStatus, default=AssessmentStatus.NOT_ASSESSED)
    assessment = models.ForeignKey(Assessment, null=True, on_delete=models.PROTECT, related_name="standings")
    assessed_on = models.DateField(null=True)
    next_review_on = models.DateField(null=True)
    last_reported_on = models.DateField(null=True)
    last_published_at = models.DateTimeField(null=True)
    num_planning = models.PositiveIntegerField(default=0)
    num_in_progress = models.PositiveIntegerField(default=0)
    num_completed = models.PositiveIntegerField(default=0)
    num_continuous = models.PositiveIntegerField(default=0)
    num_discontinued = models.PositiveIntegerField(default=0)

    subject_fields = ("recommendation_id",)

    class Meta(Standing.Meta):
        abstract = False
        constraints = [
            *Standing.Meta.constraints,
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(valid_to__isnull=True),
                name="recommendationstanding_is_open_once",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "valid_from"],
                name="recommendationstanding_starts_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.status}"


class LedgerClock(models.Model):
    """One row that orders publications.

    Whoever publishes or withdraws locks it, so that moments of the ledger never run backwards and
    no two are equal. `last_at` is the latest moment given out (null: none yet).
    """

    last_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="ledger_clock_is_one_row", condition=Q(pk=1)),
        ]

    def __str__(self) -> str:
        return str(self.last_at)
