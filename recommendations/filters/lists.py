"""The filters of the lists beside that of recommendations: entries of the ledger, passages, stakeholders."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.forms import DateField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter

from recommendations.models import Assessment, Entry, FollowUp, Passage, Position, Recommendation, Stakeholder
from recommendations.models.choices import (
    AssessmentStatus,
    EvidenceGrade,
    FollowUpStatus,
    PassageKind,
    StakeholderKind,
    Stance,
    Voice,
)
from recommendations.models.dates import first_moment_of
from recommendations.public.as_of import ISO_DAY

from .facets import FacetedFilterSet, KnownValuesFilter
from .query_string import shown

YES, NO = "true", "false"


class AnyOfFilter(KnownValuesFilter):
    def __init__(self, **kwargs: Any) -> None:
        # All paths lead to one row, so no row can be found twice.
        super().__init__(distinct=False, **kwargs)


class IsoDayField(DateField):
    def to_python(self, value: Any) -> dt.date | None:
        try:
            return dt.date.fromisoformat(value if ISO_DAY.fullmatch(value) else "") if value else None
        except ValueError:
            message = gettext("“%(value)s” is not a day in the form YYYY-MM-DD, such as 2026-03-31.")
            raise ValidationError(message % {"value": shown(value)}, code="invalid") from None


class IsoDayFilter(DateFilter):
    field_class = IsoDayField


class EntryFilter(FacetedFilterSet):
    """Filters the entries of `model` that were public at the moment, newest publication first."""

    model: ClassVar[type[Entry]]

    recommendation = AnyOfFilter(label=_("Recommendation"), field_name="recommendation__reference")
    theme = AnyOfFilter(label=_("Theme"), method="of_themes")
    document = AnyOfFilter(label=_("Document"), field_name="recommendation__document__slug")
    evidence = AnyOfFilter(label=_("Evidence"), field_name="grade", choices=EvidenceGrade.choices)
    in_force = ChoiceFilter(
        label=_("Neither corrected nor withdrawn"),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        method="that_are_in_force",
    )
    published_since = IsoDayFilter(label=_("First day of publication, in UTC"), method="published_from")

    def everything(self) -> QuerySet[Any]:
        entries: Any = self.model.objects.published(self.moment.at)
        rows: QuerySet[Any] = entries.with_grade().order_by("-published_at", "uid")
        return rows

    def of_themes(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        links = Recommendation.themes.through.objects.filter(recommendation=OuterRef("recommendation"))
        return queryset.filter(Exists(links.filter(theme__slug__in=value)))

    def that_are_in_force(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        in_force = Exists(self.model.objects.in_force(self.moment.at).filter(pk=OuterRef("pk")))
        return queryset.filter(in_force if value == YES else ~in_force)

    def published_from(self, queryset: QuerySet[Any], name: str, value: dt.date) -> QuerySet[Any]:
        return queryset.filter(published_at__gte=first_moment_of(value))


class FollowUpFilter(EntryFilter):
    model = FollowUp

    government = AnyOfFilter(label=_("Government"), field_name="government__iso3")
    voice = AnyOfFilter(label=_("Who speaks"), choices=Voice.choices)
    organisation = AnyOfFilter(label=_("Organisation that speaks"), field_name="organisation__slug")
    status = AnyOfFilter(label=_("What is reported"), choices=FollowUpStatus.choices)


class PositionFilter(EntryFilter):
    model = Position

    government = AnyOfFilter(label=_("Government"), field_name="government__iso3")
    stance = AnyOfFilter(label=_("Position"), choices=Stance.choices)


class AssessmentFilter(EntryFilter):
    model = Assessment

    status = AnyOfFilter(label=_("Assessment"), choices=AssessmentStatus.choices)


class PassageFilter(FacetedFilterSet):
    document = AnyOfFilter(label=_("Document"), field_name="document__slug")
    kind = AnyOfFilter(label=_("Part of the text"), choices=PassageKind.choices)

    def everything(self) -> QuerySet[Any]:
        return Passage.objects.order_by("document__slug", "ordinal")


class StakeholderFilter(FacetedFilterSet):
    kind = AnyOfFilter(label=_("Kind of actor"), choices=StakeholderKind.choices)

    def everything(self) -> QuerySet[Any]:
        return Stakeholder.objects.order_by("name", "slug")

    @property
    def stakeholders(self) -> QuerySet[Stakeholder]:
        """The stakeholders chosen, by name; none where a value is invalid."""
        return self.qs if self.is_valid() else Stakeholder.objects.none()

    def counts(self, name: str) -> Mapping[Any, int | None] | None:
        """One query."""
        return dict(self.queryset.order_by().values_list("kind").annotate(num=Count("pk")))
