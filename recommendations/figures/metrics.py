"""Every public figure: one function each, with its definition, its unit and its denominator.

All of them take the moment `at` for which they are asked and return frozen dataclasses. A figure
about governments counts those that the recommendations in question address and that may report;
example and real governments are never counted together. `/methodology/` prints the definitions.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from recommendations.models import (
    Assessment,
    FollowUp,
    Government,
    GovernmentStanding,
    LedgerClock,
    Position,
    Recommendation,
    Theme,
)
from recommendations.models.choices import AssessmentStatus, FollowUpStatus, Stance, StatusGroup


@dataclass(frozen=True)
class StatusCounts:
    """How many recommendations are in each assessment status; the sum is the denominator."""

    counts: dict[AssessmentStatus, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def groups(self) -> dict[StatusGroup, int]:
        """The same recommendations in the five groups, in the order of the charts."""
        return {group: sum(self.counts[status] for status in group.statuses) for group in StatusGroup}


@dataclass(frozen=True)
class Reporting:
    """`reported` of `addressed` governments have a follow-up of their own in force."""

    reported: int
    addressed: int

    @property
    def silent(self) -> int:
        """Addressed, and not reported yet: no information, not a status."""
        return self.addressed - self.reported


@dataclass(frozen=True)
class Headline:
    """The record as a whole: each recommendation counts once, whatever its themes."""

    statuses: StatusCounts
    reporting: Reporting
    follow_ups: int
    positions: int
    assessments: int
    last_published_at: dt.datetime | None


@dataclass(frozen=True)
class ThemeProgress:
    """One theme; a recommendation of two themes counts in both."""

    theme: Theme
    statuses: StatusCounts
    reporting: Reporting
    last_reported_on: dt.date | None


@dataclass(frozen=True)
class GovernmentProgress:
    """What one government has in force: recommendations by follow-up status and by stance."""

    government: Government
    statuses: dict[FollowUpStatus, int]
    stances: dict[Stance, int]
    addressed: int
    last_reported_on: dt.date | None

    @property
    def reported(self) -> int:
        """Recommendations on which a follow-up of the government's own is in force."""
        return sum(self.statuses.values())

    @property
    def positioned(self) -> int:
        """Recommendations on which a position of its own is in force."""
        return sum(self.stances.values())

    @property
    def no_report(self) -> int:
        """Recommendations addressed to it without such a follow-up: no information, not a status."""
        return self.addressed - self.reported


@dataclass(frozen=True)
class FollowUpCounts:
    """Governments by the status of their current follow-up on one recommendation."""

    statuses: dict[FollowUpStatus, int]
    reporting: Reporting

    @property
    def no_report(self) -> int:
        return self.reporting.silent


@dataclass(frozen=True)
class LedgerSpan:
    """From the first publication, withdrawn entries included, to the latest step; both none before the first."""

    first_at: dt.datetime | None
    last_at: dt.datetime | None


def status_counts(at: dt.datetime, recommendations: QuerySet[Recommendation]) -> StatusCounts:
    """Recommendations of the queryset by the status of their whole, each once. One query."""
    rows = (
        Recommendation.objects.filter(pk__in=recommendations.order_by().values("pk"))
        .with_standing(at)
        .order_by()
        .values_list("status")
        .annotate(count=Count("pk"))
    )
    return _status_counts(dict(rows))


def headline(at: dt.datetime) -> Headline:
    """The figures of the overview. Seven queries."""
    in_force = {
        model: model.objects.in_force(at).aggregate(count=Count("pk"), last=Max("published_at"))
        for model in (FollowUp, Position, Assessment)
    }
    moments = [row["last"] for row in in_force.values() if row["last"]]
    return Headline(
        statuses=status_counts(at, Recommendation.objects.all()),
        reporting=reporting(at, Recommendation.objects.all()),
        follow_ups=in_force[FollowUp]["count"],
        positions=in_force[Position]["count"],
        assessments=in_force[Assessment]["count"],
        last_published_at=max(moments, default=None),
    )


