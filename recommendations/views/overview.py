from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from recommendations.figures import metrics
from recommendations.figures.trend import trend
from recommendations.models import Document, Recommendation
from recommendations.models.choices import AssessmentStatus, EvidenceGrade, Flag, FollowUpStatus, Stance, StatusGroup
from recommendations.pictures.world_map import world_map
from recommendations.public import published, source_text
from recommendations.public.as_of import moment_of

from .page import show

LATEST = 5


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    recommendations = Recommendation.objects.all()
    governments = published.governments_reporting(recommendations, moment.at)
    addressed = metrics.addressed_governments(recommendations)
    context = {
        "epigraph": source_text.epigraph(),
        "headline": metrics.headline(moment.at),
        "progress": metrics.theme_progress(moment.at),
        "trend": trend(moment.at, recommendations),
        "governments": governments,
        "map": world_map(reported=governments, addressed=addressed),
        "latest": published.lines(published.ledger(moment.at)[:LATEST], moment.at),
        "documents": Document.objects.select_related("round_table__summit"),
    }
    return show(request, moment, "overview/page.html", context)


@require_safe
def methodology(request: HttpRequest) -> HttpResponse:
    context = {
        "groups": list(StatusGroup),
        "assessments": list(AssessmentStatus),
        "follow_ups": list(FollowUpStatus),
        "stances": list(Stance),
        "grades": list(EvidenceGrade),
        "flags": list(Flag),
    }
    return show(request, moment_of(request), "methodology/page.html", context)
