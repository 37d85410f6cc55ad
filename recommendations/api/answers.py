"""What every address of the API does: refuse what it does not know by name, and answer in JSON."""

import datetime as dt
import json
from collections.abc import Callable, Collection, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from recommendations.filters.query_string import Invalid, shown
from recommendations.public.as_of import PARAMETER, Moment, moment_of
from recommendations.public.licence import DATA_LICENCE

from .problems import problem

PAGE_SIZE = 100
MAX_PAGE_SIZE = 500
MAX_DIGITS = 9

View = Callable[..., HttpResponse]


def endpoint(view: View) -> View:
    """Reads only: no other method gets to `view`. What it raises becomes a problem."""

    # A form from elsewhere can do no harm here, and its sender should learn of the method, not of a cookie.
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            response = problem(HTTPStatus.METHOD_NOT_ALLOWED, _("The record can be read here, not written: use GET."))
            response["Allow"] = "GET, HEAD, OPTIONS"
            return response
        try:
            response = view(request, *args, **kwargs)
        except Invalid as invalid:
            return problem(
                HTTPStatus.BAD_REQUEST, _("The parameters named in “errors” cannot be met."), errors=invalid.errors
            )
        except Http404 as missing:
            return problem(HTTPStatus.NOT_FOUND, str(missing) or _("There is nothing at this address."))

        # May be kept, and must be asked after: what was published may be corrected or withdrawn at any time.
        response["Cache-Control"] = "no-cache"
        return response

    return answer


def json_answer(content: Mapping[str, Any], content_type: str = "application/json") -> HttpResponse:
    return HttpResponse(json.dumps(content, ensure_ascii=False, default=_plain), content_type=content_type)


def _plain(value: Any) -> str:
    """A day as 2026-03-31; a moment, always in UTC, as 2026-03-31T12:30:00.000001Z."""
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, dt.date) else str(value)


def licence_stamp() -> dict[str, str]:
    return {"name": DATA_LICENCE.name, "url": DATA_LICENCE.url, "scope": str(DATA_LICENCE.scope)}


def asked_moment(request: HttpRequest, known: Collection[str] = ()) -> Moment:
    """The moment asked for, once no parameter is there but `as_of` and those `known`; raises Invalid."""
    known = [*known, PARAMETER]
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        sentence = _("There is no such parameter here. Known are: %(names)s.") % {"names": ", ".join(known)}
        raise Invalid({shown(name): [sentence] for name in unknown})
    moment = moment_of(request)
    if moment.error:
        raise Invalid({PARAMETER: [moment.error]})
    return moment


def leaf(asked: QueryDict, rows: Any) -> Page[Any]:
    """The page of `rows` that is asked for; raises Invalid, and Http404 past the end."""
    size = _whole_number(asked, "page_size", PAGE_SIZE, MAX_PAGE_SIZE)
    number = _whole_number(asked, "page", 1, 10**MAX_DIGITS)
    try:
        return Paginator(rows, size).page(number)
    except EmptyPage:
        raise Http404(_("This list has no such page.")) from None


def _whole_number(asked: QueryDict, name: str, default: int, limit: int) -> int:
    text = asked.get(name, "") or str(default)
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else 0
    if not 1 <= number <= limit:
        raise Invalid({name: [_("Give a whole number from 1 to %(limit)s.") % {"limit": limit}]})
    return number
