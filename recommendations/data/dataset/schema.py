"""Which records the dataset holds, in which files, under which names: read off the models.

A file's columns are the model's own fields, with natural keys in place of database ids. What is left out is named
here, each with its reason; a test holds the models to both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    ForeignKey,
    IntegerField,
    Model,
    Q,
    QuerySet,
)
from django.db.models.constants import LOOKUP_SEP

from recommendations.models import (
    Alignment,
    Assessment,
    Citation,
    Component,
    Document,
    EditorialNote,
    Entry,
    Evidence,
    FollowUp,
    FollowUpComponent,
    Framework,
    FrameworkGoal,
    Government,
    JointGovernment,
    OutsideReference,
    Passage,
    PopulationGroup,
    PopulationGroupLink,
    Position,
    Recommendation,
    Responsibility,
    RoundTable,
    Session,
    Stakeholder,
    Summit,
    Theme,
)

from ..tables import Column, Table
from ..tables.base import Kind
from .meanings import FILES, meaning_of

# By the name of the file, in an order in which each row refers only to rows of files before it, or of its own.
MODELS: dict[str, type[Model]] = {
    "themes": Theme,
    "population-groups": PopulationGroup,
    "governments": Government,
    "stakeholders": Stakeholder,
    "frameworks": Framework,
    "framework-goals": FrameworkGoal,
    "summits": Summit,
    "round-tables": RoundTable,
    "sessions": Session,
    "session-co-chairs": Session.co_chairs.through,
    "documents": Document,
    "passages": Passage,
    "editorial-notes": EditorialNote,
    "editorial-note-passages": EditorialNote.passages.through,
    "recommendations": Recommendation,
    "recommendation-themes": Recommendation.themes.through,
    "recommendation-addressees": Recommendation.addressees.through,
    "related-recommendations": Recommendation.related.through,
    "components": Component,
    "citations": Citation,
    "responsibilities": Responsibility,
    "population-group-links": PopulationGroupLink,
    "alignments": Alignment,
    "outside-references": OutsideReference,
    "positions": Position,
    "follow-ups": FollowUp,
    "assessments": Assessment,
    "follow-up-components": FollowUpComponent,
    "joint-governments": JointGovernment,
    "evidence": Evidence,
}

LEFT_OUT_MODELS = {
    "FocalPoint": "says which person reports for a government: public pages name no person",
    "SentReminder": "says which letters went to whom: not public",
    "ReminderOptOut": "says who wants no letters: not public",
    "GovernmentStanding": "follows from the ledger; the import computes it anew",
    "ComponentStanding": "follows from the ledger; the import computes it anew",
    "RecommendationStanding": "follows from the ledger; the import computes it anew",
    "SearchText": "follows from the texts and the ledger; the import computes it anew",
    "LedgerClock": "is the latest moment in the ledger; the import sets it anew",
}

_WITHIN = "says who in the secretariat or in a government took a step: public pages name no person"
_BEFORE = "belongs to the time before publication, which is not public"
LEFT_OUT_FIELDS = {
    "id": "a number of one database alone; natural keys stand in its place",
    "version": "counts saves, so that two people at work on one record do not overwrite each other",
    "state": "follows from the dates: withdrawn where there is a date of withdrawal, else published",
    "author": _WITHIN,
    "submitted_by": _WITHIN,
    "submitted_at": _BEFORE,
    "reviewed_by": _WITHIN,
    "reviewed_at": _BEFORE,
    "published_by": _WITHIN,
    "withdrawn_by": _WITHIN,
    "redacted_by": _WITHIN,
    "return_note": _BEFORE,
}

# What happened to an entry, shown after what it says.
AFTERWARDS = (
    "corrects",
    "published_at",
    "self_published",
    "withdrawn_at",
    "withdrawal_reason",
    "redacted_at",
    "redaction_reason",
)


@dataclass(frozen=True)
class Part:
    """One column of a file: a field of the model, or one part of the natural key of the row that it refers to."""

    name: str
    path: str
    field: Any

    @property
    def source(self) -> Any:
        """The field that the value itself is stored in: the same, or one of the row referred to."""
        field = self.field
        for step in self.path.split(LOOKUP_SEP)[1:]:
            field = field.related_model._meta.get_field(step)
        return field

    @property
    def is_required(self) -> bool:
        """Whether no row leaves it empty. A redaction empties texts that are asked for otherwise."""
        is_emptied = self.field.name in getattr(self.field.model, "text_fields", ())
        return self.name == "published_at" or not (self.field.null or self.field.blank or is_emptied)

    @property
    def values(self) -> list[str]:
        """All that it may hold; empty: anything."""
        return [] if self.field.is_relation else [value for value, _label in self.field.flatchoices]


@dataclass(frozen=True)
class Reference:
    """The columns that together name a row of another file, or of the same one: its `resource` is empty then."""

    field: Any
    columns: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]

    @property
    def file(self) -> str:
        return self.resource and f"{self.resource}.csv"


@dataclass(frozen=True)
class Resource:
    """One file of the dataset."""

    name: str
    model: Any

    @property
    def path(self) -> str:
        return f"{self.name}.csv"

    @property
    def title(self) -> str:
        return FILES[self.name][0]

    @property
    def description(self) -> str:
        return FILES[self.name][1]

    @cached_property
    def fields(self) -> list[Any]:
        kept = [field for field in self.model._meta.concrete_fields if field.name not in LEFT_OUT_FIELDS]
        return sorted(kept, key=lambda field: AFTERWARDS.index(field.name) if field.name in AFTERWARDS else -1)

    @cached_property
    def parts(self) -> list[Part]:
        return [part for field in self.fields for part in parts_of(field)]

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns that name a row."""
        return tuple(column_name(path) for path in key_paths(self.model))

    @cached_property
    def references(self) -> list[Reference]:
        return [
            Reference(
                field,
                tuple(part.name for part in parts_of(field)),
                "" if field.related_model is self.model else name_of(field.related_model),
                tuple(column_name(path) for path in key_paths(field.related_model)),
            )
            for field in self.fields
            if isinstance(field, ForeignKey)
        ]

    @cached_property
    def table(self) -> Table:
        columns = tuple(
            Column(
                part.name,
                meaning_of(self.name, part.name),
                kind_of(part.source),
                reads=(part.path,),
                nullable=part.field.null,
            )
            for part in self.parts
        )
        return Table(self.name, self.title, self.key, columns)

    def rows(self) -> QuerySet[Any]:
        """What is public, on some day at least, in the order in which it was recorded.

        Pages show sources and responsibilities in that order, so it is part of the record.
        """
        rows: QuerySet[Any] = self.model._default_manager.order_by("pk")
        if issubclass(self.model, Entry):
            return rows.filter(published_at__isnull=False)
        if self.model in (FollowUpComponent, JointGovernment):
            return rows.filter(follow_up__published_at__isnull=False)
        if self.model is Evidence:
            return rows.filter(
                Q(follow_up__published_at__isnull=False)
                | Q(position__published_at__isnull=False)
                | Q(assessment__published_at__isnull=False)
            )
        return rows


