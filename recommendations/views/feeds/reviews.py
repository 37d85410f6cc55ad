"""The reviews to come as a calendar (RFC 5545): an all-day event for each recommendation that has a day for it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from recommendations.api.answers import asked_moment, endpoint
from recommendations.filters import RecommendationFilter
from recommendations.filters.query_string import Invalid

CONTENT_TYPE = "text/calendar; charset=utf-8"
# Not the host, so that events stay the same ones when the site moves.
UID_SPACE = "gfmd-recommendation-tracker"
LINE_BYTES = 75
# No calendar takes control characters; a line break is written as such.
ESCAPED = str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"} | {chr(code): "" for code in (*range(10), *range(11, 32), 127)}
)


@endpoint
def reviews(request: HttpRequest) -> HttpResponse:
    """The recommendations that fit the filters of their list, in their order. One query, and those of the filters."""
    moment = asked_moment(request, list(RecommendationFilter.base_filters))
    filters = RecommendationFilter(request.GET, moment=moment)
    if not filters.is_valid():
        raise Invalid(filters.errors)
    rows: QuerySet[Any] = filters.recommendations
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//GFMD Recommendation Tracker//EN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{escaped(_('Reviews of GFMD recommendations'))}"]
    for row in rows.filter(next_review_on__isnull=False):
        lines += event(request, row)
    lines += ["END:VCALENDAR"]
    return HttpResponse("".join(folded(line) for line in lines), content_type=CONTENT_TYPE)


def event(request: HttpRequest, row: Any) -> Iterator[str]:
    """A later assessment moves the same event: its UID is the recommendation's, its stamp the assessment's."""
    due: dt.date = row.next_review_on
    stamp: dt.datetime = row.assessment_published_at
    title = _("Review of %(reference)s: %(title)s") % {"reference": row.reference, "title": row.title}
    yield "BEGIN:VEVENT"
    yield f"UID:review-{row.reference}@{UID_SPACE}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(title)}"
    yield f"URL:{request.build_absolute_uri(reverse('recommendation', args=[row.reference]))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    return text.replace("\r\n", "\n").translate(ESCAPED)


def folded(line: str) -> str:
    """The line with its end, broken so that no part is longer than the standard allows and no character is cut."""
    parts, part, length = [], "", 0
    for character in line:
        size = len(character.encode())
        if length + size > LINE_BYTES:
            parts.append(part)
            part, length = " ", 1
        part, length = part + character, length + size
    return "\r\n".join([*parts, part]) + "\r\n"
