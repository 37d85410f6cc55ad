"""The small vocabulary of the templates: addresses that keep the day, and how statuses are drawn."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.http import QueryDict
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from recommendations.data.exporting import FORMATS, LISTS, passages_of
from recommendations.figures.metrics import StatusCounts
from recommendations.models import Document
from recommendations.models.choices import AssessmentStatus, EvidenceGrade, Flag, FollowUpStatus, Stance, StatusGroup
from recommendations.pictures.geometry import stretches
from recommendations.public.as_of import PARAMETER, Moment
from recommendations.public.search import Piece

register = template.Library()

Status = StatusGroup | AssessmentStatus | FollowUpStatus | Stance | EvidenceGrade | Flag


@register.simple_tag(takes_context=True)
def address(context: template.Context, name: str, *args: Any, **query: Any) -> str:
    """The address of a page: path arguments by place, query parameters by name.

    Where the page at hand shows an earlier day, the address carries that day along, unless it names one of its own. A
    fragment needs `moment` for it.
    """
    moment = context.get("moment")
    # Error pages have none, and a fragment that is given what is not there gets an empty text.
    if isinstance(moment, Moment) and moment.as_of:
        query.setdefault(PARAMETER, moment.as_of)
    path = reverse(name, args=args)
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str) -> str:
    """The whole address of a path of this site, with the day that the page at hand shows. Needs `request`, `moment`."""
    moment: Moment = context["moment"]
    query = f"?{urlencode({PARAMETER: moment.as_of})}" if moment.as_of else ""
    return str(context["request"].build_absolute_uri(path + query))


@register.simple_tag(takes_context=True)
def again(context: template.Context, block: str) -> SafeString:
    """What the block of this name says on the page at hand, where it has to be said a second time."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    node = blocks.get_block(block) if blocks else None
    return node.nodelist.render(context) if node else SafeString("")


@register.filter
def assessment_status(value: str) -> AssessmentStatus:
    return AssessmentStatus(value)


@register.filter
def follow_up_status(value: str) -> FollowUpStatus:
    return FollowUpStatus(value)


@register.filter
def stance(value: str) -> Stance:
    return Stance(value)


@register.filter
def evidence_grade(value: str) -> EvidenceGrade:
    return EvidenceGrade(value)


@register.simple_tag
def day(day: dt.date) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat()[:10], date_format(day))


@register.filter
def first_line(text: str) -> str:
    """Of several quotes, one a line, the first."""
    return text.partition("\n")[0]


@register.filter
def of_key(mapping: dict[Any, Any], key: Any) -> Any:
    """The value under a key that a template cannot write with a dot; nothing where a fragment was given no mapping."""
    return mapping.get(key, "") if mapping else ""


@register.simple_tag
def marked(pieces: Iterable[Piece]) -> SafeString:
    """The pieces of a text with the words marked that were searched for."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if is_match else text,) for text, is_match in pieces)
    )


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the active one; its code where Django has no name for it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.inclusion_tag("parts/badge.html")
def badge(status: Status) -> dict[str, Any]:
    """A status as word, shape and colour."""
    return {"label": status.label, "look": status.look}


@register.inclusion_tag("parts/no_report.html")
def no_report() -> dict[str, Any]:
    return {}


@register.inclusion_tag("parts/downloads.html", takes_context=True)
def downloads(context: template.Context, name: str, document: Document | None = None) -> dict[str, Any]:
    """Links to the files of the list that the page at hand shows, under its filters, as of its day. Needs `request`."""
    asked = passages_of(document) if document else LISTS[name]
    query = asked.known(context["request"].GET).urlencode()
    files = {
        extension: reverse("passages", args=[document.slug, extension])
        if document
        else reverse("export", args=[name, extension])
        for extension in FORMATS
    }
    return {
        "table": asked.table,
        "files": {extension.upper(): f"{path}?{query}" if query else path for extension, path in files.items()},
        "moment": context.get("moment"),
    }


@dataclass(frozen=True)
class Segment:
    """A stretch of a stacked bar; `x` and `width` are percentages, written as SVG wants them in any language."""

    group: StatusGroup
    count: int
    x: str
    width: str
    address: str


@register.inclusion_tag("charts/bar.html", takes_context=True)
def stacked_bar(
    context: template.Context, counts: StatusCounts, name: str = "", kept: QueryDict | None = None, **query: Any
) -> dict[str, Any]:
    """The five groups side by side, as long as their shares. The numbers stand beside it, in the page itself.

    With the `name` of a page, each stretch leads there, to `query` and its own group; `kept` is the query of a list
    that the stretches narrow further.
    """
    if kept is not None:
        query = {key: values for key, values in kept.lists() if key not in {"page", "group"}} | query
    segments = [
        Segment(
            stretch.group,
            stretch.count,
            f"{stretch.start:.3f}%",
            f"{stretch.length:.3f}%",
            address(context, name, **query, group=stretch.group.value) if name else "",
        )
        for stretch in stretches(counts)
    ]
    return {"segments": segments, "label": in_words(counts), "is_linked": bool(name)}


def in_words(counts: StatusCounts) -> str:
    """What a bar shows, for whoever cannot see it."""
    words = [
        _("%(group)s: %(count)d") % {"group": stretch.group.label, "count": stretch.count}
        for stretch in stretches(counts)
    ]
    return ", ".join(words) or _("No recommendation")
