from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from recommendations.filters import UpdateFilter
from recommendations.models import attachments
from recommendations.public import published
from recommendations.public.as_of import moment_of

from .page import leaf, show


@require_safe
def updates(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    filters = UpdateFilter(request.GET, moment=moment)
    page = leaf(request, filters.entries)
    context = {"filters": filters, "page": page, "lines": published.lines(page.object_list, moment.at)}
    return show(request, moment, "updates/list.html", context)


@require_safe
def update(request: HttpRequest, uid: UUID) -> HttpResponse:
    moment = moment_of(request)
    line = published.line(uid, moment.at)
    if line is None:
        raise Http404
    return show(request, moment, "updates/detail.html", {"line": line})


@require_safe
def evidence(request: HttpRequest, uid: UUID) -> FileResponse:
    moment = moment_of(request)
    # A day that is not understood has no file; today's would pass for it.
    source = None if moment.error else published.attached(uid, moment.at)
    if source is None:
        raise Http404
    return attachments.answer(source)
