from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .. import metrics, published, reading
from ..choices import AssessmentStatus, EvidenceGrade, Flag, FollowUpStatus, Stance, StatusGroup
from ..models import Document, Recommendation
from ..moments import moment_of
from ..trend import trend
from ..worldmap import world_map
from .page import show

LATEST = 5


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    recommendations = Recommendation.objects.all()
    governments = published.governments_reporting(recommendations, moment.at)
    addressed = metrics.addressed_governments(recommendations)
    context = {
        "epigraph": reading.epigraph(),
        "headline": metrics.headline(moment.at),
        "progress": metrics.theme_progress(moment.at),
        "trend": trend(moment.at, recommendations),
        "governments": governments,
        "map": world_map(reported=governments, addressed=addressed),
        "latest": published.lines(published.ledger(moment.at)[:LATEST], moment.at),
        "documents": Document.objects.select_related("round_table__summit"),
    }
    return show(request, moment, "overview.html", context)


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
    return show(request, moment_of(request), "methodology.html", context)
