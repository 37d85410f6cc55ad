"""For machines that watch over the site."""

from django.db import DatabaseError, Error, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..models import LedgerClock

PLAIN = "text/plain; charset=utf-8"


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("The site is alive.\n", content_type=PLAIN)


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """Ready means that the database can be written to: a full disk lets reads pass."""
    try:
        with transaction.atomic():
            if not LedgerClock.objects.update(last_at=F("last_at")):
                raise DatabaseError("The ledger clock is missing.")
            transaction.set_rollback(True)
    except Error:
        return HttpResponse("The database cannot be written to.\n", status=503, content_type=PLAIN)
    return HttpResponse("The site is ready.\n", content_type=PLAIN)
