"""What ties a recommendation to passages, people, later frameworks and things outside the text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Record
from .choices import Basis, CitationRole, Confidence, ResponsibilityRole
from .recommendation import Recommendation
from .text import Passage
from .vocabulary import FrameworkGoal, PopulationGroup, Stakeholder


class PopulationGroupLink(Record):
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.CASCADE,
        related_name="population_group_links",
    )
    population_group = models.ForeignKey(
        PopulationGroup,
        verbose_name=_("population group"),
        on_delete=models.PROTECT,
        related_name="links",
    )
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)

    natural_key_lookups = ("recommendation__reference", "population_group__slug")

    class Meta:
        ordering = ["recommendation", "basis", "population_group__name"]
        verbose_name = _("population group concerned")
        verbose_name_plural = _("population groups concerned")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "population_group"],
                name="population_group_is_named_once_per_recommendation",
                violation_error_message=_("This population group is already listed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.reference}: {self.population_group}"


class Citation(Record):
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.CASCADE,
        related_name="citations",
    )
    passage = models.ForeignKey(Passage, verbose_name=_("passage"), on_delete=models.PROTECT, related_name="citations")
    role = models.CharField(_("role"), max_length=10, choices=CitationRole, default=CitationRole.SOURCE)

    natural_key_lookups = (
        "recommendation__reference",
        "passage__document__slug",
        "passage__code",
    )

    class Meta:
        ordering = ["recommendation", "passage__ordinal"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "passage"],
                name="passage_is_cited_once_per_recommendation",
                violation_error_message=_("This passage is already cited."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.reference} < {self.passage.code}"


class Responsibility(Record):
    """Who is responsible: `words` quote the source (named), `reason` says why (implied)."""

    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.CASCADE,
        related_name="responsibilities",
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        verbose_name=_("stakeholder"),
        on_delete=models.PROTECT,
        related_name="responsibilities",
    )
    role = models.CharField(_("role"), max_length=20, choices=ResponsibilityRole)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    words = models.TextField(_("words of the source"), blank=True)
    reason = models.TextField(_("reason"), blank=True)

    natural_key_lookups = ("recommendation__reference", "stakeholder__slug")

    class Meta:
        ordering = ["recommendation", "id"]
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "stakeholder"],
                name="stakeholder_is_responsible_once_per_recommendation",
                violation_error_message=_("This stakeholder is already listed."),
            ),
            models.CheckConstraint(
                name="responsibility_gives_its_words_or_its_reason",
                condition=(Q(basis=Basis.NAMED) & ~Q(words="")) | (Q(basis=Basis.IMPLIED) & ~Q(reason="")),
                violation_error_message=_(
                    "Quote the words where the text names the stakeholder; give the reason where the text implies it."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.reference}: {self.stakeholder}"


class Alignment(Record):
    """An editor's judgement, made later, that a framework goal covers the same ground."""

    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.CASCADE,
        related_name="alignments",
    )
    goal = models.ForeignKey(
        FrameworkGoal,
        verbose_name=_("framework goal"),
        on_delete=models.PROTECT,
        related_name="alignments",
    )
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)
    reason = models.TextField(_("reason"), blank=True)
    author_name = models.CharField(_("author"), max_length=100)
    dated_on = models.DateField(_("dated"))

    natural_key_lookups = ("recommendation__reference", "goal__framework__slug", "goal__code")

    class Meta:
        ordering = ["recommendation", "goal__framework__slug", "goal__ordinal"]
        verbose_name = _("alignment")
        verbose_name_plural = _("alignments")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "goal"],
                name="goal_is_aligned_once_per_recommendation",
                violation_error_message=_("This goal is already aligned."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.reference} ~ {self.goal.code}"


class OutsideReference(Record):
    """A fact or an instrument outside the text, always shown as such."""

    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.CASCADE,
        related_name="outside_references",
    )
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)

    natural_key_lookups = ("recommendation__reference", "title")

    class Meta:
        ordering = ["recommendation", "title"]
        verbose_name = _("outside reference")
        verbose_name_plural = _("outside references")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "title"],
                name="outside_reference_title_is_unique_in_its_recommendation",
                violation_error_message=_("This outside reference is already listed."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
