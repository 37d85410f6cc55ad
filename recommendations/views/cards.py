"""The pictures that show beside a link to a page. They honour `?as_of=`, as every page does."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recommendations.figures import metrics
from recommendations.models import Citation, Government, Recommendation, Theme
from recommendations.models.choices import AssessmentStatus, CitationRole
from recommendations.pictures.cards import Card, draw, shares
from recommendations.pictures.charts import recommendations_in_words, reporting_in_words
from recommendations.public import source_text
from recommendations.public.as_of import Moment, moment_of

from .page import find


@require_safe
def overview_card(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    headline = metrics.headline(moment.at)
    card = Card(
        over="",
        words=_("What became of the Forum’s recommendations"),
        is_quoted=False,
        counts=shares(headline.statuses),
        facts=_facts(moment, recommendations_in_words(headline.statuses), reporting_in_words(headline.reporting)),
    )
    return png(request, card)


@require_safe
def theme_card(request: HttpRequest, slug: str) -> HttpResponse:
    theme, moment = find(Theme.objects.all(), slug=slug), moment_of(request)
    progress = metrics.progress_of_theme(moment.at, theme)
    card = Card(
        over=_("Progress by theme"),
        words=theme.name,
        is_quoted=False,
        counts=shares(progress.statuses),
        facts=_facts(moment, recommendations_in_words(progress.statuses), reporting_in_words(progress.reporting)),
    )
    return png(request, card)


@require_safe
def recommendation_card(request: HttpRequest, reference: str) -> HttpResponse:
    moment = moment_of(request)
    recommendation = find(Recommendation.objects.with_standing(moment.at), reference=reference)
    sources = Citation.objects.filter(recommendation=recommendation, role=CitationRole.SOURCE)
    status = AssessmentStatus(recommendation.status)
    reporting = metrics.follow_up_counts(moment.at, recommendation).reporting
    card = Card(
        over=recommendation.reference,
        words=source_text.whole_text(sources.order_by("passage__ordinal").values_list("passage__text", flat=True)),
        is_quoted=True,
        counts=(),
        facts=_facts(moment, _("Assessment: %(status)s") % {"status": status.label}, reporting_in_words(reporting)),
    )
    return png(request, card)


def _facts(moment: Moment, *facts: str) -> tuple[str, ...]:
    """One line on what stands, and one on when; on an example site also that it is invented. One query."""
    day = _("As of %(day)s") % {"day": date_format(moment.day)}
    if Government.objects.filter(is_example=True).exists():
        day = _("%(day)s – an example: governments and reports are invented") % {"day": day}
    return (" · ".join(facts), day)


def png(request: HttpRequest, card: Card) -> HttpResponse:
    """Not drawn where whoever asks has the same card already."""
    answer = get_conditional_response(request, etag=card.etag)
    if answer is None:
        answer = HttpResponse(draw(card), content_type="image/png")
    answer["ETag"] = card.etag
    answer["Cache-Control"] = "public, max-age=300"
    return answer
