"""Charts as files, and cards for whoever shows a link to a page. All of them honour `?as_of=`."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recommendations.figures import metrics
from recommendations.figures.trend import trend
from recommendations.models import Government, Recommendation, Theme
from recommendations.pictures import charts
from recommendations.pictures.charts import Origin
from recommendations.pictures.world_map import world_map
from recommendations.public import published
from recommendations.public.as_of import PARAMETER, Moment, moment_of

from .page import find


@require_safe
def themes_svg(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    origin = origin_of(request, moment, reverse("themes"))
    return svg(charts.progress_of_themes(metrics.theme_progress(moment.at), origin), "themes", moment)


@require_safe
def theme_progress_svg(request: HttpRequest, slug: str) -> HttpResponse:
    theme, moment = find(Theme.objects.all(), slug=slug), moment_of(request)
    origin = origin_of(request, moment, reverse("theme", args=[theme.slug]))
    drawn = charts.progress_of_theme(metrics.progress_of_theme(moment.at, theme), origin)
    return svg(drawn, f"{theme.slug}-progress", moment)


@require_safe
def trend_svg(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    ends = trend(moment.at, Recommendation.objects.all())
    if not ends:
        raise Http404(_("The trend begins with the first publication."))
    return svg(charts.trend_of(ends, "", origin_of(request, moment, reverse("overview"))), "trend", moment)


@require_safe
def theme_trend_svg(request: HttpRequest, slug: str) -> HttpResponse:
    theme, moment = find(Theme.objects.all(), slug=slug), moment_of(request)
    ends = trend(moment.at, Recommendation.objects.filter(themes=theme))
    if not ends:
        raise Http404(_("The trend begins with the first publication."))
    origin = origin_of(request, moment, reverse("theme", args=[theme.slug]))
    return svg(charts.trend_of(ends, theme.name, origin), f"{theme.slug}-trend", moment)


@require_safe
def map_svg(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    origin = origin_of(request, moment, reverse("overview"))
    if origin.is_example:
        raise Http404(_("Invented governments have no place on a map."))
    everything = Recommendation.objects.all()
    reported = published.governments_reporting(everything, moment.at)
    world = world_map(reported=reported, addressed=metrics.addressed_governments(everything))
    return svg(charts.map_of(world, metrics.reporting(moment.at, everything), origin), "map", moment)


def origin_of(request: HttpRequest, moment: Moment, path: str) -> Origin:
    """The page behind a chart. One query."""
    query = f"?{urlencode({PARAMETER: moment.as_of})}" if moment.as_of else ""
    is_example = Government.objects.filter(is_example=True).exists()
    return Origin(request.build_absolute_uri(path + query), moment, is_example=is_example)


def svg(drawn: str, name: str, moment: Moment) -> HttpResponse:
    """As a download, so that no picture is ever a page of this site."""
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="gfmd-{name}-{moment.day.isoformat()}.svg"'
    return response


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Where browsers look without asking the page."""
    return HttpResponseRedirect(static("favicon.ico"))
