"""The filters of the list of recommendations: the same for its page, its exports, its feeds and the API.

Different parameters are "and", a repeated one is "or". `government`, `follow_up` and `evidence` speak of the same pair
of a recommendation and a government.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, MultipleChoiceFilter

from .choices import AssessmentStatus, EvidenceGrade, Flag, FollowUpStatus, RecommendationKind, StatusGroup
from .facets import FacetedFilterSet
from .flags import flagged
from .forms import NO_REPORT, SEARCH_LENGTH, FilterForm, KnownValuesField, without_empty_values
from .models import (
    Alignment,
    Citation,
    Document,
    FollowUp,
    FrameworkGoal,
    Government,
    GovernmentStanding,
    PopulationGroup,
    PopulationGroupLink,
    Recommendation,
    Responsibility,
    Session,
    Stakeholder,
    Theme,
)
from .moments import Moment
from .published import governments_reporting

Choices = list[tuple[str, str]]

EVERY_GOVERNMENT = "1"


class KnownValuesFilter(MultipleChoiceFilter):
    field_class = KnownValuesField


class Vocabulary:
    """The choices that come from the database. Each list is read once, when it is first asked for."""

    @cached_property
    def themes(self) -> Choices:
        return list(Theme.objects.values_list("slug", "name"))

    @cached_property
    def documents(self) -> Choices:
        return list(Document.objects.values_list("slug", "title"))

    @cached_property
    def sessions(self) -> dict[str, Session]:
        sessions = Session.objects.select_related("round_table__summit").order_by(
            "-round_table__summit__number", "round_table__number", "number"
        )
        return {session.key: session for session in sessions}

    @cached_property
    def stakeholders(self) -> Choices:
        return list(Stakeholder.objects.values_list("slug", "name"))

    @cached_property
    def states(self) -> list[Government]:
        """The governments of this site, by name; those that no longer report are among them."""
        return sorted(Government.objects.of_this_site(), key=lambda government: government.sort_key)

    @property
    def governments(self) -> Choices:
        return [(government.iso3, government.name) for government in self.states]

    @property
    def regions(self) -> Choices:
        return [(region, region) for region in sorted({state.region for state in self.states if state.region})]

    @cached_property
    def populations(self) -> Choices:
        return list(PopulationGroup.objects.values_list("slug", "name"))

    @cached_property
    def goals(self) -> dict[str, FrameworkGoal]:
        """Those that some recommendation is aligned with."""
        goals = FrameworkGoal.objects.filter(Exists(Alignment.objects.filter(goal=OuterRef("pk"))))
        return {goal.key: goal for goal in goals.select_related("framework")}


class Sort(NamedTuple):
    label: Any
    order: tuple[Any, ...]


_status_place = Case(
    *(When(status=status.value, then=Value(place)) for place, status in enumerate(AssessmentStatus)),
    output_field=IntegerField(),
)

SORTS = {
    "document": Sort(_("Order of the document"), ("document__slug", "ordinal")),
    "reference": Sort(_("Reference"), ("reference",)),
    "title": Sort(_("Title"), ("title", "reference")),
    "status": Sort(_("Assessment"), (_status_place, "document__slug", "ordinal")),
    "last_reported": Sort(
        _("Last report, newest first"), (F("last_reported_on").desc(nulls_last=True), "document__slug", "ordinal")
    ),
}


class RecommendationFilter(FacetedFilterSet):
    """Filters `Recommendation.objects.with_standing(moment.at)`.

    With an invalid value `is_valid()` is false, `errors` names it by its parameter, and `recommendations` is empty.
    """

    q = CharFilter(label=_("Words"), method="with_words", max_length=SEARCH_LENGTH)
    theme = KnownValuesFilter(label=_("Theme"), method="of_themes")
    kind = KnownValuesFilter(label=_("Kind"), choices=RecommendationKind.choices, method="of_kinds")
    group = KnownValuesFilter(label=_("Progress"), choices=StatusGroup.choices, method="in_groups")
    status = KnownValuesFilter(label=_("Assessment"), choices=AssessmentStatus.choices, method="in_statuses")
    flag = KnownValuesFilter(label=_("Flag"), choices=Flag.choices, method="with_flags")
    government = KnownValuesFilter(label=_("Government"), method="unchanged")
    follow_up = KnownValuesFilter(
        label=_("Government follow-up"),
        choices=[*FollowUpStatus.choices, (NO_REPORT, _("No report"))],
        method="unchanged",
    )
    evidence = KnownValuesFilter(label=_("Evidence"), choices=EvidenceGrade.choices, method="unchanged")
    stakeholder = KnownValuesFilter(label=_("Who is responsible"), method="of_stakeholders")
    population = KnownValuesFilter(label=_("People concerned"), method="of_populations")
    goal = KnownValuesFilter(label=_("Later framework"), method="of_goals")
    document = KnownValuesFilter(label=_("Document"), method="of_documents")
    session = KnownValuesFilter(label=_("Session"), method="of_sessions")
    sort = ChoiceFilter(
        label=_("Order"),
        choices=[(key, sort.label) for key, sort in SORTS.items()],
        method="unchanged",
        empty_label=None,
    )

    menus = frozenset({"government", "stakeholder", "population", "goal", "document", "session", "sort"})

    class Meta:
        model = Recommendation
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: QueryDict, *, moment: Moment) -> None:
        self.moment = moment
        self.vocabulary = Vocabulary()
        super().__init__(without_empty_values(data), queryset=Recommendation.objects.with_standing(moment.at))
        lists: dict[str, Callable[[], Choices]] = {
            "theme": lambda: self.vocabulary.themes,
            "document": lambda: self.vocabulary.documents,
            "session": lambda: [(key, str(session)) for key, session in self.vocabulary.sessions.items()],
            "stakeholder": lambda: self.vocabulary.stakeholders,
            "government": lambda: self.vocabulary.governments,
            "population": lambda: self.vocabulary.populations,
            "goal": lambda: [(key, f"{key} {goal.title}") for key, goal in self.vocabulary.goals.items()],
        }
        for name, choices in lists.items():
            self.filters[name].extra["choices"] = choices

    def filter_queryset(self, queryset: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
        chosen = self.form.cleaned_data
        queryset = super().filter_queryset(queryset)
        if chosen["government"] or chosen["follow_up"] or chosen["evidence"]:
            queryset = queryset.filter(self._of_pair(chosen["government"], chosen["follow_up"], chosen["evidence"]))
        return queryset.order_by(*SORTS[chosen["sort"] or "document"].order)

    @property
    def recommendations(self) -> QuerySet[Recommendation]:
        """The recommendations chosen, in order; none where a value is invalid."""
        return self.qs if self.is_valid() else Recommendation.objects.with_standing(self.moment.at).none()

    def _of_pair(self, governments: list[str], follow_ups: list[str], grades: list[str]) -> Q:
        """One government that fits all three: it has said something, so put, with such evidence."""
        pairs = GovernmentStanding.objects.at(self.moment.at).filter(recommendation=OuterRef("pk"))
        if governments:
            pairs = pairs.filter(government__iso3__in=governments)
        statuses = [status for status in follow_ups if status != NO_REPORT]
        if follow_ups:
            pairs = pairs.filter(status__in=statuses)
        if grades:
            pairs = pairs.filter(grade__in=grades)
        fits = Q(Exists(pairs))
        # Nothing was reported, so there is no evidence that could fit.
        if NO_REPORT in follow_ups and not grades:
            fits |= self._without_report(governments)
        return fits

    def _without_report(self, governments: list[str]) -> Q:
        reported = (
            GovernmentStanding.objects.at(self.moment.at)
            .exclude(status="")
            .filter(recommendation=OuterRef(OuterRef("pk")), government=OuterRef("pk"))
        )
        silent = Government.objects.that_may_report().filter(~Exists(reported), iso3__in=governments)
        named = silent.filter(addressed_recommendations=OuterRef("pk"))
        addressed_to_some = Recommendation.addressees.through.objects.filter(recommendation=OuterRef("pk"))
        return Q(Exists(named)) | (~Q(Exists(addressed_to_some)) & Q(Exists(silent)))

    def with_words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        for word in dict.fromkeys(value.split()):
            queryset = queryset.filter(self._has_word(word))
        return queryset

    def _has_word(self, word: str) -> Q:
        cited = Citation.objects.filter(recommendation=OuterRef("pk"))
        in_text = cited.filter(passage__text__icontains=word)
        in_notes = cited.filter(
            Q(passage__editorial_notes__remark__icontains=word)
            | Q(passage__editorial_notes__likely_reading__icontains=word)
        )
        in_follow_ups = FollowUp.objects.in_force(self.moment.at).filter(
            Q(summary__icontains=word) | Q(details__icontains=word) | Q(next_step__icontains=word),
            recommendation=OuterRef("pk"),
        )
        return (
            Q(reference__icontains=word)
            | Q(title__icontains=word)
            | Q(Exists(in_text))
            | Q(Exists(in_notes))
            | Q(Exists(in_follow_ups))
        )

    def of_themes(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        links = Recommendation.themes.through.objects.filter(recommendation=OuterRef("pk"), theme__slug__in=value)
        return queryset.filter(Exists(links))

    def of_kinds(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return queryset.filter(kind__in=value)

    def in_groups(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return queryset.filter(status__in=[status for group in value for status in StatusGroup(group).statuses])

    def in_statuses(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return queryset.filter(status__in=value)

    def with_flags(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        everything = Recommendation.objects.with_standing(self.moment.at)
        raised = Q()
        for flag in value:
            raised |= Q(pk__in=flagged(everything, Flag(flag), self.moment.at).values("pk"))
        return queryset.filter(raised)

    def of_stakeholders(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return queryset.filter(_linked(Responsibility, stakeholder__slug__in=value))

    def of_populations(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return queryset.filter(_linked(PopulationGroupLink, population_group__slug__in=value))

    def of_goals(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return queryset.filter(_linked(Alignment, goal__in=[self.vocabulary.goals[key].pk for key in value]))

    def of_documents(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return queryset.filter(document__slug__in=value)

    def of_sessions(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return queryset.filter(session__in=[self.vocabulary.sessions[key].pk for key in value])

    def unchanged(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """For what `filter_queryset` handles itself."""
        return queryset


class MatrixFilter(RecommendationFilter):
    """The filters of the list for the rows of the matrix, and its own for the columns."""

    column = KnownValuesFilter(label=_("Column"), method="unchanged")
    region = KnownValuesFilter(label=_("Region"), method="unchanged")
    all = KnownValuesFilter(
        label=_("Governments"), choices=[(EVERY_GOVERNMENT, _("Those without a report too"))], method="unchanged"
    )

    of_columns = ("column", "region", "all")
    menus = RecommendationFilter.menus | {"column", "region"}

    def __init__(self, data: QueryDict, *, moment: Moment) -> None:
        super().__init__(data, moment=moment)
        self.filters["column"].extra["choices"] = lambda: self.vocabulary.governments
        self.filters["region"].extra["choices"] = lambda: self.vocabulary.regions

    @cached_property
    def governments(self) -> list[Government]:
        """The columns, by name: those named, else those that have reported on one of the rows, or all.

        Four queries at the most.
        """
        if not self.is_valid():
            return []
        names, regions, every = (self.form.cleaned_data[name] for name in ("column", "region", "all"))
        if names:
            states = [state for state in self.vocabulary.states if state.iso3 in names]
        elif every:
            states = [state for state in self.vocabulary.states if state.may_report]
        else:
            states = governments_reporting(self.recommendations, self.moment.at)
        return [state for state in states if not regions or state.region in regions]

    @property
    def is_whole(self) -> bool:
        """All columns were asked for on one page."""
        return self.is_valid() and bool(self.form.cleaned_data["all"])


def _linked(model: Any, **lookups: Any) -> Exists:
    return Exists(model.objects.filter(recommendation=OuterRef("pk"), **lookups))
