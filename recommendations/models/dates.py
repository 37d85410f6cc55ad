"""Days and months of the record. Days end at 24:00 UTC."""

import calendar
import datetime as dt


def last_moment_of(day: dt.date) -> dt.datetime:
    """The last instant of `day` in UTC: days of the record end at 24:00 UTC."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC)


def first_moment_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=dt.UTC)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of the month `months` earlier, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    """The last day of each month from that of `first` on, and `last` itself for its own month."""
    ends = []
    month = first.replace(day=1)
    while month <= last:
        following = months_before(month, -1)
        ends.append(min(following - dt.timedelta(days=1), last))
        month = following
    return ends
