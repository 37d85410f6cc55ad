"""The standings by the plainest reading of the definitions: the whole ledger is read again for each moment.

Shares no code with the application's replay, so that the two can disagree.
"""

import datetime as dt
from itertools import pairwise
from typing import Any

from recommendations.models import (
    Assessment,
    Component,
    ComponentStanding,
    Entry,
    Evidence,
    FollowUp,
    GovernmentStanding,
    Position,
    Recommendation,
    RecommendationStanding,
)

Row = dict[str, Any]
PARENTS: dict[type[Entry], str] = {FollowUp: "follow_up_id", Position: "position_id", Assessment: "assessment_id"}
DATES: dict[type[Entry], str] = {FollowUp: "reported_on", Position: "stated_on", Assessment: "assessed_on"}
STATUSES = ("planning", "in_progress", "completed", "continuous", "discontinued")
STANDINGS = (GovernmentStanding, ComponentStanding, RecommendationStanding)


class Ledger:
    """All entries and evidence as they are in the database now, as plain rows."""

    def __init__(self) -> None:
        self.entries: dict[type[Entry], list[Row]] = {model: list(model.objects.values()) for model in PARENTS}
        self.evidence = list(Evidence.objects.values())
        self.components = list(Component.objects.values_list("pk", flat=True))
        self.recommendations = list(Recommendation.objects.values_list("pk", flat=True))

    def in_force(self, model: type[Entry], at: dt.datetime) -> list[Row]:
        def published_by_then(entry: Row) -> bool:
            return entry["published_at"] is not None and entry["published_at"] <= at

        corrected = {entry["corrects_id"] for entry in self.entries[model] if published_by_then(entry)}
        return [
            entry
            for entry in self.entries[model]
            if published_by_then(entry)
            and (entry["withdrawn_at"] is None or entry["withdrawn_at"] > at)
            and entry["id"] not in corrected
        ]

    def current(self, model: type[Entry], at: dt.datetime, **subject: Any) -> Row | None:
        own = [entry for entry in self.in_force(model, at) if subject.items() <= entry.items()]
        own.sort(key=lambda entry: (entry[DATES[model]], entry["published_at"], entry["uid"].hex))
        return own[-1] if own else None

    def grade(self, model: type[Entry], entry: Row) -> str:
        attached = [source for source in self.evidence if source[PARENTS[model]] == entry["id"]]
        if any(source["is_independent"] for source in attached):
            return "corroborated"
        return "documented" if attached else "self_reported"

    def moments(self) -> list[dt.datetime]:
        """Publications and withdrawals, the instant before each, the middle of pauses, a day before and after all."""
        steps = sorted(
            {
                entry[step]
                for model in PARENTS
                for entry in self.entries[model]
                for step in ("published_at", "withdrawn_at")
                if entry[step] is not None
            }
        )
        instant = dt.timedelta(microseconds=1)
        around = [moment for step in steps for moment in (step - instant, step)]
        between = [step + (after - step) / 2 for step, after in pairwise(steps)]
        outside = [steps[0] - dt.timedelta(days=1), steps[-1] + dt.timedelta(days=1)] if steps else []
        return sorted({*around, *between, *outside})

    def standings(self, at: dt.datetime) -> list[Row]:
        """What the three tables say at `at`, without the bounds of the intervals."""
        pairs = self.government_standings(at)
        return [*pairs, *self.component_standings(at), *self.recommendation_standings(at, pairs)]

    def government_standings(self, at: dt.datetime) -> list[Row]:
        own = self.in_force(FollowUp, at)
        own = [entry for entry in own if entry["voice"] == "government"] + self.in_force(Position, at)
        rows = []
        for recommendation, government in sorted({(e["recommendation_id"], e["government_id"]) for e in own}):
            subject = {"recommendation_id": recommendation, "government_id": government}
            follow_up = self.current(FollowUp, at, voice="government", **subject)
            position = self.current(Position, at, **subject)
            rows.append(
                subject
                | {
                    "follow_up_id": follow_up["id"] if follow_up else None,
                    "status": follow_up["status"] if follow_up else "",
                    "grade": self.grade(FollowUp, follow_up) if follow_up else "",
                    "reported_on": follow_up["reported_on"] if follow_up else None,
                    "position_id": position["id"] if position else None,
                    "stance": position["stance"] if position else "",
                }
            )
        return rows

    def component_standings(self, at: dt.datetime) -> list[Row]:
        return [
            {"component_id": component, "assessment_id": current["id"], "status": current["status"]}
            for component in self.components
            if (current := self.current(Assessment, at, component_id=component))
        ]

    def recommendation_standings(self, at: dt.datetime, pairs: list[Row]) -> list[Row]:
        rows = []
        for recommendation in self.recommendations:
            assessment = self.current(Assessment, at, recommendation_id=recommendation, component_id=None)
            follow_ups = [e for e in self.in_force(FollowUp, at) if e["recommendation_id"] == recommendation]
            own = [pair["status"] for pair in pairs if pair["recommendation_id"] == recommendation]
            if assessment is None and not follow_ups:
                continue
            rows.append(
                {
                    "recommendation_id": recommendation,
                    "assessment_id": assessment["id"] if assessment else None,
                    "status": assessment["status"] if assessment else "not_assessed",
                    "assessed_on": assessment["assessed_on"] if assessment else None,
                    "next_review_on": assessment["next_review_on"] if assessment else None,
                    "last_reported_on": max((e["reported_on"] for e in follow_ups), default=None),
                    "last_published_at": max((e["published_at"] for e in follow_ups), default=None),
                }
                | {f"num_{status}": own.count(status) for status in STATUSES}
            )
        return rows


class Stored:
    """All rows of the standings as they are in the database now."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, Row]] = [
            (model.__name__, row) for model in STANDINGS for row in model.objects.values()
        ]

    def at(self, moment: dt.datetime) -> list[Row]:
        return [
            said(row)
            for _table, row in self.rows
            if row["valid_from"] <= moment and (row["valid_to"] is None or row["valid_to"] > moment)
        ]

    def by_subject(self) -> dict[tuple[Any, ...], list[Row]]:
        """Intervals of one subject each, in their order."""
        subjects: dict[tuple[Any, ...], list[Row]] = {}
        for table, row in self.rows:
            subject = (table, row.get("recommendation_id"), row.get("government_id"), row.get("component_id"))
            subjects.setdefault(subject, []).append(row)
        for rows in subjects.values():
            rows.sort(key=lambda row: row["valid_from"])
        return subjects


def said(row: Row) -> Row:
    """What a row of the standings says, without the bounds of its interval."""
    return {name: value for name, value in row.items() if name not in {"id", "valid_from", "valid_to"}}


def in_one_order(rows: list[Row]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)
