"""When what a page shows last changed: its part of the text, by the history of edits, or of the ledger.

Moments alone, no words: of entries, those at which they were published and withdrawn.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max, QuerySet

from recommendations.models import (
    Alignment,
    Assessment,
    Citation,
    Component,
    Document,
    EditorialNote,
    FollowUp,
    Government,
    OutsideReference,
    Passage,
    PopulationGroupLink,
    Position,
    Recommendation,
    Responsibility,
    Stakeholder,
    Theme,
)

LINKS: tuple[Any, ...] = (Alignment, Citation, Component, OutsideReference, PopulationGroupLink, Responsibility)
Moments = Mapping[Any, dt.datetime]


def newest(*moments: dt.datetime | None) -> dt.datetime | None:
    return max((moment for moment in moments if moment), default=None)


def _latest(rows: QuerySet[Any], key: str, *moments: str) -> dict[Any, dt.datetime]:
    """For each value at the path `key`, the latest of `moments`. One query."""
    # `annotate` after `values_list`: the other way round, each row would be a group of its own.
    found = rows.order_by().values_list(key).annotate(*(Max(moment) for moment in moments))
    latest = {value: newest(*each) for value, *each in found}
    return {value: moment for value, moment in latest.items() if value is not None and moment}


def _together(sources: Iterable[Moments]) -> dict[Any, dt.datetime]:
    found: dict[Any, dt.datetime] = {}
    for source in sources:
        for key, moment in source.items():
            found[key] = max(moment, found.get(key, moment))
    return found


def _edited(model: Any, key: str = "id") -> dict[Any, dt.datetime]:
    return _latest(model.history.all(), key, "history_date")


def _ledger(key: str, *models: Any) -> list[dict[Any, dt.datetime]]:
    rows = [model.objects.filter(published_at__isnull=False) for model in models]
    return [_latest(each, key, "published_at", "withdrawn_at") for each in rows]


def of_recommendations() -> dict[int, dt.datetime]:
    """By id. Ten queries."""
    links = [_edited(model, "recommendation") for model in LINKS]
    return _together([_edited(Recommendation), *links, *_ledger("recommendation", FollowUp, Position, Assessment)])


def of_themes() -> dict[int, dt.datetime]:
    """By id. Twelve queries."""
    return _together([_edited(Theme), _of_rows_with(Recommendation.objects.all(), "themes")])


def of_documents() -> dict[int, dt.datetime]:
    """By id; the margin of a document shows how its recommendations stand. Fourteen queries."""
    own = [_edited(Document), _edited(Passage, "document"), _edited(EditorialNote, "document")]
    return _together([*own, _of_rows_with(Recommendation.objects.all(), "document")])


def of_governments() -> dict[int, dt.datetime]:
    """By id. Three queries."""
    return _together([_edited(Government), *_ledger("government", FollowUp, Position)])


def of_stakeholders() -> dict[int, dt.datetime]:
    """By id. Three queries."""
    said = _ledger("organisation", FollowUp)
    return _together([_edited(Stakeholder), _edited(Responsibility, "stakeholder"), *said])


def of_everything() -> dt.datetime | None:
    """The last change of anything that pages show; none in an empty record. 21 queries."""
    sources = [of_documents(), of_governments(), of_stakeholders(), _edited(Theme)]
    return newest(*(moment for source in sources for moment in source.values()))


def _of_rows_with(recommendations: QuerySet[Recommendation], path: str) -> dict[int, dt.datetime]:
    """For each row at `path`, the last change of any of its recommendations."""
    changed = of_recommendations()
    pairs = recommendations.order_by().values_list(path, "pk")
    return _together({key: changed[pk]} for key, pk in pairs if key is not None and pk in changed)
