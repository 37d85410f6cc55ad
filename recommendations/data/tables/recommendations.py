"""Recommendations as data: what an import may bring first, then what the record says of them."""

from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from recommendations.figures.flags import flags_of, with_dispute
from recommendations.figures.metrics import with_reporting
from recommendations.models import Alignment, Citation, Component, PopulationGroupLink, Recommendation, Responsibility
from recommendations.models.choices import AssessmentStatus, CitationRole, Flag, Force, RecommendationKind, StatusGroup
from recommendations.public.as_of import Moment
from recommendations.public.source_text import whole_text

from .base import AS_OF, Asked, Column, Row, Table, address, links
from .text import SESSION, session_of

_FLAGGED = ("last_reported_on", "assessed_on", "next_review_on", "last_published_at", "assessment_published_at")


def _goal_keys(keys: list[int]) -> dict[int, list[str]]:
    rows = Alignment.objects.filter(recommendation__in=keys).order_by("goal__framework__slug", "goal__ordinal")
    found: dict[int, list[str]] = {}
    for key, framework, code in rows.values_list("recommendation", "goal__framework__slug", "goal__code"):
        found.setdefault(key, []).append(f"{framework}:{code}")
    return found


def _flags(row: Row, asked: Asked) -> list[str]:
    return [flag.value for flag in flags_of(SimpleNamespace(**row), asked.moment.day)]


def _prepared(rows: QuerySet[Any], moment: Moment) -> QuerySet[Any]:
    return with_reporting(with_dispute(rows, moment.at), moment.at)


# What `import_recommendations` reads (design: data in); the order is that of its files.
BROUGHT_IN = (
    Column("reference", _("Reference; unique whatever the case, and part of permanent addresses.")),
    Column(
        "kind",
        _("What the source calls it, or what an editor takes it for."),
        choices=RecommendationKind,
    ),
    Column("title", _("Short title, written by an editor.")),
    Column(
        "text",
        _("Its words in the source, verbatim; several passages are divided by an empty line."),
        links=links(Citation, "recommendation", "passage__text", "passage__ordinal", role=CitationRole.SOURCE),
        value=lambda row, _asked: whole_text(row["text"]),
    ),
    Column("document", _("Slug of the document that holds it."), reads=("document__slug",)),
    Column(
        "session",
        _("Session, as 7-3.2: session 3.2 of the seventh summit. Empty: the Round Table as a whole."),
        reads=SESSION,
        value=session_of,
        nullable=True,
    ),
    Column(
        "themes",
        _("Slugs of its themes."),
        "list",
        links=links(Recommendation.themes.through, "recommendation", "theme__slug", "theme__ordinal", "theme__slug"),
    ),
    Column(
        "stakeholders",
        _("Slugs of those who are responsible, named in the text or implied by it."),
        "list",
        links=links(Responsibility, "recommendation", "stakeholder__slug", "id"),
    ),
    Column(
        "population_groups",
        _("Slugs of the groups of people concerned."),
        "list",
        links=links(PopulationGroupLink, "recommendation", "population_group__slug", "population_group__slug"),
    ),
    Column(
        "goals", _("Goals of later frameworks that cover the same ground, such as gcm:19."), "list", links=_goal_keys
    ),
    Column(
        "addressees",
        _("ISO 3166 alpha-3 codes of the governments addressed. Empty: every government that may report."),
        "list",
        links=links(Recommendation.addressees.through, "recommendation", "government__iso3", "government__iso3"),
    ),
)

# What the workbook of a government shows of a recommendation beside its follow-up.
FOR_READING = tuple(column for column in BROUGHT_IN if column.name in ("title", "text"))

RECOMMENDATIONS = Table(
    "recommendations",
    _("Recommendations"),
    ("reference",),
    (
        *BROUGHT_IN,
        Column("language", _("Language of the text, as an IETF tag."), reads=("document__language",)),
        Column(
            "force",
            _("How strongly the source puts it. Empty: not classified."),
            reads=("force",),
            value=lambda row, _asked: row["force"] or None,
            choices=Force,
            nullable=True,
        ),
        Column("attribution", _("Whose view it is, in the words of the source. Empty: not said.")),
        Column("is_borderline", _("Whether an editor doubts that it can be tracked."), "boolean"),
        Column("remark", _("An editor's remark. Empty: none.")),
        Column(
            "components",
            _("The limbs that can progress by themselves, in order."),
            "list",
            links=links(Component, "recommendation", "text", "ordinal"),
        ),
        Column("status", _("Current assessment of the whole."), choices=AssessmentStatus),
        Column(
            "group",
            _("The group that the status is counted in."),
            reads=("status",),
            value=lambda row, _asked: AssessmentStatus(row["status"]).group.value,
            choices=StatusGroup,
        ),
        Column("assessed_on", _("Day of the current assessment. Empty: none."), "date", nullable=True),
        Column(
            "next_review_on",
            _("Day that the current assessment gives for its review. Empty: none given."),
            "date",
            nullable=True,
        ),
        Column("last_reported_on", _("Newest report in force, whichever voice. Empty: none."), "date", nullable=True),
        Column(
            "governments_reported",
            _("Governments addressed that have a follow-up of their own in force."),
            "integer",
            reads=("reported",),
        ),
        Column("governments_addressed", _("Governments addressed that may report."), "integer", reads=("addressed",)),
        Column(
            "flags",
            _("Conditions of the day: stale, review_due, unassessed_news, disputed."),
            "list",
            reads=("status", "is_disputed", *_FLAGGED),
            value=_flags,
            choices=Flag,
        ),
        address("/recommendations/{}/", "reference"),
        AS_OF,
    ),
    _prepared,
)
