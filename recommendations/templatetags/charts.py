"""The charts of the pages: drawn on the server, each with its table."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _

from recommendations.figures.trend import MonthEnd
from recommendations.models.choices import StatusGroup
from recommendations.pictures.geometry import Column, columns
from recommendations.public.as_of import PARAMETER

from .tracker import address

register = template.Library()

# Left and right of these stand the first and the last day.
YEARS_FROM, YEARS_TO = 15.0, 85.0


@dataclass(frozen=True)
class Cell:
    """One group of one month: its number and the list behind it. `y` and `height` are empty where it is zero."""

    group: StatusGroup
    count: int
    address: str
    y: str
    height: str


@dataclass(frozen=True)
class Month:
    """A column, its percentages written as SVG wants them in any language."""

    end: MonthEnd
    x: str
    width: str
    cells: list[Cell]
    begins_a_year: bool


@register.inclusion_tag("charts/trend.html", takes_context=True)
def trend_chart(context: template.Context, ends: list[MonthEnd], **query: Any) -> dict[str, Any]:
    """The trend as columns and as a table. Each number leads to its list: `query`, its group, its day.

    The last point is the moment of the page itself, so its lists are those of the page. Needs one month at least.
    """
    drawn = columns(ends)
    months = [
        Month(
            column.end,
            f"{column.x:.3f}%",
            f"{column.width:.3f}%",
            _cells(context, column, query | ({} if column is drawn[-1] else {PARAMETER: column.end.day.isoformat()})),
            begins_a_year=column.end.day.month == 1 and YEARS_FROM < column.x < YEARS_TO,
        )
        for column in drawn
    ]
    return {
        "title": _("What this record showed at each month’s end"),
        "months": months,
        "first": months[0],
        "last": months[-1],
        "groups": list(StatusGroup),
        "total": ends[-1].statuses.total,
        "moment": context.get("moment"),
    }


def _cells(context: template.Context, column: Column, query: dict[str, Any]) -> list[Cell]:
    drawn = {stretch.group: stretch for stretch in column.stretches}
    return [
        Cell(
            group,
            count,
            address(context, "recommendations", **{"group": group.value} | query),
            f"{drawn[group].start:.3f}%" if group in drawn else "",
            f"{drawn[group].length:.3f}%" if group in drawn else "",
        )
        for group, count in column.end.statuses.groups.items()
    ]
