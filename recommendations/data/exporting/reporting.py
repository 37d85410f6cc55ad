"""The workbook in which a government reports offline: each recommendation addressed to it, with its last report.

Its sheet of follow-ups has the columns of the import, which is how it comes back.
"""

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from recommendations.models import FollowUp, Government, GovernmentStanding, Recommendation, Rights, Theme
from recommendations.models.choices import Channel, EntryState, FollowUpStatus, Voice

from ..spreadsheet_cells import LONGEST_IN_WORKBOOK, guarded
from ..tables import FOLLOW_UPS, Asked, Column
from ..tables.entries import BROUGHT_IN
from ..tables.recommendations import FOR_READING
from .text import plain

SHEET = "Follow-ups"
# What somebody fills in comes right after the words of the recommendation; what says whose row it is comes last.
KEYS = ("government", "voice", "uid")
ORDER = (
    *("recommendation", "title", "text"),
    *("status", "reported_on", "summary", "reason", "details", "evidence_urls", "language", "channel"),
    *KEYS,
)
LOCKED = frozenset({"recommendation", "title", "text", "government", "voice"})
WIDTHS = {"recommendation": 15, "title": 28, "text": 60, "summary": 50, "details": 40, "channel": 26, "uid": 14}
USUAL_WIDTH = 18
# Rows below the last one, for a second report on a recommendation.
SPARE_ROWS = 100
FIRST_DAY = dt.date(1990, 1, 1)
# Somebody may fill it in long after it was taken.
DAYS_AHEAD = 366
# Others may be typed.
LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru")


@dataclass(frozen=True)
class Report:
    """Whose workbook it is: of one government, as the person with `rights` may see it; `theme` null: of all themes.

    `upload` is the address that takes the filled workbook back.
    """

    government: Government
    theme: Theme | None
    rights: Rights
    asked: Asked
    upload: str

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each recommendation, with the follow-up in force. Seven queries.

        Where there is none, or its words are longer than a cell holds, the row says nothing yet.
        """
        addressed = Recommendation.objects.filter(Q(addressees=None) | Q(addressees=self.government))
        if self.theme:
            addressed = addressed.filter(themes=self.theme)
        rows = list(addressed.order_by("document", "ordinal").values("pk", "reference", "title"))
        texts = {column.name: column.links([row["pk"] for row in rows]) for column in FOR_READING if column.links}
        last = self.last_reports()
        for row in rows:
            beside = {name: found.get(row["pk"], []) for name, found in texts.items()}
            read = {column.name: column.of({**row, **beside}, self.asked) for column in FOR_READING}
            empty = {"government": self.government.iso3, "voice": Voice.GOVERNMENT.value, "language": "en"}
            said = last.get(row["reference"]) or {**empty, "channel": Channel.BY_GOVERNMENT.value}
            yield {"recommendation": row["reference"], **read, **said}

    def last_reports(self) -> dict[str, dict[str, Any]]:
        """The follow-up in force for each recommendation, by reference, without its uid where the day tells it.

        A row without a uid becomes a new follow-up when its day is changed, which is what a new report is.
        """
        at = self.asked.moment.at
        standings = GovernmentStanding.objects.at(at).filter(government=self.government).exclude(follow_up=None)
        in_force = FollowUp.objects.in_force(at).filter(pk__in=standings.values("follow_up"))
        columns = {column.name for column in BROUGHT_IN}
        rivals = self.rivals()
        found = {}
        for row in FOLLOW_UPS.rows(in_force, self.asked):
            said = {name: value for name, value in row.items() if name in columns}
            if row["uid"] not in rivals:
                said["uid"] = None
            if all(len(text_of(value)) <= LONGEST_IN_WORKBOOK for value in said.values()):
                found[row["recommendation"]] = said
        return found

    def rivals(self) -> set[str]:
        """The uids of those that share recommendation and day with another, or that a draft corrects already."""
        at = self.asked.moment.at
        own = FollowUp.objects.visible_to(self.rights, at).filter(government=self.government, voice=Voice.GOVERNMENT)
        standing = own.exclude(state=EntryState.WITHDRAWN).filter(
            ~Q(state=EntryState.PUBLISHED) | Q(pk__in=FollowUp.objects.in_force(at))
        )
        rows = list(standing.values_list("uid", "corrects__uid", "recommendation", "reported_on"))
        together = Counter(row[2:] for row in rows)
        shared = {str(uid) for uid, _corrects, *key in rows if together[tuple(key)] > 1}
        return shared | {str(corrects) for _uid, corrects, *_key in rows if corrects}


def report_workbook(report: Report) -> IO[bytes]:
    """A temporary file, gone once it is closed."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response that sends it closes it
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        book.set_properties({"title": _("Follow-ups of %(name)s") % {"name": report.government}})
        bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
        write_rows(book, book.add_worksheet(SHEET), report, bold)
        write_lines(book.add_worksheet("Definitions"), definitions(), bold, (24, 30, 90))
        write_lines(book.add_worksheet("About"), about(report), bold, (16, 110))
    file.seek(0)
    return file


