"""What every page does: find its row, turn its leaves, and render with the frame that all pages share."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from recommendations.figures.metrics import ledger_span
from recommendations.models import Government
from recommendations.public.as_of import Moment, dated_address, day_choice

PAGE_SIZE = 50


@dataclass(frozen=True)
class Picture:
    """The card that shows beside a link to a page: its path, and what it says to whoever cannot see it."""

    path: str
    words: str


M = TypeVar("M", bound=Model)


def show(request: HttpRequest, moment: Moment, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Renders `template` with the moment, the choice of another one, and the sign of an example site. Two queries."""
    span = ledger_span()
    frame = {
        "moment": moment,
        "picture": Picture(reverse("overview_card"), _("The figures of the whole record")),
        "day_choice": day_choice(request, moment, span),
        "last_changed_at": span.last_at,
        "permanent_address": dated_address(request, moment, span, request.path, request.GET),
        "is_example_site": Government.objects.filter(is_example=True).exists(),
    }
    return render(request, template, {**frame, **context})


def find(rows: QuerySet[M], **lookup: str) -> M:
    """The row with this key, in whatever letter case the key is written; else 404.

    `lookup` is one field and its value. The view redirects to the right letter case with `moved`.
    """
    ((field, value),) = lookup.items()
    row = rows.filter(**{field: value}).first() or rows.filter(**{f"{field}__iexact": value}).first()
    if row is None:
        raise Http404
    return row


def moved(request: HttpRequest, name: str, key: str) -> HttpResponsePermanentRedirect:
    """To the same page at its right address, query string and all."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(reverse(name, args=[key]) + (f"?{query}" if query else ""))


def leaf(request: HttpRequest, rows: Any, *, parameter: str = "page", size: int | None = PAGE_SIZE) -> Page[Any]:
    """The page of `rows` that `?page=` names, or another `parameter`; 404 where there is none. No size: all at once."""
    try:
        return Paginator(rows, size or sys.maxsize).page(request.GET.get(parameter) or 1)
    except InvalidPage:
        raise Http404(_("This list has no such page.")) from None
