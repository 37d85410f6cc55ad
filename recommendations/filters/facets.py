"""What a page shows of a filter set: its choices, and each value in use with the way to take it off."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import FilterSet, MultipleChoiceFilter

from recommendations.public.as_of import Moment

from .query_string import SEARCH_LENGTH, KnownValuesField, shown, without_empty_values
from .vocabulary import Vocabulary

# Each value in use carries a link that repeats all the others, so a long query would make a page of many megabytes.
MAX_ACTIVE = 30


@dataclass(frozen=True)
class ActiveFilter:
    """One chosen value, and the query string of the same list without it."""

    name: str
    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Option:
    """`count` is how long the list would be with this choice; none where that is not told."""

    value: str
    label: str
    is_chosen: bool
    count: int | None


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


class KnownValuesFilter(MultipleChoiceFilter):
    field_class = KnownValuesField


def choices_of(filters: FilterSet, name: str) -> dict[str, Any]:
    choices = filters.filters[name].extra.get("choices", ())
    return dict(choices() if callable(choices) else choices)


def label_of(filters: FilterSet, name: str, value: str) -> str:
    return str(choices_of(filters, name).get(value, shown(value)))


class FacetedFilterSet(FilterSet):
    """Any number of lists of known values, and what else a page may be asked for, such as words and an order.

    Different parameters are "and", a repeated one is "or". With an invalid value `is_valid()` is false, and `errors`
    names it by its parameter. `menus` names the lists whose choices would fill a screen, or may one day; `plain` what
    is no list of values.
    """

    menus: ClassVar[frozenset[str]] = frozenset()
    plain: ClassVar[frozenset[str]] = frozenset({"q"})

    def __init__(self, data: QueryDict, *, moment: Moment) -> None:
        self.moment = moment
        self.vocabulary = Vocabulary()
        super().__init__(without_empty_values(data), queryset=self.everything())
        for name, choices in self.vocabulary.lists.items():
            # A filter of the same name may have choices of its own.
            if name in self.filters and "choices" not in self.filters[name].extra:
                self.filters[name].extra["choices"] = choices

    def everything(self) -> QuerySet[Any]:
        """The rows without a filter, in an order that leaves no two equal."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """What was searched for, as the search box shows it again."""
        return str(self.data.get("q", "")).replace("\0", "")[:SEARCH_LENGTH]

    @property
    def active(self) -> list[ActiveFilter]:
        """The chosen values, invalid ones too, so that each can be taken off again. Of very many, the first."""
        chosen = [
            (name, value) for name in self.filters if name != "sort" for value in dict.fromkeys(self.data.getlist(name))
        ]
        return [
            ActiveFilter(name, str(self.filters[name].label), label_of(self, name, value), self._without(name, value))
            for name, value in chosen[:MAX_ACTIVE]
        ]

    @cached_property
    def facets(self) -> list[Facet]:
        return [self._facet(name) for name in self.filters if name not in self.plain]

    def counts(self, name: str) -> Mapping[Any, int | None] | None:
        """How long the list would be with each choice of this filter alone and the other filters kept.

        A choice that is left out stands for 0; none, for one or for all: its count is not told.
        """
        return None

    def unchanged(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """For what a filter set handles itself."""
        return queryset

    def _facet(self, name: str) -> Facet:
        counts = self.counts(name) if self.is_valid() else None
        chosen = self.data.getlist(name)
        options = [
            Option(value, str(label), value in chosen, None if counts is None else counts.get(value, 0))
            for value, label in choices_of(self, name).items()
        ]
        errors = self.errors.get(name, [])
        return Facet(name, str(self.filters[name].label), options, errors, is_long=name in self.menus)

    def _without(self, name: str, value: str) -> str:
        rest = self.data.copy()
        rest.setlist(name, [each for each in rest.getlist(name) if each != value])
        rest.pop("page", None)
        return str(rest.urlencode())
