"""The geometry that a chart has on the page and in its file alike: shares, in per cent of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommendations.figures.metrics import StatusCounts
from recommendations.figures.trend import MonthEnd
from recommendations.models.choices import StatusGroup

# With fewer months, columns keep the width that they have at this number, and the rest of the axis stays free.
MIN_COLUMNS = 12
# How much of the room of a month its column takes.
COLUMN = 0.86


@dataclass(frozen=True)
class Stretch:
    """The share of one group: where it begins and how long it is, from the first group on; in per cent."""

    group: StatusGroup
    count: int
    start: float
    length: float


@dataclass(frozen=True)
class Column:
    """One month of the trend: where it stands and how wide it is, in per cent, and its shares from the top down."""

    end: MonthEnd
    x: float
    width: float
    stretches: list[Stretch]


def stretches(counts: StatusCounts) -> list[Stretch]:
    """The groups that are not empty, in the order of the charts."""
    found = []
    passed = 0
    for group, count in counts.groups.items():
        if count:
            found.append(Stretch(group, count, 100 * passed / counts.total, 100 * count / counts.total))
        passed += count
    return found


def columns(ends: Sequence[MonthEnd]) -> list[Column]:
    room = 100 / max(len(ends), MIN_COLUMNS)
    return [
        Column(end, place * room + room * (1 - COLUMN) / 2, room * COLUMN, stretches(end.statuses))
        for place, end in enumerate(ends)
    ]
