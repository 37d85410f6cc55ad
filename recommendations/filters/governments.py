from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from recommendations.figures import metrics
from recommendations.figures.metrics import GovernmentProgress, Reporting
from recommendations.models import Government

from .facets import FacetedFilterSet, KnownValuesFilter
from .lists import NO, YES

LAST_REPORT = "last_report"


class GovernmentFilter(FacetedFilterSet):
    """Filters the governments that may report, by what each has in force; so `rows` takes the place of `qs`.

    They come by name or by their newest report; never by a count, which would set governments against each other.
    """

    region = KnownValuesFilter(label=_("Region"), method="unchanged")
    reported = KnownValuesFilter(
        label=_("Reports of its own"), choices=[(YES, _("Has reported")), (NO, _("No report yet"))], method="unchanged"
    )
    sort = ChoiceFilter(
        label=_("Order"),
        choices=[("name", _("Name")), (LAST_REPORT, _("Last report, newest first"))],
        method="unchanged",
        empty_label=None,
    )

    menus = frozenset({"region", "sort"})

    def everything(self) -> QuerySet[Government]:
        return Government.objects.none()

    @cached_property
    def rows(self) -> list[GovernmentProgress]:
        """The governments chosen, in order; none where a value is invalid."""
        if not self.is_valid():
            return []
        rows = self._left_by(self.form.cleaned_data)
        if self.form.cleaned_data["sort"] == LAST_REPORT:
            rows.sort(key=lambda row: row.last_reported_on.toordinal() if row.last_reported_on else 0, reverse=True)
        return rows

    @property
    def reporting(self) -> Reporting:
        """How many of the regions chosen have reported: of all there, so that no choice of reports makes it 100%."""
        regions = self.form.cleaned_data["region"] if self.is_valid() else []
        return metrics.reporting_among(self._left_by({"region": regions}))

    @property
    def regions(self) -> str:
        """The regions chosen, in words; empty where all are meant."""
        return get_text_list(self.form.cleaned_data["region"], gettext("and")) if self.is_valid() else ""

    def counts(self, name: str) -> Mapping[Any, int | None] | None:
        """No query: all are read for the list itself."""
        if name == "sort":
            return None
        others = self._left_by({key: value for key, value in self.form.cleaned_data.items() if key != name})
        return Counter(row.government.region if name == "region" else _has_reported(row) for row in others)

    @cached_property
    def _everybody(self) -> list[GovernmentProgress]:
        return metrics.government_progress(self.moment.at)

    def _left_by(self, chosen: Mapping[str, Any]) -> list[GovernmentProgress]:
        rows: Iterable[GovernmentProgress] = self._everybody
        if chosen.get("region"):
            rows = [row for row in rows if row.government.region in chosen["region"]]
        if chosen.get("reported"):
            rows = [row for row in rows if _has_reported(row) in chosen["reported"]]
        return [*rows]


def _has_reported(row: GovernmentProgress) -> str:
    return YES if row.reported else NO
