"""What makes recording quick: forms that begin with what is known, and lists that lead to them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from recommendations.models import FollowUp, Government, GovernmentStanding, Recommendation, Rights, Theme
from recommendations.models.choices import Voice

# What the next entry of the same government begins with.
KEPT = ("voice", "channel", "reported_on", "stated_on")
COPY = "copy"
# A report of another day says anew when it was made, and for whom nothing is copied.
NOT_COPIED = ("reported_on", "channel")


@dataclass(frozen=True)
class Row:
    """A recommendation, the last report of the government at hand, and where the next one is recorded (or nothing)."""

    recommendation: Recommendation
    standing: GovernmentStanding | None
    address: str


def address_of_form(**known: Any) -> str:
    return f"{reverse('admin:recommendations_followup_add')}?{urlencode({k: v for k, v in known.items() if v})}"


def rows_of_government(government: Government, rights: Rights, at: dt.datetime) -> list[Row]:
    """Each recommendation that is addressed to the government. Two queries."""
    asked = Recommendation.objects.filter(Q(addressees=None) | Q(addressees=government))
    standings = GovernmentStanding.objects.at(at).filter(government=government).select_related("follow_up")
    by_recommendation = {standing.recommendation_id: standing for standing in standings}
    may_write = government.may_report and (rights.writes_all_entries or government.pk in rights.governments)
    return [
        Row(
            row,
            by_recommendation.get(row.pk),
            address_of_form(recommendation=row.reference, government=government.iso3) if may_write else "",
        )
        for row in asked.order_by("document__slug", "ordinal").distinct()
    ]


def rows_of_theme(theme: Theme) -> list[Row]:
    """Each recommendation of the theme. One query."""
    asked: QuerySet[Recommendation] = theme.recommendations.order_by("document__slug", "ordinal")
    return [Row(row, None, address_of_form(recommendation=row.reference)) for row in asked]


def last_report(recommendation: int | None, government: int | None, at: dt.datetime) -> FollowUp | None:
    """What the government reports of the recommendation at `at`; without one, its newest report of any. Two queries."""
    if government is None:
        return None
    reports = GovernmentStanding.objects.at(at).filter(government=government).exclude(status="")
    reports = reports.select_related("follow_up__recommendation", "follow_up__government")
    of_pair = reports.filter(recommendation=recommendation).first() if recommendation else None
    found = of_pair or reports.order_by("-reported_on", "-valid_from", "pk").first()
    return found.follow_up if found else None


def address_of_copy(citations: QuerySet[Any], last: FollowUp) -> str:
    """The form for the recommendation of these citations, beginning with a copy of `last`."""
    chosen = next((citation.recommendation.reference for citation in citations), "")
    return address_of_form(recommendation=chosen, government=last.government and last.government.iso3, copy="last")


def copied(report: FollowUp) -> dict[str, Any]:
    """The content of a report, as the beginning of a new one."""
    names = [name for name in report.content_fields if name not in NOT_COPIED]
    return {name: getattr(report, name) for name in names} | {"voice": Voice.GOVERNMENT}


def kept(entry: Any) -> dict[str, Any]:
    """The query of the form for the next entry of the same government."""
    government = {"government": entry.government.iso3} if entry.government else {}
    return government | {name: getattr(entry, name) for name in KEPT if hasattr(entry, name)}


def known_from_address(model: Any, request: HttpRequest) -> dict[str, Any]:
    """What of `KEPT` the address gives; values that the model refuses are left out."""
    found = {}
    for name in KEPT:
        value = request.GET.get(name, "").replace("\0", "")
        if value and hasattr(model, name):
            try:
                found[name] = model._meta.get_field(name).clean(value, None)
            except ValidationError:
                continue
    return found
