"""The ledger as data: what governments, other voices and the secretariat have published."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from recommendations.models import Evidence, FollowUpComponent, JointGovernment
from recommendations.models.choices import (
    AssessmentStatus,
    Channel,
    ClosingReason,
    CountryRole,
    EvidenceGrade,
    FollowUpStatus,
    Stance,
    Voice,
)
from recommendations.public.as_of import Moment
from recommendations.public.published import Key, Line, lines

from .base import AS_OF, CHUNK, Column, Row, Table, address, chunks, links


def _prepared(rows: QuerySet[Any], moment: Moment) -> QuerySet[Any]:
    """Adds the evidence grade, whether the entry is in force, and the correction that took its place."""
    model: Any = rows.model
    corrections = model.objects.published(moment.at).filter(corrects=OuterRef("pk"))
    return rows.with_grade().annotate(  # type: ignore[attr-defined, no-any-return]  # An EntryQuerySet, always.
        is_in_force=Exists(model.objects.in_force(moment.at).filter(pk=OuterRef("pk"))),
        corrected_by=Subquery(corrections.values("uid")[:1]),
    )


def _uid(name: str, path: str, meaning: Any, *, nullable: bool = False) -> Column:
    return Column(
        name, meaning, reads=(path,), value=lambda row, _asked: row[path] and str(row[path]), nullable=nullable
    )


_UID = _uid("uid", "uid", _("The entry's own identifier, part of its permanent address."))
_RECOMMENDATION = Column("recommendation", _("Reference of the recommendation."), reads=("recommendation__reference",))
_LANGUAGE = Column("language", _("Language in which the entry is written, as an IETF tag."))


def _government(meaning: Any, *, nullable: bool = False) -> Column:
    return Column("government", meaning, reads=("government__iso3",), nullable=nullable)


def _evidence_urls(field: str) -> Column:
    return Column(
        "evidence_urls",
        _("Addresses of the sources attached."),
        "list",
        links=links(Evidence, field, "url", "id", url__gt=""),
    )


_OF_EVERY_ENTRY = (
    Column("evidence_grade", _("How good the evidence is."), reads=("grade",), choices=EvidenceGrade),
    Column("published_at", _("When it was published, in UTC."), "datetime"),
    Column("is_in_force", _("Whether it is neither corrected nor withdrawn."), "boolean"),
    _uid("corrects", "corrects__uid", _("The entry that this one corrects. Empty: none."), nullable=True),
    _uid("corrected_by", "corrected_by", _("The entry that corrects this one. Empty: none."), nullable=True),
    Column(
        "withdrawn_at",
        _("When it was withdrawn later than the day asked for, in UTC. Empty: it was not."),
        "datetime",
        nullable=True,
    ),
    Column(
        "self_published",
        _("Whether it was published by somebody who wrote or edited it: not independently reviewed."),
        "boolean",
    ),
    address("/updates/{}/", "uid"),
    AS_OF,
)

# What `import_follow_ups` reads (design: data in); the order is that of its files.
BROUGHT_IN = (
    _UID,
    _RECOMMENDATION,
    _government(
        _("ISO 3166 alpha-3 code of the government spoken of. Empty: another voice that names none."), nullable=True
    ),
    Column("voice", _("Who speaks."), choices=Voice),
    Column(
        "organisation",
        _("Slug of the stakeholder who speaks. Empty: a government does."),
        reads=("organisation__slug",),
        nullable=True,
    ),
    Column("channel", _("How the words reached the record."), choices=Channel),
    Column("status", _("What the speaker reports doing."), choices=FollowUpStatus),
    Column("reason", _("Why the action was discontinued. Empty: it was not.")),
    Column("reported_on", _("Day of the report."), "date"),
    Column("summary", _("What is being done, in the speaker's own words.")),
    Column("details", _("More of it. Empty: nothing more.")),
    _LANGUAGE,
    _evidence_urls("follow_up"),
)

FOLLOW_UPS = Table(
    "follow-ups",
    _("Follow-ups"),
    ("uid",),
    (
        *BROUGHT_IN,
        Column("next_step", _("What comes next. Empty: not said.")),
        Column(
            "components",
            _("Ordinals of the components that it speaks of. Empty: the recommendation as a whole."),
            "list",
            links=links(FollowUpComponent, "follow_up", "component__ordinal", "component__ordinal"),
        ),
        Column("country_role", _("The part that the country plays in this action."), choices=CountryRole),
        Column(
            "joint_with",
            _("ISO 3166 alpha-3 codes of governments that act jointly."),
            "list",
            links=links(JointGovernment, "follow_up", "government__iso3", "government__iso3"),
        ),
        Column("adopted_on", _("Day on which the measure was adopted. Empty: not said."), "date", nullable=True),
        Column("in_effect_on", _("Day on which it took effect. Empty: not said."), "date", nullable=True),
        Column(
            "is_gender_responsive", _("Whether the speaker calls it so. Empty: not said."), "boolean", nullable=True
        ),
        *_OF_EVERY_ENTRY,
    ),
    _prepared,
)

POSITIONS = Table(
    "positions",
    _("Positions"),
    ("uid",),
    (
        _UID,
        _RECOMMENDATION,
        _government(_("ISO 3166 alpha-3 code of the government.")),
        Column("stance", _("What the government said of the recommendation."), choices=Stance),
        Column("part", _("The part that is supported. Empty: no part is singled out.")),
        Column("reason", _("The government's reason. Empty: none given.")),
        Column("stated_on", _("Day of the statement."), "date"),
        Column("channel", _("How the words reached the record."), choices=Channel),
        _LANGUAGE,
        _evidence_urls("position"),
        *_OF_EVERY_ENTRY,
    ),
    _prepared,
)

ASSESSMENTS = Table(
    "assessments",
    _("Assessments"),
    ("uid",),
    (
        _UID,
        _RECOMMENDATION,
        Column(
            "component",
            _("Ordinal of the component assessed. Empty: the recommendation as a whole."),
            "integer",
            reads=("component__ordinal",),
            nullable=True,
        ),
        Column("status", _("What the secretariat concludes."), choices=AssessmentStatus),
        Column("rationale", _("What the status rests on.")),
        Column(
            "closing_reason",
            _("Why it is no longer followed. Empty: it is."),
            reads=("closing_reason",),
            value=lambda row, _asked: row["closing_reason"] or None,
            choices=ClosingReason,
            nullable=True,
        ),
        Column("assessed_on", _("Day of the assessment."), "date"),
        Column("next_review_on", _("Day of the next review. Empty: none given."), "date", nullable=True),
        _LANGUAGE,
        _evidence_urls("assessment"),
        *_OF_EVERY_ENTRY,
    ),
    _prepared,
)


def _of_line(line: Line) -> Row:
    government = getattr(line.entry, "government", None)
    organisation = getattr(line.entry, "organisation", None)
    return {
        "kind": line.kind,
        "uid": str(line.entry.uid),
        "recommendation": line.entry.recommendation.reference,
        "voice": line.voice,
        "government": government and government.iso3,
        "organisation": organisation and organisation.slug,
        "status": line.status.value,
        "said_on": line.on,
        "words": line.words,
        "language": line.entry.language,
        "evidence_grade": line.entry.grade,
        "published_at": line.entry.published_at,
        "is_in_force": line.entry.is_in_force,
    }


def updates(keys: Iterable[Key], moment: Moment) -> Iterator[Row]:
    """The rows of `UPDATES` for these rows of `published.ledger`, in their order."""
    for chunk in chunks(keys, CHUNK):
        yield from (_of_line(line) for line in lines(chunk, moment.at))


UPDATES = Table(
    "updates",
    _("Updates"),
    ("uid",),
    (
        Column("kind", _("follow_up, position or assessment.")),
        Column("uid", _("The entry's own identifier, part of its permanent address.")),
        Column("recommendation", _("Reference of the recommendation.")),
        Column("voice", _("Who speaks. Empty: the secretariat."), choices=Voice, nullable=True),
        Column("government", _("ISO 3166 alpha-3 code of the government. Empty: none is named."), nullable=True),
        Column("organisation", _("Slug of the stakeholder who speaks. Empty: none does."), nullable=True),
        Column("status", _("The follow-up's status, the position's stance or the assessment's status.")),
        Column("said_on", _("Day of the report, of the statement or of the assessment."), "date"),
        Column("words", _("The summary of a follow-up, the part or reason of a position, or the rationale.")),
        _LANGUAGE,
        Column("evidence_grade", _("How good the evidence is."), choices=EvidenceGrade),
        Column("published_at", _("When it was published, in UTC."), "datetime"),
        Column("is_in_force", _("Whether it is neither corrected nor withdrawn."), "boolean"),
        address("/updates/{}/", "uid"),
        AS_OF,
    ),
)
