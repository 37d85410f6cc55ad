"""Requests that cannot be answered, with what to do about them."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    match exception:
        case RequestDataTooBig():
            sentence = _("The form holds more than 2.5 megabytes, so nothing was saved: go back and shorten the text.")
        case TooManyFieldsSent():
            sentence = _("The form has more than 1000 fields, so nothing was saved: go back and send fewer rows.")
        case _other:
            sentence = _("Something in the address or in what the browser sent is malformed.")
    return render(request, "400.html", {"sentence": sentence}, status=400)
