from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from recommendations.figures import metrics
from recommendations.filters import GovernmentFilter
from recommendations.models import Government
from recommendations.public import published
from recommendations.public.as_of import moment_of

from .page import find, moved, show


@require_safe
def governments(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    filters = GovernmentFilter(request.GET, moment=moment)
    speaking, silent = published.speaking_and_silent(filters.rows)
    context = {"filters": filters, "speaking": speaking, "silent": [row.government for row in silent]}
    return show(request, moment, "governments/list.html", context)


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
