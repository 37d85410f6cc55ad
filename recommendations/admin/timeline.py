"""All that happened to an entry, its sources and its links, in one order: who, when, which field, from and to."""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from recommendations.models import Entry, Evidence, FollowUp, FollowUpComponent, JointGovernment, person_name

from .difference import Row, row_of, source_in_words, words_of
from .forms import label_of, said

# The words that a step adds to the entry, by the reason that its row of history bears.
WORDS_OF_STEPS = {"returned": "return_note", "withdrawn": "withdrawal_reason", "redacted": "redaction_reason"}
STEPS = {"submitted", "returned", "published", "withdrawn", "redacted"}


@dataclass(frozen=True)
class Event:
    """What one person did at one time. `person` is empty where a command did it, `step` where content was written."""

    at: dt.datetime
    person: str
    step: str
    is_first: bool
    rows: list[Row]

    @property
    def what(self) -> str:
        names = {
            "submitted": _("Submitted"),
            "returned": _("Returned"),
            "published": _("Published"),
            "withdrawn": _("Withdrawn"),
            "redacted": _("Redacted"),
        }
        return names.get(self.step) or (_("Begun") if self.is_first else _("Written"))


# A row of history with the changes that it brought.
Past = tuple[Any, list[Row]]


def timeline_of(entry: Any) -> list[Event]:
    """The newest first. Two queries, four for a follow-up, and one for what a correction corrects.

    What one person saved within a second is one event, however many rows it wrote.
    """
    past = [*_of_entry(entry), *_of_sources(entry)]
    if isinstance(entry, FollowUp):
        past += [*_of_links(entry, FollowUpComponent, "component", "components")]
        past += [*_of_links(entry, JointGovernment, "government", "joint_with")]
    past.sort(key=lambda each: each[0].history_date)
    events = [_event(list(group)) for _key, group in itertools.groupby(past, key=_together)]
    return events[::-1]


def _together(past: Past) -> tuple[Any, ...]:
    row, _rows = past
    return row.history_user_id, row.history_date.replace(microsecond=0), _step(row)


def _step(row: Any) -> str:
    return row.history_change_reason if row.history_change_reason in STEPS else ""


def _event(group: list[Past]) -> Event:
    last = group[-1][0]
    return Event(
        at=last.history_date,
        person=person_name(last.history_user) if last.history_user else "",
        step=_step(last),
        is_first=any(row.history_type == "+" and issubclass(row.instance_type, Entry) for row, _rows in group),
        rows=[each for _row, rows in group for each in rows],
    )


def _history(model: Any, *related: str, **lookups: Any) -> Iterable[Any]:
    found = model.history.filter(**lookups).select_related("history_user", *related)
    rows: Iterable[Any] = found.order_by("history_date", "history_id")
    return rows


def _of_entry(entry: Any) -> Iterator[Past]:
    names = [*entry.subject_fields, *entry.content_fields]
    related = [name for name in entry.subject_fields if entry._meta.get_field(name).is_relation]
    # Redaction blanks the words in every row, so that none can tell what changed in them.
    stubs = dict.fromkeys(entry.text_fields, _("redacted")) if entry.redacted_at else {}
    # A correction begins as a copy, which writes no history: its first row follows upon what it corrects.
    before = {name: words_of(entry.corrects, name) for name in names} | stubs if entry.corrects_id else {}
    state = ""
    for row in _history(type(entry), *related, id=entry.pk):
        now = {name: _words(row, name) for name in names} | stubs
        changes = [(label_of(type(entry), name), before.get(name, ""), words) for name, words in now.items()]
        changes.append((label_of(type(entry), "state"), state, row.get_state_display()))
        changes += _words_of_step(entry, row)
        yield row, [row_of(*change) for change in changes if change[1] != change[2]]
        before, state = now, row.get_state_display()


def _words_of_step(entry: Any, row: Any) -> list[tuple[str, str, str]]:
    name = WORDS_OF_STEPS.get(_step(row))
    if name is None:
        return []
    return [(label_of(type(entry), name), "", getattr(row, name) or _("redacted"))]


def _words(row: Any, name: str) -> str:
    return said(row, name) if getattr(row, name) not in (None, "") else ""


def _of_sources(entry: Entry) -> Iterator[Past]:
    versions: dict[int, list[Any]] = defaultdict(list)
    for row in _history(Evidence, **{f"{entry.evidence_field()}_id": entry.pk}):
        versions[row.id].append(row)
    label = str(Evidence._meta.verbose_name)
    for rows in versions.values():
        before = "" if rows[0].history_type == "+" else _("a source of the corrected entry")
        for row in rows:
            now = "" if row.history_type == "-" else source_in_words(row.instance)
            yield row, [row_of(label, before, now)] if before != now else []
            before = now


def _of_links(entry: FollowUp, model: Any, name: str, field: str) -> Iterator[Past]:
    for row in _history(model, name, follow_up_id=entry.pk):
        words = str(getattr(row, name) or _("nothing"))
        before, now = (words, "") if row.history_type == "-" else ("", words)
        yield row, [row_of(label_of(FollowUp, field), before, now)]