def write_rows(book: Workbook, sheet: Worksheet, report: Report, bold: Format) -> None:
    looks = {
        "locked": book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#EEEEEE"}),
        "open": book.add_format({"text_wrap": True, "valign": "top", "locked": False}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left", "locked": False}),
    }
    for place, name in enumerate(ORDER):
        look = looks["date" if name == "reported_on" else "open"]
        sheet.set_column(place, place, WIDTHS.get(name, USUAL_WIDTH), look)
        sheet.write_string(0, place, name, bold)
    number = 0
    for number, row in enumerate(report.rows(), start=1):
        for place, name in enumerate(ORDER):
            value = shown(name, row.get(name))
            look = looks["locked" if name in LOCKED else "date" if name == "reported_on" else "open"]
            if isinstance(value, dt.date):
                sheet.write_datetime(number, place, value, look)
            elif value:
                sheet.write_string(number, place, value, look)
            else:
                sheet.write_blank(number, place, None, look)
    for place, name in enumerate(ORDER):
        if name in CHECKS:
            sheet.data_validation(1, place, number + SPARE_ROWS, place, CHECKS[name](report))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(number, 1), len(ORDER) - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "insert_rows": True})


LABELLED: Mapping[str, Any] = {"status": FollowUpStatus, "voice": Voice, "channel": Channel}


def shown(name: str, value: Any) -> str | dt.date:
    """A value as the sheet has it: in the words of the drop-downs, and days as days."""
    if value and name in LABELLED:
        return str(LABELLED[name](value).label)
    if isinstance(value, dt.date):
        return value
    return text_of(value)[:LONGEST_IN_WORKBOOK]


def text_of(value: Any) -> str:
    return guarded(plain(value).replace("\r\n", "\n").replace("\r", "\n"))


def one_of(labels: Iterable[Any], **more: Any) -> dict[str, Any]:
    return {"validate": "list", "source": [str(label) for label in labels], **more}


def a_day(report: Report) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": FIRST_DAY,
        "maximum": report.asked.moment.day + dt.timedelta(days=DAYS_AHEAD),
        "input_message": _("The day of the report, as 2026-03-31. A new day makes a new follow-up."),
        "error_message": _("Give a day, as 2026-03-31."),
    }


CHECKS: Mapping[str, Any] = {
    "status": lambda _report: one_of(FollowUpStatus.labels),
    "voice": lambda _report: one_of([Voice.GOVERNMENT.label]),
    "channel": lambda _report: one_of(Channel.labels),
    "language": lambda _report: one_of(LANGUAGES, error_type="warning"),
    "reported_on": a_day,
}


def write_lines(sheet: Worksheet, lines: Iterable[tuple[str, ...]], bold: Format, widths: tuple[int, ...]) -> None:
    """Lines of text; the first cell of each is bold, and a line of one cell is a heading."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for number, cells in enumerate(lines):
        for place, text in enumerate(cells):
            sheet.write_string(number, place, guarded(text), bold if place == 0 else None)


def definitions() -> Iterator[tuple[str, ...]]:
    yield (_("What the columns mean"),)
    columns: dict[str, Column] = {column.name: column for column in (*BROUGHT_IN, *FOR_READING)}
    for name in ORDER:
        yield name, "", str(columns[name].meaning)
    yield ()
    yield (_("What the statuses mean"),)
    for status in FollowUpStatus:
        yield str(status.label), status.value, str(status.look.meaning)
    yield "", "", _("Nothing reported is no status: leave the row as it is.")
    for title, choices in ((_("Voices"), Voice), (_("Channels"), Channel)):
        yield ()
        yield (title,)
        for value, label in choices.choices:
            yield str(label), value


def about(report: Report) -> Iterator[tuple[str, ...]]:
    theme = report.theme.name if report.theme else _("all themes")
    yield _("Government"), f"{report.government} ({report.government.iso3})"
    yield _("Theme"), theme
    yield _("As of"), report.asked.moment.day.isoformat()
    yield _("Upload"), report.upload
    yield ()
    yield (_("How to fill it"),)
    steps = (
        _("Each row is a recommendation addressed to the government, with its last published follow-up, if any."),
        _("To report, choose a status, give the day of the report, and say in a summary what is being done."),
        _("A new day makes a new follow-up. Under the same day, other words correct the published one."),
        _("A uid stands where the day alone does not tell which follow-up is meant: empty it to report anew."),
        _("Leave rows without news as they are: they change nothing."),
        _("A second report on a recommendation goes below the last row, with its reference and government."),
        _("Save it as XLSX and upload it: what it would change is shown first, and becomes drafts that you submit."),
    )
    for number, step in enumerate(steps, start=1):
        yield str(number), step
