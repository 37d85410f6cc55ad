"""What a file of a kind looks like: its columns, its rows as text, and how large it may be."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from recommendations.data import tables as declared

MAX_ROWS = 100_000
# In bytes, as files are read.
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Layout:
    """The columns of a kind of file: those that an import reads and needs, and those that exports add, left aside."""

    columns: tuple[str, ...]
    required: tuple[str, ...]
    derived: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        table: declared.Table,
        brought_in: Iterable[declared.Column],
        *,
        required: tuple[str, ...],
        beside: Iterable[declared.Column] = (),
    ) -> Self:
        """`beside` are columns of other exports with the same rows, left aside too."""
        columns = tuple(column.name for column in brought_in)
        derived = {*table.column_names, *(column.name for column in beside)} - {*columns}
        return cls(columns, required, frozenset(derived))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, and its text by column; columns that the file lacks are not in it."""

    line: int
    cells: dict[str, str]


@dataclass
class Table:
    rows: list[Row] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def shortened(text: str, length: int = 80) -> str:
    """`text` for a sentence: one line, without what a terminal would act on."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in " ".join(text[: length * 4].split()))
    return plain if len(plain) <= length else plain[: length - 1] + "…"
