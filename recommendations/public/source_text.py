"""The source and its classification, as pages show them: the text, and what stands beside it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Prefetch, Q, QuerySet

from recommendations.figures.flags import with_dispute
from recommendations.models import (
    Alignment,
    Citation,
    Document,
    EditorialNote,
    Passage,
    PopulationGroupLink,
    Recommendation,
    Responsibility,
    Session,
)
from recommendations.models.choices import CitationRole, Confidence, RecommendationKind


def in_full(at: dt.datetime) -> QuerySet[Recommendation]:
    """Recommendations with everything about their text that their page shows."""
    return (
        with_dispute(Recommendation.objects.with_standing(at), at)
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


def in_list(recommendations: QuerySet[Recommendation], at: dt.datetime) -> QuerySet[Recommendation]:
    """Recommendations, which have their standing at `at` already, with what a list shows of them."""
    return with_dispute(recommendations, at).select_related("document", "session").prefetch_related("themes")


def whole_text(passages: Iterable[str]) -> str:
    """The words of several passages as one text, divided by an empty line; each stays as it is."""
    return "\n\n".join(passages)


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


def neighbours(recommendation: Recommendation) -> tuple[Recommendation | None, Recommendation | None]:
    """Those before and after it in its document; none at either end. Two queries."""
    others = Recommendation.objects.filter(document=recommendation.document_id)
    return (
        others.filter(ordinal__lt=recommendation.ordinal).order_by("-ordinal").first(),
        others.filter(ordinal__gt=recommendation.ordinal).order_by("ordinal").first(),
    )


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
    """Passages that the source prints as one paragraph, and what is said beside them."""

    passages: Sequence[Passage]

    @property
    def recommendations(self) -> list[Recommendation]:
        return list(
            {
                citation.recommendation.pk: citation.recommendation
                for passage in self.passages
                for citation in passage.source_citations  # type: ignore[attr-defined]  # Set by `parts`.
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


@dataclass(frozen=True)
class Part:
    """Paragraphs in a row of one section, whose name is empty where the source has none."""

    title: str
    paragraphs: list[Paragraph]

    @property
    def session(self) -> Session | None:
        return self.paragraphs[0].passages[0].session

    @property
    def anchor(self) -> str:
        return f"from-{self.paragraphs[0].passages[0].code}"

    @property
    def tracked(self) -> int:
        """How many recommendations have their text here."""
        return len({row.pk for paragraph in self.paragraphs for row in paragraph.recommendations})


def parts(document: Document, at: dt.datetime) -> list[Part]:
    """The document whole, in order. Each passage has `source_citations`, whose recommendations have their standing."""
    citations = Citation.objects.filter(role=CitationRole.SOURCE).prefetch_related(
        Prefetch("recommendation", queryset=Recommendation.objects.with_standing(at))
    )
    passages = (
        document.passages.order_by("ordinal")
        .select_related("session")
        .prefetch_related("editorial_notes", Prefetch("citations", queryset=citations, to_attr="source_citations"))
    )
    paragraphs = [Paragraph(list(group)) for _number, group in groupby(passages, key=attrgetter("paragraph"))]
    return [
        Part(title, list(group))
        for title, group in groupby(paragraphs, key=lambda paragraph: paragraph.passages[0].section)
    ]
