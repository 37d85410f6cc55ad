from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from recommendations.filters import StakeholderFilter
from recommendations.models import Recommendation, Stakeholder
from recommendations.public import published
from recommendations.public.as_of import moment_of

from .page import find, leaf, moved, show


@require_safe
def stakeholders(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    filters = StakeholderFilter(request.GET, moment=moment)
    rows: Any = filters.stakeholders.prefetch_related("responsibilities__recommendation")
    return show(request, moment, "stakeholders/list.html", {"filters": filters, "page": leaf(request, rows)})


@require_safe
def stakeholder(request: HttpRequest, slug: str) -> HttpResponse:
    stakeholder = find(Stakeholder.objects.select_related("government"), slug=slug)
    if stakeholder.slug != slug:
        return moved(request, "stakeholder", stakeholder.slug)
    moment = moment_of(request)
    responsibilities = stakeholder.responsibilities.prefetch_related(
        Prefetch("recommendation", queryset=Recommendation.objects.with_standing(moment.at).select_related("document"))
    ).order_by("-basis", "recommendation__document", "recommendation__ordinal")
    keys = published.ledger(moment.at, kinds=("follow_up",), organisation=stakeholder)
    context = {
        "stakeholder": stakeholder,
        "responsibilities": responsibilities,
        "timeline": published.lines(keys, moment.at),
    }
    return show(request, moment, "stakeholders/detail.html", context)
