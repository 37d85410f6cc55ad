from operator import attrgetter

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recommendations.figures import metrics
from recommendations.figures.flags import flags_of
from recommendations.figures.metrics import ledger_span
from recommendations.filters import RecommendationFilter
from recommendations.models import Recommendation
from recommendations.public import published, search, source_text
from recommendations.public.as_of import Moment, dated_address, moment_of
from recommendations.public.citing import Citing
from recommendations.public.voices import compared

from .page import Picture, find, leaf, moved, show


@require_safe
def recommendations(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    filters = RecommendationFilter(request.GET, moment=moment)
    page = leaf(request, source_text.in_list(filters.recommendations, moment.at))
    flags = {row.pk: flags_of(row, moment.day) for row in page}
    context = {
        "filters": filters,
        "page": page,
        "flags": flags,
        "findings": search.found(list(page), filters.words_sought, moment.at),
        "statuses": metrics.status_counts(moment.at, filters.recommendations),
        "reporting": metrics.reporting(moment.at, filters.recommendations),
    }
    return show(request, moment, "recommendations/list.html", context)


@require_safe
def recommendation(request: HttpRequest, reference: str) -> HttpResponse:
    moment = moment_of(request)
    recommendation = find(source_text.in_full(moment.at), reference=reference)
    if recommendation.reference != reference:
        return moved(request, "recommendation", recommendation.reference)
    timeline = published.lines(published.ledger(moment.at, recommendation=recommendation), moment.at)
    answers = published.answers(recommendation, moment.at)
    context = {
        "recommendation": recommendation,
        "picture": Picture(
            reverse("recommendation_card", args=[recommendation.reference]), _("The recommendation in its own words")
        ),
        "paragraphs": source_text.contexts(recommendation),
        "source_ids": source_text.source_ids(recommendation),
        "alignments": source_text.alignments(recommendation, faint=False),
        "faint_alignments": source_text.alignments(recommendation, faint=True),
        "notes": source_text.notes_on(recommendation),
        "limbs": published.limbs(recommendation, moment.at),
        "flags": flags_of(recommendation, moment.day),
        "assessment": published.assessment_of(recommendation, timeline, moment.at),
        "counts": metrics.follow_up_counts(moment.at, recommendation),
        "answers": answers,
        "newest": max((row for row in answers if row.follow_up), key=attrgetter("reported_on"), default=None),
        "voices": published.other_voices(timeline),
        "comparison": compared(recommendation, answers, moment.at),
        "timeline": timeline,
        "neighbours": source_text.neighbours(recommendation),
        "citing": citing_of(request, recommendation, moment),
    }
    return show(request, moment, "recommendations/detail.html", context)


@require_safe
def citation(request: HttpRequest, reference: str, file_format: str) -> HttpResponse:
    """A file for whoever keeps a library of references. A day that cannot be shown is refused: a file has no bar."""
    recommendation = find(Recommendation.objects.select_related("document"), reference=reference)
    if recommendation.reference != reference:
        return moved(request, f"citation_{file_format}", recommendation.reference)
    moment = moment_of(request)
    if moment.error:
        return HttpResponseBadRequest(moment.error, content_type="text/plain; charset=utf-8")
    citing = citing_of(request, recommendation, moment)
    content_type, text = {
        "bib": ("application/x-bibtex; charset=utf-8", citing.bibtex),
        "ris": ("application/x-research-info-systems; charset=utf-8", citing.ris),
    }[file_format]
    attachment = f'attachment; filename="{citing.file_name}.{file_format}"'
    return HttpResponse(text, content_type=content_type, headers={"Content-Disposition": attachment})


def citing_of(request: HttpRequest, recommendation: Recommendation, moment: Moment) -> Citing:
    path = reverse("recommendation", args=[recommendation.reference])
    return Citing(recommendation, moment.day, dated_address(request, moment, ledger_span(), path))
