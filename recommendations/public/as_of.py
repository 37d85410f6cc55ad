"""The moment that a page speaks of: now, or the end of the day that `?as_of=` names."""

import datetime as dt
import re
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.figures.metrics import LedgerSpan, ledger_span
from recommendations.models.dates import last_moment_of, months_before

PARAMETER = "as_of"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Moment:
    """`at` is the instant to ask the ledger for, and `day` its day in UTC.

    `is_past` is true where an earlier day was asked for and is shown. `error` says why a day that was asked for is not
    shown (empty: nothing is wrong); the page then speaks of now. `is_dated` is true wherever a day was asked for at
    all: search engines leave such pages out.
    """

    day: dt.date
    at: dt.datetime
    is_past: bool = False
    is_dated: bool = False
    error: str = ""

    @property
    def as_of(self) -> str:
        """The value that links within the site carry along; empty on a page of today."""
        return self.day.isoformat() if self.is_past else ""


@dataclass(frozen=True)
class DayChoice:
    """The days that a page can be shown as of: `first` to `last`, which is today.

    `earlier` and `later` lie a month from the day shown, or at the end of the choice; none where that is the day shown
    itself, or today. `kept` are the other parameters of the address, which a choice of the day leaves as they are;
    the leaf of a list is not among them, since the list may then be shorter.
    """

    first: dt.date
    last: dt.date
    earlier: dt.date | None
    later: dt.date | None
    kept: list[tuple[str, str]]


def moment_of(request: HttpRequest) -> Moment:
    """Reads `?as_of=`. Runs one query where a day is asked for, else none."""
    now = timezone.now()
    asked = request.GET.get(PARAMETER, "").strip()
    if not asked:
        return Moment(day=now.date(), at=now)
    try:
        day = _shown_day(asked, today=now.date())
    except ValueError as error:
        return Moment(day=now.date(), at=now, is_dated=True, error=str(error))
    if day == now.date():
        return Moment(day=day, at=now, is_dated=True)
    return Moment(day=day, at=last_moment_of(day), is_past=True, is_dated=True)


def day_choice(request: HttpRequest, moment: Moment, span: LedgerSpan) -> DayChoice | None:
    """The days that the page at hand can be shown as of; none before the first publication."""
    if span.first_at is None:
        return None
    first, today = span.first_at.date(), timezone.now().date()
    later = months_before(moment.day, -1)
    return DayChoice(
        first=first,
        last=today,
        earlier=max(first, months_before(moment.day, 1)) if moment.day > first else None,
        later=later if later < today else None,
        kept=[
            (name, value) for name, values in request.GET.lists() for value in values if name not in {PARAMETER, "page"}
        ],
    )


def dated_address(
    request: HttpRequest, moment: Moment, span: LedgerSpan, path: str, query: QueryDict | None = None
) -> str:
    """The whole address under which a page shows the state of the moment for good; a day in `query` is replaced.

    Without a day while nothing has been published: none can be asked for yet.
    """
    query = QueryDict(mutable=True) if query is None else query.copy()
    query.pop(PARAMETER, None)
    if span.first_at is not None:
        query[PARAMETER] = moment.day.isoformat()
    return request.build_absolute_uri(f"{path}?{query.urlencode()}" if query else path)


def _shown_day(asked: str, *, today: dt.date) -> dt.date:
    """The day that `asked` names, if the record can be shown as of it; raises ValueError with the reason."""
    try:
        # By itself, fromisoformat would also take 20260331 and 2026-W14-2.
        day = dt.date.fromisoformat(asked if ISO_DAY.fullmatch(asked) else "")
    except ValueError:
        raise ValueError(
            _("The date in the address is not a day in the form YYYY-MM-DD, such as 2026-03-31.")
        ) from None
    first = ledger_span().first_at
    if first is None:
        raise ValueError(_("No earlier state can be shown: nothing has been published in this record yet."))
    if day < first.date():
        raise ValueError(
            _("%(day)s lies before the first publication in this record, on %(first)s.")
            % {"day": date_format(day), "first": date_format(first.date())}
        )
    if day > today:
        raise ValueError(_("%(day)s lies in the future.") % {"day": date_format(day)})
    return day
