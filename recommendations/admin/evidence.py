"""The rows of evidence below an entry: each a link or a file, never both."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from recommendations.models import Entry, Evidence, attachments
from recommendations.models.attachments import HELP

from .access import asked_at
from .base import RecordInline
from .forms import VersionedForm


def address_of(source: Evidence) -> str:
    """Where staff open the file, for as long as they may see its entry."""
    entry = source.entry
    return reverse(f"admin:recommendations_{entry._meta.model_name}_evidence", args=[entry.pk, source.uid])


def sources_of(entry: Entry) -> list[tuple[Evidence, str]]:
    """The sources of the entry, each with the address of its file; empty where it has none."""
    return [(source, address_of(source) if source.file else "") for source in entry.evidence.all()]


def link_to(source: Evidence) -> str:
    words = _t("Open the attached file (%(kind)s)") % {"kind": source.file_kind}
    return format_html('<a href="{}" download>{}</a>', address_of(source), words)


class EvidenceForm(VersionedForm):
    class Meta:
        model = Evidence
        fields = ("title", "url", "file", "publisher", "published_on", "language", "retrieved_on", "is_independent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" not in self.fields:
            return
        field: Any = self.fields["file"]
        # The name that a file comes with is not kept, so it may be as long as it likes.
        field.max_length = None
        field.help_text = format_html("{}. {}", link_to(self.instance), HELP) if self.instance.file else HELP

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        url, file = cleaned.get("url"), cleaned.get("file")
        if "url" not in self.fields or "url" in self.errors or "file" in self.errors:
            return cleaned
        if url and file:
            self.add_error("url", _("Give a link or a file, not both: the other is a source of its own, in a new row."))
        elif not url and not file:
            self.add_error("url", _("Give the address of the source, or attach a file."))
        return cleaned


class EvidenceInline(RecordInline):
    model = Evidence
    form = EvidenceForm
    fields = ("title", "url", "file", "publisher", ("published_on", "retrieved_on"), "language", "is_independent")
    readonly_fields = ("attached",)
    formfield_overrides = {
        models.FileField: {"widget": forms.FileInput(attrs={"accept": ",".join(attachments.KINDS)})},
    }
    verbose_name_plural = Evidence._meta.verbose_name_plural

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 1

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Whoever only reads gets a link to the file, which Django would take from its storage."""
        if self.has_change_permission(request, obj):
            return super().get_fields(request, obj)
        return ["attached" if name == "file" else name for name in super().get_fields(request, obj)]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "retrieved_on":
            kwargs["initial"] = asked_at(request).date()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("file"))
    def attached(self, source: Evidence) -> str:
        return link_to(source) if source.file else ""
