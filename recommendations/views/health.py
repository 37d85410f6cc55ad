"""For machines that watch over the site."""

from django.db import Error, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from recommendations.models import LedgerClock, triggers

PLAIN = "text/plain; charset=utf-8"


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("The site is alive.\n", content_type=PLAIN)


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """Ready means that the database takes writes (a full disk lets reads pass) and keeps what was published."""
    try:
        with transaction.atomic():
            LedgerClock.objects.update_or_create(pk=1)
            transaction.set_rollback(True)
        unguarded = triggers.missing(connection)
    except Error:
        return HttpResponse("The database cannot be written to.\n", status=503, content_type=PLAIN)
    if unguarded:
        sentence = "The database lacks its append-only triggers: run manage.py migrate.\n"
        return HttpResponse(sentence, status=503, content_type=PLAIN)
    return HttpResponse("The site is ready.\n", content_type=PLAIN)
