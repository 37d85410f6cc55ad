"""Searches by the filter of the list, without its page."""

import datetime as dt

from django.http import QueryDict

from recommendations.filters import RecommendationFilter
from recommendations.public.as_of import Moment


def found(query: str, at: dt.datetime | None = None) -> list[str]:
    """The references found, in order."""
    at = at or dt.datetime.now(dt.UTC)
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    filters = RecommendationFilter(parameters, moment=Moment(day=at.date(), at=at))
    assert filters.errors == {}
    return [row.reference for row in filters.recommendations]


def error(query: str) -> str:
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    now = dt.datetime.now(dt.UTC)
    filters = RecommendationFilter(parameters, moment=Moment(day=now.date(), at=now))
    assert list(filters.recommendations) == []
    return "".join(filters.errors.get("q", []))
