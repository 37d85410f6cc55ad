from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recommendations.figures import metrics
from recommendations.figures.flags import flags_of
from recommendations.figures.trend import trend
from recommendations.models import Recommendation, Theme
from recommendations.public import published, source_text
from recommendations.public.as_of import moment_of

from .page import Picture, find, moved, show

LATEST = 5


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    return show(request, moment, "themes/list.html", {"progress": metrics.theme_progress(moment.at)})


@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    theme = find(Theme.objects.all(), slug=slug)
    if theme.slug != slug:
        return moved(request, "theme", theme.slug)
    moment = moment_of(request)
    of_theme = Recommendation.objects.with_standing(moment.at).filter(themes=theme)
    rows = list(source_text.in_list(of_theme, moment.at))
    context = {
        "theme": theme,
        "picture": Picture(reverse("theme_card", args=[theme.slug]), _("Progress of the theme, as a bar")),
        "progress": metrics.progress_of_theme(moment.at, theme),
        "trend": trend(moment.at, of_theme),
        "recommendations": rows,
        "flags": {row.pk: flags_of(row, moment.day) for row in rows},
        "governments": published.governments_reporting(Recommendation.objects.filter(themes=theme), moment.at),
        "latest": published.lines(published.ledger(moment.at, recommendation__themes=theme)[:LATEST], moment.at),
    }
    return show(request, moment, "themes/detail.html", context)
