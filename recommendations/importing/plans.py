"""What an import would do, as a person reads it before it is done: what is new, changed, unchanged and refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

W = TypeVar("W")

# More would not be read; all are counted.
MAX_PROBLEMS = 100
LONGEST_VALUE = 60


@dataclass(frozen=True, order=True)
class Problem:
    """Why a row is refused. `column` is empty where the row as a whole is meant, `line` 0 where the file is."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.line:
            return self.message
        place = _("line %(line)d") % {"line": self.line}
        if self.column:
            place += ", " + _("column %(column)s") % {"column": self.column}
        return f"{place}: {self.message}"


class FileRefused(Exception):
    """The file as a whole cannot be read; says why, and where that is known."""

    def __init__(self, message: str, line: int = 0) -> None:
        self.problem = Problem(line, "", message)
        super().__init__(str(self.problem))


class Problems:
    """All problems are counted, the first hundred are kept."""

    def __init__(self) -> None:
        self.kept: list[Problem] = []
        self.count = 0
        self.rows: set[int] = set()

    def add(self, problem: Problem) -> None:
        self.count += 1
        self.rows.add(problem.line)
        if len(self.kept) < MAX_PROBLEMS:
            self.kept.append(problem)

    def __bool__(self) -> bool:
        return self.count > 0

    def lines(self) -> Iterator[str]:
        yield from map(str, sorted(self.kept))
        if self.count > len(self.kept):
            yield _("and %(count)d more") % {"count": self.count - len(self.kept)}


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
