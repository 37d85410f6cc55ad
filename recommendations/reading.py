"""What pages show of the record, ready to be read: rows and their order, never figures."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.utils.functional import Promise

from .choices import AssessmentStatus, CitationRole, Confidence, FollowUpStatus, RecommendationKind, Stance, Voice
from .models import (
    Alignment,
    Assessment,
    Citation,
    Component,
    ComponentStanding,
    Document,
    EditorialNote,
    FollowUp,
    Government,
    GovernmentStanding,
    Passage,
    PopulationGroupLink,
    Position,
    Recommendation,
    RecommendationStanding,
    Responsibility,
    Theme,
)

EntryModel = type[FollowUp] | type[Position] | type[Assessment]

ENTRY_MODELS: dict[str, EntryModel] = {"follow_up": FollowUp, "position": Position, "assessment": Assessment}

_SELECTED = {
    "follow_up": ("recommendation", "government", "organisation", "corrects"),
    "position": ("recommendation", "government", "corrects"),
    "assessment": ("recommendation", "component", "corrects"),
}
_PREFETCHED = {
    "follow_up": ("evidence", "components", "joint_with"),
    "position": ("evidence",),
    "assessment": ("evidence",),
}


@dataclass(frozen=True)
class Line:
    """One ledger entry as pages show it. `kind` is a key of ENTRY_MODELS.

    The entry carries `grade`, `is_in_force`, `corrects_a_public_entry`, and `public_corrections`: those published by
    the moment and not withdrawn by then.
    """

    kind: str
    entry: Any

    @property
    def status(self) -> FollowUpStatus | Stance | AssessmentStatus:
        match self.kind:
            case "follow_up":
                return FollowUpStatus(self.entry.status)
            case "position":
                return Stance(self.entry.stance)
            case _:
                return AssessmentStatus(self.entry.status)

    @property
    def on(self) -> dt.date:
        day: dt.date = self.entry.stated_on_day
        return day

    @property
    def name(self) -> str | Promise:
        name: str | Promise = self.entry._meta.verbose_name
        return name


def entries(kind: str, at: dt.datetime) -> QuerySet[Any]:
    """The public entries of one kind, with all that a page shows of them, in a constant number of queries."""
    model: Any = ENTRY_MODELS[kind]
    public = model.objects.published(at)
    rows: QuerySet[Any] = (
        public.with_grade()
        .select_related(*_SELECTED[kind])
        .prefetch_related(
            *_PREFETCHED[kind],
            Prefetch("corrections", queryset=model.objects.published(at), to_attr="public_corrections"),
        )
        .annotate(
            is_in_force=Exists(model.objects.in_force(at).filter(pk=OuterRef("pk"))),
            corrects_a_public_entry=Exists(public.filter(pk=OuterRef("corrects"))),
        )
    )
    return rows


def ledger(
    at: dt.datetime, *, kinds: Iterable[str] = tuple(ENTRY_MODELS), in_force: bool = False, **lookups: Any
) -> QuerySet[Any]:
    """Keys of the public entries that fit, newest publication first: rows for `lines`.

    Those that were corrected by then are among them, unless only those in force are asked for.
    """
    first, *others = (
        (ENTRY_MODELS[kind].objects.in_force(at) if in_force else ENTRY_MODELS[kind].objects.published(at))
        .filter(**lookups)
        .order_by()
        .values_list("published_at", "uid", Value(kind))
        for kind in kinds
    )
    rows: QuerySet[Any] = first.union(*others, all=True) if others else first
    return rows.order_by("-published_at", "uid")


def lines(keys: Iterable[tuple[dt.datetime, UUID, str]], at: dt.datetime) -> list[Line]:
    """The entries of these rows of `ledger`, in their order."""
    keys = list(keys)
    found: dict[UUID, Line] = {}
    for kind in ENTRY_MODELS:
        uids = [uid for _published_at, uid, its_kind in keys if its_kind == kind]
        found |= {entry.uid: Line(kind, entry) for entry in entries(kind, at).filter(uid__in=uids)}
    return [found[uid] for _published_at, uid, _kind in keys]


def line(uid: UUID, at: dt.datetime) -> Line | None:
    """The public entry with this uid; none if there is none, or none yet, or none any more."""
    for kind in ENTRY_MODELS:
        entry = entries(kind, at).filter(uid=uid).first()
        if entry is not None:
            return Line(kind, entry)
    return None


def by_name(rows: Iterable[Any], government: str = "government") -> list[Any]:
    """Rows in the order of their governments' names, accents and capitals aside."""
    return sorted(rows, key=lambda row: getattr(row, government).sort_key)


