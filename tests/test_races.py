"""People who act at the same time, each on a connection of their own: nothing is lost, nothing happens twice."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from recommendations.ledger import workflow
from recommendations.ledger.rules import Conflict, Refused
from recommendations.models import FollowUp, LedgerClock
from tests import factories as make
from tests.support.ledger_world import World, saved
from tests.support.tiers import tries

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.prove,
    # Who comes first is another one each time.
    pytest.mark.parametrize("time", range(tries(1, 20))),
]


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """What the steps return, or the refusals that they raise, each taken in a thread that waits for all others."""
    # Back to the pool, which holds as many connections as there are threads at the most.
    connection.close()
    start = threading.Barrier(len(steps), timeout=20)
    outcomes: list[Any] = [None] * len(steps)

    def run(number: int, step: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            outcomes[number] = step()
        except Exception as error:  # noqa: BLE001 - the test compares whatever came of it
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def kinds(outcomes: list[Any]) -> list[str]:
    return sorted(type(outcome).__name__ for outcome in outcomes)


@pytest.fixture
def world() -> World:
    return World()


def test_two_reviewers_publish_the_same_entry_and_one_does(world: World, time: int) -> None:
    entry = world.submitted()
    reviewers = [make.make_reviewer(), make.make_reviewer()]

    outcomes = at_once(
        *(lambda by=by: workflow.publish(entry=saved(entry), by=by) for by in reviewers),
    )

    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    published = [outcome for outcome in outcomes if isinstance(outcome, FollowUp)]
    assert (len(published), len(refusals)) == (1, 1)
    assert saved(entry).published_by == published[0].published_by
    assert FollowUp.history.filter(history_change_reason="published").count() == 1


def test_two_corrections_of_one_entry_are_published_and_one_is(world: World, time: int) -> None:
    original = world.published()
    drafts = [world.correction_of(original), world.correction_of(original, by=make.make_editor())]
    submitted = [workflow.submit(entry=draft, by=world.editor) for draft in drafts]

    outcomes = at_once(
        *(lambda entry=entry: workflow.publish(entry=entry, by=world.reviewer) for entry in submitted),
    )

    assert kinds(outcomes) == ["FollowUp", "Refused"]
    assert FollowUp.objects.filter(corrects=original, published_at__isnull=False).count() == 1


def test_a_withdrawal_and_a_correction_of_one_entry_leave_standings_that_agree_with_the_ledger(
    world: World, time: int
) -> None:
    original = world.published()
    correction = workflow.submit(entry=world.correction_of(original), by=world.editor)

    at_once(
        lambda: workflow.publish(entry=correction, by=world.reviewer),
        lambda: workflow.withdraw(entry=original, by=world.reviewer, reason="Wrong."),
    )

    assert saved(original).state == "withdrawn"
    call_command("rebuild_standings", check=True, verbosity=0)


def test_entries_published_at_once_get_moments_of_their_own(world: World, time: int) -> None:
    governments = [make.make_government(f"Q{letter}Z", iso2=f"{letter}Z") for letter in "ABCDEFGH"]
    drafts = [make.draft_follow_up(world.recommendation, government, by=world.editor) for government in governments]
    entries = [workflow.submit(entry=draft, by=world.editor) for draft in drafts]

    outcomes = at_once(
        *(lambda entry=entry: workflow.publish(entry=entry, by=world.reviewer) for entry in entries),
    )

    moments = FollowUp.objects.order_by("published_at").values_list("published_at", flat=True)
    assert kinds(outcomes) == ["FollowUp"] * 8
    assert len(set(moments)) == 8
    assert LedgerClock.objects.get().last_at == moments[7]
    assert world.recommendation.standings.get(valid_to=None).num_in_progress == 8
    call_command("rebuild_standings", check=True, verbosity=0)


def test_two_people_save_the_same_draft_and_the_second_is_told(world: World, time: int) -> None:
    draft = world.draft()
    mine, theirs = saved(draft), saved(draft)
    mine.summary, theirs.summary = "Mine.", "Theirs."

    outcomes = at_once(
        lambda: workflow.save_draft(entry=mine, by=world.editor),
        lambda: workflow.save_draft(entry=theirs, by=world.reviewer),
    )

    assert kinds(outcomes) == ["Conflict", "FollowUp"]
    conflict = next(outcome for outcome in outcomes if isinstance(outcome, Conflict))
    kept = next(outcome for outcome in outcomes if isinstance(outcome, FollowUp))
    assert saved(draft).summary == conflict.saved.summary == kept.summary
    assert {mine.summary, theirs.summary} == {"Mine.", "Theirs."}
    assert FollowUp.history.filter(summary__in=["Mine.", "Theirs."]).count() == 1


def test_an_edit_and_a_submission_at_once_do_not_mix(world: World, time: int) -> None:
    draft = world.draft()
    edited = saved(draft)
    edited.summary = "Changed at the last moment."

    outcomes = at_once(
        lambda: workflow.save_draft(entry=edited, by=world.editor),
        lambda: workflow.submit(entry=saved(draft), by=world.editor),
    )

    edit, submission = outcomes
    entry = saved(draft)
    assert entry.summary == (draft.summary if isinstance(edit, Conflict) else "Changed at the last moment.")
    assert entry.state == ("draft" if isinstance(submission, Conflict) else "submitted")
    assert not (isinstance(edit, Conflict) and isinstance(submission, Conflict))
