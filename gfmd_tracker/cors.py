"""Lets scripts of any other site read the open data: the API, the files and the feeds. Pages stay closed to them."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

OPEN = re.compile(r"^/api/|^/(?!admin/|accounts/).*\.(?:atom|csv|ics|json|xlsx)$")

Answer = Callable[[HttpRequest], HttpResponseBase]


class OpenDataMiddleware:
    """Allows no credentials, so that nobody's session can be used; writes are not allowed from elsewhere at all."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not OPEN.search(request.path):
            return self.get_response(request)
        response = HttpResponse(status=204) if request.method == "OPTIONS" else self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Content-Disposition, ETag, Link"
        if request.method == "OPTIONS":
            response["Allow"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Headers"] = "If-None-Match"
            response["Access-Control-Max-Age"] = "86400"
        return response
