from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from recommendations.figures import metrics
from recommendations.figures.matrix import matrix
from recommendations.filters.query_string import MOST_COMPARED, CompareForm
from recommendations.models import Government, Recommendation
from recommendations.models.choices import FollowUpStatus, Stance
from recommendations.public import published
from recommendations.public.as_of import moment_of

from .page import leaf, show


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three governments beside each other, by name: what each says, and nothing that orders them."""
    moment = moment_of(request)
    states = sorted(Government.objects.of_this_site(), key=lambda government: government.sort_key)
    form = CompareForm(request.GET, governments=[(state.iso3, state.name) for state in states])
    codes = form.cleaned_data["g"] if form.is_valid() else []
    context: dict[str, Any] = {
        "form": form,
        "states": states,
        "chosen": (form["g"].value() + [""] * MOST_COMPARED)[:MOST_COMPARED],
        "governments": [state for state in states if state.iso3 in codes],
    }
    if len(codes) > 1:
        governments = context["governments"]
        rows: Any = published.answered_by(governments, moment.at)
        if form.cleaned_data["all"]:
            rows = Recommendation.objects.order_by("document__slug", "ordinal")
        context["page"] = page = leaf(request, rows.prefetch_related("addressees"))
        context["matrix"] = matrix(moment.at, page.object_list, governments, with_words=True)
        context["progress"] = metrics.government_progress(
            moment.at, Government.objects.filter(pk__in=[government.pk for government in governments])
        )
        context |= {"statuses": list(FollowUpStatus), "stances": list(Stance)}
    return show(request, moment, "governments/compare.html", context)