def answers(recommendation: Recommendation, at: dt.datetime) -> list[GovernmentStanding]:
    """What governments say and report of it, one row each, by name."""
    rows = (
        GovernmentStanding.objects.at(at)
        .filter(recommendation=recommendation)
        .select_related("government", "follow_up", "position")
        .prefetch_related("follow_up__evidence", "follow_up__components", "position__evidence")
    )
    return by_name(rows)


def other_voices(recommendation: Recommendation, at: dt.datetime) -> list[Line]:
    """What civil society and international organisations say of it, newest first."""
    in_force = entries("follow_up", at).filter(recommendation=recommendation, is_in_force=True)
    rows = in_force.exclude(voice=Voice.GOVERNMENT).order_by("voice", "-reported_on", "-published_at")
    return [Line("follow_up", entry) for entry in rows]


def assessment_of(recommendation: Recommendation, at: dt.datetime) -> Line | None:
    """The assessment of the whole that its status rests on."""
    current = RecommendationStanding.objects.at(at).filter(recommendation=recommendation)
    entry = entries("assessment", at).filter(pk__in=current.values("assessment")).first()
    return Line("assessment", entry) if entry is not None else None


@dataclass(frozen=True)
class Limb:
    """A component and its own status; `assessment` is none where nobody has assessed it."""

    component: Component
    status: AssessmentStatus
    assessment: Assessment | None


def limbs(recommendation: Recommendation, at: dt.datetime) -> list[Limb]:
    standings = {
        standing.component_id: standing
        for standing in ComponentStanding.objects.at(at)
        .filter(component__recommendation=recommendation)
        .select_related("assessment")
    }
    return [
        Limb(
            component,
            AssessmentStatus(standings[component.pk].status)
            if component.pk in standings
            else AssessmentStatus.NOT_ASSESSED,
            standings[component.pk].assessment if component.pk in standings else None,
        )
        for component in recommendation.components.all()
    ]


def in_full(at: dt.datetime) -> QuerySet[Recommendation]:
    """Recommendations with everything about their text that their page shows."""
    return (
        Recommendation.objects.with_standing(at)
        .select_related("document__round_table__summit", "session__round_table__summit")
        .prefetch_related(
            "themes",
            "components",
            "outside_references",
            "addressees",
            Prefetch(
                "citations",
                queryset=Citation.objects.select_related("passage__document").order_by("passage__ordinal"),
            ),
            Prefetch("responsibilities", queryset=Responsibility.objects.select_related("stakeholder")),
            Prefetch("population_group_links", queryset=PopulationGroupLink.objects.select_related("population_group")),
            Prefetch("alignments", queryset=Alignment.objects.select_related("goal__framework")),
            Prefetch("related", queryset=Recommendation.objects.with_standing(at).order_by("document", "ordinal")),
        )
    )


