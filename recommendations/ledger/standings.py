"""The standings of recommendations over time, computed from their ledger entries.

One replay serves every publication and withdrawal, `rebuild_standings` and its check, so that a
standing cannot depend on the way by which it came about.
"""

import datetime as dt
import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q

from recommendations.models import (
    Assessment,
    ComponentStanding,
    Entry,
    FollowUp,
    GovernmentStanding,
    Position,
    Recommendation,
    RecommendationStanding,
    Standing,
)
from recommendations.models.choices import AssessmentStatus, FollowUpStatus, Voice

STANDINGS: tuple[type[Standing], ...] = (
    GovernmentStanding,
    ComponentStanding,
    RecommendationStanding,
)

State = dict[str, Any] | None
Steps = list[tuple[dt.datetime, State]]


@dataclass(frozen=True)
class Span:
    """An entry with the time for which it is in force: from `since`, until before `until`.

    `until` is null for an entry in force today. An entry is in force once at most: withdrawing its
    correction does not revive it.
    """

    entry: Any
    since: dt.datetime
    until: dt.datetime | None


def spans_of(model: type[Entry], recommendations: Collection[Recommendation]) -> dict[int, list[Span]]:
    """One span for each entry that was ever published, by the id of its recommendation. One query."""
    entries = (
        model.objects.filter(recommendation__in=recommendations, published_at__isnull=False)
        .with_grade()
        .annotate(corrected_at=Min("corrections__published_at"))
    )
    spans: dict[int, list[Span]] = defaultdict(list)
    for entry in entries:
        ends = [end for end in (entry.withdrawn_at, entry.corrected_at) if end is not None]
        spans[entry.recommendation_id].append(Span(entry, entry.published_at, min(ends, default=None)))
    return spans


def precedence(entry: Any) -> tuple[Any, ...]:
    """Entries of one subject by this key: the greatest in force is the current one."""
    return (entry.stated_on_day, entry.published_at, entry.uid.int)


def greatest_over_time(
    spans: Sequence[Span], key: Callable[[Any], tuple[Any, ...]]
) -> Iterator[tuple[dt.datetime, Any | None]]:
    """From each moment on, the entry in force with the greatest key; null where none is."""
    places = {id(span): -place for place, span in enumerate(sorted(spans, key=lambda s: key(s.entry)))}
    waiting = sorted(spans, key=lambda span: span.since, reverse=True)
    heap: list[tuple[int, Span]] = []
    moments = {span.since for span in spans} | {span.until for span in spans if span.until}
    for moment in sorted(moments):
        while waiting and waiting[-1].since <= moment:
            span = waiting.pop()
            heapq.heappush(heap, (places[id(span)], span))
        while heap and heap[0][1].until is not None and heap[0][1].until <= moment:
            heapq.heappop(heap)
        yield moment, heap[0][1].entry if heap else None


def merged(*tracks: Iterable[tuple[dt.datetime, dict[str, Any]]]) -> Steps:
    """The values of several tracks side by side, at each moment at which one of them changes."""
    changes: dict[dt.datetime, dict[str, Any]] = defaultdict(dict)
    for track in tracks:
        for moment, values in track:
            changes[moment] |= values
    state: dict[str, Any] = {}
    steps: Steps = []
    for moment in sorted(changes):
        state = state | changes[moment]
        steps.append((moment, state))
    return steps


def intervals(steps: Steps) -> Iterator[tuple[dict[str, Any], dt.datetime, dt.datetime | None]]:
    """Runs of equal state; a null state gives no interval."""
    runs: Steps = []
    for moment, state in steps:
        if not runs or runs[-1][1] != state:
            runs.append((moment, state))
    for place, (since, state) in enumerate(runs):
        if state is not None:
            until = runs[place + 1][0] if place + 1 < len(runs) else None
            yield state, since, until