def reporting(at: dt.datetime, recommendations: QuerySet[Recommendation]) -> Reporting:
    """Governments that reported on at least one of `recommendations`, of those addressed.

    Three queries.
    """
    selected = recommendations.order_by().values("pk")
    governments = addressed_governments(recommendations)
    reported = (
        _pairs(at, governments)
        .exclude(status="")
        .filter(recommendation__in=selected)
        .aggregate(count=Count("government", distinct=True))["count"]
    )
    return Reporting(reported=reported, addressed=governments.count())


def reporting_among(governments: Iterable[GovernmentProgress]) -> Reporting:
    """Of these governments alone, what `reporting` says of all of them and of the whole record. No query."""
    addressed = [row for row in governments if row.addressed]
    return Reporting(reported=sum(row.reported > 0 for row in addressed), addressed=len(addressed))


def with_reporting(recommendations: QuerySet[Recommendation], at: dt.datetime) -> QuerySet[Recommendation]:
    """Adds `reported` and `addressed`, for each recommendation what `follow_up_counts` says of it.

    Two queries of its own, however many recommendations there are.
    """
    may_report = _may_report()
    reports = _pairs(at, may_report).exclude(status="").filter(recommendation=OuterRef("pk"))
    addressees = Recommendation.addressees.through.objects.filter(recommendation=OuterRef("pk"))
    return recommendations.annotate(
        reported=_num_governments(reports),
        addressed=Case(
            When(Exists(addressees), then=_num_governments(addressees.filter(government__in=may_report))),
            default=Value(may_report.count()),
        ),
    )


def silent_governments(at: dt.datetime) -> QuerySet[Government]:
    """The governments that `reporting` of the whole record counts as addressed and not as reported.

    Three queries, one of them when the result is used.
    """
    governments = addressed_governments(Recommendation.objects.all())
    return governments.exclude(pk__in=_pairs(at, governments).exclude(status="").values("government"))


def addressed_governments(recommendations: QuerySet[Recommendation]) -> QuerySet[Government]:
    """The governments that may report on at least one of `recommendations`.

    Two queries, one of them when the result is used.
    """
    selected = recommendations.order_by().values("pk")
    addressed_to_all = Recommendation.objects.filter(pk__in=selected, addressees=None)
    return _may_report().filter(Exists(addressed_to_all) | Q(addressed_recommendations__in=selected)).distinct()


def theme_progress(at: dt.datetime) -> list[ThemeProgress]:
    """Every theme in its order, those without a recommendation included. Six queries."""
    governments = _may_report()
    statuses: dict[int, dict[str, int]] = defaultdict(dict)
    last_reported: dict[int, list[dt.date]] = defaultdict(list)
    rows = (
        Recommendation.objects.with_standing(at)
        .filter(themes__isnull=False)
        .order_by()
        .values_list("themes", "status")
        .annotate(count=Count("pk"), last=Max("last_reported_on"))
    )
    for theme_id, status, count, last in rows:
        statuses[theme_id][status] = count
        if last is not None:
            last_reported[theme_id].append(last)
    reported = dict(
        _pairs(at, governments)
        .exclude(status="")
        .values_list("recommendation__themes")
        .annotate(count=Count("government", distinct=True))
    )
    addressed = _addressed_by_theme(governments)
    return [
        ThemeProgress(
            theme=theme,
            statuses=_status_counts(statuses[theme.pk]),
            reporting=Reporting(reported.get(theme.pk, 0), addressed.get(theme.pk, 0)),
            last_reported_on=max(last_reported[theme.pk], default=None),
        )
        for theme in Theme.objects.all()
    ]


def progress_of_theme(at: dt.datetime, theme: Theme) -> ThemeProgress:
    """The row of `theme_progress` for one theme. Six queries."""
    return next(row for row in theme_progress(at) if row.theme == theme)


