"""The chosen rows as CSV, in the columns of the public files, drafts that the person may see included."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _t

from recommendations.data import tables
from recommendations.data.exporting import FORMATS, Export, csv_parts
from recommendations.models import Assessment, FollowUp, Position, Recommendation
from recommendations.public.as_of import Moment

from .access import asked_at

TABLES: dict[Any, tables.Table] = {
    FollowUp: tables.FOLLOW_UPS,
    Position: tables.POSITIONS,
    Assessment: tables.ASSESSMENTS,
    Recommendation: tables.RECOMMENDATIONS,
}


def export_many(_model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> StreamingHttpResponse:
    model: Any = queryset.model
    at = asked_at(request)
    rows = model.objects.with_standing(at) if model is Recommendation else model.objects
    export = Export(
        table=TABLES[model],
        source=rows.filter(pk__in=list(queryset.values_list("pk", flat=True))),
        asked=tables.Asked(Moment(day=at.date(), at=at), request.build_absolute_uri("/").removesuffix("/")),
        address=request.build_absolute_uri(),
    )
    response = StreamingHttpResponse(csv_parts(export), content_type=FORMATS["csv"])
    response["Content-Disposition"] = f'attachment; filename="chosen-{export.file_name("csv")}"'
    return response


def actions_of() -> dict[str, Any]:
    return {"export": (export_many, "export", _t("Export as CSV"))}