def expected_standings(recommendations: Collection[Recommendation]) -> dict[int, list[Standing]]:
    """Every standing row that the ledger gives, unsaved, by the id of the recommendation. Three queries."""
    follow_ups, positions, assessments = (
        spans_of(model, recommendations) for model in (FollowUp, Position, Assessment)
    )
    return {
        recommendation.pk: list(
            standings_from(
                recommendation,
                follow_ups.get(recommendation.pk, []),
                positions.get(recommendation.pk, []),
                assessments.get(recommendation.pk, []),
            )
        )
        for recommendation in recommendations
    }


def standings_from(
    recommendation: Recommendation, follow_ups: list[Span], positions: list[Span], assessments: list[Span]
) -> Iterator[Standing]:
    of_governments = list(government_standings(recommendation, follow_ups, positions))
    yield from of_governments
    yield from component_standings(span for span in assessments if span.entry.component_id is not None)
    whole = [span for span in assessments if span.entry.component_id is None]
    steps = recommendation_steps(whole, follow_ups, count_changes(of_governments))
    for state, since, until in intervals(steps):
        yield RecommendationStanding(recommendation=recommendation, valid_from=since, valid_to=until, **state)


def government_standings(
    recommendation: Recommendation, follow_ups: list[Span], positions: list[Span]
) -> Iterator[GovernmentStanding]:
    pairs: dict[int, tuple[list[Span], list[Span]]] = defaultdict(lambda: ([], []))
    for span in follow_ups:
        if span.entry.voice == Voice.GOVERNMENT:
            pairs[span.entry.government_id][0].append(span)
    for span in positions:
        pairs[span.entry.government_id][1].append(span)
    for government_id, (own_follow_ups, own_positions) in pairs.items():
        for state, since, until in intervals(pair_steps(own_follow_ups, own_positions)):
            yield GovernmentStanding(
                recommendation=recommendation, government_id=government_id, valid_from=since, valid_to=until, **state
            )


def component_standings(assessments: Iterable[Span]) -> Iterator[ComponentStanding]:
    components: dict[int, list[Span]] = defaultdict(list)
    for span in assessments:
        components[span.entry.component_id].append(span)
    for component_id, spans in components.items():
        for state, since, until in intervals(component_steps(spans)):
            yield ComponentStanding(component_id=component_id, valid_from=since, valid_to=until, **state)


def pair_steps(follow_ups: list[Span], positions: list[Span]) -> Steps:
    def follow_up_values(entry: Any) -> dict[str, Any]:
        return {
            "follow_up_id": entry and entry.pk,
            "status": entry.status if entry else "",
            "grade": entry.grade if entry else "",
            "reported_on": entry and entry.reported_on,
        }

    def position_values(entry: Position | None) -> dict[str, Any]:
        return {"position_id": entry and entry.pk, "stance": entry.stance if entry else ""}

    steps = merged(
        ((moment, follow_up_values(e)) for moment, e in greatest_over_time(follow_ups, precedence)),
        ((moment, position_values(e)) for moment, e in greatest_over_time(positions, precedence)),
    )
    return [
        (moment, state if state and (state.get("follow_up_id") or state.get("position_id")) else None)
        for moment, state in steps
    ]


def component_steps(assessments: list[Span]) -> Steps:
    return [
        (moment, entry and {"assessment_id": entry.pk, "status": entry.status})
        for moment, entry in greatest_over_time(assessments, precedence)
    ]


