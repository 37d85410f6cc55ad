"""What every ledger entry shares: its state, its steps, and who may see it."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from .base import NaturalKeyQuerySet, Record
from .choices import EDITABLE_STATES, EntryState, EvidenceGrade
from .people import Rights
from .validators import validate_language

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .evidence import Evidence


class EntryQuerySet(NaturalKeyQuerySet):
    """The one door to the ledger: every surface reads it through these methods."""

    def published(self, at: dt.datetime) -> Self:
        """Entries that were public at `at`: published by then and not withdrawn by then.

        Those corrected by then are among them; `in_force` leaves them out.
        """
        return self.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at), published_at__lte=at)

    def withdrawn(self, at: dt.datetime) -> Self:
        """Entries that were public once and were withdrawn by `at`: that it is so may be said, their words may not."""
        return self.filter(published_at__isnull=False, withdrawn_at__lte=at)

    def in_force(self, at: dt.datetime) -> Self:
        """Public at `at`, and not corrected by an entry published by then.

        Withdrawing a correction does not revive what it corrected.
        """
        corrections = self.model.objects.filter(corrects=OuterRef("pk"), published_at__lte=at)
        return self.published(at).filter(~Exists(corrections))

    def visible_to(self, rights: Rights, at: dt.datetime) -> Self:
        """What a person with `rights` may see at `at`: everything else answers 404."""
        if rights.sees_all_entries:
            return self
        public = Q(published_at__lte=at) & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at))
        return self.filter(public | self.model.written_for(rights.governments))

    def with_grade(self) -> Self:
        """Adds `grade`, the evidence grade, from the evidence attached."""
        evidence = self.model.evidence.rel.related_model.objects.filter(**{self.model.evidence_field(): OuterRef("pk")})
        return self.annotate(
            grade=Case(
                When(Exists(evidence.filter(is_independent=True)), Value("corroborated")),
                When(Exists(evidence), Value("documented")),
                default=Value(EvidenceGrade.SELF_REPORTED.value),
                output_field=models.CharField(),
            )
        )


def _together(step: str) -> Q:
    return Q(**{f"{step}_by__isnull": True, f"{step}_at__isnull": True}) | Q(
        **{f"{step}_by__isnull": False, f"{step}_at__isnull": False}
    )


def _step_constraint(step: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"%(class)s_{step}_by_and_at_go_together",
        condition=_together(step),
        violation_error_message=_("Who took a step and when are recorded together."),
    )


class Entry(Record):
    """A dated, signed statement with an editorial state. Only workflow.py writes entries.

    `author` began the entry. `<step>_by` and `<step>_at` are null until the step is taken, and
    `submitted`, `reviewed` name the latest time where it was taken again. `self_published` marks
    what a superuser published although they wrote or edited it. A redacted entry is a stub: its
    words and files are gone, its dates and statuses stand.
    """

    uid = models.UUIDField(_("uid"), default=uuid.uuid4, unique=True, editable=False)
    recommendation = models.ForeignKey(
        "recommendations.Recommendation",
        verbose_name=_("recommendation"),
        on_delete=models.PROTECT,
    )
    state = models.CharField(_("state"), max_length=10, choices=EntryState, default=EntryState.DRAFT, editable=False)
    language = models.CharField(
        _("language"),
        max_length=20,
        default="en",
        validators=[validate_language],
        help_text=_("The language that the entry is written in: en, fr, es, ar, …"),
    )
    corrects = models.ForeignKey(
        "self",
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False, db_index=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawn by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("redacted by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    redacted_at = models.DateTimeField(_("redacted at"), null=True, editable=False)
    return_note = models.TextField(_("return note"), blank=True, editable=False)
    withdrawal_reason = models.TextField(_("withdrawal reason"), blank=True, editable=False)
    redaction_reason = models.TextField(_("redaction reason"), blank=True, editable=False)
    self_published = models.BooleanField(_("self-published"), default=False, editable=False)

    natural_key_lookups = ("uid",)

    # What a correction shares with the entry that it corrects.
    subject_fields: ClassVar[tuple[str, ...]]
    # What the author writes; copied into a correction.
    content_fields: ClassVar[tuple[str, ...]]
    # Free text, blanked by redaction; the second is what reviewers write.
    text_fields: ClassVar[tuple[str, ...]]
    step_text_fields: ClassVar[tuple[str, ...]] = ("return_note", "withdrawal_reason")
    # Reverse of the field of Evidence that names an entry of this model.
    evidence: "RelatedManager[Evidence]"
    # The author's date that orders entries of one subject; it may not lie in the future.
    date_field: ClassVar[str]

    objects = EntryQuerySet.as_manager()  # type: ignore[misc]  # The manager of a subclass is a narrower one.

    class Meta:
        abstract = True
        constraints = [
            *(_step_constraint(step) for step in ("submitted", "reviewed", "published", "withdrawn", "redacted")),
            models.CheckConstraint(
                name="%(class)s_state_agrees_with_its_steps",
                condition=Q(state=EntryState.DRAFT, published_at=None)
                | Q(state=EntryState.SUBMITTED, published_at=None, submitted_at__isnull=False)
                | Q(state=EntryState.RETURNED, published_at=None, reviewed_at__isnull=False)
                | Q(state=EntryState.PUBLISHED, published_at__isnull=False, withdrawn_at=None)
                | Q(
                    state=EntryState.WITHDRAWN,
                    published_at__isnull=False,
                    withdrawn_at__isnull=False,
                ),
                violation_error_message=_("The state contradicts the steps that were taken."),
            ),
            models.CheckConstraint(
                name="%(class)s_is_withdrawn_after_it_is_published",
                # A comparison with null is no refusal to the database, so what it needs is said beside it.
                condition=Q(withdrawn_at=None) | Q(published_at__isnull=False, withdrawn_at__gt=F("published_at")),
                violation_error_message=_("Only a published entry can be withdrawn."),
            ),
            models.CheckConstraint(
                name="%(class)s_redaction_needs_withdrawal_and_reason",
                condition=Q(redacted_at=None)
                | (Q(withdrawn_at__isnull=False, redacted_at__gte=F("withdrawn_at")) & ~Q(redaction_reason="")),
                violation_error_message=_("Withdraw the entry before redacting it, and give the reason."),
            ),
            models.CheckConstraint(
                name="%(class)s_return_needs_a_note",
                condition=~Q(state=EntryState.RETURNED) | ~Q(return_note=""),
                violation_error_message=_("Say in a note what the author should change."),
            ),
            models.CheckConstraint(
                name="%(class)s_withdrawal_needs_a_reason",
                condition=~Q(state=EntryState.WITHDRAWN) | ~Q(withdrawal_reason="") | Q(redacted_at__isnull=False),
                violation_error_message=_("Give the reason for the withdrawal."),
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(published_at__isnull=False),
                name="%(class)s_is_corrected_once",
                violation_error_message=_("This entry already has a published correction: correct that one instead."),
            ),
        ]

    @classmethod
    def written_for(cls, governments: frozenset[int]) -> Q:
        """The entries that focal points of `governments` write: no other voice than their own."""
        raise NotImplementedError

    @classmethod
    def evidence_field(cls) -> str:
        """The field of Evidence that names an entry of this model."""
        name: str = cls._meta.get_field("evidence").field.name  # type: ignore[union-attr]  # A reverse relation.
        return name

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE_STATES

    @property
    def was_published(self) -> bool:
        return self.published_at is not None

    @property
    def stated_on_day(self) -> dt.date:
        """The author's date of the entry, whatever its field is called."""
        day: dt.date = getattr(self, self.date_field)
        return day

    def get_absolute_url(self) -> str:
        return f"/updates/{self.uid}/"
