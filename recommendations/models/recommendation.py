"""Recommendations and their components."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, FilteredRelation, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from .base import NaturalKeyQuerySet, Record
from .choices import AssessmentStatus, Force, RecommendationKind
from .dates import months_before
from .text import Document, Passage, Session
from .validators import REFERENCE_PATTERN, validate_reference
from .vocabulary import Government, PopulationGroup, Theme

STALE_AFTER_MONTHS = 18


class RecommendationQuerySet(NaturalKeyQuerySet):
    def with_standing(self, at: dt.datetime) -> Self:
        """Each recommendation with its standing at `at`, by one outer join.

        Adds `status` (`not_assessed` where there is no standing), `assessed_on`,
        `next_review_on`, `last_reported_on`, `last_published_at` and `assessment_published_at`
        (null: none), and `standing` for further lookups.
        """
        return self.annotate(
            standing=FilteredRelation(
                "standings",
                condition=Q(standings__valid_from__lte=at)
                & (Q(standings__valid_to__isnull=True) | Q(standings__valid_to__gt=at)),
            ),
        ).annotate(
            status=Coalesce(F("standing__status"), Value(AssessmentStatus.NOT_ASSESSED.value)),
            assessed_on=F("standing__assessed_on"),
            next_review_on=F("standing__next_review_on"),
            last_reported_on=F("standing__last_reported_on"),
            last_published_at=F("standing__last_published_at"),
            assessment_published_at=F("standing__assessment__published_at"),
        )

    def stale(self, on: dt.date) -> Self:
        """Newest report or assessment over 18 months before `on`; never where there is no information.

        Needs `with_standing`. `flags.flags_of` says the same of one row.
        """
        limit = months_before(on, STALE_AFTER_MONTHS)
        return self.filter(
            Q(last_reported_on__isnull=True) | Q(last_reported_on__lt=limit),
            Q(assessed_on__isnull=True) | Q(assessed_on__lt=limit),
            Q(last_reported_on__isnull=False) | ~Q(status=AssessmentStatus.NOT_ASSESSED),
        )

    def review_due(self, on: dt.date) -> Self:
        """The current assessment's `next_review_on` has come. Needs `with_standing`."""
        return self.filter(next_review_on__lte=on)

    def with_unassessed_news(self) -> Self:
        """A follow-up in force was published after the current assessment was, or there is none.

        Needs `with_standing`.
        """
        return self.filter(
            Q(assessment_published_at__isnull=True, last_published_at__isnull=False)
            | Q(last_published_at__gt=F("assessment_published_at"))
        )


class Recommendation(Record):
    """Something that a source asks for, in a way that progress on it can be reported.

    Its text is that of the passages it cites as `source`, verbatim; `title` is editorial.
    No `addressees` means every government that may report.
    """

    reference = models.CharField(_("reference"), max_length=40, unique=True, validators=[validate_reference])
    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="recommendations",
    )
    session = models.ForeignKey(
        Session,
        verbose_name=_("session"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recommendations",
        help_text=_("Empty where it belongs to the Round Table as a whole."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=RecommendationKind)
    title = models.CharField(_("title"), max_length=300)
    ordinal = models.PositiveIntegerField(_("ordinal"))
    force = models.CharField(_("force"), max_length=20, choices=Force, blank=True)
    force_words = models.CharField(_("words that carry the force"), max_length=300, blank=True)
    attribution = models.TextField(
        _("attribution"), blank=True, help_text=_("Whose view it is, in the words of the source.")
    )
    is_borderline = models.BooleanField(_("borderline"), default=False)
    remark = models.TextField(
        _("editorial remark"), blank=True, help_text=_("Shown to the public as an editor's words.")
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="recommendations")
    related = models.ManyToManyField("self", verbose_name=_("related"), blank=True)
    addressees = models.ManyToManyField(
        Government,
        verbose_name=_("addressees"),
        blank=True,
        related_name="addressed_recommendations",
        help_text=_("Empty: every government that may report."),
    )
    population_groups = models.ManyToManyField(
        PopulationGroup,
        verbose_name=_("population groups"),
        through="PopulationGroupLink",
        related_name="recommendations",
    )
    passages = models.ManyToManyField(
        Passage, verbose_name=_("passages"), through="Citation", related_name="recommendations"
    )

    _history_m2m_fields = [themes, related, addressees]
    natural_key_lookups = ("reference",)

    objects = RecommendationQuerySet.as_manager()  # type: ignore[misc]  # The manager of a subclass is a narrower one.

    class Meta:
        ordering = ["document", "ordinal"]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                Lower("reference"),
                name="recommendation_reference_is_unique_whatever_the_case",
                violation_error_message=_("Another recommendation has this reference, apart from capital letters."),
            ),
            models.CheckConstraint(
                name="recommendation_reference_is_an_address",
                condition=Q(reference__regex=REFERENCE_PATTERN),
                violation_error_message=_("A reference holds letters, digits, dots and hyphens only: RT3.2-R3."),
            ),
            models.UniqueConstraint(
                fields=["document", "ordinal"],
                name="recommendation_ordinal_is_unique_in_its_document",
                violation_error_message=_("This document already has a recommendation there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class Component(Record):
    """A limb of a recommendation that can progress by itself."""

    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.CASCADE,
        related_name="components",
    )
    ordinal = models.PositiveSmallIntegerField(_("ordinal"))
    text = models.CharField(_("text"), max_length=300)

    natural_key_lookups = ("recommendation__reference", "ordinal")

    class Meta:
        ordering = ["recommendation", "ordinal"]
        verbose_name = _("component")
        verbose_name_plural = _("components")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "ordinal"],
                name="component_ordinal_is_unique_in_its_recommendation",
                violation_error_message=_("This recommendation already has a component there."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