def count_changes(rows: list[GovernmentStanding]) -> Iterator[tuple[dt.datetime, dict[str, Any]]]:
    """Governments by follow-up status, from each moment on at which one of the counts changes."""
    changes: dict[dt.datetime, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.status:
            changes[row.valid_from][row.status] += 1
            if row.valid_to is not None:
                changes[row.valid_to][row.status] -= 1
    counts = dict.fromkeys(FollowUpStatus.values, 0)
    for moment in sorted(changes):
        counts = {status: counts[status] + changes[moment][status] for status in counts}
        yield moment, {f"num_{status}": count for status, count in counts.items()}


def recommendation_steps(
    whole: list[Span],
    follow_ups: list[Span],
    counts: Iterable[tuple[dt.datetime, dict[str, Any]]],
) -> Steps:
    def assessment_values(entry: Assessment | None) -> dict[str, Any]:
        return {
            "assessment_id": entry and entry.pk,
            "status": entry.status if entry else AssessmentStatus.NOT_ASSESSED.value,
            "assessed_on": entry and entry.assessed_on,
            "next_review_on": entry and entry.next_review_on,
        }

    newest_report = greatest_over_time(follow_ups, lambda entry: (entry.reported_on,))
    newest_publication = greatest_over_time(follow_ups, lambda entry: (entry.published_at,))
    steps = merged(
        ((moment, assessment_values(e)) for moment, e in greatest_over_time(whole, precedence)),
        ((moment, {"last_reported_on": e and e.reported_on}) for moment, e in newest_report),
        ((moment, {"last_published_at": e and e.published_at}) for moment, e in newest_publication),
        counts,
    )
    return [
        (
            moment,
            state if state and (state.get("assessment_id") or state.get("last_published_at")) else None,
        )
        for moment, state in steps
    ]


@dataclass(frozen=True)
class Difference:
    """What the stored standings of one recommendation lack, hold wrongly, or hold too much."""

    missing: list[Standing]
    wrong: list[Standing]
    surplus: list[Standing]

    def __bool__(self) -> bool:
        return bool(self.missing or self.wrong or self.surplus)

    def __len__(self) -> int:
        return len(self.missing) + len(self.wrong) + len(self.surplus)


def difference(*recommendations: Recommendation) -> Difference:
    """Compare the stored standings with the replay; writes nothing. Six queries, however many recommendations."""
    stored = {identity(row): row for row in stored_standings(recommendations)}
    missing, wrong = [], []
    for rows in expected_standings(recommendations).values():
        for row in rows:
            found = stored.pop(identity(row), None)
            if found is None:
                missing.append(row)
            elif contents(found) != contents(row):
                row.pk = found.pk
                wrong.append(row)
    return Difference(missing, wrong, list(stored.values()))


def write_standings(*recommendations: Recommendation) -> Difference:
    """Make the stored standings equal to the replay. The caller holds the ledger's clock."""
    found = difference(*recommendations)
    for row in found.surplus:
        row.delete()
    # Before the new rows: an interval must be closed before the next one of its subject opens.
    for row in found.wrong:
        row.save(force_update=True)
    for model in STANDINGS:
        model.objects.bulk_create([row for row in found.missing if isinstance(row, model)])
    return found


def concerned() -> Iterator[Recommendation]:
    """Recommendations with an entry that was ever published, or with a stored standing."""
    published = {"published_at__isnull": False}
    rows: list[Any] = [
        *(
            model.objects.filter(recommendation=OuterRef("pk"), **published)
            for model in (FollowUp, Position, Assessment)
        ),
        *(
            model.objects.filter(recommendation=OuterRef("pk"))
            for model in (GovernmentStanding, RecommendationStanding)
        ),
        ComponentStanding.objects.filter(component__recommendation=OuterRef("pk")),
    ]
    condition = reduce(or_, (Q(Exists(queryset)) for queryset in rows))
    return Recommendation.objects.filter(condition).order_by("pk").iterator()


def stored_standings(recommendations: Collection[Recommendation]) -> Iterator[Standing]:
    yield from GovernmentStanding.objects.filter(recommendation__in=recommendations)
    yield from ComponentStanding.objects.filter(component__recommendation__in=recommendations)
    yield from RecommendationStanding.objects.filter(recommendation__in=recommendations)


def identity(row: Standing) -> tuple[Any, ...]:
    return (type(row), *(getattr(row, name) for name in row.subject_fields), row.valid_from)


def contents(row: Standing) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
