"""One rationale for many recommendations: a draft of an assessment for each."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from recommendations.ledger import workflow
from recommendations.models import Assessment, Evidence, Recommendation

from .access import asked_at, rights_for
from .many import AT_ONCE, attempt

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Assessment]
else:
    ModelForm = forms.ModelForm


class SharedAssessmentForm(ModelForm):
    """What the assessments have in common: the reasons first, then what follows from them."""

    source_title = forms.CharField(label=_("Title of the source"), max_length=300, required=False)
    source_url = forms.URLField(
        label=_("Link to the source"), max_length=1000, required=False, help_text=_("“Implemented” needs one.")
    )

    class Meta:
        model = Assessment
        fields = ("rationale", "status", "closing_reason", "assessed_on", "next_review_on", "language")
        widgets = {"assessed_on": AdminDateWidget, "next_review_on": AdminDateWidget}

    field_order = ("rationale", "source_title", "source_url")

    def clean(self) -> dict[str, Any]:
        title, url = (self.cleaned_data.get(name) for name in ("source_title", "source_url"))
        if bool(title) != bool(url) and "source_url" not in self.errors:
            self.add_error("source_title" if url else "source_url", _t("Give both the title and the link, or neither."))
        return self.cleaned_data


def assess_many(model_admin: Any, request: HttpRequest, queryset: QuerySet[Recommendation]) -> HttpResponse | None:
    chosen = list(queryset.order_by("document", "ordinal")[: AT_ONCE + 1])
    if len(chosen) > AT_ONCE:
        text = _t("More than %(number)s are chosen: take fewer at once, so that they can be read before.")
        model_admin.message_user(request, text % {"number": AT_ONCE}, messages.ERROR)
        return None
    is_confirmed = "confirmed" in request.POST
    form = SharedAssessmentForm(
        request.POST if is_confirmed else None, initial={"assessed_on": asked_at(request).date()}
    )
    refused: list[Any] = []
    if is_confirmed and form.is_valid():
        outcome = attempt(chosen, lambda row: _draft(row, form.cleaned_data, request), keep=True)
        refused = outcome.refused
        if not refused:
            text = _t("%(number)s drafts of assessments are made: read each of them, then submit.")
            model_admin.message_user(request, text % {"number": len(outcome.done)}, messages.SUCCESS)
            return redirect(f"{reverse('admin:recommendations_assessment_changelist')}?waiting=drafts")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _t("Assess with one rationale"),
        "opts": model_admin.opts,
        "chosen": chosen,
        "form": form,
        "media": model_admin.media + form.media,
        "refused": refused,
    }
    return TemplateResponse(request, "admin/recommendations/assess_many.html", context)


def actions_of(request: HttpRequest) -> dict[str, Any]:
    if not rights_for(request).writes_assessments:
        return {}
    return {"assess": (assess_many, "assess", _t("Assess with one rationale"))}


def _draft(recommendation: Recommendation, shared: dict[str, Any], request: HttpRequest) -> None:
    own = {name: shared[name] for name in SharedAssessmentForm.Meta.fields}
    assessment = workflow.save_draft(entry=Assessment(recommendation=recommendation, **own), by=request.user)
    if shared["source_url"]:
        source = Evidence(
            assessment=assessment,
            title=shared["source_title"],
            url=shared["source_url"],
            retrieved_on=asked_at(request).date(),
        )
        workflow.save_evidence(evidence=source, by=request.user)
