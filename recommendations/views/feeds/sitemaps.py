"""The canonical addresses for search engines, each with the moment at which its page last changed."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, NamedTuple

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.models import Document, Government, Recommendation, Stakeholder, Theme
from recommendations.public import last_changed
from recommendations.public.published import ENTRY_MODELS, ledger

# Pages made of the whole record, and pages that change with the program only.
OF_EVERYTHING = (
    *("overview", "themes", "recommendations", "matrix", "governments"),
    *("stakeholders", "documents", "updates", "data"),
)
FIXED = ("methodology",)


class Place(NamedTuple):
    path: str
    changed: dt.datetime | None


class Places(Sitemap):  # type: ignore[type-arg]  # Generic in its stubs only.
    """One section, read once for an answer. Django divides it into files of 50,000 addresses."""

    def __init__(self, find: Callable[[], list[Place]]) -> None:
        self.find = find

    @cached_property
    def places(self) -> list[Place]:
        return self.find()

    def items(self) -> list[Place]:
        return self.places

    def location(self, item: Place) -> str:
        return item.path

    def lastmod(self, item: Place) -> dt.datetime | None:
        return item.changed


def _pages() -> list[Place]:
    last = last_changed.of_everything()
    return [*(Place(reverse(name), last) for name in OF_EVERYTHING), *(Place(reverse(name), None) for name in FIXED)]


def _rows(model: Any, name: str, key: str, changed: Callable[[], dict[int, dt.datetime]]) -> Callable[[], list[Place]]:
    def find() -> list[Place]:
        moments = changed()
        rows = model.objects.order_by(key).values_list("pk", key)
        return [Place(reverse(name, args=[value]), moments.get(pk)) for pk, value in rows]

    return find


def _governments() -> list[Place]:
    moments = last_changed.of_governments()
    rows = Government.objects.of_this_site().order_by("iso3").values_list("pk", "iso3")
    return [Place(reverse("government", args=[iso3]), moments.get(pk)) for pk, iso3 in rows]


def _updates() -> list[Place]:
    """The page of an entry changes when it is corrected."""
    at = timezone.now()
    corrected: dict[Any, dt.datetime] = {}
    for model in ENTRY_MODELS.values():
        corrections = model.objects.published(at).filter(corrects__isnull=False)
        corrected |= dict(corrections.values_list("corrects__uid", "published_at"))
    rows = ledger(at)
    return [Place(reverse("update", args=[uid]), corrected.get(uid, published_at)) for published_at, uid, _kind in rows]


# Django makes a section anew for each answer.
SECTIONS = {
    "pages": partial(Places, _pages),
    "documents": partial(Places, _rows(Document, "document", "slug", last_changed.of_documents)),
    "recommendations": partial(
        Places, _rows(Recommendation, "recommendation", "reference", last_changed.of_recommendations)
    ),
    "themes": partial(Places, _rows(Theme, "theme", "slug", last_changed.of_themes)),
    "governments": partial(Places, _governments),
    "stakeholders": partial(Places, _rows(Stakeholder, "stakeholder", "slug", last_changed.of_stakeholders)),
    "updates": partial(Places, _updates),
}

ROBOTS = """\
User-agent: *
Disallow: /admin/
# The same lists again, filtered and as of other days.
Disallow: /*?
Allow: /sitemap-
Sitemap: {sitemap}
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("feeds:sitemap"))
    return HttpResponse(ROBOTS.format(sitemap=sitemap), content_type="text/plain; charset=utf-8")
