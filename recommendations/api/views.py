from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from recommendations.data.tables import Asked
from recommendations.models import Government, Recommendation

from .answers import asked_moment, endpoint, json_answer, leaf, licence_stamp
from .parts import PARTS
from .resources import RESOURCES, Resource
from .schema import description

OF_EVERY_LIST = ("page", "page_size")


@endpoint
def index(request: HttpRequest) -> HttpResponse:
    """Where everything is."""
    asked_moment(request)
    root = _root(request)
    return json_answer(
        {
            "schema": root + reverse("api:schema"),
            **{resource.name: root + reverse(f"api:{resource.name}") for resource in RESOURCES},
        }
    )


@endpoint
def schema(request: HttpRequest) -> HttpResponse:
    asked_moment(request)
    return json_answer(description(), "application/openapi+json")


@endpoint
def rows(request: HttpRequest, resource: Resource) -> HttpResponse:
    """One page of a list. A list of rows costs three queries and those of its table; what filters read comes on top."""
    moment = asked_moment(request, [*resource.parameters, *OF_EVERY_LIST])
    page = leaf(request.GET, resource.rows(request.GET, moment))
    return json_answer(
        {
            "title": str(resource.table.title),
            "licence": licence_stamp(),
            "warning": _warning(),
            "as_of": moment.day,
            "count": page.paginator.count,
            "next": _neighbour(request, page.next_page_number()) if page.has_next() else None,
            "previous": _neighbour(request, page.previous_page_number()) if page.has_previous() else None,
            "results": list(resource.table.rows(page.object_list, Asked(moment, _root(request)))),
        }
    )


@endpoint
def row(request: HttpRequest, resource: Resource, **key: Any) -> HttpResponse:
    """One row of a list, by its key; one recommendation has its parts as well."""
    asked = Asked(asked_moment(request), _root(request))
    found = next(resource.table.rows(resource.one(key, asked.moment), asked), None)
    if found is None:
        raise Http404
    if resource.schema != "Recommendation":
        return json_answer(found)
    recommendation = Recommendation.objects.get(reference=found["reference"])
    parts = {part.table.name: list(part.table.rows(part.of(recommendation, asked.moment), asked)) for part in PARTS}
    return json_answer({**found, "details": parts})


def _warning() -> str | None:
    """What a reader has to know before anything else; none on a site of real entries. One query."""
    is_example = Government.objects.filter(is_example=True).exists()
    return _("Every entry here is invented, to show how the tracker works.") if is_example else None


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")[:-1]


def _neighbour(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
