"""News of the ledger as Atom (RFC 4287): what was published, corrected and withdrawn, newest first.

An entry keeps its id for good, so that a reader's copy changes with it: once corrected it names its correction, and
once withdrawn it loses its words.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from recommendations.api.answers import asked_moment, endpoint
from recommendations.filters import FacetedFilterSet, RecommendationFilter, UpdateFilter
from recommendations.filters.query_string import Invalid
from recommendations.models import Government, Recommendation, Theme
from recommendations.public import published
from recommendations.public.as_of import Moment
from recommendations.public.licence import DATA_LICENCE
from recommendations.public.published import Line

F = TypeVar("F", bound=FacetedFilterSet)

LENGTH = 50
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
# What a feed without news says of its age, always the same, so that it need not be sent again.
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# XML has no way to write these characters at all.
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class News:
    """One entry of the ledger, and when it last changed for the public."""

    line: Line
    updated: dt.datetime
    is_withdrawn: bool = False


@endpoint
def updates(request: HttpRequest) -> HttpResponse:
    filters, title, page = filtered(request, UpdateFilter, _("Updates"), "updates")
    return feed(request, filters.moment, title, page, **filters.lookups)


@endpoint
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Theme, slug=slug)
    page = reverse("theme", args=[slug])
    return feed(request, asked_moment(request), theme.name, page, recommendation__themes=theme)


@endpoint
def government(request: HttpRequest, iso3: str) -> HttpResponse:
    """What it says itself, and what others say that it does."""
    government = get_object_or_404(Government, iso3=iso3)
    page = reverse("government", args=[iso3])
    kinds = ("follow_up", "position")
    return feed(request, asked_moment(request), government.name, page, kinds=kinds, government=government)


@endpoint
def recommendation(request: HttpRequest, reference: str) -> HttpResponse:
    recommendation = get_object_or_404(Recommendation, reference=reference)
    page = reverse("recommendation", args=[reference])
    return feed(request, asked_moment(request), str(recommendation), page, recommendation=recommendation)


@endpoint
def recommendations(request: HttpRequest) -> HttpResponse:
    """What is said of the recommendations that fit the filters of their list."""
    filters, title, page = filtered(request, RecommendationFilter, _("Recommendations"), "recommendations")
    fitting = filters.recommendations.order_by().values("pk")
    return feed(request, filters.moment, title, page, recommendation__in=fitting)


def filtered(request: HttpRequest, filter_set: type[F], title: str, name: str) -> tuple[F, str, str]:
    """The filters of a list, what a feed under them is called, and the page of that list; raises Invalid."""
    moment = asked_moment(request, list(filter_set.base_filters))
    filters = filter_set(request.GET, moment=moment)
    if not filters.is_valid():
        raise Invalid(filters.errors)
    chosen = [f"{active.label}: {active.value}" for active in filters.active]
    query = request.GET.urlencode()
    return filters, "; ".join([title, *chosen]), reverse(name) + (f"?{query}" if query else "")


def feed(request: HttpRequest, moment: Moment, title: str, page: str, **chosen: Any) -> HttpResponse:
    """The latest `LENGTH` pieces of news. Queries: those of `published.ledger` and `lines`, and three."""
    atom = _Atom(
        title=clean(f"{title} · {_('GFMD Recommendation Tracker')}"),
        link=request.build_absolute_uri(page),
        description=_("What governments, other voices and the secretariat have published, as it was published."),
        language="en",
        feed_url=request.build_absolute_uri(),
        feed_copyright=f"{DATA_LICENCE.name} ({DATA_LICENCE.url}). {DATA_LICENCE.scope}",
    )
    for news in latest(moment, **chosen):
        atom.add_item(**_item(request, news))
    return HttpResponse(atom.writeString("utf-8"), content_type=CONTENT_TYPE)


def latest(moment: Moment, *, in_force: bool = False, **chosen: Any) -> list[News]:
    """What was withdrawn is among them even where only entries in force are asked for: it may have been in a copy."""
    lines = published.lines(published.ledger(moment.at, in_force=in_force, **chosen)[:LENGTH], moment.at)
    news = [News(line, max(_changes(line))) for line in lines]
    gone = published.withdrawn(moment.at, limit=LENGTH, **chosen)
    news += [News(line, line.entry.withdrawn_at, is_withdrawn=True) for line in gone]
    return sorted(news, key=lambda each: (each.updated, each.line.entry.uid), reverse=True)[:LENGTH]


def _changes(line: Line) -> list[dt.datetime]:
    return [line.entry.published_at, *(correction.published_at for correction in line.entry.public_corrections)]


def _item(request: HttpRequest, news: News) -> dict[str, Any]:
    line, entry = news.line, news.line.entry
    page = reverse("update", args=[entry.uid])
    if news.is_withdrawn:
        # Its own page is gone with it.
        page = reverse("recommendation", args=[entry.recommendation.reference])
    return {
        "title": clean(_title(news)),
        "link": request.build_absolute_uri(page),
        "description": "",
        "unique_id": f"urn:uuid:{entry.uid}",
        "author_name": clean(line.speaker),
        "pubdate": entry.published_at,
        "updateddate": news.updated,
        "categories": [line.kind],
        "notice": " ".join(_notices(request, news)),
        "words": "" if news.is_withdrawn else clean(line.words),
        "words_language": entry.language,
    }


def _title(news: News) -> str:
    line = news.line
    named = {"reference": line.entry.recommendation.reference, "speaker": line.speaker, "status": line.status.label}
    if news.is_withdrawn:
        return _("Withdrawn: %(reference)s, %(speaker)s") % named
    if not line.entry.is_in_force:
        return _("Corrected: %(reference)s, %(speaker)s, %(status)s") % named
    return _("%(reference)s, %(speaker)s: %(status)s") % named


def _notices(request: HttpRequest, news: News) -> Iterator[str]:
    entry = news.line.entry
    if news.is_withdrawn:
        yield _("Withdrawn on %(day)s.") % {"day": entry.withdrawn_at.date().isoformat()}
        return
    for correction in entry.public_corrections:
        address = request.build_absolute_uri(reverse("update", args=[correction.uid]))
        yield _("Corrected by %(address)s.") % {"address": address}
    if entry.corrects_a_public_entry:
        address = request.build_absolute_uri(reverse("update", args=[entry.corrects.uid]))
        yield _("Corrects %(address)s.") % {"address": address}
    if not entry.is_in_force and not entry.public_corrections:
        yield _("No longer in force: it was corrected, and the correction was withdrawn.")
    if entry.self_published:
        yield _("Not independently reviewed.")


def clean(text: str) -> str:
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


class _Atom(Atom1Feed):
    """Django's, with an update's own language on its words, and without a clock of its own."""

    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        handler.addQuickElement("title", item["title"])
        handler.addQuickElement("link", "", {"href": item["link"], "rel": "alternate"})
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        handler.startElement("author", AttributesImpl({}))
        handler.addQuickElement("name", item["author_name"])
        handler.endElement("author")
        for category in item["categories"]:
            handler.addQuickElement("category", "", {"term": category})
        if item["notice"]:
            handler.addQuickElement("summary", item["notice"], {"type": "text"})
        if item["words"]:
            handler.addQuickElement("content", item["words"], {"type": "text", "xml:lang": item["words_language"]})
