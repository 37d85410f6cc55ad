"""The source and the people it names, as data."""

from django.utils.translation import gettext_lazy as _

from recommendations.models import Citation, Responsibility, session_key
from recommendations.models.choices import Basis, CitationRole, DocumentNature, PassageKind, StakeholderKind

from .base import AS_OF, Asked, Column, Row, Table, address, links

_TABLE = ("round_table__summit__number", "round_table__number")
SESSION = ("session__round_table__summit__number", "session__round_table__number", "session__number")


def _round_table(row: Row, _asked: Asked) -> str | None:
    summit, number = (row[path] for path in _TABLE)
    return None if number is None else f"{summit}-{number}"


def session_of(row: Row, _asked: Asked) -> str | None:
    """The key of the session that `SESSION` leads to; null where there is none."""
    summit, table, number = (row[path] for path in SESSION)
    return None if number is None else session_key(summit, table, number)


DOCUMENTS = Table(
    "documents",
    _("Documents"),
    ("slug",),
    (
        Column("slug", _("Name in addresses.")),
        Column("title", _("Title.")),
        Column(
            "round_table",
            _("Summit and Round Table, as 7-3. Empty: none."),
            reads=_TABLE,
            value=_round_table,
            nullable=True,
        ),
        Column("language", _("Language of the text, as an IETF tag.")),
        Column("nature", _("What kind of text it is."), choices=DocumentNature),
        Column("provenance", _("Where the text comes from, and how it was read.")),
        Column("missing_note", _("What the source does not say or is known to lack.")),
        address("/documents/{}/", "slug"),
        AS_OF,
    ),
)

PASSAGES = Table(
    "passages",
    _("Passages"),
    ("document", "code"),
    (
        Column("document", _("Slug of the document."), reads=("document__slug",)),
        Column("code", _("Code, unique in its document.")),
        Column("ordinal", _("Place in the document."), "integer"),
        Column(
            "session",
            _("Session of the Round Table, as 7-3.2. Empty: none."),
            reads=SESSION,
            value=session_of,
            nullable=True,
        ),
        Column("section", _("Section of the document. Empty: none.")),
        Column("kind", _("What part of the text it is."), choices=PassageKind),
        Column("text", _("Its words, verbatim, slips of the source included.")),
        Column("paragraph", _("Number of the paragraph that it stands in."), "integer"),
        Column("list_position", _("Place in a list of the source. Empty: in no list."), "integer", nullable=True),
        Column("printed_number", _("Number that the source prints before it. Empty: none.")),
        Column("not_tracked_reason", _("Why no recommendation rests on it. Empty: one does.")),
        Column(
            "recommendations",
            _("References of the recommendations whose words it holds."),
            "list",
            links=links(
                Citation,
                "passage",
                "recommendation__reference",
                "recommendation__document",
                "recommendation__ordinal",
                role=CitationRole.SOURCE,
            ),
        ),
        Column(
            "url",
            _("Address of its place in the document."),
            reads=("document__slug", "code"),
            value=lambda row, asked: asked.page(f"/documents/{row['document__slug']}/", row["code"]),
        ),
        AS_OF,
    ),
)


def _responsible_for(basis: Basis) -> Column:
    meaning = {
        Basis.NAMED: _("References of the recommendations whose words name it as responsible."),
        Basis.IMPLIED: _("References of the recommendations where an editor reads it from the context."),
    }
    return Column(
        f"recommendations_{basis.value}",
        meaning[basis],
        "list",
        links=links(
            Responsibility,
            "stakeholder",
            "recommendation__reference",
            "recommendation__document",
            "recommendation__ordinal",
            basis=basis,
        ),
    )


STAKEHOLDERS = Table(
    "stakeholders",
    _("Stakeholders"),
    ("slug",),
    (
        Column("slug", _("Name in addresses.")),
        Column("name", _("Name.")),
        Column("kind", _("What kind of actor it is."), choices=StakeholderKind),
        Column("description", _("Description. Empty: none.")),
        Column(
            "government",
            _("ISO 3166 alpha-3 code of the government that it belongs to. Empty: none."),
            reads=("government__iso3",),
            nullable=True,
        ),
        Column(
            "term_starts_on",
            _("Day on which a role held for a time begins. Empty: not recorded."),
            "date",
            nullable=True,
        ),
        Column("term_ends_on", _("Day on which it ends. Empty: not recorded."), "date", nullable=True),
        Column("source", _("Where this is said.")),
        _responsible_for(Basis.NAMED),
        _responsible_for(Basis.IMPLIED),
        address("/stakeholders/{}/", "slug"),
        AS_OF,
    ),
)
