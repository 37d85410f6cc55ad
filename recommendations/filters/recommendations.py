"""The filters of the list of recommendations: the same for its page, its exports, its feeds and the API.

Different parameters are "and", a repeated one is "or". `government`, `follow_up` and `evidence` speak of the same pair
of a recommendation and a government.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter

from recommendations.figures import metrics
from recommendations.figures.flags import flagged
from recommendations.models import (
    Alignment,
    Government,
    GovernmentStanding,
    PopulationGroupLink,
    Recommendation,
    Responsibility,
)
from recommendations.models.choices import (
    AssessmentStatus,
    EvidenceGrade,
    Flag,
    FollowUpStatus,
    RecommendationKind,
    StatusGroup,
)
from recommendations.models.search import index as search_index
from recommendations.models.search.words import sought

from . import counts as counts_of
from .facets import FacetedFilterSet, KnownValuesFilter
from .query_string import NO_REPORT, SEARCH_LENGTH, FilterForm

# These speak of the same pair of a recommendation and a government.
PAIR = ("government", "follow_up", "evidence")

# Where the values of a filter stand, seen from a recommendation.
LINKS = {
    "theme": "themes__slug",
    "kind": "kind",
    "document": "document__slug",
    "stakeholder": "responsibilities__stakeholder__slug",
    "population": "population_group_links__population_group__slug",
}


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
    """Filters `Recommendation.objects.with_standing(moment.at)`. With an invalid value `recommendations` is empty."""

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

    def everything(self) -> QuerySet[Recommendation]:
        return Recommendation.objects.with_standing(self.moment.at)

    def filter_queryset(self, queryset: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
        queryset = self._left_by(self.form.cleaned_data)
        return queryset.order_by(*SORTS[self.form.cleaned_data["sort"] or "document"].order)

    def _left_by(self, chosen: Mapping[str, Any]) -> QuerySet[Recommendation]:
        queryset: QuerySet[Recommendation] = self.queryset.all()
        for name, value in chosen.items():
            queryset = self.filters[name].filter(queryset, value)
        pair = [chosen.get(name) or [] for name in PAIR]
        return queryset.filter(self._of_pair(*pair)) if any(pair) else queryset

    def counts(self, name: str) -> Mapping[Any, int | None] | None:
        """One query; two where governments are counted and "no report" is chosen."""
        chosen = self.form.cleaned_data
        if name in PAIR:
            others = self._left_by({key: value for key, value in chosen.items() if key not in PAIR})
            return self._counts_of_pair(name, others)
        others = self._left_by({key: value for key, value in chosen.items() if key != name})
        counts: Mapping[Any, int | None] | None = None
        match name:
            case "flag":
                counts = counts_of.conditions(others, {flag: self._has_flag(flag) for flag in Flag})
            case "group":
                counts = metrics.status_counts(self.moment.at, others).groups
            case "status":
                counts = metrics.status_counts(self.moment.at, others).counts
            case "goal":
                found = counts_of.links(others, "alignments__goal")
                counts = {key: found.get(goal.pk, 0) for key, goal in self.vocabulary.goals.items()}
            case "session":
                found = counts_of.links(others, "session")
                counts = {key: found.get(session.pk, 0) for key, session in self.vocabulary.sessions.items()}
            case _ if name in LINKS:
                counts = counts_of.links(others, LINKS[name])
        return counts

    def _counts_of_pair(self, name: str, others: QuerySet[Recommendation]) -> Mapping[str, int | None]:
        governments, follow_ups, grades = (self.form.cleaned_data[key] for key in PAIR)
        if name == "evidence":
            fits = {grade: self._of_pair(governments, follow_ups, [grade]) for grade in EvidenceGrade.values}
            return counts_of.conditions(others, fits)
        if name == "follow_up":
            choices = [*FollowUpStatus.values, *([NO_REPORT] if governments else [])]
            fits = {choice: self._of_pair(governments, [choice], grades) for choice in choices}
            # Without a government, "no report" is no choice yet.
            return {NO_REPORT: None} | counts_of.conditions(others, fits)
        statuses = [status for status in follow_ups if status != NO_REPORT]
        if NO_REPORT in follow_ups and not grades:
            may_report = [state.iso3 for state in self.vocabulary.states if state.may_report]
            return counts_of.silent_governments(others, self.moment.at, may_report=may_report, statuses=statuses)
        said = (Q(status__in=statuses) if follow_ups else Q()) & (Q(grade__in=grades) if grades else Q())
        return counts_of.governments(others, self.moment.at, said)

    @property
    def recommendations(self) -> QuerySet[Recommendation]:
        """The recommendations chosen, in order; none where a value is invalid."""
        return self.qs if self.is_valid() else Recommendation.objects.with_standing(self.moment.at).none()

    @property
    def words_sought(self) -> list[frozenset[str]]:
        """The words searched for, as `words.sought` gives them; none where a value is invalid."""
        return sought(self.form.cleaned_data["q"]) if self.is_valid() else []

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
        for word in sought(value):
            queryset = queryset.filter(search_index.holding(word, self.moment.at))
        return queryset

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
        raised = Q()
        for flag in value:
            raised |= self._has_flag(Flag(flag))
        return queryset.filter(raised)

    def _has_flag(self, flag: Flag) -> Q:
        everything = Recommendation.objects.with_standing(self.moment.at)
        return Q(pk__in=flagged(everything, flag, self.moment.at).values("pk"))

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


def _linked(model: Any, **lookups: Any) -> Exists:
    return Exists(model.objects.filter(recommendation=OuterRef("pk"), **lookups))
