from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from recommendations.models import FollowUp, Recommendation
from recommendations.models.dates import first_moment_of
from recommendations.public.published import ENTRY_MODELS, by_kind, merged

from .facets import FacetedFilterSet, KnownValuesFilter
from .lists import IsoDayFilter


class UpdateFilter(FacetedFilterSet):
    """Filters what was public at the moment, of every kind of entry; so `by_kind` takes the place of `qs`."""

    since = IsoDayFilter(label=_("Published since"), method="unchanged")
    kind = KnownValuesFilter(
        label=_("Kind of entry"),
        choices=[("follow_up", _("Follow-ups")), ("position", _("Positions")), ("assessment", _("Assessments"))],
        method="unchanged",
    )
    in_force = KnownValuesFilter(
        label=_("In force only"),
        choices=[
            ("follow_up", _("Follow-ups in force")),
            ("position", _("Positions in force")),
            ("assessment", _("Assessments in force")),
        ],
        method="unchanged",
    )
    theme = KnownValuesFilter(label=_("Theme"), method="unchanged")
    government = KnownValuesFilter(label=_("Government"), method="unchanged")

    menus = frozenset({"theme", "government"})
    plain = frozenset({"since"})

    def everything(self) -> QuerySet[Any]:
        return FollowUp.objects.none()

    @property
    def by_kind(self) -> dict[str, QuerySet[Any]]:
        """The entries chosen, of each kind that can be among them; none where a value is invalid."""
        return self._left_by(self.form.cleaned_data) if self.is_valid() else {}

    @property
    def entries(self) -> QuerySet[Any]:
        """Keys of the entries chosen, newest publication first: rows for `published.lines`."""
        return merged(self.by_kind)

    def counts(self, name: str) -> Mapping[Any, int | None] | None:
        """Three queries at the most: one for each kind of entry."""
        others = {key: value for key, value in self.form.cleaned_data.items() if key != name}
        path = {"theme": "recommendation__themes__slug", "government": "government__iso3"}.get(name)
        if path is None:
            others = others | {name: [*ENTRY_MODELS]}
            return {kind: entries.count() for kind, entries in self._left_by(others).items()}
        counts: Counter[str] = Counter()
        for kind, entries in self._left_by(others).items():
            if name != "government" or kind != "assessment":
                counts.update(dict(entries.order_by().values_list(path).annotate(num=Count("pk"))))
        return counts

    @property
    def lookups(self) -> dict[str, Any]:
        """What was chosen, as `published.ledger` takes it; only where every value is valid."""
        return self._lookups(self.form.cleaned_data)

    def _left_by(self, chosen: Mapping[str, Any]) -> dict[str, QuerySet[Any]]:
        return by_kind(self.moment.at, **self._lookups(chosen))

    def _lookups(self, chosen: Mapping[str, Any]) -> dict[str, Any]:
        lookups: dict[str, Any] = {"in_force": bool(chosen.get("in_force"))}
        kinds = set(chosen.get("kind") or ENTRY_MODELS)
        if chosen.get("since"):
            lookups["published_at__gte"] = first_moment_of(chosen["since"])
        if chosen.get("theme"):
            lookups["recommendation__in"] = Recommendation.objects.filter(themes__slug__in=chosen["theme"])
        if chosen.get("government"):
            lookups["government__iso3__in"] = chosen["government"]
            # The secretariat assesses recommendations, not governments.
            kinds -= {"assessment"}
        if chosen.get("in_force"):
            kinds &= set(chosen["in_force"])
        return lookups | {"kinds": [kind for kind in ENTRY_MODELS if kind in kinds]}
