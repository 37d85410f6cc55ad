"""The ledger, newest publication first.

`?in_force=` narrows the list to one kind of entry in force: the lists behind the figures of the overview.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from .. import published
from ..moments import moment_of
from .page import leaf, show

KINDS = {
    "follow_up": gettext_lazy("Follow-ups in force"),
    "position": gettext_lazy("Positions in force"),
    "assessment": gettext_lazy("Assessments in force"),
}


@require_safe
def updates(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    chosen = request.GET.get("in_force", "")
    is_known = chosen in KINDS
    page = leaf(
        request, published.ledger(moment.at, kinds=[chosen], in_force=True) if is_known else published.ledger(moment.at)
    )
    context = {
        "kinds": KINDS,
        "chosen": chosen if is_known else "",
        "error": _("That is no kind of entry. All entries are shown.") if chosen and not is_known else "",
        "page": page,
        "lines": published.lines(page.object_list, moment.at),
    }
    return show(request, moment, "updates/list.html", context)


@require_safe
def update(request: HttpRequest, uid: UUID) -> HttpResponse:
    moment = moment_of(request)
    line = published.line(uid, moment.at)
    if line is None:
        raise Http404
    return show(request, moment, "updates/detail.html", {"line": line})
