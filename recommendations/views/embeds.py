"""The pages that other sites may show in a frame: the only ones."""

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from recommendations.figures import metrics
from recommendations.models import Theme
from recommendations.pictures.charts import reporting_in_words
from recommendations.public.as_of import moment_of

from .page import find, show
from .pictures import origin_of


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # Its types leave out what the address gives.
@require_safe
def theme_embed(request: HttpRequest, slug: str) -> HttpResponse:
    theme, moment = find(Theme.objects.all(), slug=slug), moment_of(request)
    progress = metrics.progress_of_theme(moment.at, theme)
    context = {
        "theme": theme,
        "progress": progress,
        "reporting": reporting_in_words(progress.reporting),
        "whole_address": origin_of(request, moment, reverse("theme", args=[theme.slug])).address,
    }
    return show(request, moment, "embed/theme.html", context)
