"""Answers to requests that cannot be met, as RFC 9457 has them."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

PREFIX = "/api/"
CONTENT_TYPE = "application/problem+json"


class Invalid(Exception):
    """Parameters that cannot be met; `errors` says by the name of each what is wrong with it."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(errors)
        self.errors = {name: list(sentences) for name, sentences in errors.items()}


def wants_problems(request: HttpRequest) -> bool:
    """Whether the address is one of the API, whose clients read no pages."""
    return request.path.startswith(PREFIX)


def problem(status: HTTPStatus, detail: str, **members: Any) -> HttpResponse:
    body = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail, **members}
    content = json.dumps(body, ensure_ascii=False, default=str)
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE)
