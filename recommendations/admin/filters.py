"""The filters beside the lists. A value that a list does not have is an error by name, never a crash."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from recommendations.figures.desk import Waiting, unreported, waiting
from recommendations.figures.flags import flagged
from recommendations.figures.metrics import silent_governments
from recommendations.models import Document, Framework, Government, Recommendation, Session, Stakeholder, Theme
from recommendations.models.choices import AssessmentStatus, Flag

from .access import asked_at, rights_for

Choices = Iterable[tuple[str, Any]]


class UnknownValue(IncorrectLookupParameters):
    """Its message names the filter and the value."""


class KnownValuesFilter(admin.SimpleListFilter):
    """Filters `lookup` by one of the values offered, and refuses any other."""

    lookup = ""

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        value = self.value()
        if value is not None and value not in {str(choice) for choice, _label in self.lookup_choices}:
            raise UnknownValue(
                _t("“%(value)s” is not in the filter “%(title)s”, so the list shows everything.")
                % {"value": value, "title": self.title}
            )

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{self.lookup: self.value()}) if self.value() else queryset


class StatusFilter(KnownValuesFilter):
    title = _("status today")
    parameter_name = "status"
    lookup = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return AssessmentStatus.choices


class FlagFilter(KnownValuesFilter):
    title = _("flag")
    parameter_name = "flag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return Flag.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        value = self.value()
        return flagged(queryset, Flag(value), asked_at(request)) if value else queryset


class ThemeFilter(KnownValuesFilter):
    title = _("theme")
    parameter_name = "theme"
    lookup = "themes__slug"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return Theme.objects.values_list("slug", "name")


class EntryThemeFilter(ThemeFilter):
    lookup = "recommendation__themes__slug"


class SessionFilter(KnownValuesFilter):
    title = _("session")
    parameter_name = "session"
    lookup = "session"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(str(session.pk), session) for session in Session.objects.all()]


class StakeholderFilter(KnownValuesFilter):
    title = _("stakeholder")
    parameter_name = "stakeholder"
    lookup = "responsibilities__stakeholder__slug"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        responsible = Stakeholder.objects.filter(responsibilities__isnull=False)
        return responsible.distinct().values_list("slug", "name")


class RecommendationFilter(KnownValuesFilter):
    """Follows a link to the entries of one recommendation; lists no others, since there are many."""

    title = _("recommendation")
    parameter_name = "recommendation"
    lookup = "recommendation__reference"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        if not self.value():
            return []
        return [
            (row, row)
            for row in Recommendation.objects.filter(reference=self.value()).values_list("reference", flat=True)
        ]


class GovernmentFilter(KnownValuesFilter):
    """Governments of the entries that this person may see."""

    title = _("government")
    parameter_name = "government"
    lookup = "government__iso3"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        visible = model_admin.get_queryset(request).order_by().values("government")
        governments = Government.objects.filter(pk__in=visible)
        return [(row.iso3, row.name) for row in sorted(governments, key=lambda row: row.sort_key)]


class WaitingFilter(KnownValuesFilter):
    """What the desk counts, for the person who asks."""

    title = _("waiting")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        is_reviewer = rights_for(request).reviews
        return [(why.value, why.label) for why in Waiting if is_reviewer or why is not Waiting.REVIEW]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        value = self.value()
        return waiting(queryset, Waiting(value), request.user, rights_for(request)) if value else queryset


class ImportFilter(KnownValuesFilter):
    """What the person who asks brought in at one moment; follows a link, and lists no other moments."""

    title = _("import")
    parameter_name = "import"

    def moment(self) -> dt.datetime | None:
        try:
            found = dt.datetime.fromisoformat(self.value() or "")
        except ValueError:
            return None
        return found if timezone.is_aware(found) else None

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        at = self.moment()
        return [(str(self.value()), date_format(at, "DATETIME_FORMAT"))] if at else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        at = self.moment()
        if at is None:
            return queryset
        history = queryset.model.history.model.objects.filter(history_date=at, history_user=request.user)
        return queryset.filter(pk__in=history.values("id"))


class OwnReportFilter(KnownValuesFilter):
    """For focal points: what their government is asked for and has not reported on."""

    title = _("own report")
    parameter_name = "own_report"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("none", _("No report"))] if rights_for(request).governments else []

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        return unreported(queryset, rights_for(request), asked_at(request)) if self.value() else queryset


class ReportedFilter(KnownValuesFilter):
    """Whether a government has ever reported, as the overview counts it."""

    title = _("report")
    parameter_name = "reported"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("no", _("Nothing reported"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(pk__in=silent_governments(asked_at(request))) if self.value() else queryset


class DocumentFilter(KnownValuesFilter):
    title = _("document")
    parameter_name = "document"
    lookup = "document__slug"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return Document.objects.values_list("slug", "title")


class FrameworkFilter(KnownValuesFilter):
    title = _("framework")
    parameter_name = "framework"
    lookup = "framework__slug"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return Framework.objects.values_list("slug", "name")
