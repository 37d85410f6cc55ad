"""What the address of one recommendation adds to its row: what its page shows beside it, in lists of their own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from recommendations.data.tables import Column, Row, Table
from recommendations.models import EditorialNote, GovernmentStanding, Recommendation
from recommendations.models.choices import (
    AssessmentStatus,
    Basis,
    CitationRole,
    Confidence,
    EvidenceGrade,
    FollowUpStatus,
    ResponsibilityRole,
    Stance,
)
from recommendations.public import published
from recommendations.public.as_of import Moment

Source = QuerySet[Any] | Iterable[Row]


@dataclass(frozen=True)
class Part:
    """One list: its rows are those that `of` gives for a recommendation."""

    table: Table
    of: Callable[[Recommendation, Moment], Source]


def _uid(name: str, path: str, meaning: Any) -> Column:
    return Column(name, meaning, reads=(path,), value=lambda row, _asked: row[path] and str(row[path]), nullable=True)


def _or_null(name: str, path: str, meaning: Any, choices: Any) -> Column:
    """A value that the database keeps blank where there is none."""
    return Column(
        name, meaning, reads=(path,), value=lambda row, _asked: row[path] or None, choices=choices, nullable=True
    )


def _limbs(recommendation: Recommendation, moment: Moment) -> Iterable[Row]:
    for limb in published.limbs(recommendation, moment.at):
        yield {
            "ordinal": limb.component.ordinal,
            "text": limb.component.text,
            "status": limb.status.value,
            "assessed_on": limb.assessment and limb.assessment.assessed_on,
            "assessment": limb.assessment and str(limb.assessment.uid),
        }


def _notes(recommendation: Recommendation, _moment: Moment) -> Source:
    notes = EditorialNote.objects.filter(passages__citations__recommendation=recommendation)
    return notes.distinct().order_by("document__slug", "code")


def _answers(recommendation: Recommendation, moment: Moment) -> Source:
    rows = GovernmentStanding.objects.at(moment.at).filter(recommendation=recommendation)
    return rows.order_by("government__name_en", "government__iso3")


PARTS = (
    Part(
        Table(
            "components",
            _("Its components, each with a status of its own"),
            ("ordinal",),
            (
                Column("ordinal", _("Place in the recommendation."), "integer"),
                Column("text", _("What it asks for.")),
                Column("status", _("Current assessment of the component."), choices=AssessmentStatus),
                Column("assessed_on", _("Day of that assessment. Empty: none."), "date", nullable=True),
                Column("assessment", _("The uid of that assessment. Empty: none."), nullable=True),
            ),
        ),
        _limbs,
    ),
    Part(
        Table(
            "citations",
            _("The passages that it rests on, verbatim"),
            ("document", "code"),
            (
                Column("role", _("Whether the passage is its text, supports it or limits it."), choices=CitationRole),
                Column("document", _("Slug of the document."), reads=("passage__document__slug",)),
                Column("code", _("Code of the passage in its document."), reads=("passage__code",)),
                Column("text", _("Its words, verbatim, slips of the source included."), reads=("passage__text",)),
            ),
        ),
        lambda recommendation, _moment: recommendation.citations.order_by("passage__ordinal", "pk"),
    ),
    Part(
        Table(
            "responsibilities",
            _("Who is responsible, and how that is known"),
            ("stakeholder",),
            (
                Column("stakeholder", _("Slug of the stakeholder."), reads=("stakeholder__slug",)),
                Column("name", _("Name of the stakeholder."), reads=("stakeholder__name",)),
                Column("role", _("What part falls to it."), choices=ResponsibilityRole),
                Column("basis", _("Whether the text says so, or an editor reads it from the context."), choices=Basis),
                Column("words", _("The words of the text that name it. Empty: it is implied.")),
                Column("reason", _("Why an editor reads it so. Empty: it is named.")),
            ),
        ),
        lambda recommendation, _moment: recommendation.responsibilities.order_by("pk"),
    ),
    Part(
        Table(
            "population_groups",
            _("People concerned"),
            ("slug",),
            (
                Column("slug", _("Name in addresses."), reads=("population_group__slug",)),
                Column("name", _("Name."), reads=("population_group__name",)),
                Column("basis", _("Whether the text says so, or an editor reads it from the context."), choices=Basis),
            ),
        ),
        lambda recommendation, _moment: recommendation.population_group_links.order_by("population_group__slug"),
    ),
    Part(
        Table(
            "alignments",
            _("Goals of later frameworks on the same ground: an editor's layer, later than the text, no part of it"),
            ("goal",),
            (
                Column(
                    "goal",
                    _("The goal, as filters name it: gcm:19."),
                    reads=("goal__framework__slug", "goal__code"),
                    value=lambda row, _asked: f"{row['goal__framework__slug']}:{row['goal__code']}",
                ),
                Column("title", _("Its words."), reads=("goal__title",)),
                Column("confidence", _("How sure the editor is."), choices=Confidence),
                Column("reason", _("Why. Empty: not said.")),
                Column("author_name", _("Who says so.")),
                Column("dated_on", _("Day of the judgement."), "date"),
            ),
        ),
        lambda recommendation, _moment: recommendation.alignments.order_by("goal__framework__slug", "goal__ordinal"),
    ),
    Part(
        Table(
            "outside_references",
            _("Facts and instruments outside of the text"),
            ("title",),
            (
                Column("title", _("Title.")),
                Column("url", _("Address. Empty: none.")),
                Column("dated_on", _("Its day. Empty: not recorded."), "date", nullable=True),
                Column("remark", _("An editor's remark. Empty: none.")),
            ),
        ),
        lambda recommendation, _moment: recommendation.outside_references.order_by("title"),
    ),
    Part(
        Table(
            "editorial_notes",
            _("Doubts about the words that it cites, signed and dated"),
            ("document", "code"),
            (
                Column("document", _("Slug of the document."), reads=("document__slug",)),
                Column("code", _("Code, unique in its document.")),
                Column("quote", _("The words in doubt, as they stand.")),
                Column("remark", _("What is doubtful.")),
                Column("likely_reading", _("What was probably meant. Empty: not said.")),
                Column("treatment", _("How this record deals with it.")),
                Column("author_name", _("Who says so.")),
                Column("dated_on", _("Day of the note."), "date"),
            ),
        ),
        _notes,
    ),
    Part(
        Table(
            "answers",
            _("What each government says and reports now, by name; one that has said nothing has no row"),
            ("government",),
            (
                Column("government", _("ISO 3166 alpha-3 code."), reads=("government__iso3",)),
                Column("name", _("Short name, English."), reads=("government__name_en",)),
                _or_null("status", "status", _("What it reports doing. Empty: no report."), FollowUpStatus),
                Column("reported_on", _("Day of that report. Empty: no report."), "date", nullable=True),
                _or_null("evidence_grade", "grade", _("How good its evidence is. Empty: no report."), EvidenceGrade),
                _uid("follow_up", "follow_up__uid", _("The uid of that follow-up. Empty: no report.")),
                _or_null("stance", "stance", _("What it said of the recommendation. Empty: nothing."), Stance),
                _uid("position", "position__uid", _("The uid of that position. Empty: none.")),
            ),
        ),
        _answers,
    ),
)
