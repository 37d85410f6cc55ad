"""Recommendations against governments: what each government says and reports of each, as rows and columns."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from recommendations.models import STALE_AFTER_MONTHS, Government, GovernmentStanding, Recommendation
from recommendations.models.choices import EvidenceGrade, FollowUpStatus, Stance
from recommendations.models.dates import months_before

# Enough to draw a cell; the words of an entry may be many kilobytes each.
_MARKS = (
    *("recommendation_id", "government_id", "status", "stance", "grade", "reported_on"),
    *("follow_up__uid", "position__uid", "position__stated_on"),
)


@dataclass(frozen=True)
class Cell:
    """One recommendation and one government.

    `answer` is none where the government has said nothing of it: no information, and no status. `is_addressed` tells
    whether it is asked at all: the recommendation is addressed to it, or to all, and it may report. `is_stale` is true
    where its report is more than 18 months old at the moment asked for.
    """

    government: Government
    is_addressed: bool
    answer: GovernmentStanding | None
    is_stale: bool

    @property
    def status(self) -> FollowUpStatus | None:
        """None where no follow-up is in force, whatever the position."""
        return FollowUpStatus(self.answer.status) if self.answer and self.answer.status else None

    @property
    def grade(self) -> EvidenceGrade | None:
        return EvidenceGrade(self.answer.grade) if self.answer and self.answer.grade else None

    @property
    def stance(self) -> Stance | None:
        return Stance(self.answer.stance) if self.answer and self.answer.stance else None

    @property
    def uid(self) -> UUID | None:
        """The entry that the cell leads to: the report, or the position of a government that has not reported."""
        entry = self.answer and (self.answer.follow_up or self.answer.position)
        return entry.uid if entry else None


@dataclass(frozen=True)
class Row:
    """One recommendation, with a cell for each column in their order."""

    recommendation: Recommendation
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    governments: Sequence[Government]
    rows: list[Row]


def matrix(
    at: dt.datetime,
    recommendations: Iterable[Recommendation],
    governments: Sequence[Government],
    *,
    with_words: bool = False,
) -> Matrix:
    """The recommendations as rows and the governments as columns, both in the order given.

    One query, besides those for `recommendations`, which need their `addressees` prefetched. With `with_words`, the
    answers hold the whole entries; without, only what a cell draws of them.
    """
    rows = list(recommendations)
    answers = _answers(at, rows, governments, with_words=with_words)
    oldest = months_before(at.date(), STALE_AFTER_MONTHS)

    def cell(recommendation: Recommendation, addressees: set[int], government: Government) -> Cell:
        answer = answers.get((recommendation.pk, government.pk))
        reported_on = answer.reported_on if answer else None
        return Cell(
            government=government,
            is_addressed=government.may_report and (not addressees or government.pk in addressees),
            answer=answer,
            is_stale=reported_on is not None and reported_on < oldest,
        )

    def row(recommendation: Recommendation) -> Row:
        addressees = {government.pk for government in recommendation.addressees.all()}
        return Row(recommendation, [cell(recommendation, addressees, government) for government in governments])

    return Matrix(governments, [row(recommendation) for recommendation in rows])


def _answers(
    at: dt.datetime, recommendations: list[Recommendation], governments: Sequence[Government], *, with_words: bool
) -> dict[tuple[int, int], GovernmentStanding]:
    rows: QuerySet[GovernmentStanding] = (
        GovernmentStanding.objects.at(at)
        .filter(recommendation__in=recommendations, government__in=governments)
        .select_related("follow_up", "position")
    )
    if not with_words:
        rows = rows.only(*_MARKS)
    return {(row.recommendation_id, row.government_id): row for row in rows}
