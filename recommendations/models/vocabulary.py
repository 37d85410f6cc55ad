"""Themes, stakeholders, population groups, governments and the later frameworks."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .base import NaturalKeyQuerySet, Record
from .choices import GoalKind, StakeholderKind
from .text_folding import fold
from .validators import validate_reference


class Theme(Record):
    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    ordinal = models.PositiveSmallIntegerField(
        _("ordinal"), help_text=_("Place in lists of themes; smaller comes first.")
    )

    natural_key_lookups = ("slug",)

    class Meta:
        ordering = ["ordinal", "slug"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name


class PopulationGroup(Record):
    """Whom a recommendation concerns; no group is limited to regular migrants."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200)

    natural_key_lookups = ("slug",)

    class Meta:
        ordering = ["name"]
        verbose_name = _("population group")
        verbose_name_plural = _("population groups")

    def __str__(self) -> str:
        return self.name


class GovernmentQuerySet(NaturalKeyQuerySet):
    def that_may_report(self) -> Self:
        return self.filter(may_report=True)

    def of_this_site(self) -> Self:
        """The governments that this site counts: the invented ones where there are any.

        Example and real governments are never counted together, so an example site has a world of
        its own. Runs one extra query.
        """
        return self.filter(is_example=self.model.objects.filter(is_example=True).exists())


class Government(Record):
    """A UN member or observer State: the forum is open to all of them.

    Deactivated by `may_report`, never deleted. The source texts keep the names of their time.
    """

    iso3 = models.CharField(_("ISO 3166 alpha-3"), max_length=3, unique=True)
    iso2 = models.CharField(_("ISO 3166 alpha-2"), max_length=2, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=100)
    name_fr = models.CharField(_("name (French)"), max_length=100)
    name_es = models.CharField(_("name (Spanish)"), max_length=100)
    name_ar = models.CharField(_("name (Arabic)"), max_length=100)
    official_name_en = models.CharField(_("official name (English)"), max_length=200, blank=True)
    official_name_fr = models.CharField(_("official name (French)"), max_length=200, blank=True)
    official_name_es = models.CharField(_("official name (Spanish)"), max_length=200, blank=True)
    official_name_ar = models.CharField(_("official name (Arabic)"), max_length=200, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True)
    may_report = models.BooleanField(_("may report"), default=True)
    is_example = models.BooleanField(
        _("invented"),
        default=False,
        help_text=_("An invented government of the example site; never counted with real ones."),
    )

    natural_key_lookups = ("iso3",)

    objects = GovernmentQuerySet.as_manager()  # type: ignore[misc]  # The manager of a subclass is a narrower one.

    class Meta:
        ordering = ["name_en"]
        verbose_name = _("government")
        verbose_name_plural = _("governments")
        constraints = [
            models.CheckConstraint(
                name="government_iso_codes_are_capital_letters",
                condition=Q(iso3__regex=r"^[A-Z]{3}\Z", iso2__regex=r"^[A-Z]{2}\Z"),
                violation_error_message=_("Give the ISO codes in capital letters, for example SWE and SE."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The short name in the active language; English where that language has none."""
        return self._in_active_language("name")

    @property
    def official_name(self) -> str:
        """As `name`; may be empty."""
        return self._in_active_language("official_name")

    def _in_active_language(self, name: str) -> str:
        language = (get_language() or "en").split("-")[0]
        return str(getattr(self, f"{name}_{language}", "") or getattr(self, f"{name}_en"))

    @property
    def sort_key(self) -> str:
        return fold(self.name)


class Stakeholder(Record):
    """Who can be responsible for a recommendation, or speak in a voice of its own.

    `term_starts_on` and `term_ends_on` bound a role held for a time, such as an incoming chair's;
    null means that no date is recorded, not that the role goes on.
    """

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=StakeholderKind)
    description = models.TextField(_("description"), blank=True)
    government = models.ForeignKey(
        Government,
        verbose_name=_("government"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stakeholders",
    )
    term_starts_on = models.DateField(_("term starts on"), null=True, blank=True)
    term_ends_on = models.DateField(_("term ends on"), null=True, blank=True)
    source = models.TextField(
        _("source"), blank=True, help_text=_("Where this is said: a place in the text, or outside.")
    )

    natural_key_lookups = ("slug",)

    class Meta:
        ordering = ["name"]
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        constraints = [
            models.CheckConstraint(
                name="stakeholder_term_ends_after_it_starts",
                condition=Q(term_starts_on__isnull=True)
                | Q(term_ends_on__isnull=True)
                | Q(term_ends_on__gte=models.F("term_starts_on")),
                violation_error_message=_("The term ends before it starts: correct one date."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Framework(Record):
    """A framework later than the text, such as the Global Compact for Migration."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200)

    natural_key_lookups = ("slug",)

    class Meta:
        ordering = ["name"]
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")

    def __str__(self) -> str:
        return self.name


class FrameworkGoal(Record):
    framework = models.ForeignKey(
        Framework, verbose_name=_("framework"), on_delete=models.PROTECT, related_name="goals"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=GoalKind)
    code = models.CharField(
        _("code"),
        max_length=60,
        validators=[validate_reference],
        help_text=_("As the framework numbers it: 19, or 3.c."),
    )
    title = models.TextField(_("title"))
    ordinal = models.PositiveSmallIntegerField(_("ordinal"))

    natural_key_lookups = ("framework__slug", "code")

    class Meta:
        ordering = ["framework__slug", "ordinal"]
        verbose_name = _("framework goal")
        verbose_name_plural = _("framework goals")
        constraints = [
            models.UniqueConstraint(
                "framework",
                Lower("code"),
                name="framework_goal_code_is_unique",
                violation_error_message=_("This framework already has a goal with this code."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    @property
    def key(self) -> str:
        """As filters name it: `gcm:19`, `sdg:3.c`. Reads the framework."""
        return f"{self.framework.slug}:{self.code}"
