from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .. import metrics, published, reading
from ..filters import RecommendationFilter
from ..flags import flags_of
from ..moments import moment_of
from .page import find, leaf, moved, show


@require_safe
def recommendations(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    filters = RecommendationFilter(request.GET, moment=moment)
    page = leaf(request, reading.in_list(filters.recommendations, moment.at))
    flags = {row.pk: flags_of(row, moment.day) for row in page}
    context = {"filters": filters, "page": page, "flags": flags}
    return show(request, moment, "recommendations/list.html", context)


@require_safe
def recommendation(request: HttpRequest, reference: str) -> HttpResponse:
    moment = moment_of(request)
    recommendation = find(reading.in_full(moment.at), reference=reference)
    if recommendation.reference != reference:
        return moved(request, "recommendation", recommendation.reference)
    timeline = published.lines(published.ledger(moment.at, recommendation=recommendation), moment.at)
    context = {
        "recommendation": recommendation,
        "paragraphs": reading.contexts(recommendation),
        "source_ids": reading.source_ids(recommendation),
        "alignments": reading.alignments(recommendation, faint=False),
        "faint_alignments": reading.alignments(recommendation, faint=True),
        "notes": reading.notes_on(recommendation),
        "limbs": published.limbs(recommendation, moment.at),
        "flags": flags_of(recommendation, moment.day),
        "assessment": published.assessment_of(recommendation, timeline, moment.at),
        "counts": metrics.follow_up_counts(moment.at, recommendation),
        "answers": published.answers(recommendation, moment.at),
        "voices": published.other_voices(timeline),
        "timeline": timeline,
    }
    return show(request, moment, "recommendations/detail.html", context)
