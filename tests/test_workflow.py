"""The steps of an entry: from which state, with what effect, and with which sentence each is refused."""

import datetime as dt

import pytest
from django.utils import timezone

from recommendations.ledger import workflow
from recommendations.ledger.rules import Conflict
from recommendations.models import Evidence, FollowUp, GovernmentStanding, RecommendationStanding
from tests import factories as make
from tests.support.ledger_world import World, saved
from tests.support.whole_database import refusal_of

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

NOT_EDITABLE = (
    "Only a draft or a returned entry can be changed: this one is {}. Correct a published entry, or have a submitted "
    "one returned."
)
NOT_IN_FORCE = (
    "The entry to be corrected is no longer in force: it was withdrawn or corrected in the meantime. Record a new "
    "entry, or correct the newest correction."
)
CONFLICT = "Somebody else changed this entry after you opened it. Read how it stands now, then decide again."


@pytest.fixture
def world() -> World:
    return World()


# Drafts


def test_a_new_entry_is_a_draft_by_its_author(world: World) -> None:
    entry = world.draft(components=[world.component], joint_with=[world.norway])

    entry = saved(entry)
    assert (entry.state, entry.author, entry.version) == ("draft", world.editor, 1)
    assert ([*entry.components.all()], [*entry.joint_with.all()]) == ([world.component], [world.norway])


def test_saving_a_draft_writes_its_content_and_counts_its_version(world: World) -> None:
    entry = world.draft(components=[world.component])
    entry.summary = "Two programmes have begun."

    workflow.save_draft(entry=entry, by=world.reviewer)

    entry = saved(entry)
    assert (entry.summary, entry.version, entry.author) == ("Two programmes have begun.", 2, world.editor)
    assert [*entry.components.all()] == [world.component]


def test_saving_a_draft_replaces_its_links(world: World) -> None:
    other = make.make_component(world.recommendation)
    entry = world.draft(components=[world.component], joint_with=[world.norway])

    entry = workflow.save_draft(entry=entry, by=world.editor, components=[other], joint_with=[])

    assert ([*entry.components.all()], [*entry.joint_with.all()]) == ([other], [])


def test_saving_a_draft_changes_nothing_but_its_content(world: World) -> None:
    entry, other = world.draft(), world.published()
    entry.state, entry.self_published, entry.corrects = "published", True, other
    entry.submitted_by = entry.reviewed_by = entry.published_by = entry.author = world.reviewer
    entry.submitted_at = entry.reviewed_at = entry.published_at = NOON

    workflow.save_draft(entry=entry, by=world.editor)

    entry = saved(entry)
    assert (entry.state, entry.author, entry.corrects, entry.self_published) == ("draft", world.editor, None, False)
    assert (entry.submitted_at, entry.reviewed_at, entry.published_at) == (None, None, None)


def test_a_new_entry_cannot_be_born_published(world: World) -> None:
    steps = dict.fromkeys(("submitted_by", "reviewed_by", "published_by"), world.reviewer)
    moments = dict.fromkeys(("submitted_at", "reviewed_at", "published_at"), NOON)

    entry = saved(world.draft(state="published", **steps, **moments))

    assert (entry.state, entry.submitted_at, entry.published_at) == ("draft", None, None)


def test_the_second_of_two_people_who_save_the_same_draft_is_told_and_overwrites_nothing(world: World) -> None:
    entry = world.draft()
    mine, theirs = saved(entry), saved(entry)
    theirs.summary = "Theirs."
    workflow.save_draft(entry=theirs, by=world.reviewer)
    mine.summary = "Mine."

    with pytest.raises(Conflict) as conflict:
        workflow.save_draft(entry=mine, by=world.editor)

    assert conflict.value.messages == [CONFLICT]
    assert (conflict.value.saved.summary, mine.summary, saved(entry).summary) == ("Theirs.", "Mine.", "Theirs.")


