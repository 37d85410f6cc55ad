"""CHECK constraints asked of a row in Python, where a query for each row would cost too much."""

import operator
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import CheckConstraint, F, Model, Q

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, values: value in values,
    "regex": lambda value, pattern: re.search(pattern, value) is not None,
}


def broken(row: Model) -> Iterator[CheckConstraint]:
    """The CHECK constraints of its model that `row` breaks; no query."""
    for constraint in row._meta.constraints:
        if isinstance(constraint, CheckConstraint) and holds(constraint.condition, row) is False:
            yield constraint


def holds(condition: Any, row: Model) -> bool | None:
    """Null where the database cannot tell either, because something compared is null: no constraint is broken then."""
    answers = [holds(part, row) if isinstance(part, Q) else compared(row, *part) for part in condition.children]
    decides = condition.connector == Q.OR
    answer: bool | None = decides if decides in answers else None if None in answers else not decides
    # Django adds "is not null" to what it negates.
    return not answer if condition.negated else answer


def compared(row: Model, path: str, wanted: Any) -> bool | None:
    name, _, lookup = path.partition("__")
    value = column(row, name)
    if lookup == "isnull":
        return (value is None) is bool(wanted)
    if wanted is None:
        return value is None
    if isinstance(wanted, F):
        wanted = column(row, str(wanted.name))  # type: ignore[attr-defined]  # The stubs leave it out.
    if value is None or wanted is None:
        return None
    return COMPARISONS[lookup or "exact"](value, wanted)


def column(row: Model, name: str) -> Any:
    field: Any = row._meta.pk if name == "pk" else row._meta.get_field(name)
    return getattr(row, field.attname)
