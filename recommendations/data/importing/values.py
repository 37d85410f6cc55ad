"""From the text of a cell to a value of the record, by the rules of the models themselves."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Choices
from django.utils.text import slugify
from django.utils.translation import gettext as _

from recommendations.models.text_folding import fold

from .layout import Row, shortened
from .plans import Problem, Problems

R = TypeVar("R")

ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T00:00:00|\Z)")
MAX_SUGGESTIONS = 100
# Shorter than the shortest slug of the models, so that a number still fits.
SLUG_LENGTH = 44
OTHER_DATE = re.compile(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4})\Z")


class Wrong(Exception):
    """A cell that is refused; the message says how to mend it."""


class RowReader:
    """The cells of one row. What is refused goes into `problems`, and the row on to its next cell."""

    def __init__(self, row: Row, problems: Problems) -> None:
        self.row, self.problems = row, problems
        self.is_good = True

    def text(self, column: str) -> str:
        return self.row.cells.get(column, "").strip()

    def refuse(self, column: str, message: str) -> None:
        self.is_good = False
        self.problems.add(Problem(self.row.line, column, message))

    def read(self, column: str, convert: Callable[[str], R]) -> R | None:
        """The value of a cell; null where it is refused."""
        try:
            return convert(self.text(column))
        except Wrong as wrong:
            self.refuse(column, str(wrong))
        except ValidationError as error:
            self.refuse(column, " ".join(error.messages))
        return None

    def several(self, column: str, convert: Callable[[str], R]) -> list[R]:
        """The values between semicolons, each once, in the order of the file."""
        found: dict[int, R] = {}
        for part in split(self.text(column)):
            try:
                value = convert(part)
                found[id(value)] = value
            except Wrong as wrong:
                self.refuse(column, str(wrong))
            except ValidationError as error:
                self.refuse(column, " ".join(error.messages))
        return list(found.values())


def split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def by_field(field: Any) -> Callable[[str], str]:
    """Text by the rules of a model's field: its length, its validators, and whether it may be empty."""

    def convert(text: str) -> str:
        if not text and not field.blank:
            raise Wrong(_("this cell may not be empty"))
        return str(field.clean(text, None))

    return convert


def by_choices(choices: type[Choices], *, default: str | None = None) -> Callable[[str], str]:
    """One of a closed list, by its value or by its label."""
    known = {fold(str(label)): str(value) for value, label in choices.choices} | {
        value: value for value in choices.values
    }

    def convert(text: str) -> str:
        if not text and default is not None:
            return default
        found: str | None = known.get(text) or known.get(fold(text))
        if found is None:
            raise Wrong(
                _("“%(text)s” is none of %(values)s") % {"text": shortened(text), "values": ", ".join(choices.values)}
            )
        return found

    return convert


def day(text: str) -> dt.date:
    """A date as YYYY-MM-DD, the one way of writing it that has one meaning."""
    if match := ISO_DATE.match(text):
        with suppress(ValueError):
            return dt.date(*map(int, match.groups()))
    if match := OTHER_DATE.match(text):
        one, two, year = map(int, match.groups())
        meant = [found.isoformat() for found in days((year, two, one), (year, one, two))]
        if meant:
            raise Wrong(_("%(text)s: write %(dates)s") % {"text": text, "dates": _(" or ").join(dict.fromkeys(meant))})
    raise Wrong(
        _("“%(text)s” is no date: write year, month and day, as in 2025-04-03") % {"text": shortened(text)}
        if text
        else _("this cell may not be empty")
    )


def days(*parts: tuple[int, int, int]) -> Iterator[dt.date]:
    for numbers in parts:
        with suppress(ValueError):
            yield dt.date(*numbers)


class Names(Generic[R]):
    """Records that cells name, by key (a slug, a code) or by full name, whatever the case and the accents.

    `make` builds the unsaved record for an unknown name, from a free slug and the name; without it the name is refused.
    """

    def __init__(
        self,
        what: str,
        records: Iterable[tuple[str, Iterable[str], R]],
        *,
        make: Callable[[str, str], R] | None = None,
        hint: str = "",
    ) -> None:
        self.what, self.make, self.hint = what, make, hint
        self.made: list[R] = []
        self.by_key: dict[str, R] = {}
        self.by_name: dict[str, list[R]] = {}
        # Keys and names as they are written, and what was meant by those that are unknown.
        self.shown: dict[str, str] = {}
        self.unknown: dict[str, list[str]] = {}
        for key, names, record in records:
            self.include(key, names, record)

    def include(self, key: str, names: Iterable[str], record: R) -> None:
        self.by_key[key.casefold()] = record
        for name in dict.fromkeys(filter(None, names)):
            same = self.by_name.setdefault(fold(name), [])
            if record not in same:
                same.append(record)
            self.shown[fold(name)] = name
        self.shown[key.casefold()] = key

    def find(self, text: str) -> R:
        found = self.by_key.get(text.casefold())
        if found is not None:
            return found
        named = self.by_name.get(fold(text), [])
        if len(named) == 1:
            return named[0]
        if named:
            raise Wrong(_("several have the name “%(text)s”: give the slug") % {"text": shortened(text)})
        if self.make is None:
            raise Wrong(self.sentence(text))
        record = self.make(self.free_slug(text), text)
        self.made.append(record)
        self.include(record.slug, [text], record)  # type: ignore[attr-defined]  # What can be made has a slug.
        return record

    def sentence(self, text: str) -> str:
        sentence = _("there is no %(what)s “%(text)s”") % {"what": self.what, "text": shortened(text)}
        # Codes that are close to each other name different things; and a search for each of many rows takes long.
        if self.by_name and text not in self.unknown and len(self.unknown) < MAX_SUGGESTIONS:
            self.unknown[text] = get_close_matches(fold(text), [*self.shown], 1)
        close = self.unknown.get(text)
        meant = _(" (is %(name)s meant?)") % {"name": self.shown[close[0]]} if close else ""
        return sentence + meant + (f"; {self.hint}" if self.hint else "")

    def free_slug(self, text: str) -> str:
        start = slugify(text)[:SLUG_LENGTH] or slugify(self.what)
        slug, number = start, 1
        while slug in self.by_key:
            number += 1
            slug = f"{start}-{number}"
        return slug