@pytest.mark.parametrize(
    ("step", "state", "words"),
    [
        ("submit", "draft", {}),
        ("delete_draft", "draft", {}),
        ("publish", "submitted", {}),
        ("return_to_author", "submitted", {"note": "Name the programme."}),
        ("withdraw", "published", {"reason": "Wrong country."}),
        ("correct", "published", {}),
        ("redact", "withdrawn", {"reason": "It names a person."}),
    ],
)
def test_no_step_is_taken_on_an_entry_that_changed_since_it_was_read(
    world: World, step: str, state: str, words: dict[str, str]
) -> None:
    entry = world.entry_in(state)
    entry.version -= 1

    assert refusal_of(lambda: getattr(workflow, step)(entry=entry, by=world.superuser, **words)) == [CONFLICT]


def test_a_save_that_was_refused_can_be_mended_and_tried_again(world: World) -> None:
    entry = world.draft()
    entry.reported_on = timezone.now().date() + dt.timedelta(days=1)
    refusal_of(lambda: workflow.save_draft(entry=entry, by=world.editor))

    entry.reported_on = timezone.now().date()
    workflow.save_draft(entry=entry, by=world.editor)

    assert saved(entry).version == 2


# From which state


@pytest.mark.parametrize("state", ["submitted", "published", "withdrawn", "redacted"])
def test_only_a_draft_or_a_returned_entry_is_changed(world: World, state: str) -> None:
    entry = world.entry_in(state)
    sentence = [NOT_EDITABLE.format("withdrawn" if state == "redacted" else state)]

    for step in (
        lambda: workflow.save_draft(entry=saved(entry), by=world.superuser),
        lambda: workflow.delete_draft(entry=saved(entry), by=world.superuser),
        lambda: workflow.save_evidence(evidence=make.evidence_for(entry), by=world.superuser),
    ):
        assert refusal_of(step) == sentence


@pytest.mark.parametrize("state", ["submitted", "published", "withdrawn", "redacted"])
def test_only_a_draft_or_a_returned_entry_is_submitted(world: World, state: str) -> None:
    entry = world.entry_in(state)

    said = refusal_of(lambda: workflow.submit(entry=entry, by=world.superuser))

    assert said == ["Only a draft or a returned entry can be submitted."]


@pytest.mark.parametrize("state", ["draft", "returned", "published", "withdrawn", "redacted"])
def test_only_a_submitted_entry_is_published_or_returned(world: World, state: str) -> None:
    entry = world.entry_in(state)

    publication = refusal_of(lambda: workflow.publish(entry=entry, by=world.superuser))
    back = refusal_of(lambda: workflow.return_to_author(entry=entry, by=world.superuser, note="Why?"))

    assert publication == ["Only a submitted entry can be published: submit it first."]
    assert back == ["Only a submitted entry can be returned."]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn", "redacted"])
def test_only_a_published_entry_is_withdrawn_or_corrected(world: World, state: str) -> None:
    entry = world.entry_in(state)

    withdrawal = refusal_of(lambda: workflow.withdraw(entry=entry, by=world.superuser, reason="Wrong."))
    correction = refusal_of(lambda: workflow.correct(entry=entry, by=world.superuser))

    assert withdrawal == ["Only a published entry can be withdrawn."]
    assert correction == [NOT_IN_FORCE]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "published", "redacted"])
def test_only_a_withdrawn_entry_is_redacted_and_once(world: World, state: str) -> None:
    entry = world.entry_in(state)

    said = refusal_of(lambda: workflow.redact(entry=entry, by=world.superuser, reason="It names a person."))

    assert said == ["Only a withdrawn entry can be redacted, and only once: withdraw it first."]


def test_whoever_returns_withdraws_or_redacts_says_why(world: World) -> None:
    submitted, published, withdrawn = world.submitted(), world.published(), world.withdrawn()

    note = refusal_of(lambda: workflow.return_to_author(entry=submitted, by=world.reviewer, note=" \n"))
    reason = refusal_of(lambda: workflow.withdraw(entry=published, by=world.reviewer, reason=" "))
    ground = refusal_of(lambda: workflow.redact(entry=withdrawn, by=world.superuser, reason=""))

    assert note == ["Say in a note what the author should change."]
    assert reason == ["Give the reason for the withdrawal: it is shown to the public."]
    assert ground == ["Give the reason for the redaction: it is shown in place of the text."]


