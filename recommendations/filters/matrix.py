from functools import cached_property

from django.utils.translation import gettext_lazy as _

from recommendations.models import Government
from recommendations.public.published import governments_reporting

from .facets import KnownValuesFilter
from .recommendations import RecommendationFilter

EVERY_GOVERNMENT = "1"


class MatrixFilter(RecommendationFilter):
    """The filters of the list for the rows of the matrix, and its own for the columns."""

    column = KnownValuesFilter(label=_("Column"), method="unchanged")
    region = KnownValuesFilter(label=_("Region"), method="unchanged")
    all = KnownValuesFilter(
        label=_("Governments"), choices=[(EVERY_GOVERNMENT, _("Those without a report too"))], method="unchanged"
    )

    of_columns = ("column", "region", "all")
    menus = RecommendationFilter.menus | {"column", "region"}

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
