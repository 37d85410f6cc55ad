"""The lists of the API: where the rows of each come from, and what may be asked of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from recommendations.data import tables
from recommendations.data.tables import Row, Table
from recommendations.figures import metrics
from recommendations.filters import (
    AssessmentFilter,
    FollowUpFilter,
    GovernmentFilter,
    PassageFilter,
    PositionFilter,
    RecommendationFilter,
    StakeholderFilter,
)
from recommendations.filters.query_string import Invalid
from recommendations.models import Document, Theme
from recommendations.models.choices import Text
from recommendations.public.as_of import Moment

# In order, and without two rows that could change places.
Rows = QuerySet[Any] | Sequence[Row]


@dataclass(frozen=True)
class Resource:
    """One list. `name` is its place under `/api/v1/`, and `schema` the name of its rows in the description.

    `everything` gives the rows of a list that cannot be filtered, `found` those that a filter set chose. `lookups` are
    the paths of the table's key in a queryset, and `key` the converters and names of the same key in the address of
    one row (empty: no such address).
    """

    name: str
    schema: str
    table: Table
    meaning: Text
    filters: type[FilterSet] | None = None
    found: Callable[[Any], Rows] = attrgetter("qs")
    everything: Callable[[Moment], Rows] | None = None
    key: tuple[tuple[str, str], ...] = ()
    lookups: tuple[str, ...] = ()

    @property
    def parameters(self) -> list[str]:
        return list(self.filters.base_filters) if self.filters else []

    @property
    def pattern(self) -> str:
        """The path of one row, for Django."""
        return "".join(f"<{converter}:{name}>/" for converter, name in self.key)

    def rows(self, asked: QueryDict, moment: Moment) -> Rows:
        """The rows that fit; raises Invalid."""
        if self.filters is None:
            assert self.everything is not None, "a list without filters names its rows"
            return self.everything(moment)
        chosen = self.filters(asked, moment=moment)
        if not chosen.is_valid():
            raise Invalid(chosen.errors)
        return self.found(chosen)

    def one(self, key: dict[str, Any], moment: Moment) -> Rows:
        """The row with this key, or none."""
        rows = self.rows(QueryDict(), moment)
        if isinstance(rows, QuerySet):
            return rows.filter(**dict(zip(self.lookups, key.values(), strict=True)))
        return [row for row in rows if all(row[name] == value for name, value in key.items())]


def _theme_rows(moment: Moment) -> Rows:
    return tables.theme_rows(metrics.theme_progress(moment.at))


_VOCABULARY_OF_THEMES = replace(
    tables.THEMES,
    title=_("Themes"),
    columns=tuple(
        column
        for column in tables.THEMES.columns
        if column.name in {"slug", "name", "description", "ordinal", "url", "as_of"}
    ),
)

RESOURCES = (
    Resource(
        "recommendations",
        "Recommendation",
        tables.RECOMMENDATIONS,
        _("Recommendations: their words, their classification, how they stand. The filters are those of the page."),
        filters=RecommendationFilter,
        key=(("reference", "reference"),),
        lookups=("reference",),
    ),
    Resource(
        "themes",
        "Theme",
        _VOCABULARY_OF_THEMES,
        _("The themes that recommendations are sorted under."),
        everything=lambda _moment: Theme.objects.order_by("ordinal", "slug"),
        key=(("slug", "slug"),),
        lookups=("slug",),
    ),
    Resource(
        "progress/themes",
        "ThemeProgress",
        tables.THEMES,
        _("For each theme, how many recommendations stand where, and how many governments have reported."),
        everything=_theme_rows,
        key=(("slug", "slug"),),
    ),
    Resource(
        "governments",
        "Government",
        tables.GOVERNMENTS,
        _("The governments that may report, by name, with how many recommendations each has spoken of."),
        filters=GovernmentFilter,
        found=lambda filters: tables.government_rows(filters.rows),
        key=(("iso3", "iso3"),),
    ),
    Resource(
        "stakeholders",
        "Stakeholder",
        tables.STAKEHOLDERS,
        _("Who is responsible for recommendations, or speaks of them, by name."),
        filters=StakeholderFilter,
        key=(("slug", "slug"),),
        lookups=("slug",),
    ),
    Resource(
        "follow-ups",
        "FollowUp",
        tables.FOLLOW_UPS,
        _("What governments and other voices report doing, newest publication first. Corrected ones are among them."),
        filters=FollowUpFilter,
        key=(("uuid", "uid"),),
        lookups=("uid",),
    ),
    Resource(
        "positions",
        "Position",
        tables.POSITIONS,
        _("What governments say of recommendations, newest publication first. Corrected ones are among them."),
        filters=PositionFilter,
        key=(("uuid", "uid"),),
        lookups=("uid",),
    ),
    Resource(
        "assessments",
        "Assessment",
        tables.ASSESSMENTS,
        _("What the secretariat concludes, newest publication first. Corrected ones are among them."),
        filters=AssessmentFilter,
        key=(("uuid", "uid"),),
        lookups=("uid",),
    ),
    Resource(
        "documents",
        "Document",
        tables.DOCUMENTS,
        _("The source texts."),
        everything=lambda _moment: Document.objects.order_by("slug"),
        key=(("slug", "slug"),),
        lookups=("slug",),
    ),
    Resource(
        "passages",
        "Passage",
        tables.PASSAGES,
        _("The source texts passage by passage, verbatim and in order."),
        filters=PassageFilter,
        key=(("slug", "document"), ("reference", "code")),
        lookups=("document__slug", "code"),
    ),
)
