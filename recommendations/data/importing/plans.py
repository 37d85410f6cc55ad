"""What an import would do, as a person reads it before it is done: what is new, changed, unchanged and refused."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

W = TypeVar("W")

# More would not be read; all are counted.
MAX_PROBLEMS = 100
LONGEST_VALUE = 60


@dataclass(frozen=True, order=True)
class Problem:
    """Why a row is refused. `column` is empty where the row as a whole is meant, `line` 0 where the file is.

    `sheet` is empty for a file that has none.
    """

    line: int
    column: str
    message: str
    sheet: str = ""

    def __str__(self) -> str:
        if not self.line:
            return self.message
        place = _("line %(line)d") % {"line": self.line}
        if self.sheet:
            place = _("sheet “%(sheet)s”, row %(line)d") % {"sheet": self.sheet, "line": self.line}
        if self.column:
            place += ", " + _("column %(column)s") % {"column": self.column}
        return f"{place}: {self.message}"


class FileRefused(Exception):
    """The file as a whole cannot be read; says why, and where that is known.

    `is_about_encoding`: it could be read in another encoding.
    """

    def __init__(self, message: str, line: int = 0, *, is_about_encoding: bool = False) -> None:
        self.problem = Problem(line, "", message)
        self.is_about_encoding = is_about_encoding
        super().__init__(message)

    def __str__(self) -> str:
        return str(self.problem)


class Problems:
    """All problems are counted, the first hundred are kept. `sheet` is the one that is being read, empty for none."""

    def __init__(self) -> None:
        self.sheet = ""
        self.kept: list[Problem] = []
        self.count = 0
        self.rows: set[int] = set()

    def add(self, problem: Problem) -> None:
        self.count += 1
        self.rows.add(problem.line)
        if len(self.kept) < MAX_PROBLEMS:
            self.kept.append(replace(problem, sheet=self.sheet))

    def __bool__(self) -> bool:
        return self.count > 0

    @property
    def in_order(self) -> list[Problem]:
        return sorted(self.kept)

    @property
    def more(self) -> int:
        """How many were counted and not kept."""
        return self.count - len(self.kept)

    def lines(self) -> Iterator[str]:
        yield from map(str, self.in_order)
        if self.more:
            yield _("and %(count)d more") % {"count": self.more}


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.name}: {cut(self.before)} > {cut(self.after)}"


@dataclass(slots=True)
class Item(Generic[W]):
    """One row that would be written: `label` names the record, `changes` are empty for a new one."""

    line: int
    label: str
    work: W
    changes: tuple[FieldChange, ...] = ()


@dataclass
class Plan(Generic[W]):
    """`notes` say what is left aside or made along the way, such as ignored columns and new themes."""

    new: list[Item[W]] = field(default_factory=list)
    changed: list[Item[W]] = field(default_factory=list)
    unchanged: int = 0
    # Records that rows name and that are made along with them, unsaved.
    made: list[Any] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    notes: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is something to write."""
        return bool(self.new or self.changed)

    @property
    def num_rows(self) -> int:
        """How many would be written."""
        return len(self.new) + len(self.changed)

    @property
    def fingerprint(self) -> str:
        """The same for two plans of one file that say the same."""
        said = [(item.line, item.label, item.changes) for item in (*self.new, *self.changed)]
        return hashlib.sha256(repr((said, self.unchanged, self.notes)).encode()).hexdigest()

    @property
    def summary(self) -> str:
        return _("%(new)d new, %(changed)d changed, %(unchanged)d unchanged, %(refused)d refused") % {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "refused": len(self.problems.rows),
        }

    def lines(self) -> Iterator[str]:
        """The plan in full, a line each."""
        yield from self.notes
        for item in self.new:
            yield _("line %(line)d: new %(label)s") % {"line": item.line, "label": item.label}
        for item in self.changed:
            changes = "; ".join(map(str, item.changes))
            yield _("line %(line)d: %(label)s changes %(changes)s") % {
                "line": item.line,
                "label": item.label,
                "changes": changes,
            }
        yield self.summary


def cut(value: str) -> str:
    plain = " ".join(value.split())
    return f"“{plain if len(plain) <= LONGEST_VALUE else plain[: LONGEST_VALUE - 1] + '…'}”"
