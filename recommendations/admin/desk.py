"""The start page of the admin: what waits for the person who is signed in."""

import datetime as dt
from typing import Any

from recommendations.figures.desk import desk, returned
from recommendations.mail.waiting import change_address, lines_of
from recommendations.models import Rights

from .workbooks import workbooks

RETURNED_ON_THE_DESK = 5


def page_of(by: Any, rights: Rights, at: dt.datetime) -> dict[str, Any]:
    """The figures, the latest entries that were returned to the person, with their notes, and workbooks to fill in."""
    counted = desk(by, rights, at)
    return {
        "desk": lines_of(counted),
        "returned": [
            (entry, change_address(entry)) for entry in returned(counted, by, rights, at, limit=RETURNED_ON_THE_DESK)
        ],
        "workbooks": workbooks(rights),
    }
