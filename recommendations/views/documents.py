from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from recommendations.figures import metrics
from recommendations.models import Document
from recommendations.public import source_text
from recommendations.public.as_of import moment_of

from .page import find, leaf, moved, show


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    rows = Document.objects.select_related("round_table__summit")
    return show(request, moment_of(request), "documents/list.html", {"page": leaf(request, rows)})


@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    document = find(Document.objects.select_related("round_table__summit"), slug=slug)
    if document.slug != slug:
        return moved(request, "document", document.slug)
    moment = moment_of(request)
    context = {
        "document": document,
        "parts": source_text.parts(document, moment.at),
        "statuses": metrics.status_counts(moment.at, document.recommendations.all()),
        "notes": document.editorial_notes.order_by("code"),
    }
    return show(request, moment, "documents/detail.html", context)
