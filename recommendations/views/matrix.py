from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from recommendations.figures import metrics
from recommendations.figures.matrix import matrix as matrix_of
from recommendations.filters import MatrixFilter
from recommendations.models.choices import EvidenceGrade, Flag, FollowUpStatus, Stance
from recommendations.public.as_of import moment_of

from .page import PAGE_SIZE, leaf, show

COLUMNS = 30


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Both sides in pages, so that neither a long text nor many reports make a page too heavy to open."""
    moment = moment_of(request)
    filters = MatrixFilter(request.GET, moment=moment)
    sizes = (None, None) if filters.is_whole else (PAGE_SIZE, COLUMNS)
    recommendations: Any = filters.recommendations.prefetch_related("addressees")
    page = leaf(request, recommendations, size=sizes[0])
    columns = leaf(request, filters.governments, parameter="columns", size=sizes[1])
    context = {
        "filters": filters,
        "page": page,
        "columns": columns,
        "matrix": matrix_of(moment.at, page.object_list, [*columns.object_list]),
        "reporting": metrics.reporting(moment.at, filters.recommendations),
        "statuses": list(FollowUpStatus),
        "stances": list(Stance),
        "grades": list(EvidenceGrade),
        "stale": Flag.STALE,
    }
    return show(request, moment, "matrix/detail.html", context)
