"""How a table is declared, and how its rows are read: in chunks, so that memory does not grow with their number."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, TypeVar

from django.db.models import Choices, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from recommendations.models.choices import Text
from recommendations.public.as_of import PARAMETER, Moment

CHUNK = 1000

# `list` holds strings: an array in JSON, joined with `;` in CSV and XLSX.
Kind = Literal["string", "integer", "boolean", "date", "datetime", "list"]
Row = Mapping[str, Any]
Links = Callable[[list[int]], Mapping[int, list[str]]]

T = TypeVar("T")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Asked:
    """What rows are asked for: the moment that they speak of, and `root`, the site's address without a last slash."""

    moment: Moment
    root: str

    def page(self, path: str, anchor: str = "") -> str:
        """The address of a page of the site, as of the same day."""
        query = f"?{PARAMETER}={self.moment.as_of}" if self.moment.as_of else ""
        return self.root + path + query + (f"#{anchor}" if anchor else "")


@dataclass(frozen=True)
class Column:
    """One column, named alike in every file, in the API and in imports.

    A value is read from the path of the same name, or from the one path in `reads`, unless `value` makes it of a row
    that holds all of `reads`. `links` gives the values of a list for many rows at once. Only a `nullable` column is
    ever null, which means what `meaning` says of it; in CSV it is an empty cell.
    """

    name: str
    meaning: Text
    kind: Kind = "string"
    reads: tuple[str, ...] = ()
    value: Callable[[Row, Asked], Any] | None = None
    links: Links | None = None
    choices: type[Choices] | None = None
    nullable: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        if self.links or (self.value and not self.reads):
            return self.reads
        return self.reads or (self.name,)

    def of(self, row: Row, asked: Asked) -> Any:
        if self.value:
            return self.value(row, asked)
        return row[self.name if self.links else self.paths[0]]


@dataclass(frozen=True)
class Table:
    """One list as data. `key` names the columns that together are unique.

    `prepared` adds to a queryset what the columns read.
    """

    name: str
    title: Text
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    prepared: Callable[[QuerySet[Any], Moment], QuerySet[Any]] = lambda rows, _moment: rows

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]

    def rows(self, source: QuerySet[Any] | Iterable[Row], asked: Asked) -> Iterator[dict[str, Any]]:
        """The rows of `source` in its order, each with every column.

        A queryset costs one query, and one for each column with links per 1,000 rows; it is read whole, so long ones
        come `in_parts`. Any other source gives rows that hold what the columns read.
        """
        for chunk in chunks(self._read(source, asked), CHUNK):
            linked = self._linked(chunk)
            for row in chunk:
                whole = {**row, **{name: links.get(row["pk"], []) for name, links in linked.items()}}
                yield {column.name: column.of(whole, asked) for column in self.columns}

    def _read(self, source: QuerySet[Any] | Iterable[Row], asked: Asked) -> Iterable[Row]:
        if not isinstance(source, QuerySet):
            return source
        paths = dict.fromkeys(path for column in self.columns for path in column.paths)
        rows: Iterable[Row] = self.prepared(source, asked.moment).values("pk", *paths)
        return rows

    def _linked(self, chunk: list[Row]) -> dict[str, Mapping[int, list[str]]]:
        with_links = [(column.name, column.links) for column in self.columns if column.links]
        if not with_links:
            return {}
        keys = [row["pk"] for row in chunk]
        return {name: links(keys) for name, links in with_links}


def chunks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, size)):
        yield chunk


def in_parts(rows: QuerySet[M], size: int = CHUNK) -> Iterator[QuerySet[M]]:
    """The rows of a queryset in its order, `size` at a time, after one query for all keys, of eight bytes each.

    No query stays open between the parts.
    """
    keys = array("q", rows.values_list("pk", flat=True).iterator(chunk_size=CHUNK))
    yield from (rows.filter(pk__in=part) for part in chunks(keys, size))


def links(model: type[Model], owner: str, value: str, *order: str, **lookups: Any) -> Links:
    """The values at the path `value` of the rows of `model` that belong to each owner. One query."""

    def of_owners(keys: list[int]) -> dict[int, list[str]]:
        rows = model._default_manager.filter(**{f"{owner}__in": keys}, **lookups).order_by(*order)
        found: dict[int, list[str]] = {}
        for key, each in rows.values_list(owner, value):
            found.setdefault(key, []).append(str(each))
        return found

    return of_owners


def address(path: str, reads: str) -> Column:
    """The address of a row's page; `path` has a place for what is read."""
    return Column(
        "url", _("Address of its page."), reads=(reads,), value=lambda row, asked: asked.page(path.format(row[reads]))
    )


AS_OF = Column("as_of", _("The day whose end the row speaks of."), "date", value=lambda _row, asked: asked.moment.day)
