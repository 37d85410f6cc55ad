"""Whatever people do with the ledger, the stored standings are what a plain reading of it gives, at every moment."""

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, multiple, rule, run_state_machine_as_test

from recommendations.ledger import workflow
from recommendations.ledger.standings import write_standings
from recommendations.models import (
    Assessment,
    Entry,
    Evidence,
    FollowUp,
    FollowUpComponent,
    JointGovernment,
    LedgerClock,
    Position,
    Recommendation,
)
from tests import factories as make
from tests.support.naive import STANDINGS, Ledger, Stored, in_one_order, said
from tests.support.tiers import IS_PROOF, SEED, tries

pytestmark = [pytest.mark.django_db, pytest.mark.prove]

NUM_RUNS, NUM_STEPS = tries(2, 24), tries(24, 48)
# A sequence that fails is cut down to the steps that matter where there are minutes for it.
PHASES = [Phase.generate, Phase.shrink] if IS_PROOF else [Phase.generate]
# Ten sequences a run: after the tenth, most would be small changes of the one before, which find less than the first
# ones of another seed.
SETTINGS = settings(max_examples=10, stateful_step_count=NUM_STEPS, phases=PHASES, database=None, deadline=None)

START = dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)
# Few, so that equal dates are common; the last one lies in the future for a while.
DAYS = [START.date() + dt.timedelta(days=days) for days in (-30, -30, -2, 0, 20)]
PAUSES = [
    dt.timedelta(microseconds=1),
    dt.timedelta(seconds=1),
    dt.timedelta(hours=13),
    dt.timedelta(days=9),
]

# From which states each step may be taken, and the state after it (none: the entry is gone).
STEPS: dict[str, tuple[set[str], str | None]] = {
    "submit": ({"draft", "returned"}, "submitted"),
    "return_to_author": ({"submitted"}, "returned"),
    "publish": ({"submitted"}, "published"),
    "withdraw": ({"published"}, "withdrawn"),
    "redact": ({"withdrawn"}, "withdrawn"),
    "delete_draft": ({"draft", "returned"}, None),
    "save_draft": ({"draft", "returned"}, None),
}
WORDS = {
    "return_to_author": {"note": "Name the programme."},
    "withdraw": {"reason": "Wrong country."},
    "redact": {"reason": "It names a person."},
}
RECORDS = (Position, FollowUp, Assessment, Evidence, FollowUpComponent, JointGovernment)
WRITTEN = (*RECORDS, *(record.history.model for record in RECORDS), *STANDINGS, LedgerClock)
ORDERED_BY_THE_CLOCK = {"publish", "withdraw"}

follow_up_statuses = st.sampled_from(["planning", "in_progress", "completed", "continuous", "discontinued"])
assessment_statuses = st.sampled_from(["not_assessed", "planned", "under_way", "implemented", "continuous", "closed"])
days = st.sampled_from(DAYS)
pauses = st.sampled_from(PAUSES)
# None: the draft stays a draft for now.
until_publication = st.sampled_from([None, *PAUSES])
sides = st.sampled_from([0, 1])


@dataclass
class World:
    recommendations: list[Recommendation]
    governments: list[Any]
    components: list[Any]
    organisations: dict[str, Any]
    people: dict[str, Any]


@pytest.fixture
def world() -> World:
    governments = [make.make_government(), make.make_government()]
    recommendations = [make.make_recommendation(), make.make_recommendation()]
    focal_point = make.make_user()
    governments[0].focal_points.create(user=focal_point, started_on=START.date() - dt.timedelta(days=1))
    return World(
        recommendations,
        governments,
        [make.make_component(recommendation) for recommendation in recommendations],
        {
            "civil_society": make.make_organisation(),
            "international_organisation": make.make_organisation(kind="international_organisation"),
        },
        {
            "editor": make.make_editor(),
            "reviewer": make.make_reviewer(),
            "superuser": make.make_superuser(),
            "focal point": focal_point,
            "stranger": make.make_user(),
        },
    )


@dataclass
class Handle:
    """An entry, and the state in which the steps taken so far should have left it."""

    model: type[Entry]
    pk: int
    state: str | None

    def fetch(self) -> Any:
        return self.model.objects.get(pk=self.pk)