# What each step writes


def test_each_step_records_who_took_it_and_when(world: World) -> None:
    at = [NOON + HOUR * number for number in range(6)]
    entry = world.draft(at=at[0])

    entry = workflow.submit(entry=entry, by=world.editor, at=at[1])
    entry = workflow.return_to_author(entry=entry, by=world.reviewer, note="Name the programme.", at=at[2])
    entry = workflow.submit(entry=entry, by=world.editor, at=at[3])
    assert (entry.state, entry.return_note, entry.reviewed_at) == ("submitted", "Name the programme.", at[2])
    entry = workflow.publish(entry=entry, by=world.reviewer, at=at[4])
    entry = workflow.withdraw(entry=entry, by=world.superuser, reason="Wrong country.", at=at[5])

    entry = saved(entry)
    assert (entry.submitted_by, entry.submitted_at) == (world.editor, at[3])
    assert (entry.reviewed_by, entry.reviewed_at) == (world.reviewer, at[4])
    assert (entry.published_by, entry.published_at) == (world.reviewer, at[4])
    assert (entry.withdrawn_by, entry.withdrawn_at, entry.withdrawal_reason) == (
        world.superuser,
        at[5],
        "Wrong country.",
    )
    steps = FollowUp.history.filter(id=entry.pk).order_by("history_id")
    assert [*steps.values_list("history_change_reason", "history_user", "history_date")] == [
        ("written", world.editor.pk, at[0]),
        ("submitted", world.editor.pk, at[1]),
        ("returned", world.reviewer.pk, at[2]),
        ("submitted", world.editor.pk, at[3]),
        ("published", world.reviewer.pk, at[4]),
        ("withdrawn", world.superuser.pk, at[5]),
    ]


def test_publication_and_withdrawal_move_the_standings_at_once(world: World) -> None:
    entry = world.published(at=NOON, status="planning")
    workflow.withdraw(entry=entry, by=world.reviewer, reason="Wrong country.", at=NOON + HOUR)

    pairs = GovernmentStanding.objects.values_list("status", "valid_from", "valid_to")
    wholes = RecommendationStanding.objects.values_list("num_planning", "valid_from", "valid_to")
    assert [*pairs] == [("planning", NOON, NOON + HOUR)]
    assert [*wholes] == [(1, NOON, NOON + HOUR)]


def test_a_deleted_draft_takes_its_evidence_and_links_along(world: World) -> None:
    entry = world.draft(components=[world.component], joint_with=[world.norway])
    workflow.save_evidence(evidence=make.evidence_for(entry), by=world.editor)

    workflow.delete_draft(entry=entry, by=world.editor)

    assert (FollowUp.objects.count(), Evidence.objects.count(), world.component.follow_up_links.count()) == (0, 0, 0)


def test_a_step_on_a_draft_that_was_deleted_meanwhile_is_refused(world: World) -> None:
    draft = world.draft()
    seen_before = saved(draft)
    workflow.delete_draft(entry=draft, by=world.editor)

    refusal = refusal_of(lambda: workflow.submit(entry=seen_before, by=world.editor))

    assert refusal == ["Somebody deleted this draft after you opened it: record it anew."]


def test_a_superuser_submits_and_publishes_in_one_step_and_the_entry_says_so(world: World) -> None:
    draft = world.draft(by=world.superuser)

    entry = workflow.submit_and_publish(entry=draft, by=world.superuser)

    assert (entry.state, entry.submitted_by, entry.published_by) == ("published", world.superuser, world.superuser)
    assert entry.self_published is True


def test_nothing_is_submitted_where_publication_at_once_is_refused(world: World) -> None:
    draft = world.draft()

    refusal = refusal_of(lambda: workflow.submit_and_publish(entry=draft, by=world.editor))

    assert refusal == ["Only a reviewer publishes, returns or withdraws entries."]
    assert saved(draft).state == "draft"