def name_of(model: type[Model]) -> str:
    return next(name for name, known in MODELS.items() if known is model)


def parts_of(field: Any) -> Iterator[Part]:
    if not isinstance(field, ForeignKey):
        yield Part(field.name, field.name, field)
        return
    for path in key_paths(field.related_model):
        whole = f"{field.name}{LOOKUP_SEP}{path}"
        yield Part(column_name(whole), whole, field)


def key_paths(model: Any) -> list[str]:
    """The lookups of the natural key. Rows that tie two records together have those of both."""
    if hasattr(model, "natural_key_lookups"):
        return list(model.natural_key_lookups)
    ties = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    return [f"{tie.name}{LOOKUP_SEP}{path}" for tie in ties for path in key_paths(tie.related_model)]


def column_name(path: str) -> str:
    """`recommendation__reference` is the column recommendation, `round_table__summit__number` is round_table_summit."""
    steps = path.split(LOOKUP_SEP)
    return "_".join(steps[:-1] or steps)


def kind_of(field: Any) -> Kind:
    match field:
        case BooleanField():
            return "boolean"
        case IntegerField():
            return "integer"
        case DateTimeField():
            return "datetime"
        case DateField():
            return "date"
        case _:
            return "string"


RESOURCES = [Resource(name, model) for name, model in MODELS.items()]