def everything() -> dict[str, list[str]]:
    """All rows of the tables that a step may write to."""
    with connection.cursor() as cursor:
        tables = [model._meta.db_table for model in WRITTEN]
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


class PeopleAtWork(RuleBasedStateMachine):
    world: World

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.last_published = START - dt.timedelta(days=1)
        self.handles: dict[tuple[type[Entry], int], Handle] = {}
        self.before: dict[str, list[str]] | None = None
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    entries = Bundle("entries")

    def wait(self, pause: dt.timedelta) -> dt.datetime:
        self.now += pause
        return self.now

    def attempt(self, step: Callable[[], Any]) -> Any:
        """The outcome of `step`, or nothing where it was refused: then every table is as it was."""
        before = self.before = self.before or everything()
        try:
            outcome = step()
        except ValidationError:
            assert everything() == before
            return None
        self.before = None
        return outcome or True

    @rule(
        target=entries,
        recommendation=sides,
        government=sides,
        status=follow_up_statuses,
        day=days,
        source=st.booleans(),
        then=until_publication,
    )
    def write_follow_up(
        self, *, recommendation: int, government: int, status: str, day: dt.date, source: bool, then: Any
    ) -> Any:
        return self.write(
            make.draft_follow_up,
            recommendation,
            self.world.governments[government],
            sources=[source] if source else [],
            status=status,
            reported_on=day,
            components=[self.world.components[recommendation]],
            then=then,
        )

    @rule(
        target=entries,
        recommendation=sides,
        government=st.sampled_from([0, 1, None]),
        voice=st.sampled_from(["civil_society", "international_organisation"]),
        status=follow_up_statuses,
        day=days,
        then=until_publication,
    )
    def write_for_another_voice(
        self, *, recommendation: int, government: int | None, voice: str, status: str, day: dt.date, then: Any
    ) -> Any:
        return self.write(
            make.draft_follow_up,
            recommendation,
            None if government is None else self.world.governments[government],
            sources=[True],
            status=status,
            reported_on=day,
            voice=voice,
            organisation=self.world.organisations[voice],
            channel="recorded_by_secretariat",
            then=then,
        )

    @rule(
        target=entries,
        recommendation=sides,
        government=sides,
        stance=st.sampled_from(["supported", "supported_in_part", "noted", "not_applicable"]),
        day=days,
        then=until_publication,
    )
    def write_position(self, *, recommendation: int, government: int, stance: str, day: dt.date, then: Any) -> Any:
        return self.write(
            make.draft_position,
            recommendation,
            self.world.governments[government],
            stance=stance,
            stated_on=day,
            then=then,
        )

    @rule(
        target=entries,
        recommendation=sides,
        part=st.booleans(),
        status=assessment_statuses,
        day=days,
        then=until_publication,
    )
    def write_assessment(self, *, recommendation: int, part: bool, status: str, day: dt.date, then: Any) -> Any:
        return self.write(
            make.draft_assessment,
            recommendation,
            sources=[False],
            component=self.world.components[recommendation] if part else None,
            status=status,
            assessed_on=day,
            next_review_on=day + dt.timedelta(days=400) if status == "continuous" else None,
            then=then,
        )

    def write(self, draft: Any, recommendation: int, *subject: Any, then: Any, sources: Any = (), **fields: Any) -> Any:
        editor, at = self.world.people["editor"], self.wait(PAUSES[1])
        subject = (self.world.recommendations[recommendation], *subject)
        entry = self.attempt(lambda: draft(*subject, by=editor, at=at, **fields))
        for is_independent in sources if entry else ():
            source = make.evidence_for(entry, is_independent=is_independent)
            workflow.save_evidence(evidence=source, by=editor, at=at)
            self.before = None
        assert bool(entry) == (
            fields.get("reported_on", fields.get("assessed_on", fields.get("stated_on"))) <= at.date()
        )
        return self.drafted(entry, then)

    @rule(entry=entries, pause=pauses)
    def publish(self, *, entry: Handle, pause: dt.timedelta) -> None:
        self.bring_to_publication(entry, pause)

    def bring_to_publication(self, entry: Handle, pause: dt.timedelta) -> None:
        self.take(entry, "submit", "editor", pause)
        self.take(entry, "publish", "reviewer", pause)

    @rule(target=entries, entry=entries, status=st.booleans(), day=days, then=until_publication)
    def correct(self, *, entry: Handle, status: bool, day: dt.date, then: Any) -> Any:
        editor = self.world.people["editor"]
        if entry.state == "draft":
            self.bring_to_publication(entry, PAUSES[1])
        if entry.state is None:
            return multiple()
        at = self.wait(PAUSES[1])
        draft = self.attempt(lambda: workflow.correct(entry=entry.fetch(), by=editor, at=at))
        if draft and day <= at.date():
            setattr(draft, draft.date_field, day)
            if status and isinstance(draft, FollowUp):
                draft.status = "planning"
            self.attempt(lambda: workflow.save_draft(entry=draft, by=editor, at=at))
        return self.drafted(draft, then)

    def drafted(self, entry: Any, then: Any) -> Any:
        if not entry:
            return multiple()
        # Whoever has begun a correction gets the same one back.
        handle = self.handles.setdefault((type(entry), entry.pk), Handle(type(entry), entry.pk, "draft"))
        if then:
            self.bring_to_publication(handle, then)
        return handle

    @rule(
        entry=entries,
        step=st.sampled_from(sorted(STEPS)),
        person=st.sampled_from(["superuser", "reviewer", "editor", "focal point", "stranger"]),
        pause=st.sampled_from([*PAUSES, -dt.timedelta(days=2)]),
        is_outdated=st.integers(0, 9).map(lambda number: number == 0),
    )
    def try_step(self, *, entry: Handle, step: str, person: str, pause: dt.timedelta, is_outdated: bool) -> None:
        self.take(entry, step, person, pause, is_outdated=is_outdated)

    @rule(entry=entries, pause=pauses)
    def withdraw(self, *, entry: Handle, pause: dt.timedelta) -> None:
        self.take(entry, "withdraw", "superuser", pause)

    def take(self, entry: Handle, step: str, person: str, pause: dt.timedelta, *, is_outdated: bool = False) -> None:
        if entry.state is None:
            return
        # A negative pause gives the step an earlier moment than the one before; the clock of the test goes on.
        at = self.wait(pause) if pause > dt.timedelta(0) else self.now + pause
        row = entry.fetch()
        row.version -= is_outdated
        by = self.world.people[person]
        taken = self.attempt(lambda: getattr(workflow, step)(entry=row, by=by, at=at, **WORDS.get(step, {})))
        if not taken:
            return
        allowed_from, after = STEPS[step]
        assert entry.state in allowed_from
        assert person != "stranger"
        assert not is_outdated
        if step in ORDERED_BY_THE_CLOCK:
            assert at > self.last_published
            self.last_published = at
        if step != "save_draft":
            entry.state = after
        if after is not None:
            assert entry.fetch().state == after

    def compare(self) -> None:
        ledger, stored = Ledger(), Stored()
        for moment in ledger.moments():
            assert in_one_order(stored.at(moment)) == in_one_order(ledger.standings(moment)), moment
            for model, rows in ledger.entries.items():
                expected = [entry["id"] for entry in ledger.in_force(model, moment) if rows]
                assert sorted(model.objects.in_force(moment).values_list("pk", flat=True)) == sorted(expected)
        for rows in stored.by_subject().values():
            assert [row for row in rows if row["valid_to"] is not None and row["valid_to"] <= row["valid_from"]] == []
            for row, after in pairwise(rows):
                assert row["valid_to"] is not None
                assert row["valid_to"] <= after["valid_from"]
                assert row["valid_to"] < after["valid_from"] or said(row) != said(after)
        assert [len(write_standings(recommendation)) for recommendation in self.world.recommendations] == [0, 0]

    def teardown(self) -> None:
        try:
            # A step that failed says more than the comparison after it would.
            if sys.exc_info()[0] is None:
                self.compare()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)


@pytest.mark.parametrize("number", range(NUM_RUNS))
def test_the_standings_are_a_plain_reading_of_the_ledger_at_every_moment(world: World, number: int) -> None:
    people = seed(SEED + number)(type("People", (PeopleAtWork,), {"world": world}))

    run_state_machine_as_test(people, settings=SETTINGS)