def in_list(recommendations: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Recommendations, which have their standing already, with what a list shows of them."""
    return recommendations.select_related("document", "session").prefetch_related("themes")


def epigraph() -> Citation | None:
    """The first passage that its text itself calls a recommendation: words to open with."""
    sources = Citation.objects.filter(role=CitationRole.SOURCE, recommendation__kind=RecommendationKind.RECOMMENDATION)
    return (
        sources.select_related("recommendation", "passage__document__round_table__summit")
        .order_by("recommendation__document", "recommendation__ordinal", "passage__ordinal")
        .first()
    )


def contexts(recommendation: Recommendation) -> list[list[Passage]]:
    """The paragraphs of the document that hold its source passages, whole, in order."""
    sources = [citation.passage for citation in recommendation.citations.all() if citation.role == CitationRole.SOURCE]
    places = Q(pk__in=())
    for passage in sources:
        places |= Q(document=passage.document_id, paragraph=passage.paragraph)
    rows = Passage.objects.filter(places).select_related("document", "session").order_by("document", "ordinal")
    return [list(group) for _key, group in groupby(rows, key=lambda row: (row.document_id, row.paragraph))]


def source_ids(recommendation: Recommendation) -> set[int]:
    """The ids of the passages that are its text; the others of their paragraphs only surround it."""
    return {citation.passage_id for citation in recommendation.citations.all() if citation.role == CitationRole.SOURCE}


def alignments(recommendation: Recommendation, *, faint: bool) -> list[Alignment]:
    """Those of low confidence, which pages show on request only, or else all others."""
    return [
        alignment for alignment in recommendation.alignments.all() if (alignment.confidence == Confidence.LOW) is faint
    ]


def notes_on(recommendation: Recommendation) -> list[EditorialNote]:
    """The editorial notes on any passage that it cites."""
    cited = [citation.passage_id for citation in recommendation.citations.all()]
    return list(EditorialNote.objects.filter(passages__in=cited).distinct().order_by("document", "code"))


@dataclass(frozen=True)
class Paragraph:
    """Passages that the source prints as one paragraph, and what is said beside them.

    `starts_section` names the section that begins here, empty elsewhere.
    """

    passages: Sequence[Passage]
    starts_section: str

    @property
    def recommendations(self) -> list[Recommendation]:
        return list(
            {
                citation.recommendation.pk: citation.recommendation
                for passage in self.passages
                for citation in passage.source_citations  # type: ignore[attr-defined]  # Set by `paragraphs`.
            }.values()
        )

    @property
    def notes(self) -> list[EditorialNote]:
        return list({note.pk: note for passage in self.passages for note in passage.editorial_notes.all()}.values())

    @property
    def is_heading(self) -> bool:
        return self.passages[0].kind == "heading"

    @property
    def list_position(self) -> int | None:
        return self.passages[0].list_position


def paragraphs(document: Document, at: dt.datetime) -> list[Paragraph]:
    """The document whole, in order. Each passage has `source_citations`, whose recommendations have their standing."""
    citations = Citation.objects.filter(role=CitationRole.SOURCE).prefetch_related(
        Prefetch("recommendation", queryset=Recommendation.objects.with_standing(at))
    )
    passages = (
        document.passages.order_by("ordinal")
        .select_related("session")
        .prefetch_related("editorial_notes", Prefetch("citations", queryset=citations, to_attr="source_citations"))
    )
    groups = [list(group) for _paragraph, group in groupby(passages, key=lambda passage: passage.paragraph)]
    sections = ["", *(group[0].section for group in groups)]
    return [
        Paragraph(group, group[0].section if group[0].section != before else "")
        for group, before in zip(groups, sections, strict=False)
    ]


def governments_reporting(recommendations: QuerySet[Recommendation], at: dt.datetime) -> list[Government]:
    """The governments behind `Reporting.reported` for these recommendations, by name."""
    reported = (
        GovernmentStanding.objects.at(at)
        .exclude(status="")
        .filter(
            Q(recommendation__addressees__isnull=True) | Q(recommendation__addressees=F("government")),
            recommendation__in=recommendations.values("pk"),
        )
    )
    governments = Government.objects.of_this_site().that_may_report().filter(pk__in=reported.values("government"))
    return sorted(governments, key=lambda government: government.sort_key)


@dataclass(frozen=True)
class ThemeAnswers:
    theme: Theme
    rows: list[GovernmentStanding]


def answers_by_theme(government: Government, at: dt.datetime) -> list[ThemeAnswers]:
    """What one government says and reports, under each theme where it says anything.

    A recommendation of two themes is under both.
    """
    rows = (
        GovernmentStanding.objects.at(at)
        .filter(government=government)
        .select_related("recommendation", "follow_up", "position")
        .prefetch_related("recommendation__themes")
        .order_by("recommendation__document", "recommendation__ordinal")
    )
    under: dict[int, ThemeAnswers] = {}
    for row in rows:
        for theme in row.recommendation.themes.all():
            under.setdefault(theme.pk, ThemeAnswers(theme, [])).rows.append(row)
    return sorted(under.values(), key=lambda group: (group.theme.ordinal, group.theme.slug))
