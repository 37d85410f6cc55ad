from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .. import metrics, published
from ..models import Government, Recommendation
from ..moments import moment_of
from .page import find, moved, show

BY_LAST_REPORT = "last_report"


@require_safe
def governments(request: HttpRequest) -> HttpResponse:
    """By name or by last report: never by a count, which would set governments against each other."""
    moment = moment_of(request)
    rows = metrics.government_progress(moment.at)
    speaking = [row for row in rows if has_spoken(row)]
    sort = request.GET.get("sort", "")
    if sort == BY_LAST_REPORT:
        speaking.sort(key=lambda row: row.last_reported_on.toordinal() if row.last_reported_on else 0, reverse=True)
    context = {
        "speaking": speaking,
        "silent": [row.government for row in rows if not has_spoken(row)],
        "reporting": metrics.reporting(moment.at, Recommendation.objects.all()),
        "sort": sort,
        "sort_is_known": sort in {"", "name", BY_LAST_REPORT},
    }
    return show(request, moment, "governments/list.html", context)


def has_spoken(row: metrics.GovernmentProgress) -> bool:
    return bool(row.reported or any(row.stances.values()))


@require_safe
def government(request: HttpRequest, iso3: str) -> HttpResponse:
    government = find(Government.objects.all(), iso3=iso3)
    if government.iso3 != iso3:
        return moved(request, "government", government.iso3)
    moment = moment_of(request)
    keys = published.ledger(moment.at, kinds=("follow_up", "position"), government=government)
    context = {
        "government": government,
        "progress": metrics.progress_of_government(moment.at, government),
        "themes": published.answers_by_theme(government, moment.at),
        "timeline": published.lines(keys, moment.at),
        "stakeholders": government.stakeholders.all(),
        "co_chaired": government.co_chaired_sessions.select_related("round_table__summit"),
    }
    return show(request, moment, "governments/detail.html", context)
