"""What can be read about an entry."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .attachments import kind_of, stored_name, validate_attachment
from .base import Record
from .entry import Entry
from .ledger import Assessment, FollowUp, Position
from .validators import validate_language


class Evidence(Record):
    """A source attached to exactly one entry; frozen once that entry is published."""

    uid = models.UUIDField(_("uid"), default=uuid.uuid4, unique=True, editable=False)
    follow_up = models.ForeignKey(FollowUp, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    position = models.ForeignKey(Position, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    assessment = models.ForeignKey(Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    file = models.FileField(_("file"), upload_to=stored_name, blank=True, validators=[validate_attachment])
    language = models.CharField(_("language"), max_length=20, default="en", validators=[validate_language])
    published_on = models.DateField(_("published on"), null=True, blank=True)
    retrieved_on = models.DateField(_("retrieved on"))
    is_independent = models.BooleanField(
        _("independent"),
        default=False,
        help_text=_("Published by somebody other than the actor whose action it shows."),
    )

    natural_key_lookups = ("uid",)

    # As on Entry: copied into a correction; blanked by redaction.
    content_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "publisher",
        "url",
        "file",
        "language",
        "published_on",
        "retrieved_on",
        "is_independent",
    )
    text_fields: ClassVar[tuple[str, ...]] = ("title", "publisher", "url", "file")

    class Meta:
        ordering = ["id"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                name="evidence_belongs_to_exactly_one_entry",
                condition=Q(follow_up__isnull=False, position=None, assessment=None)
                | Q(follow_up=None, position__isnull=False, assessment=None)
                | Q(follow_up=None, position=None, assessment__isnull=False),
                violation_error_message=_("Evidence belongs to exactly one entry."),
            ),
            models.CheckConstraint(
                name="evidence_is_a_link_or_a_file",
                condition=(~Q(url="") & Q(file="")) | (Q(url="") & ~Q(file="")) | Q(title="", url="", file=""),
                violation_error_message=_("Give the address of the source, or attach a file."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Redacted source"))

    @property
    def file_kind(self) -> str:
        return kind_of(self.file.name or "")

    @property
    def entry(self) -> Entry:
        entry = self.follow_up or self.position or self.assessment
        assert entry is not None, "the database refuses evidence without an entry"
        return entry
