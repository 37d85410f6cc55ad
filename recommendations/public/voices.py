"""What is said of one recommendation by governments and by others, side by side, and where it differs."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.figures.flags import disputing_voices
from recommendations.models import FollowUp, Government, GovernmentStanding, Recommendation
from recommendations.models.choices import FollowUpStatus, Voice

# By how many steps civil society is ahead of the government.
APART = {
    -3: gettext_lazy("Civil society reports a stage three steps before what the government says."),
    -2: gettext_lazy("Civil society reports a stage two steps before what the government says."),
    2: gettext_lazy("Civil society reports a stage two steps after what the government says."),
    3: gettext_lazy("Civil society reports a stage three steps after what the government says."),
}


@dataclass(frozen=True)
class Difference:
    """Two follow-ups in force on one recommendation and one government, two steps or more apart."""

    theirs: FollowUp
    own: FollowUp

    @property
    def government(self) -> Government:
        government = self.theirs.government
        assert government is not None, "a voice that names no government disputes none"
        return government

    @property
    def words(self) -> str:
        """What differs, and nothing on who is right."""
        theirs, own = FollowUpStatus(self.theirs.status), FollowUpStatus(self.own.status)
        both = _("%(organisation)s: “%(theirs)s” (%(their_day)s). The government: “%(own)s” (%(own_day)s).") % {
            "organisation": self.theirs.speaker,
            "theirs": theirs.label,
            "their_day": date_format(self.theirs.reported_on),
            "own": own.label,
            "own_day": date_format(self.own.reported_on),
        }
        return f"{APART[theirs.step - own.step]} {both}"


@dataclass(frozen=True)
class Comparison:
    """`differences` are those of the flag `disputed`, by government and organisation.

    `is_possible` is true where civil society speaks of a government that has reported: without such a pair, no
    difference is no agreement.
    """

    differences: list[Difference]
    is_possible: bool


def compared(recommendation: Recommendation, answers: Iterable[GovernmentStanding], at: dt.datetime) -> Comparison:
    """Compares civil society with `answers`, the rows of this recommendation at `at`. Two queries at the most."""
    reports: dict[int | None, FollowUp] = {
        answer.government_id: answer.follow_up for answer in answers if answer.follow_up
    }
    voices = FollowUp.objects.filter(recommendation=recommendation)
    disputing = disputing_voices(at).filter(recommendation=recommendation)
    differences = [
        Difference(theirs, own)
        for theirs in disputing.select_related("government", "organisation")
        if (own := reports.get(theirs.government_id)) is not None
    ]
    return Comparison(
        differences=sorted(differences, key=lambda row: (row.government.sort_key, row.theirs.speaker.name)),
        is_possible=bool(differences)
        or voices.in_force(at).filter(voice=Voice.CIVIL_SOCIETY, government__in=reports).exists(),
    )
