"""Follow-ups, positions and assessments."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from recommendations.data.importing.follow_ups import apply_follow_ups, plan_follow_ups
from recommendations.data.importing.plans import Plan
from recommendations.models import Assessment, Component, FollowUp, Position, Recommendation, Rights

from . import recording
from .access import asked_at
from .assessing import basis_of
from .bring_in import FileAdmin
from .entry_forms import AssessmentForm, FollowUpForm, PositionForm
from .entry_pages import SteppedEntryAdmin
from .filters import EntryThemeFilter, GovernmentFilter, ImportFilter, RecommendationFilter, WaitingFilter
from .site import register
from .workbooks import workbook_view

SUBJECT = (_("What it is about"), {"fields": ("recommendation", "government")})
SOURCES_HINT = _(
    "Add the sources below. What the secretariat records for others needs at least one public source before it can be "
    "submitted."
)

STATUSES_HINT = _(
    "“Implemented” needs at least one public source above, and no component that is still open; “continuous” the date "
    "of the next review; “closed” a closing reason, which no other status has."
)


@register(FollowUp)
class FollowUpAdmin(FileAdmin, SteppedEntryAdmin):
    form = FollowUpForm
    list_display = (
        "reference",
        "speaker",
        "status",
        "state",
        "reported_on",
        "evidence_grade",
        "author",
    )
    list_display_links = ("reference", "speaker")
    list_filter = (
        ImportFilter,
        WaitingFilter,
        "state",
        "status",
        "voice",
        EntryThemeFilter,
        GovernmentFilter,
        RecommendationFilter,
    )
    list_select_related = ("recommendation", "government", "organisation", "author")
    change_list_template = "admin/recommendations/follow_up_list.html"
    search_fields = ("recommendation__reference", "government__name_en", "organisation__name", "summary", "details")
    autocomplete_fields = ("recommendation", "government", "organisation")
    own_fieldsets = (
        SUBJECT,
        (_("What is being done"), {"fields": ("status", "reason", "reported_on", "summary", "details", "next_step")}),
        (
            _("More"),
            {
                "fields": (
                    "components",
                    "country_role",
                    "joint_with",
                    "adopted_on",
                    "in_effect_on",
                    "is_gender_responsive",
                    "language",
                )
            },
        ),
    )
    all_fieldsets = (
        SUBJECT,
        (_("Who says so"), {"fields": ("voice", "organisation", "channel"), "description": SOURCES_HINT}),
        *own_fieldsets[1:],
    )
    file_explanation = _(
        "A filled workbook, or another CSV or XLSX file of follow-ups. Its rows become drafts of yours, which you then "
        "submit; what was published is not changed, but corrected by a draft. Whoever reports for a government brings "
        "in its own voice alone."
    )

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.workbook)
        return [path("workbook/", view, name="recommendations_followup_workbook"), *super().get_urls()]

    def workbook(self, request: HttpRequest) -> HttpResponseBase:
        return workbook_view(self, request)

    def may_bring_in(self, rights: Rights) -> bool:
        return self.may_add(rights)

    def plan(self, file: Path, request: HttpRequest, **options: Any) -> Plan[Any]:
        return plan_follow_ups(file, by=request.user, at=asked_at(request), **options)

    def apply(self, plan: Plan[Any], name: str, request: HttpRequest, progress: Callable[[int], None]) -> str:
        at = asked_at(request)
        apply_follow_ups(plan, by=request.user, at=at, progress=progress)
        found = urlencode({"import": at.isoformat()}) if plan else urlencode({"waiting": "drafts"})
        return f"{reverse('admin:recommendations_followup_changelist')}?{found}"

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """With `&copy=last` also the content of the last report of that government."""
        initial = super().get_changeform_initial_data(request)
        if recording.COPY not in request.GET:
            return initial
        last = recording.last_report(initial.get("recommendation"), initial.get("government"), asked_at(request))
        return initial | (recording.copied(last) if last else {})

    @admin.display(description=_("recommendation"), ordering="recommendation__reference")
    def reference(self, follow_up: FollowUp) -> str:
        return follow_up.recommendation.reference

    @admin.display(description=_("government or organisation"), ordering="government__name_en")
    def speaker(self, follow_up: FollowUp) -> str:
        if follow_up.organisation and follow_up.government:
            return f"{follow_up.organisation} ({follow_up.government})"
        return str(follow_up.speaker)


@register(Position)
class PositionAdmin(SteppedEntryAdmin):
    form = PositionForm
    list_display = ("reference", "government", "stance", "state", "stated_on", "evidence_grade", "author")
    list_display_links = ("reference", "government")
    list_filter = (WaitingFilter, "state", "stance", EntryThemeFilter, GovernmentFilter, RecommendationFilter)
    list_select_related = ("recommendation", "government", "author")
    search_fields = ("recommendation__reference", "government__name_en", "part", "reason")
    autocomplete_fields = ("recommendation", "government")
    own_fieldsets = (
        SUBJECT,
        (_("What the government says of it"), {"fields": ("stance", "part", "reason", "stated_on", "language")}),
    )
    all_fieldsets = (
        SUBJECT,
        (_("How it was recorded"), {"fields": ("channel",), "description": SOURCES_HINT}),
        *own_fieldsets[1:],
    )

    @admin.display(description=_("recommendation"), ordering="recommendation__reference")
    def reference(self, position: Position) -> str:
        return position.recommendation.reference


@register(Assessment)
class AssessmentAdmin(SteppedEntryAdmin):
    form = AssessmentForm
    list_display = (
        "reference",
        "component",
        "status",
        "state",
        "assessed_on",
        "next_review_on",
        "evidence_grade",
        "author",
    )
    list_display_links = ("reference",)
    list_filter = (WaitingFilter, "state", "status", EntryThemeFilter, RecommendationFilter)
    list_select_related = ("recommendation", "component", "author")
    search_fields = ("recommendation__reference", "recommendation__title", "rationale")
    autocomplete_fields = ("recommendation",)
    change_form_template = "admin/recommendations/assessment_form.html"
    # The template shows the last of them below the sources: what a judgement rests on comes before it.
    all_fieldsets = (
        (_("What it is about"), {"fields": ("recommendation", "component")}),
        (_("What the judgement rests on"), {"fields": ("rationale", "language")}),
        (
            _("The secretariat's judgement"),
            {
                "fields": ("status", "closing_reason", "next_review_on", "assessed_on"),
                "description": STATUSES_HINT,
            },
        ),
    )

    def may_add(self, rights: Rights) -> bool:
        return rights.writes_assessments

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Links name a component by its number beside its recommendation: `?recommendation=RT3.2-R3&component=2`."""
        today: dt.date = asked_at(request).date()
        initial = {"assessed_on": today} | super().get_changeform_initial_data(request)
        components = Component.objects.filter(recommendation=initial.get("recommendation"))
        # Compared in Python: the number in an address may be longer than a database takes.
        number = request.GET.get("component", "")
        return initial | {"component": next((each.pk for each in components if str(each.ordinal) == number), None)}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        entry, form = context.get("original"), context["adminform"].form
        if entry is None or not entry.was_published:
            recommendation = Recommendation.objects.filter(pk=form.recommendation_id).first()
            chosen = form.chosen_id("component")
            context["asks_for_basis"] = True
            context["basis"] = recommendation and basis_of(recommendation, chosen, asked_at(request))
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("recommendation"), ordering="recommendation__reference")
    def reference(self, assessment: Assessment) -> str:
        return assessment.recommendation.reference
