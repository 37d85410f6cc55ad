from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .. import metrics, reading
from ..models import Government
from ..moments import moment_of
from .page import find, moved, show

BY_LAST_REPORT = "last_report"


@require_safe
def governments(request: HttpRequest) -> HttpResponse:
    """By name or by last report: never by a count, which would set governments against each other."""
    moment = moment_of(request)
    rows = metrics.government_progress(moment.at)
    speaking = [row for row in rows if row.reported or any(row.stances.values())]
    sort = request.GET.get("sort", "")
    if sort == BY_LAST_REPORT:
        speaking.sort(key=lambda row: row.last_reported_on.toordinal() if row.last_reported_on else 0, reverse=True)
    context = {
        "speaking": speaking,
        "silent": [row.government for row in rows if row not in speaking],
        "reporting": metrics.headline(moment.at).reporting,
        "sort": sort,
        "sort_is_known": sort in {"", "name", BY_LAST_REPORT},
    }
    return show(request, moment, "governments/list.html", context)


@require_safe
def government(request: HttpRequest, iso3: str) -> HttpResponse:
    government = find(Government.objects.all(), iso3=iso3)
    if government.iso3 != iso3:
        return moved(request, "government", government.iso3)
    moment = moment_of(request)
    keys = reading.ledger(moment.at, kinds=("follow_up", "position"), government=government)
    context = {
        "government": government,
        "progress": metrics.progress_of_government(moment.at, government),
        "themes": reading.answers_by_theme(government, moment.at),
        "timeline": reading.lines(keys, moment.at),
        "stakeholders": government.stakeholders.all(),
        "co_chaired": government.co_chaired_sessions.select_related("round_table__summit"),
    }
    return show(request, moment, "governments/detail.html", context)
