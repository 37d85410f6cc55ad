"""The charts of the pages as files: progress, trend and map, each with its day, its source and its licence."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.figures.metrics import Reporting, StatusCounts, ThemeProgress
from recommendations.figures.trend import MonthEnd
from recommendations.models.choices import StatusGroup
from recommendations.public.as_of import Moment
from recommendations.public.licence import DATA_LICENCE

from .geometry import columns, stretches
from .looks import INK, INK_SOFT, NEUTRAL, SILENT, TONES
from .sheet import INNER, MARGIN, WIDTH, Box, Outline, Sheet
from .world_map import WorldMap

# The columns of the table of themes; with the bar, they are as wide as the sheet.
NAME_ROOM = 220
NUMBER_ROOM = 86
REPORTING_ROOM = 100
BAR_WIDTH = INNER - NAME_ROOM - 5 * NUMBER_ROOM - REPORTING_ROOM
BAR_HEIGHT = 18
TREND_HEIGHT = 260


@dataclass(frozen=True)
class Origin:
    """Where a chart comes from: the whole address of its page, the moment it speaks of, and whether it is invented."""

    address: str
    moment: Moment
    is_example: bool

    @property
    def day(self) -> str:
        return _("As of %(day)s") % {"day": date_format(self.moment.day)}

    @property
    def sentences(self) -> list[str]:
        invented = _("This is an example: the governments and everything that they report are invented.")
        return [
            *([invented] if self.is_example else []),
            _("GFMD Recommendation Tracker, %(address)s") % {"address": self.address},
            _("Licence: %(name)s, %(url)s") % {"name": DATA_LICENCE.name, "url": DATA_LICENCE.url},
            _("“No information” says that nobody has told this record yet, not that nothing was done."),
        ]


def progress_of_themes(rows: Sequence[ThemeProgress], origin: Origin) -> str:
    sheet = Sheet(_("Progress by theme"), _("Recommendations of each theme by the secretariat’s assessment."))
    sheet.head(f"{origin.day} · " + _("Recommendations of each theme by assessment; one of two themes counts in both"))
    _head_of_themes(sheet)
    for row in rows:
        _row_of_theme(sheet, row)
    sheet.imprint(*origin.sentences)
    return sheet.draw()


def _head_of_themes(sheet: Sheet) -> None:
    ends = [
        sheet.write(
            str(group.label),
            x=_end_of_number(place),
            y=sheet.y,
            room=NUMBER_ROOM,
            size=12,
            fill=TONES[group.look.tone],
            is_strong=True,
            anchor="end",
        )
        for place, group in enumerate(StatusGroup)
    ]
    end = sheet.write(
        _("Governments reporting"),
        x=WIDTH - MARGIN,
        y=sheet.y,
        room=REPORTING_ROOM,
        size=12,
        fill=INK_SOFT,
        is_strong=True,
        anchor="end",
    )
    sheet.y = max(*ends, end) + 6


def _row_of_theme(sheet: Sheet, row: ThemeProgress) -> None:
    top = sheet.y + 8
    bottom = sheet.write(row.theme.name, y=top, room=NAME_ROOM - 20, size=14, is_strong=True)
    sheet.bar(stretches(row.statuses), x=MARGIN + NAME_ROOM, y=top, width=BAR_WIDTH, height=BAR_HEIGHT)
    for place, count in enumerate(row.statuses.groups.values()):
        sheet.write(str(count), x=_end_of_number(place), y=top, room=NUMBER_ROOM, size=14, anchor="end")
    sheet.write(_share(row.reporting), x=WIDTH - MARGIN, y=top, room=REPORTING_ROOM, size=14, anchor="end")
    sheet.y = max(bottom, top + BAR_HEIGHT) + 8


def _end_of_number(place: int) -> float:
    return MARGIN + NAME_ROOM + BAR_WIDTH + NUMBER_ROOM * (place + 1)


def _share(reporting: Reporting) -> str:
    return _("%(reported)d of %(addressed)d") % {"reported": reporting.reported, "addressed": reporting.addressed}


def reporting_in_words(reporting: Reporting) -> str:
    """How a sentence names the figure: both numbers, whatever they are."""
    sentence = ngettext(
        "%(reported)d of %(addressed)d government has reported",
        "%(reported)d of %(addressed)d governments have reported",
        reporting.addressed,
    )
    return sentence % {"reported": reporting.reported, "addressed": reporting.addressed}


def recommendations_in_words(statuses: StatusCounts) -> str:
    sentence = ngettext("%(total)d recommendation", "%(total)d recommendations", statuses.total)
    return sentence % {"total": statuses.total}


def progress_of_theme(row: ThemeProgress, origin: Origin) -> str:
    sheet = Sheet(row.theme.name, _("Recommendations of the theme by the secretariat’s assessment."))
    sheet.head(f"{origin.day} · {recommendations_in_words(row.statuses)} · {reporting_in_words(row.reporting)}")
    sheet.bar(stretches(row.statuses), x=MARGIN, y=sheet.y, width=INNER, height=32)
    sheet.y += 32 + 18
    sheet.key(row.statuses.groups)
    sheet.imprint(*origin.sentences)
    return sheet.draw()


def trend_of(ends: Sequence[MonthEnd], subject: str, origin: Origin) -> str:
    """`ends` holds one month at least; `subject` is empty for the whole record."""
    title = _("What this record showed at each month’s end")
    sheet = Sheet(
        f"{subject}: {title}" if subject else title, _("One column a month, by the secretariat’s assessment.")
    )
    last = ends[-1].statuses
    sheet.head(f"{origin.day} · {recommendations_in_words(last)} · " + _("by the day of publication in this record"))
    for column in columns(ends):
        sheet.column(
            column.stretches,
            x=MARGIN + INNER * column.x / 100,
            y=sheet.y,
            width=INNER * column.width / 100,
            height=TREND_HEIGHT,
        )
    below = sheet.y + TREND_HEIGHT + 4
    sheet.y = sheet.write(date_format(ends[0].day), y=below, room=INNER / 2, size=13, fill=INK_SOFT)
    if len(ends) > 1:
        sheet.write(
            date_format(ends[-1].day), x=WIDTH - MARGIN, y=below, room=INNER / 2, size=13, fill=INK_SOFT, anchor="end"
        )
    sheet.y += 16
    sheet.key(last.groups)
    sheet.imprint(*origin.sentences)
    return sheet.draw()


def map_of(world: WorldMap, reporting: Reporting, origin: Origin) -> str:
    sheet = Sheet(_("Governments that have reported"), _("World map in two states: reported, and not yet."))
    sheet.head(f"{origin.day} · {reporting_in_words(reporting)} " + _("on at least one recommendation"))
    sheet.map_top, sheet.map_scale = sheet.y, INNER / world.width
    told, silent, neutral = TONES["moving"], SILENT, NEUTRAL
    sheet.outlines += [Outline(world.neutral, neutral), Outline(world.silent, silent)]
    sheet.dots += [(x, y, silent) for x, y in world.silent_dots]
    sheet.outlines += [Outline(place.path, told) for place in world.reported if place.path]
    sheet.dots += [(*place.dot, told) for place in world.reported if place.dot]
    sheet.y += world.height * sheet.map_scale + 12
    words = [
        (told, _("Reported: %(number)d") % {"number": reporting.reported}),
        (silent, _("Not yet: %(number)d") % {"number": reporting.silent}),
        (neutral, _("Not addressed, or not a government of this list")),
    ]
    for fill, label in words:
        sheet.boxes.append(Box(MARGIN, sheet.y, 16, 16, fill))
        sheet.y = sheet.write(label, x=MARGIN + 26, y=sheet.y - 1, room=INNER - 26, size=14, fill=INK) + 4
    names = ", ".join(place.government.name for place in world.reported)
    sheet.imprint(*([_("Reported: %(names)s.") % {"names": names}] if names else []), *origin.sentences, map_note())
    return sheet.draw()


def map_note() -> str:
    """What has to stand beside the map wherever it is shown."""
    return _(
        "Dots stand for States too small to be seen. The boundaries, and the absence of a colour or a name, imply no "
        "endorsement and no opinion on the legal status of any area by the Forum or by this record. Source: Natural "
        "Earth, public domain."
    )
