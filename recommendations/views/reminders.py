"""Who wants no reminders says so by the address in each of them, without signing in."""

from django.contrib.auth.models import User
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from recommendations.mail.reminders import OPT_OUT_SALT
from recommendations.models import ReminderOptOut
from recommendations.public.as_of import moment_of

from .page import show


# The signed address is the authority, and mail programs send the one-click form without any cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, token: str) -> HttpResponse:
    try:
        user = User.objects.get(pk=signing.loads(token, salt=OPT_OUT_SALT))
    except (signing.BadSignature, User.DoesNotExist):
        raise Http404 from None
    if request.method == "POST":
        if request.POST.get("wish") == "some":
            ReminderOptOut.objects.filter(user=user).delete()
        else:
            ReminderOptOut.objects.get_or_create(user=user)
    is_opted_out = ReminderOptOut.objects.filter(user=user).exists()
    response = show(request, moment_of(request), "reminders/wish.html", {"is_opted_out": is_opted_out})
    response["X-Robots-Tag"] = "noindex"
    return response
