"""Themes, stakeholders, population groups, governments and the later frameworks."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from recommendations.models import Framework, FrameworkGoal, Government, PopulationGroup, Rights, Stakeholder, Theme

from . import recording
from .access import asked_at, rights_for
from .base import TextAdmin
from .filters import FrameworkFilter, ReportedFilter
from .site import register
from .workbooks import governments_for, workbook_address


@register(Theme)
class ThemeAdmin(TextAdmin):
    list_display = ("name", "slug", "ordinal")
    search_fields = ("name", "slug", "description")
    prepopulated_fields = {"slug": ("name",)}
    change_form_template = "admin/recommendations/record_form.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if theme := context.get("original"):
            context["rows"] = recording.rows_of_theme(theme)
            context["workbook_address"] = workbook_address(theme=theme.slug)
        return super().render_change_form(request, context, *args, **kwargs)


@register(PopulationGroup)
class PopulationGroupAdmin(TextAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}


@register(Stakeholder)
class StakeholderAdmin(TextAdmin):
    list_display = ("name", "kind", "government", "term_starts_on", "term_ends_on")
    list_filter = ("kind",)
    list_select_related = ("government",)
    search_fields = ("name", "slug", "description")
    autocomplete_fields = ("government",)
    prepopulated_fields = {"slug": ("name",)}


@register(Government)
class GovernmentAdmin(TextAdmin):
    list_display = ("name_en", "iso3", "region", "may_report", "is_example")
    list_filter = (ReportedFilter, "may_report", "is_example")
    change_form_template = "admin/recommendations/record_form.html"
    search_fields = ("=iso3", "=iso2", "name_en", "name_fr", "name_es", "name_ar", "official_name_en")

    def may_delete(self, rights: Rights, obj: Any = None) -> bool:
        """Nobody: a government is taken out of use by `may_report`."""
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        government = context.get("original")
        if government:
            context["rows"] = recording.rows_of_government(government, rights_for(request), asked_at(request))
            context["shows_reports"] = True
        if government and governments_for(rights_for(request)).filter(pk=government.pk).exists():
            context["workbook_address"] = workbook_address(government=government.iso3)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """In the choices of a form, the governments of this site; for focal points who write, their own."""
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        if "field_name" in request.GET:
            rights = rights_for(request)
            found = found.of_this_site()  # type: ignore[attr-defined]  # the manager's own queryset
            if request.GET["field_name"] == "government" and not rights.writes_all_entries:
                found = found.filter(pk__in=rights.governments)
        return found, may_have_duplicates


@register(Framework)
class FrameworkAdmin(TextAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")


@register(FrameworkGoal)
class FrameworkGoalAdmin(TextAdmin):
    list_display = ("code", "title", "kind", "framework")
    list_display_links = ("code", "title")
    list_filter = (FrameworkFilter, "kind")
    list_select_related = ("framework",)
    search_fields = ("=code", "title", "framework__slug")
    autocomplete_fields = ("framework",)
