"""The filters of the lists beside that of recommendations: entries of the ledger, passages, stakeholders."""

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import DateField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, FilterSet

from ..choices import AssessmentStatus, EvidenceGrade, FollowUpStatus, PassageKind, StakeholderKind, Stance, Voice
from ..dates import first_moment_of
from ..forms import shown, without_empty_values
from ..models import Assessment, Entry, FollowUp, Passage, Position, Recommendation, Stakeholder
from ..moments import ISO_DAY, Moment
from .facets import KnownValuesFilter
from .vocabulary import Choices, Vocabulary

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


class ListFilter(FilterSet):
    """Different parameters are "and", a repeated one is "or"; `qs` has one order, which leaves no two rows equal.

    With an invalid value `is_valid()` is false, and `errors` names it by its parameter.
    """

    def __init__(self, data: QueryDict, *, moment: Moment) -> None:
        self.moment = moment
        self.vocabulary = Vocabulary()
        super().__init__(without_empty_values(data), queryset=self.everything())
        lists: dict[str, Callable[[], Choices]] = {
            "recommendation": lambda: list(Recommendation.objects.values_list("reference", "title")),
            "theme": lambda: self.vocabulary.themes,
            "document": lambda: self.vocabulary.documents,
            "government": lambda: self.vocabulary.governments,
            "organisation": lambda: self.vocabulary.stakeholders,
        }
        for name in lists.keys() & self.filters.keys():
            self.filters[name].extra["choices"] = lists[name]

    def everything(self) -> QuerySet[Any]:
        raise NotImplementedError


class EntryFilter(ListFilter):
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


class PassageFilter(ListFilter):
    document = AnyOfFilter(label=_("Document"), field_name="document__slug")
    kind = AnyOfFilter(label=_("Part of the text"), choices=PassageKind.choices)

    def everything(self) -> QuerySet[Any]:
        return Passage.objects.order_by("document__slug", "ordinal")


class StakeholderFilter(ListFilter):
    kind = AnyOfFilter(label=_("Kind of actor"), choices=StakeholderKind.choices)

    def everything(self) -> QuerySet[Any]:
        return Stakeholder.objects.order_by("name", "slug")
