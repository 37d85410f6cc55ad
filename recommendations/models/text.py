"""The source: summits, their Round Tables and sessions, documents, passages and notes on them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .base import Record
from .choices import DocumentNature, PassageKind
from .validators import validate_language, validate_reference
from .vocabulary import Government


class Summit(Record):
    number = models.PositiveSmallIntegerField(
        _("number"), unique=True, help_text=_("0 is the High-Level Dialogue of 2006.")
    )
    roman = models.CharField(_("Roman number"), max_length=10, blank=True)
    title = models.CharField(_("title"), max_length=200)
    host_city = models.CharField(_("host city"), max_length=100)
    host_country = models.CharField(_("host country"), max_length=100)
    chairs = models.CharField(
        _("chairs"),
        max_length=200,
        help_text=_("Not always the host; two chairs are joined by “and”."),
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    source = models.CharField(_("source"), max_length=300, blank=True)

    natural_key_lookups = ("number",)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("summit")
        verbose_name_plural = _("summits")
        constraints = [
            models.CheckConstraint(
                name="summit_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The summit ends before it starts: correct one date."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RoundTable(Record):
    summit = models.ForeignKey(Summit, verbose_name=_("summit"), on_delete=models.PROTECT, related_name="round_tables")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    aliases = models.TextField(_("other names"), blank=True, help_text=_("As texts call it, one a line."))

    natural_key_lookups = ("summit__number", "number")

    class Meta:
        ordering = ["-summit__number", "number"]
        verbose_name = _("Round Table")
        verbose_name_plural = _("Round Tables")
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "number"],
                name="round_table_number_is_unique_in_its_summit",
                violation_error_message=_("This summit already has a Round Table of this number."),
            ),
        ]

    def __str__(self) -> str:
        return _("Round Table %(number)s: %(title)s") % {
            "number": self.number,
            "title": self.title,
        }


def session_key(summit: int, table: int, number: str) -> str:
    """How addresses and files name a session: `7-3.2`, that is session 3.2 of the seventh summit.

    A number that does not begin with that of its Round Table gets it in front.
    """
    return f"{summit}-{number}" if number.startswith(f"{table}.") else f"{summit}-{table}.{number}"


class Session(Record):
    """A session of a Round Table. Co-chairing it implies no responsibility for what it asks."""

    round_table = models.ForeignKey(
        RoundTable,
        verbose_name=_("Round Table"),
        on_delete=models.PROTECT,
        related_name="sessions",
    )
    number = models.CharField(_("number"), max_length=10, help_text=_("As printed: 3.1."))
    title = models.CharField(_("title"), max_length=300)
    co_chairs = models.ManyToManyField(
        Government, verbose_name=_("co-chairs"), blank=True, related_name="co_chaired_sessions"
    )

    _history_m2m_fields = [co_chairs]
    natural_key_lookups = ("round_table__summit__number", "round_table__number", "number")

    class Meta:
        ordering = ["round_table", "number"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["round_table", "number"],
                name="session_number_is_unique_in_its_round_table",
                violation_error_message=_("This Round Table already has a session so numbered."),
            ),
        ]

    def __str__(self) -> str:
        return _("Session %(number)s: %(title)s") % {"number": self.number, "title": self.title}

    @property
    def key(self) -> str:
        """As filters and files name it. Reads the Round Table and its summit."""
        return session_key(self.round_table.summit.number, self.round_table.number, self.number)


class Document(Record):
    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=300)
    round_table = models.ForeignKey(
        RoundTable,
        verbose_name=_("Round Table"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
    )
    language = models.CharField(_("language"), max_length=20, default="en", validators=[validate_language])
    nature = models.CharField(_("nature"), max_length=20, choices=DocumentNature)
    provenance = models.TextField(
        _("provenance"), blank=True, help_text=_("Where the text comes from, and how it was read.")
    )
    missing_note = models.TextField(
        _("what is missing"),
        blank=True,
        help_text=_("What the source does not say or is known to lack; shown to the public."),
    )

    natural_key_lookups = ("slug",)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title


class Passage(Record):
    """A piece of a document, verbatim: slips of the source are kept and never corrected.

    `paragraph` numbers the paragraph of the source, so that passages of one paragraph are shown
    together. `list_position` is the place in a list of the source, null outside lists;
    `printed_number` is the number that the source prints, which stays in `text` as well.
    `not_tracked_reason` says why no recommendation cites the passage as its source.
    """

    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="passages"
    )
    code = models.CharField(_("code"), max_length=20, validators=[validate_reference])
    ordinal = models.PositiveIntegerField(_("ordinal"))
    session = models.ForeignKey(
        Session,
        verbose_name=_("session"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="passages",
    )
    section = models.CharField(_("section"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PassageKind)
    text = models.TextField(_("text"))
    paragraph = models.PositiveIntegerField(_("paragraph"))
    list_position = models.PositiveSmallIntegerField(_("list position"), null=True, blank=True)
    printed_number = models.CharField(_("printed number"), max_length=10, blank=True)
    not_tracked_reason = models.TextField(_("why it is not tracked"), blank=True)

    natural_key_lookups = ("document__slug", "code")

    class Meta:
        ordering = ["document", "ordinal"]
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "code"],
                name="passage_code_is_unique_in_its_document",
                violation_error_message=_("This document already has a passage with this code."),
            ),
            models.UniqueConstraint(
                fields=["document", "ordinal"],
                name="passage_ordinal_is_unique_in_its_document",
                violation_error_message=_("This document already has a passage at this place."),
            ),
            models.CheckConstraint(
                name="passage_has_text",
                condition=~Q(text=""),
                violation_error_message=_("A passage needs its verbatim text."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.slug} {self.code}"


class EditorialNote(Record):
    """A doubt about the text and how it is treated: signed, dated, beside the text, never in it."""

    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="editorial_notes",
    )
    code = models.CharField(_("code"), max_length=20, validators=[validate_reference])
    passages = models.ManyToManyField(Passage, verbose_name=_("passages"), blank=True, related_name="editorial_notes")
    quote = models.TextField(_("quote"), help_text=_("The words in doubt, as they stand."))
    remark = models.TextField(_("remark"))
    likely_reading = models.CharField(
        _("likely reading"),
        max_length=200,
        blank=True,
        help_text=_("Found by search as well, so that the intended word leads to the text."),
    )
    treatment = models.TextField(_("treatment"))
    author_name = models.CharField(_("author"), max_length=100)
    dated_on = models.DateField(_("dated"))

    _history_m2m_fields = [passages]
    natural_key_lookups = ("document__slug", "code")

    class Meta:
        ordering = ["document", "code"]
        verbose_name = _("editorial note")
        verbose_name_plural = _("editorial notes")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "code"],
                name="editorial_note_code_is_unique_in_its_document",
                violation_error_message=_("This document already has a note with this code."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.slug} {self.code}"
