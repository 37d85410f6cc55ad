"""The lists as files. What their addresses ask for and they do not know is refused, with status 400."""

from http import HTTPStatus
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recommendations.api.problems import problem
from recommendations.data import exporting
from recommendations.data.exporting import FORMATS, LISTS, Export, PublicList
from recommendations.data.tables import Asked
from recommendations.filters.query_string import Invalid
from recommendations.models import Document, Government
from recommendations.public.as_of import moment_of
from recommendations.public.licence import DATA_LICENCE

from .page import find


@require_safe
def export(request: HttpRequest, name: str, extension: str) -> HttpResponseBase:
    asked = LISTS[name]
    return answer(request, asked, extension, reverse(asked.page) if asked.page else request.path)


@require_safe
def passages(request: HttpRequest, slug: str, extension: str) -> HttpResponseBase:
    document = find(Document.objects.all(), slug=slug)
    return answer(request, exporting.passages_of(document), extension, reverse("document", args=[document.slug]))


def answer(request: HttpRequest, asked: PublicList, extension: str, page: str) -> HttpResponseBase:
    moment = moment_of(request)
    try:
        found = asked.rows(request.GET, moment)
    except Invalid as invalid:
        return refusal(invalid, extension)
    query = asked.known(request.GET).urlencode()
    export = Export(
        table=asked.table,
        source=found.source,
        asked=Asked(moment, request.build_absolute_uri("/").removesuffix("/")),
        address=request.build_absolute_uri(f"{page}?{query}" if query else page),
        filters=found.filters,
        is_example=Government.objects.filter(is_example=True).exists(),
    )
    # Nobody reads the rows of an answer to HEAD.
    response = HttpResponse() if request.method == "HEAD" else body(export, extension)
    for name, value in headers_of(export, extension).items():
        response[name] = value
    return response


def body(export: Export, extension: str) -> HttpResponseBase:
    match extension:
        case "csv":
            return StreamingHttpResponse(exporting.csv_parts(export))
        case "json":
            return StreamingHttpResponse(exporting.json_parts(export))
        case _:
            return FileResponse(exporting.workbook(export))


def headers_of(export: Export, extension: str) -> dict[str, str]:
    """What a file cannot say of itself in its rows: where it comes from, its licence, its name, and its day if past."""
    title = quote(export.title, safe="")
    about = f"{export.asked.root}{reverse('data')}#{export.table.name}"
    moment = export.asked.moment
    return {
        "Content-Type": FORMATS[extension],
        "Content-Disposition": f'attachment; filename="{export.file_name(extension)}"',
        "Link": f"<{export.address}>; rel=\"canonical\"; title*=UTF-8''{title}, "
        f'<{DATA_LICENCE.url}>; rel="license", <{about}>; rel="describedby"',
        # RFC 7089: the state that this resource had at that moment.
        **({"Memento-Datetime": http_date(moment.at.timestamp())} if moment.is_past else {}),
    }


def refusal(invalid: Invalid, extension: str) -> HttpResponse:
    if extension == "json":
        return problem(
            HTTPStatus.BAD_REQUEST, _("The parameters named in “errors” cannot be met."), errors=invalid.errors
        )
    lines = [f"{name}: {' '.join(sentences)}\n" for name, sentences in invalid.errors.items()]
    return HttpResponse("".join(lines), status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
