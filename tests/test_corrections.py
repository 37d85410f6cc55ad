"""Corrections, the order of moments, and redaction."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from recommendations.ledger import workflow
from recommendations.models import Evidence, FollowUp, GovernmentStanding, LedgerClock, RecommendationStanding
from tests import factories as make
from tests.support.ledger_world import World, saved
from tests.support.whole_database import dump, refusal_of

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

NOT_IN_FORCE = (
    "The entry to be corrected is no longer in force: it was withdrawn or corrected in the meantime. Record a new "
    "entry, or correct the newest correction."
)


@pytest.fixture
def world() -> World:
    return World()


# Corrections


def test_a_correction_begins_as_a_draft_with_the_content_evidence_and_links_of_the_original(world: World) -> None:
    draft = world.draft(components=[world.component], joint_with=[world.norway], details="At three sites.")
    workflow.save_evidence(evidence=make.evidence_for(draft, is_independent=True), by=world.editor)
    original = make.publish(draft, by=world.reviewer)

    correction = workflow.correct(entry=original, by=world.reviewer)

    content = (*FollowUp.subject_fields, *FollowUp.content_fields)
    assert [getattr(correction, name) for name in content] == [getattr(original, name) for name in content]
    assert (correction.state, correction.author, correction.corrects) == ("draft", world.reviewer, original)
    assert ([*correction.components.all()], [*correction.joint_with.all()]) == ([world.component], [world.norway])
    sources = Evidence.objects.values_list("title", "url", "is_independent").order_by("pk")
    assert sources[0] == sources[1]
    assert saved(original).state == "published"


def test_words_that_a_correction_took_out_are_gone_after_the_redaction_of_the_original(world: World) -> None:
    original = make.publish(world.draft(summary="Amina Sentinel was helped."), by=world.reviewer)
    correction = workflow.correct(entry=original, by=world.editor)
    correction.summary = "One person was helped."
    correction = workflow.save_draft(entry=correction, by=world.editor)
    make.publish(correction, by=world.reviewer)
    original = workflow.withdraw(entry=original, by=world.reviewer, reason="It named a person.")

    workflow.redact(entry=original, by=world.superuser, reason="It named a person.")

    assert [line for line in dump() if "Sentinel" in line] == []
    assert FollowUp.history.filter(id=correction.pk).count() == 3


def test_withdrawing_a_correction_does_not_revive_what_it_corrected(world: World) -> None:
    original = world.published()
    correction = make.publish(world.correction_of(original), by=world.reviewer)
    assert [*FollowUp.objects.in_force(timezone.now())] == [correction]

    workflow.withdraw(entry=correction, by=world.reviewer, reason="Wrong as well.")

    assert [*FollowUp.objects.in_force(timezone.now())] == []
    assert GovernmentStanding.objects.filter(valid_to=None).count() == 0


def test_an_entry_has_one_published_correction(world: World) -> None:
    original = world.published()
    first, second = world.correction_of(original), world.correction_of(original, by=world.reviewer)
    second = workflow.submit(entry=second, by=world.editor)
    first = make.publish(first, by=world.reviewer)

    assert refusal_of(lambda: workflow.publish(entry=second, by=world.superuser)) == [NOT_IN_FORCE]
    assert refusal_of(lambda: world.correction_of(original)) == [NOT_IN_FORCE]
    assert world.correction_of(first).corrects == first


def test_what_was_withdrawn_meanwhile_is_not_corrected(world: World) -> None:
    original = world.published()
    draft, handed_in = world.correction_of(original), world.correction_of(original, by=world.reviewer)
    handed_in = workflow.submit(entry=handed_in, by=world.editor)
    workflow.withdraw(entry=original, by=world.reviewer, reason="Wrong country.")

    assert refusal_of(lambda: workflow.submit(entry=draft, by=world.editor)) == [NOT_IN_FORCE]
    assert refusal_of(lambda: workflow.publish(entry=handed_in, by=world.superuser)) == [NOT_IN_FORCE]


def test_whoever_asks_for_a_correction_twice_gets_the_draft_that_they_began(world: World) -> None:
    original = world.published()

    first, second = world.correction_of(original), world.correction_of(original)

    assert first == second
    assert FollowUp.objects.filter(corrects=original).count() == 1


# Moments


@pytest.mark.parametrize("at", [NOON, NOON - HOUR])
def test_moments_of_the_ledger_never_run_backwards_and_are_never_equal(world: World, at: dt.datetime) -> None:
    published, submitted = world.published(at=NOON), world.submitted(at=NOON)

    withdrawal = refusal_of(lambda: workflow.withdraw(entry=published, by=world.reviewer, reason="Wrong.", at=at))
    publication = refusal_of(lambda: workflow.publish(entry=submitted, by=world.reviewer, at=at))

    late = ["The ledger already holds entries published later: give a later moment."]
    assert (withdrawal, publication) == (late, late)


def test_a_publication_while_the_clock_of_the_machine_stands_or_goes_back_gets_the_next_moment(world: World) -> None:
    ahead = timezone.now() + HOUR
    LedgerClock.objects.update(last_at=ahead)

    entries = [world.published(), world.published()]

    instant = dt.timedelta(microseconds=1)
    assert [entry.published_at for entry in entries] == [ahead + instant, ahead + 2 * instant]
    assert LedgerClock.objects.get().last_at == ahead + 2 * instant


def test_a_moment_in_the_future_is_refused(world: World) -> None:
    entry = world.submitted()

    said = refusal_of(lambda: workflow.publish(entry=entry, by=world.reviewer, at=timezone.now() + HOUR))

    assert said == ["This moment lies in the future: leave it out, or give an earlier one."]


def test_a_redacted_entry_keeps_its_dates_statuses_and_figures(world: World) -> None:
    entry = world.published(details="Names a person.")
    workflow.withdraw(entry=entry, by=world.reviewer, reason="It names a person.")
    before = [*GovernmentStanding.objects.values(), *RecommendationStanding.objects.values()]

    stub = workflow.redact(entry=saved(entry), by=world.superuser, reason="Privacy.")

    assert (stub.summary, stub.details, stub.withdrawal_reason, stub.redaction_reason) == ("", "", "", "Privacy.")
    assert (stub.status, stub.reported_on, stub.published_at) == (entry.status, entry.reported_on, entry.published_at)
    assert [*GovernmentStanding.objects.values(), *RecommendationStanding.objects.values()] == before


def test_a_redaction_spares_the_file_that_a_correction_shares(
    world: World, settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    position = make.draft_position(world.recommendation, world.sweden, by=world.editor)
    file = ContentFile(b"A plan.", name="plan.txt")
    workflow.save_evidence(evidence=make.evidence_for(position, url="", file=file), by=world.editor)
    original = make.publish(position, by=world.reviewer)
    correction = make.publish(world.correction_of(original), by=world.reviewer)

    original = workflow.withdraw(entry=saved(original), by=world.reviewer, reason="It names a person.")
    with django_capture_on_commit_callbacks(execute=True):
        workflow.redact(entry=original, by=world.superuser, reason="Privacy.")

    shared = correction.evidence.get().file.name
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.txt")] == [shared]
