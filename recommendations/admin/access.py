"""Who asks, and at which moment: worked out once per request."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from recommendations.models import Rights, rights_of


def asked_at(request: HttpRequest) -> dt.datetime:
    """The moment of the request, the same for all that it asks: the admin shows no other day than today."""
    known = vars(request)
    if "tracker_moment" not in known:
        known["tracker_moment"] = timezone.now()
    moment: dt.datetime = known["tracker_moment"]
    return moment


def rights_for(request: HttpRequest) -> Rights:
    """The rights of the person who asks. Two queries, for the first call of a request alone."""
    known = vars(request)
    if "tracker_rights" not in known:
        known["tracker_rights"] = rights_of(request.user, asked_at(request).date())
    rights: Rights = known["tracker_rights"]
    return rights
