"""Recommendations: the list with what is known of each, and the page with the words of the source."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import admin
from django.db.models import DateField, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from recommendations.data.importing.plans import Plan
from recommendations.data.importing.recommendations import plan_recommendations
from recommendations.data.importing.writing import apply_recommendations
from recommendations.figures import metrics
from recommendations.figures.flags import flags_of, with_dispute
from recommendations.models import (
    Alignment,
    Assessment,
    Citation,
    Component,
    FollowUp,
    OutsideReference,
    PopulationGroupLink,
    Position,
    Recommendation,
    Responsibility,
    Rights,
)
from recommendations.models.choices import AssessmentStatus, Flag

from . import assess_many, export_many
from .access import asked_at, rights_for
from .base import RecordInline, TextAdmin
from .bring_in import FileAdmin, RecommendationFileForm
from .filters import FlagFilter, OwnReportFilter, SessionFilter, StakeholderFilter, StatusFilter, ThemeFilter
from .site import register

ENTRIES_ON_THE_PAGE = 10


class CitationInline(RecordInline):
    model = Citation
    fields = ("passage", "role")
    autocomplete_fields = ("passage",)
    classes = ("collapse",)


class ComponentInline(RecordInline):
    model = Component
    fields = ("ordinal", "text")
    classes = ("collapse",)


class ResponsibilityInline(RecordInline):
    model = Responsibility
    fields = ("stakeholder", "role", "basis", "words", "reason")
    autocomplete_fields = ("stakeholder",)
    classes = ("collapse",)


class PopulationGroupInline(RecordInline):
    model = PopulationGroupLink
    fields = ("population_group", "basis")
    classes = ("collapse",)


class AlignmentInline(RecordInline):
    model = Alignment
    fields = ("goal", "confidence", "reason", "author_name", "dated_on")
    autocomplete_fields = ("goal",)
    classes = ("collapse",)


class OutsideReferenceInline(RecordInline):
    model = OutsideReference
    fields = ("title", "url", "dated_on", "remark")
    classes = ("collapse",)


@register(Recommendation)
class RecommendationAdmin(FileAdmin, TextAdmin):
    list_display = ("reference", "title", "kind", "status_today", "reported", "last_report", "flags")
    list_display_links = ("reference", "title")
    list_filter = (OwnReportFilter, ThemeFilter, StatusFilter, FlagFilter, "kind", SessionFilter, StakeholderFilter)
    search_fields = ("reference", "title", "passages__text")
    autocomplete_fields = ("document", "session", "themes", "related", "addressees")
    change_form_template = "admin/recommendations/recommendation_form.html"
    inlines = (
        ComponentInline,
        CitationInline,
        ResponsibilityInline,
        PopulationGroupInline,
        AlignmentInline,
        OutsideReferenceInline,
    )
    fieldsets = (
        (None, {"fields": ("reference", "title", "kind", "themes", "related", "addressees")}),
        (
            _("In the source"),
            {"fields": ("document", "session", "ordinal", "force", "force_words", "attribution")},
        ),
        (_("Editorial"), {"fields": ("is_borderline", "remark")}),
    )
    file_form = RecommendationFileForm
    file_explanation = _(
        "A CSV or XLSX file of recommendations. Of one that exists, the text and the document are kept as published; "
        "its classification may change."
    )

    def may_bring_in(self, rights: Rights) -> bool:
        return self.may_add(rights)

    def plan(self, file: Path, request: HttpRequest, **options: Any) -> Plan[Any]:
        return plan_recommendations(file, **options)

    def apply(self, plan: Plan[Any], name: str, request: HttpRequest, progress: Callable[[int], None]) -> str:
        apply_recommendations(plan, name=name, by=request.user, at=asked_at(request), progress=progress)
        return reverse("admin:recommendations_recommendation_changelist")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_actions(request), **assess_many.actions_of(request), **export_many.actions_of()}

    def view_on_site(self, obj: Recommendation) -> str:
        return reverse("recommendation", args=[obj.reference])

    def get_list_display(self, request: HttpRequest) -> Any:
        """In the list of those with news a way to assess each, in place of its kind, for whoever may."""
        columns = super().get_list_display(request)
        is_of_news = request.GET.get(FlagFilter.parameter_name) == Flag.UNASSESSED_NEWS
        if not is_of_news or not rights_for(request).writes_assessments:
            return columns
        return ["assess" if name == "kind" else name for name in columns]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recommendation]:
        at = asked_at(request)
        everything: Any = super().get_queryset(request)
        queryset: QuerySet[Recommendation] = everything.with_standing(at)
        # A choice in a form, or one page, needs no figures.
        if not request.resolver_match or not request.resolver_match.view_name.endswith("_changelist"):
            return queryset
        today = Value(at.date(), output_field=DateField())
        return metrics.with_reporting(with_dispute(queryset, at), at).annotate(today=today)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """In the choices of a focal point's form, what is addressed to the own government."""
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        rights = rights_for(request)
        if request.GET.get("model_name") in ("followup", "position") and not rights.writes_all_entries:
            found = found.filter(Q(addressees=None) | Q(addressees__in=rights.governments))
            may_have_duplicates = True
        return found, may_have_duplicates

    @admin.display(description=_("status today"), ordering="status")
    def status_today(self, recommendation: Any) -> str:
        return str(AssessmentStatus(recommendation.status).label)

    @admin.display(description=_("reported"), ordering="reported")
    def reported(self, recommendation: Any) -> str:
        numbers = {"reported": recommendation.reported, "addressed": recommendation.addressed}
        return _t("%(reported)s of %(addressed)s") % numbers

    @admin.display(description=_("last report"), ordering="last_reported_on")
    def last_report(self, recommendation: Any) -> dt.date | None:
        last: dt.date | None = recommendation.last_reported_on
        return last

    @admin.display(description=_("flags"))
    def flags(self, recommendation: Any) -> str:
        return ", ".join(str(flag.label) for flag in flags_of(recommendation, recommendation.today))

    @admin.display(description=_("assess"))
    def assess(self, recommendation: Any) -> str:
        words = _t("Assess")
        return format_html(
            '<a href="{}?{}">{}<span class="visually-hidden"> {}</span></a>',
            reverse("admin:recommendations_assessment_add"),
            urlencode({"recommendation": recommendation.reference}),
            words,
            recommendation.reference,
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        recommendation = context.get("original")
        if recommendation is not None:
            context |= page_of(recommendation, rights_for(request), asked_at(request))
        return super().render_change_form(request, context, *args, **kwargs)


def page_of(recommendation: Any, rights: Rights, at: dt.datetime) -> dict[str, Any]:
    """What the page shows above the form: the words of the source, and the entries that the person may see."""
    entries = []
    for model in (FollowUp, Position, Assessment):
        visible = model.objects.visible_to(rights, at).filter(recommendation=recommendation)
        related = [name for name in ("government", "organisation", "component") if hasattr(model, name)]
        rows = visible.select_related("recommendation", "author", *related)[: ENTRIES_ON_THE_PAGE + 1]
        entries.append(
            {
                "opts": model._meta,
                "rows": [*rows][:ENTRIES_ON_THE_PAGE],
                "has_more": len(rows) > ENTRIES_ON_THE_PAGE,
                "may_add": rights.writes_assessments or model is not Assessment,
            }
        )
    citations = recommendation.citations.select_related("passage__document").prefetch_related(
        "passage__editorial_notes"
    )
    return {
        "citations": citations,
        "components": recommendation.components.all(),
        "entries": entries,
        "may_assess": rights.writes_assessments,
        "status_today": AssessmentStatus(recommendation.status),
        "shows_authors": rights.sees_all_entries,
    }
