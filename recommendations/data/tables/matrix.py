"""The matrix as data: one row for each recommendation and government, in the order of its rows, then of its columns."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from recommendations.figures.matrix import Cell, matrix
from recommendations.models import Government, Recommendation
from recommendations.models.choices import EvidenceGrade, FollowUpStatus, Stance

from .base import AS_OF, Asked, Column, Row, Table, in_parts

# With two hundred governments, some ten thousand cells at a time.
PART = 50


def matrix_rows(
    at: dt.datetime, recommendations: QuerySet[Recommendation], governments: Sequence[Government]
) -> Iterator[Row]:
    """The rows of `MATRIX`. Runs one query, and three per 50 recommendations."""
    for part in in_parts(recommendations, PART):
        for row in matrix(at, part.prefetch_related("addressees"), governments).rows:
            yield from (_of_cell(row.recommendation, cell) for cell in row.cells)


def _of_cell(recommendation: Recommendation, cell: Cell) -> Row:
    answer = cell.answer
    return {
        "recommendation": recommendation.reference,
        "title": recommendation.title,
        "government": cell.government.iso3,
        "government_name": cell.government.name,
        "is_addressed": cell.is_addressed,
        "status": cell.status and cell.status.value,
        "reported_on": answer and answer.reported_on,
        "is_stale": cell.is_stale,
        "evidence_grade": cell.grade and cell.grade.value,
        "stance": cell.stance and cell.stance.value,
        "stated_on": answer and answer.position and answer.position.stated_on,
        "uid": cell.uid and str(cell.uid),
    }


def _address(row: Row, asked: Asked) -> Any:
    return row["uid"] and asked.page(f"/updates/{row['uid']}/")


MATRIX = Table(
    "matrix",
    _("Matrix"),
    ("recommendation", "government"),
    (
        Column("recommendation", _("Reference of the recommendation.")),
        Column("title", _("Its short title, written by an editor.")),
        Column("government", _("ISO 3166 alpha-3 code of the government.")),
        Column("government_name", _("Its short name.")),
        Column(
            "is_addressed",
            _("Whether it is asked at all: the recommendation is addressed to it or to all, and it may report."),
            "boolean",
        ),
        Column("status", _("What it reports doing. Empty: no report, so no information."), choices=FollowUpStatus),
        Column("reported_on", _("Day of that report. Empty: no report."), "date"),
        Column("is_stale", _("Whether that report is more than 18 months old; false without one."), "boolean"),
        Column("evidence_grade", _("How good the evidence of the report is. Empty: no report."), choices=EvidenceGrade),
        Column("stance", _("What it said of the recommendation. Empty: no position."), choices=Stance),
        Column("stated_on", _("Day of that statement. Empty: no position."), "date"),
        Column("uid", _("The entry that says so: its report, or else its position. Empty: neither.")),
        Column("url", _("Address of that entry's page. Empty: no entry."), value=_address),
        AS_OF,
    ),
)