def government_progress(at: dt.datetime, governments: QuerySet[Government] | None = None) -> list[GovernmentProgress]:
    """Each government of this site that may report, by name and then by code. Six queries at the most."""
    may_report = _may_report()
    if governments is None:
        governments = may_report
    statuses: dict[int, Counter[str]] = defaultdict(Counter)
    stances: dict[int, Counter[str]] = defaultdict(Counter)
    last_reported: dict[int, dt.date] = {}
    pairs = _pairs(at, may_report)
    for government_id, status, count, last in (
        pairs.exclude(status="")
        .values_list("government", "status")
        .annotate(count=Count("pk"), last=Max("reported_on"))
    ):
        statuses[government_id][status] = count
        last_reported[government_id] = max(last, last_reported.get(government_id, last))
    for government_id, stance, count in (
        pairs.exclude(stance="").values_list("government", "stance").annotate(count=Count("pk"))
    ):
        stances[government_id][stance] = count
    to_all = Recommendation.objects.filter(addressees=None).count()
    to_some = Counter(Recommendation.addressees.through.objects.values_list("government", flat=True))
    return [
        GovernmentProgress(
            government=government,
            statuses={status: statuses[government.pk][status] for status in FollowUpStatus},
            stances={stance: stances[government.pk][stance] for stance in Stance},
            addressed=to_all + to_some[government.pk] if government.may_report else 0,
            last_reported_on=last_reported.get(government.pk),
        )
        for government in sorted(governments, key=lambda government: (government.sort_key, government.iso3))
    ]


def progress_of_government(at: dt.datetime, government: Government) -> GovernmentProgress:
    """The row of `government_progress` for one government, whether or not it may report. Six queries."""
    return government_progress(at, Government.objects.filter(pk=government.pk))[0]


def follow_up_counts(at: dt.datetime, recommendation: Recommendation) -> FollowUpCounts:
    """Governments by their current follow-up on one recommendation. Three queries."""
    selected = Recommendation.objects.filter(pk=recommendation.pk)
    governments = addressed_governments(selected)
    counts = Counter(
        GovernmentStanding.objects.at(at)
        .exclude(status="")
        .filter(recommendation=recommendation, government__in=governments)
        .values_list("status", flat=True)
    )
    return FollowUpCounts(
        statuses={status: counts[status] for status in FollowUpStatus},
        reporting=Reporting(sum(counts.values()), governments.count()),
    )


def ledger_span() -> LedgerSpan:
    """How far the record reaches. One query."""
    firsts = [
        Subquery(model.objects.filter(published_at__isnull=False).order_by("published_at").values("published_at")[:1])
        for model in (FollowUp, Position, Assessment)
    ]
    last_at, *moments = LedgerClock.objects.values_list("last_at", *firsts).first() or (None,)
    return LedgerSpan(first_at=min((moment for moment in moments if moment), default=None), last_at=last_at)


def _status_counts(counts: Mapping[str, int]) -> StatusCounts:
    return StatusCounts({status: counts.get(status, 0) for status in AssessmentStatus})


def _may_report() -> QuerySet[Government]:
    """The governments that figures speak of: those of this site that may report. One query, and one when used."""
    return Government.objects.of_this_site().that_may_report()


def _pairs(at: dt.datetime, governments: QuerySet[Government]) -> QuerySet[GovernmentStanding]:
    """Standings at `at` of `governments` on recommendations that are addressed to them, each once."""
    # Subqueries and no join: a recommendation with two addressees would give each of its rows twice.
    addressees = Recommendation.addressees.through.objects.filter(recommendation=OuterRef("recommendation"))
    addressed = Q(~Exists(addressees)) | Q(Exists(addressees.filter(government=OuterRef("government"))))
    return GovernmentStanding.objects.at(at).filter(addressed, government__in=governments)


def _num_governments(rows: QuerySet[Any]) -> Coalesce:
    """Distinct governments among the rows of one recommendation, as a subquery."""
    counts = rows.order_by().values("recommendation").annotate(num=Count("government", distinct=True)).values("num")
    return Coalesce(Subquery(counts), 0)


def _addressed_by_theme(governments: QuerySet[Government]) -> dict[int, int]:
    """How many of `governments` the recommendations of each theme address. Two queries."""
    everybody = {government.pk for government in governments}
    addressed: dict[int, set[int]] = defaultdict(set)
    for theme_id, government_id in Recommendation.objects.filter(themes__isnull=False).values_list(
        "themes", "addressees"
    ):
        addressed[theme_id] |= everybody if government_id is None else {government_id} & everybody
    return {theme_id: len(governments) for theme_id, governments in addressed.items()}
