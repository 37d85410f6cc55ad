"""The source: summits, Round Tables, sessions, documents, passages and notes on them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from recommendations.models import Document, EditorialNote, Passage, Rights, RoundTable, Session, Summit

from .base import TextAdmin
from .filters import DocumentFilter
from .site import register


@register(Summit)
class SummitAdmin(TextAdmin):
    list_display = ("number", "title", "host_city", "host_country", "chairs", "starts_on")
    list_display_links = ("number", "title")
    search_fields = ("title", "host_city", "host_country", "chairs")


@register(RoundTable)
class RoundTableAdmin(TextAdmin):
    list_display = ("number", "title", "summit")
    list_display_links = ("number", "title")
    list_select_related = ("summit",)
    search_fields = ("title", "aliases")
    autocomplete_fields = ("summit",)


@register(Session)
class SessionAdmin(TextAdmin):
    list_display = ("number", "title", "round_table")
    list_display_links = ("number", "title")
    list_select_related = ("round_table",)
    search_fields = ("number", "title")
    autocomplete_fields = ("round_table", "co_chairs")


@register(Document)
class DocumentAdmin(TextAdmin):
    list_display = ("title", "slug", "nature", "language", "round_table")
    list_select_related = ("round_table",)
    search_fields = ("title", "slug")
    autocomplete_fields = ("round_table",)


@register(Passage)
class PassageAdmin(TextAdmin):
    list_display = ("code", "kind", "words", "document")
    list_display_links = ("code", "words")
    list_filter = (DocumentFilter, "kind")
    list_select_related = ("document",)
    search_fields = ("=code", "text", "printed_number")
    autocomplete_fields = ("document", "session")
    fieldsets = (
        (None, {"fields": ("document", "code", "text", "kind")}),
        (
            _("Place in the source"),
            {"fields": ("session", "section", "ordinal", "paragraph", "list_position", "printed_number")},
        ),
        (_("Tracking"), {"fields": ("not_tracked_reason",)}),
    )

    def may_delete(self, rights: Rights, obj: Any = None) -> bool:
        # Whoever could delete a passage could type it anew in other words.
        return False

    @admin.display(description=_("words"))
    def words(self, passage: Passage) -> str:
        return Truncator(passage.text).words(25)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The words of the source are typed once, and from then on only a fixture restores them."""
        return ("text",) if obj else ()


@register(EditorialNote)
class EditorialNoteAdmin(TextAdmin):
    list_display = ("code", "quote", "likely_reading", "document", "dated_on")
    list_filter = (DocumentFilter,)
    list_select_related = ("document",)
    search_fields = ("=code", "quote", "remark", "likely_reading")
    autocomplete_fields = ("document", "passages")
