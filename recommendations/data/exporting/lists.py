"""Every list that can be taken away: the rows of its page, all of them, under the same filters, in the same order.

A page shows what is wrong with a parameter and goes on; a file that went on would pass for an answer, so it is refused.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django_filters import FilterSet

from recommendations.figures import metrics
from recommendations.filters import (
    AssessmentFilter,
    FollowUpFilter,
    GovernmentFilter,
    MatrixFilter,
    PositionFilter,
    RecommendationFilter,
    StakeholderFilter,
    UpdateFilter,
    choices_of,
)
from recommendations.filters.query_string import Invalid, shown
from recommendations.models import Document, Passage
from recommendations.public import published
from recommendations.public.as_of import PARAMETER, Moment

from .. import tables
from ..tables import Row, Table

# The leaves of lists and of the matrix are for pages; a file has none.
LEAVES = frozenset({"page", "columns"})


class Found(NamedTuple):
    """Rows in their order, and the filters that chose them, in words."""

    source: QuerySet[Any] | Iterable[Row]
    filters: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class PublicList:
    """One list. `page` is the name of the address that shows the same rows, empty where none does.

    `find` takes the query string, whose parameters are among `parameters`, and raises Invalid for values that the
    list does not know.
    """

    table: Table
    find: Callable[[QueryDict, Moment], Found]
    page: str = ""
    parameters: frozenset[str] = frozenset()

    def known(self, query: QueryDict) -> QueryDict:
        """Of a page's query string, what asks for its rows and its day: neither its leaf nor what is not known."""
        kept = query.copy()
        for name in set(kept) - self.parameters - {PARAMETER}:
            del kept[name]
        return kept

    def rows(self, query: QueryDict, moment: Moment) -> Found:
        known = self.parameters | {PARAMETER}
        unknown = [name for name in query if name not in known | LEAVES]
        if unknown:
            sentence = _("This list knows no such parameter. Known are: %(names)s.") % {
                "names": ", ".join(sorted(known))
            }
            raise Invalid({shown(name): [sentence] for name in unknown})
        if moment.error:
            raise Invalid({PARAMETER: [moment.error]})
        return self.find(query, moment)


def passages_of(document: Document) -> PublicList:
    """The text of one document, in order."""
    rows = Passage.objects.filter(document=document).order_by("ordinal")
    return PublicList(tables.PASSAGES, lambda _query, _moment: Found(rows))


def _themes(_query: QueryDict, moment: Moment) -> Found:
    return Found(tables.theme_rows(metrics.theme_progress(moment.at)))


def _in_words(filters: FilterSet) -> list[tuple[str, str]]:
    """The values in use beside their filters' names; raises Invalid."""
    if not filters.is_valid():
        raise Invalid(filters.errors)
    chosen = []
    for name in filters.filters:
        values = dict.fromkeys(filters.data.getlist(name))
        # Some choices cost a query.
        labels = choices_of(filters, name) if values else {}
        chosen += [(str(filters.filters[name].label), str(labels.get(value, shown(value)))) for value in values]
    return chosen


def _recommendations(query: QueryDict, moment: Moment) -> Found:
    filters = RecommendationFilter(query, moment=moment)
    chosen = _in_words(filters)
    return Found(filters.recommendations, chosen)


def _matrix(query: QueryDict, moment: Moment) -> Found:
    filters = MatrixFilter(query, moment=moment)
    chosen = _in_words(filters)
    return Found(tables.matrix_rows(moment.at, filters.recommendations, filters.governments), chosen)


def _governments(query: QueryDict, moment: Moment) -> Found:
    filters = GovernmentFilter(query, moment=moment)
    chosen = _in_words(filters)
    speaking, silent = published.speaking_and_silent(filters.rows)
    return Found(tables.government_rows([*speaking, *silent]), chosen)


def _updates(query: QueryDict, moment: Moment) -> Found:
    filters = UpdateFilter(query, moment=moment)
    chosen = _in_words(filters)
    keys = published.whole_ledger(filters.by_kind, part=tables.CHUNK)
    return Found(tables.updates(keys, moment), chosen)


def _filtered(table: Table, filter_set: type[FilterSet], page: str = "") -> PublicList:
    """A list whose rows are those of its filter set as they are."""

    def find(query: QueryDict, moment: Moment) -> Found:
        filters = filter_set(query, moment=moment)
        chosen = _in_words(filters)
        return Found(filters.qs, chosen)

    return PublicList(table, find, page, frozenset(filter_set.base_filters))


LISTS: Mapping[str, PublicList] = {
    each.table.name: each
    for each in (
        PublicList(
            tables.RECOMMENDATIONS, _recommendations, "recommendations", frozenset(RecommendationFilter.base_filters)
        ),
        PublicList(tables.MATRIX, _matrix, "matrix", frozenset(MatrixFilter.base_filters)),
        PublicList(tables.THEMES, _themes, "themes"),
        PublicList(tables.GOVERNMENTS, _governments, "governments", frozenset(GovernmentFilter.base_filters)),
        PublicList(tables.UPDATES, _updates, "updates", frozenset(UpdateFilter.base_filters)),
        _filtered(tables.FOLLOW_UPS, FollowUpFilter),
        _filtered(tables.POSITIONS, PositionFilter),
        _filtered(tables.ASSESSMENTS, AssessmentFilter),
        _filtered(tables.STAKEHOLDERS, StakeholderFilter, "stakeholders"),
        PublicList(tables.DOCUMENTS, lambda _query, _moment: Found(Document.objects.order_by("slug")), "documents"),
    )
}
