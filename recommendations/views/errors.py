"""Requests that cannot be answered, with what to do about them."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults

from ..api.problems import problem, wants_problems


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
    if wants_problems(request):
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong here. It has been logged."))
    return defaults.server_error(request)
