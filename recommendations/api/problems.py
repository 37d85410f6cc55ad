"""Answers to requests that cannot be met, as RFC 9457 has them."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

PREFIX = "/api/"
CONTENT_TYPE = "application/problem+json"


def wants_problems(request: HttpRequest) -> bool:
    """Whether the address is one of the API, whose clients read no pages."""
    return request.path.startswith(PREFIX)


def problem(status: HTTPStatus, detail: str, **members: Any) -> HttpResponse:
    body = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail, **members}
    content = json.dumps(body, ensure_ascii=False, default=str)
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE)
