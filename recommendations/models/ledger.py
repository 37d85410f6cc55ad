"""The ledger: positions, follow-ups and assessments."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .base import NaturalKeyModel
from .choices import (
    AssessmentStatus,
    Channel,
    ClosingReason,
    CountryRole,
    FollowUpStatus,
    Stance,
    Voice,
)
from .entry import Entry, EntryQuerySet
from .recommendation import Component
from .validators import validate_length
from .vocabulary import Government, Stakeholder


class Position(Entry):
    """A government's stance on a recommendation. It is not a report of action."""

    government = models.ForeignKey(
        Government,
        verbose_name=_("government"),
        on_delete=models.PROTECT,
        related_name="positions",
    )
    stance = models.CharField(_("stance"), max_length=20, choices=Stance)
    part = models.TextField(
        _("supported part"), validators=[validate_length], blank=True, help_text=_("Which part is supported.")
    )
    reason = models.TextField(_("reason"), validators=[validate_length], blank=True)
    stated_on = models.DateField(_("stated on"))
    channel = models.CharField(_("channel"), max_length=25, choices=Channel)

    subject_fields = ("recommendation", "government")
    content_fields = ("language", "stance", "part", "reason", "stated_on", "channel")
    text_fields = ("part", "reason")
    date_field = "stated_on"

    class Meta(Entry.Meta):
        abstract = False
        ordering = ["-stated_on", "-id"]
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        default_related_name = "positions"
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="position_partial_support_names_the_part",
                condition=~Q(stance=Stance.SUPPORTED_IN_PART) | ~Q(part="") | Q(redacted_at__isnull=False),
                violation_error_message=_("Say which part is supported."),
            ),
            models.CheckConstraint(
                name="position_not_applicable_gives_the_reason",
                condition=~Q(stance=Stance.NOT_APPLICABLE) | ~Q(reason="") | Q(redacted_at__isnull=False),
                violation_error_message=_("Say why the recommendation does not apply."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.reference}, {self.government}: {self.get_stance_display()}"

    @classmethod
    def written_for(cls, governments: frozenset[int]) -> Q:
        return Q(government__in=governments)


class FollowUp(Entry):
    """What an actor reports doing about a recommendation, in the actor's own words.

    `organisation` is empty exactly for `voice=government`; `government` is optional for the other
    voices. No `components` means the recommendation as a whole. `adopted_on` and `in_effect_on`
    tell the adoption of a measure from its taking effect; null means not said. So does
    `is_gender_responsive`.
    """

    government = models.ForeignKey(
        Government,
        verbose_name=_("government"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
    )
    voice = models.CharField(_("voice"), max_length=30, choices=Voice, default=Voice.GOVERNMENT)
    organisation = models.ForeignKey(
        Stakeholder,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
        help_text=_("Who speaks, where it is not a government."),
    )
    channel = models.CharField(_("channel"), max_length=25, choices=Channel)
    status = models.CharField(_("status"), max_length=20, choices=FollowUpStatus)
    reason = models.TextField(
        _("reason"), validators=[validate_length], blank=True, help_text=_("Why the action was discontinued.")
    )
    reported_on = models.DateField(_("reported on"))
    summary = models.TextField(_("summary"), validators=[validate_length])
    details = models.TextField(_("details"), validators=[validate_length], blank=True)
    next_step = models.TextField(_("next step"), validators=[validate_length], blank=True)
    components = models.ManyToManyField(
        Component,
        verbose_name=_("components"),
        through="FollowUpComponent",
        blank=True,
        related_name="follow_ups",
        help_text=_("Empty: the recommendation as a whole."),
    )
    country_role = models.CharField(
        _("country role"),
        max_length=15,
        choices=CountryRole,
        default=CountryRole.UNSPECIFIED,
    )
    joint_with = models.ManyToManyField(
        Government,
        verbose_name=_("joint with"),
        through="JointGovernment",
        blank=True,
        related_name="joint_follow_ups",
        help_text=_("Governments that took the measure together with this one."),
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    in_effect_on = models.DateField(_("in effect on"), null=True, blank=True)
    is_gender_responsive = models.BooleanField(_("gender-responsive"), null=True, blank=True)

    subject_fields = ("recommendation", "government", "voice", "organisation")
    content_fields = (
        "language",
        "channel",
        "status",
        "reason",
        "reported_on",
        "summary",
        "details",
        "next_step",
        "country_role",
        "adopted_on",
        "in_effect_on",
        "is_gender_responsive",
    )
    text_fields = ("reason", "summary", "details", "next_step")
    date_field = "reported_on"

    objects = EntryQuerySet.as_manager()  # type: ignore[misc]  # The manager of a subclass is a narrower one.

    class Meta(Entry.Meta):
        abstract = False
        ordering = ["-reported_on", "-id"]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        default_related_name = "follow_ups"
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="followup_organisation_is_empty_exactly_for_governments",
                condition=Q(voice=Voice.GOVERNMENT, organisation=None, government__isnull=False)
                | (~Q(voice=Voice.GOVERNMENT) & Q(organisation__isnull=False)),
                violation_error_message=_(
                    "Name the government where a government speaks, and no organisation; name the "
                    "organisation where another voice speaks."
                ),
            ),
            models.CheckConstraint(
                name="followup_other_voices_are_recorded_by_the_secretariat",
                condition=Q(voice=Voice.GOVERNMENT) | Q(channel=Channel.RECORDED_BY_SECRETARIAT),
                violation_error_message=_("What other voices say is recorded by the secretariat: choose that channel."),
            ),
            models.CheckConstraint(
                name="followup_discontinued_gives_the_reason",
                condition=~Q(status=FollowUpStatus.DISCONTINUED) | ~Q(reason="") | Q(redacted_at__isnull=False),
                violation_error_message=_("Say why the action was discontinued."),
            ),
            models.CheckConstraint(
                name="followup_has_a_summary",
                condition=~Q(summary="") | Q(redacted_at__isnull=False),
                violation_error_message=_("Say in a summary what is being done."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["recommendation", "government", "-reported_on"],
                name="followup_of_pair",
            ),
        ]

    def __str__(self) -> str:
        speaker = self.organisation or self.government
        return f"{self.recommendation.reference}, {speaker}: {self.get_status_display()}"

    @classmethod
    def written_for(cls, governments: frozenset[int]) -> Q:
        return Q(voice=Voice.GOVERNMENT, government__in=governments)

    @property
    def speaker(self) -> Stakeholder | Government:
        """The organisation where one speaks, else the government."""
        speaker = self.organisation or self.government
        assert speaker is not None, "the database refuses a follow-up without a speaker"
        return speaker


class FollowUpComponent(NaturalKeyModel):
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="component_links")
    component = models.ForeignKey(
        Component,
        verbose_name=_("component"),
        on_delete=models.PROTECT,
        related_name="follow_up_links",
    )

    # A history of its own: django-simple-history cannot follow a many-to-many field whose through
    # model is written further down.
    history = HistoricalRecords()

    natural_key_lookups = (
        "follow_up__uid",
        "component__recommendation__reference",
        "component__ordinal",
    )

    class Meta:
        verbose_name = _("component of a follow-up")
        verbose_name_plural = _("components of follow-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "component"],
                name="component_is_named_once_per_follow_up",
                violation_error_message=_("This component is already listed."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.component)


class JointGovernment(NaturalKeyModel):
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="joint_links")
    government = models.ForeignKey(
        Government,
        verbose_name=_("government"),
        on_delete=models.PROTECT,
        related_name="joint_links",
    )

    history = HistoricalRecords()

    natural_key_lookups = ("follow_up__uid", "government__iso3")

    class Meta:
        verbose_name = _("government of a joint follow-up")
        verbose_name_plural = _("governments of joint follow-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "government"],
                name="government_is_named_once_per_joint_follow_up",
                violation_error_message=_("This government is already listed."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.government)


class Assessment(Entry):
    """The secretariat's judgement of a recommendation, or of one component of it."""

    component = models.ForeignKey(
        Component,
        verbose_name=_("component"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assessments",
        help_text=_("Empty: the recommendation as a whole."),
    )
    status = models.CharField(_("status"), max_length=20, choices=AssessmentStatus)
    rationale = models.TextField(_("rationale"), validators=[validate_length])
    closing_reason = models.CharField(_("closing reason"), max_length=20, choices=ClosingReason, blank=True)
    assessed_on = models.DateField(_("assessed on"))
    next_review_on = models.DateField(_("next review on"), null=True, blank=True)

    subject_fields = ("recommendation", "component")
    content_fields = (
        "language",
        "status",
        "rationale",
        "closing_reason",
        "assessed_on",
        "next_review_on",
    )
    text_fields = ("rationale",)
    date_field = "assessed_on"

    class Meta(Entry.Meta):
        abstract = False
        ordering = ["-assessed_on", "-id"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        default_related_name = "assessments"
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="assessment_has_a_rationale",
                condition=~Q(rationale="") | Q(redacted_at__isnull=False),
                violation_error_message=_("Give the rationale: what the status rests on."),
            ),
            models.CheckConstraint(
                name="assessment_continuous_has_a_date_of_review",
                condition=~Q(status=AssessmentStatus.CONTINUOUS) | Q(next_review_on__isnull=False),
                violation_error_message=_("A continuous task needs the date of its next review."),
            ),
            models.CheckConstraint(
                name="assessment_closed_gives_the_reason",
                condition=Q(status=AssessmentStatus.CLOSED, closing_reason__in=ClosingReason.values)
                | (~Q(status=AssessmentStatus.CLOSED) & Q(closing_reason="")),
                violation_error_message=_("Give the closing reason where the status is “closed”, and nowhere else."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.reference}: {self.get_status_display()}"

    @classmethod
    def written_for(cls, governments: frozenset[int]) -> Q:
        return Q(pk__in=())
