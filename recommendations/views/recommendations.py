from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from .. import metrics, reading
from ..filters import RecommendationFilter, flags_of
from ..moments import Moment, moment_of
from .page import find, leaf, moved, show


@require_safe
def recommendations(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    filters = RecommendationFilter(request.GET, moment=moment)
    page = leaf(request, reading.in_list(filters.recommendations))
    context = {"filters": filters, "page": page, "flags": flags_of(page.object_list, moment)}
    return show(request, moment, "recommendations/list.html", context)


@require_safe
def recommendation(request: HttpRequest, reference: str) -> HttpResponse:
    moment = moment_of(request)
    recommendation = find(reading.in_full(moment.at), reference=reference)
    if recommendation.reference != reference:
        return moved(request, "recommendation", recommendation.reference)
    context = {
        "recommendation": recommendation,
        "paragraphs": reading.contexts(recommendation),
        "source_ids": reading.source_ids(recommendation),
        "alignments": reading.alignments(recommendation, faint=False),
        "faint_alignments": reading.alignments(recommendation, faint=True),
        "notes": reading.notes_on(recommendation),
        "limbs": reading.limbs(recommendation, moment.at),
        "flags": flags_of([recommendation], moment)[recommendation.pk],
        "assessment": reading.assessment_of(recommendation, moment.at),
        "counts": metrics.follow_up_counts(moment.at, recommendation),
        "answers": reading.answers(recommendation, moment.at),
        "voices": reading.other_voices(recommendation, moment.at),
        "timeline": reading.lines(reading.ledger(moment.at, recommendation=recommendation), moment.at),
        "permanent_address": permanent_address(request, moment, recommendation.reference),
    }
    return show(request, moment, "recommendations/detail.html", context)


def permanent_address(request: HttpRequest, moment: Moment, reference: str) -> str:
    """The address that will show the same state for good; without a date while nothing has been published."""
    address = request.build_absolute_uri(reverse("recommendation", args=[reference]))
    return f"{address}?as_of={moment.day.isoformat()}" if metrics.first_published_at() else address
