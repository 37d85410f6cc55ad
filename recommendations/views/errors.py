"""Requests that cannot be answered, with what to do about them."""

import sys
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from recommendations.api.problems import problem, wants_problems


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    match exception:
        case RequestDataTooBig():
            sentence = _("The form holds more than 2.5 megabytes, so nothing was saved: go back and shorten the text.")
        case TooManyFieldsSent():
            sentence = _("The form has more than 1000 fields, so nothing was saved: go back and send fewer rows.")
        case _other:
            sentence = _("Something in the address or in what the browser sent is malformed.")
    if wants_problems(request):
        return problem(HTTPStatus.BAD_REQUEST, sentence)
    return render(request, "400.html", {"sentence": sentence}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if wants_problems(request):
        return problem(HTTPStatus.NOT_FOUND, _("There is nothing at this address."))
    return defaults.page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Asks to come back where the database does not answer or takes no writes; all else is a fault of the site.

    Rendered without the request: whatever failed may be part of it.
    """
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        sentence = _("The database does not answer, or takes no writes. Nothing that was saved is lost: try again.")
        answer = _answer(request, HTTPStatus.SERVICE_UNAVAILABLE, sentence)
        answer["Retry-After"] = "120"
        return answer
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong here. It has been logged."))


def _answer(request: HttpRequest, status: HTTPStatus, sentence: str) -> HttpResponse:
    if wants_problems(request):
        return problem(status, sentence)
    return HttpResponse(render_to_string(f"{status.value}.html"), status=status)
