"""Workbooks to report offline: who may take which, and the page that asks for the government."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from recommendations.data.exporting import FORMATS
from recommendations.data.exporting.reporting import Report, report_workbook
from recommendations.data.tables import Asked
from recommendations.models import Government, Rights, Role, Theme
from recommendations.public.as_of import Moment

from .access import asked_at, rights_for


def governments_for(rights: Rights) -> QuerySet[Government]:
    """Those that the person may write follow-ups of."""
    governments = Government.objects.of_this_site().that_may_report().order_by("name_en")
    return governments if rights.writes_all_entries else governments.filter(pk__in=rights.governments)


def workbook_address(**chosen: str) -> str:
    """The workbook of a `government`, or the page that asks for it, where only a `theme` is given."""
    return f"{reverse('admin:recommendations_followup_workbook')}?{urlencode(chosen)}"


def workbooks(rights: Rights) -> list[tuple[Government, str]]:
    """The governments that a focal point reports for, each with the address of its workbook."""
    if not rights.governments:
        return []
    return [(row, workbook_address(government=row.iso3)) for row in governments_for(rights)]


class WorkbookForm(forms.Form):
    government = forms.ModelChoiceField(
        label=_("Government"), queryset=Government.objects.none(), to_field_name="iso3", empty_label=None
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"),
        queryset=Theme.objects.order_by("name"),
        to_field_name="slug",
        required=False,
        empty_label=_("all themes"),
    )

    def __init__(self, *args: Any, rights: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        governments: Any = self.fields["government"]
        governments.queryset = governments_for(rights)


def workbook_view(model_admin: Any, request: HttpRequest) -> HttpResponseBase:
    """The workbook of `?government=`, narrowed by `?theme=`; without a government, a page that asks for it."""
    rights = rights_for(request)
    if rights.role < Role.FOCAL_POINT:
        raise PermissionDenied
    if any("\0" in value for value in request.GET.values()):
        raise Http404
    if not request.GET.get("government"):
        form = WorkbookForm(initial=request.GET, rights=rights)
        context = {
            **model_admin.admin_site.each_context(request),
            "title": _t("Report offline"),
            "opts": model_admin.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/recommendations/workbook.html", context)
    form = WorkbookForm(request.GET, rights=rights)
    if not form.is_valid():
        raise Http404
    government, theme = form.cleaned_data["government"], form.cleaned_data["theme"]
    at = asked_at(request)
    report = Report(
        government,
        theme,
        rights,
        Asked(Moment(day=at.date(), at=at), request.build_absolute_uri("/").removesuffix("/")),
        request.build_absolute_uri(reverse("admin:recommendations_followup_import")),
    )
    parts = ("example" if government.is_example else "", "follow-ups", government.iso3, theme.slug if theme else "")
    name = "-".join(filter(None, (*parts, at.date().isoformat())))
    return FileResponse(
        report_workbook(report), as_attachment=True, filename=f"{name}.xlsx", content_type=FORMATS["xlsx"]
    )
