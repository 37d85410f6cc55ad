"""What waits for a person, each line a link to the list that it counts: for the admin’s start page and letters."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from recommendations.figures.desk import Desk, desk
from recommendations.models import Entry, Government, Recommendation, Rights


@dataclass(frozen=True)
class Line:
    number: int
    words: str
    address: str


def lines(by: Any, rights: Rights, at: dt.datetime) -> dict[str, list[Line]]:
    """Entries that wait for the person, only where there are any, and what the record lacks, zeros included."""
    return lines_of(desk(by, rights, at))


def lines_of(counted: Desk) -> dict[str, list[Line]]:
    entries = [
        Line(number, capfirst(f"{model._meta.verbose_name_plural}: {why.label}"), _list(model, waiting=why.value))
        for why, numbers in counted.entries.items()
        for model, number in numbers.items()
        if number
    ]
    return {"entries": entries, "record": _of_the_record(counted)}


def _of_the_record(counted: Desk) -> list[Line]:
    found = []
    if counted.unreported is not None:
        words = _("Recommendations without a report of your government")
        found.append(Line(counted.unreported, words, _list(Recommendation, own_report="none")))
    for flag, number in (counted.flags or {}).items():
        words = _("Recommendations: %(flag)s") % {"flag": str(flag.label).lower()}
        found.append(Line(number, words, _list(Recommendation, flag=flag.value)))
    if counted.silent is not None:
        words = _("Governments that have not reported yet")
        found.append(Line(counted.silent, words, _list(Government, reported="no")))
    return found


def _list(model: Any, **filters: str) -> str:
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(filters)}"


def change_address(entry: Entry) -> str:
    """The path of the entry's own page in the admin."""
    return reverse(f"admin:recommendations_{entry._meta.model_name}_change", args=[entry.pk])
