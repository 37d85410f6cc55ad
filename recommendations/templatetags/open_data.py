"""What a page says of itself to machines."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from recommendations.models import Document, Recommendation
from recommendations.public import linked_data

register = template.Library()

# Inside of a script element nothing is markup but its end; JSON may write these characters by their codes.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.inclusion_tag("parts/linked_data.html", takes_context=True)
def linked(context: template.Context, subject: Recommendation | Document) -> dict[str, Any]:
    """The subject of the page in JSON-LD. Needs `request`."""
    root = _root(context)
    match subject:
        case Recommendation():
            data = linked_data.of_recommendation(subject, root)
        case Document():
            data = linked_data.of_document(subject, root)
    return {"data": _escaped(data)}


@register.inclusion_tag("parts/linked_data.html", takes_context=True)
def linked_data_set(context: template.Context, offers: Iterable[Any], changed: dt.datetime | None) -> dict[str, Any]:
    """The record as a data set, with the files of each of `offers`. Needs `request`."""
    root = _root(context)
    files = {label: f"{root}{path}.csv" for offer in offers for label, path in offer.files.items()}
    return {"data": _escaped(linked_data.of_data(root, files, changed))}


def _root(context: template.Context) -> str:
    root: str = context["request"].build_absolute_uri("/")[:-1]
    return root


def _escaped(data: dict[str, Any]) -> SafeString:
    return SafeString(json.dumps(data, ensure_ascii=False).translate(ESCAPED))
