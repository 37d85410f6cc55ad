"""One list as it is asked for, and what a file says of itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ..tables import Asked, Row, Table, in_parts

# The media type of each, by the end of the address.
FORMATS = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True)
class Export:
    """`source` is what `table.rows` takes. `address` is that of the page with the same rows; `filters` are in words.

    `is_example` marks the files of a site whose entries are invented.
    """

    table: Table
    source: QuerySet[Any] | Iterable[Row]
    asked: Asked
    address: str
    filters: Sequence[tuple[str, str]] = ()
    is_example: bool = False

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows in their order, read in parts between which no query stays open."""
        parts = in_parts(self.source) if isinstance(self.source, QuerySet) else [self.source]
        for part in parts:
            yield from self.table.rows(part, self.asked)

    @property
    def title(self) -> str:
        return f"{self.table.title} · {_('GFMD Recommendation Tracker')}"

    @property
    def warning(self) -> str:
        """What a reader has to know before anything else; empty on a site of real entries."""
        return _("Every entry in this file is invented, to show how the tracker works.") if self.is_example else ""

    def file_name(self, extension: str) -> str:
        example = "example-" if self.is_example else ""
        return f"{example}{self.table.name}-{self.asked.moment.day.isoformat()}.{extension}"
