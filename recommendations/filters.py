"""The filters of the list of recommendations: the same for its page, its exports, its feeds and the API.

Different parameters are "and", a repeated one is "or". `government`, `follow_up` and `evidence` speak of the same pair
of a recommendation and a government.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, MultipleChoiceFilter

from .choices import AssessmentStatus, EvidenceGrade, Flag, FollowUpStatus, RecommendationKind, StatusGroup
from .forms import NO_REPORT, SEARCH_LENGTH, FilterForm, KnownValuesField, shown
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

# Parameters whose choices would fill a screen, or may one day.
LONG = frozenset({"government", "stakeholder", "population", "goal", "document", "session", "sort"})

Choices = list[tuple[str, str]]


def session_key(session: Session) -> str:
    """How the `session` parameter names a session: `7-3.2`, that is session 3.2 of the seventh summit.

    A number that does not begin with that of its Round Table gets it in front. Reads the Round Table and its summit.
    """
    table = session.round_table
    number = session.number
    if not number.startswith(f"{table.number}."):
        number = f"{table.number}.{number}"
    return f"{table.summit.number}-{number}"


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
        return {session_key(session): session for session in sessions}

    @cached_property
    def stakeholders(self) -> Choices:
        return list(Stakeholder.objects.values_list("slug", "name"))

    @cached_property
    def governments(self) -> Choices:
        governments = sorted(Government.objects.of_this_site(), key=lambda government: government.sort_key)
        return [(government.iso3, government.name) for government in governments]

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


@dataclass(frozen=True)
class ActiveFilter:
    """One chosen value, and the query string of the same list without it."""

    name: str
    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One parameter as the form shows it: a long list as a menu, a short one as boxes to tick."""

    name: str
    label: str
    options: list[Option]
    errors: list[str]
    is_long: bool

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.is_chosen]

    @property
    def others(self) -> list[Option]:
        return [option for option in self.options if not option.is_chosen]


class RecommendationFilter(FilterSet):
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

    class Meta:
        model = Recommendation
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: QueryDict, *, moment: Moment) -> None:
        self.moment = moment
        self.vocabulary = Vocabulary()
        # A form sends its empty fields along; they choose nothing.
        chosen = QueryDict(mutable=True)
        for name, values in data.lists():
            chosen.setlist(name, [value for value in values if value])
        super().__init__(chosen, queryset=Recommendation.objects.with_standing(moment.at))
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

    @property
    def words(self) -> str:
        """What was searched for, as the search box shows it again."""
        return str(self.data.get("q", "")).replace("\0", "")[:SEARCH_LENGTH]

    @property
    def active(self) -> list[ActiveFilter]:
        """Every chosen value, invalid ones too, so that each can be taken off again."""
        return [
            ActiveFilter(name, str(self.filters[name].label), self._label_of(name, value), self._without(name, value))
            for name in self.filters
            if name != "sort"
            for value in dict.fromkeys(self.data.getlist(name))
        ]

    @property
    def facets(self) -> list[Facet]:
        return [
            Facet(
                name,
                str(self.filters[name].label),
                [
                    Option(value, str(label), value in self.data.getlist(name))
                    for value, label in self._choices_of(name).items()
                ],
                self.errors.get(name, []),
                is_long=name in LONG,
            )
            for name in self.filters
            if name != "q"
        ]

    def _choices_of(self, name: str) -> dict[str, Any]:
        choices = self.filters[name].extra.get("choices", ())
        return dict(choices() if callable(choices) else choices)

    def _label_of(self, name: str, value: str) -> str:
        return str(self._choices_of(name).get(value, shown(value)))

    def _without(self, name: str, value: str) -> str:
        rest = self.data.copy()
        rest.setlist(name, [each for each in rest.getlist(name) if each != value])
        rest.pop("page", None)
        return str(rest.urlencode())

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
        raised = Q()
        for flag in value:
            raised |= Q(pk__in=flagged(Flag(flag), self.moment).values("pk"))
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


def _linked(model: Any, **lookups: Any) -> Exists:
    return Exists(model.objects.filter(recommendation=OuterRef("pk"), **lookups))


def flagged(flag: Flag, moment: Moment) -> QuerySet[Recommendation]:
    """The recommendations that carry `flag` at the moment."""
    recommendations = Recommendation.objects.with_standing(moment.at)
    match flag:
        case Flag.STALE:
            return recommendations.stale(moment.day)
        case Flag.REVIEW_DUE:
            return recommendations.review_due(moment.day)
        case Flag.UNASSESSED_NEWS:
            return recommendations.with_unassessed_news()
        case Flag.DISPUTED:
            return recommendations.disputed(moment.at)


def flags_of(recommendations: Iterable[Recommendation], moment: Moment) -> dict[int, list[Flag]]:
    """The flags of each recommendation by its id, in a query per flag."""
    flags: dict[int, list[Flag]] = {recommendation.pk: [] for recommendation in recommendations}
    for flag in Flag:
        for pk in flagged(flag, moment).filter(pk__in=list(flags)).values_list("pk", flat=True):
            flags[pk].append(flag)
    return flags
