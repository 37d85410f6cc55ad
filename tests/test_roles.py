"""Who may take which step: the table of the roles, tried out step by step."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from recommendations.ledger import workflow
from recommendations.models import Entry, FollowUp, rights_of
from tests import factories as make
from tests.support.ledger_world import World, saved
from tests.support.whole_database import refusal_of

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)

NOT_YOURS = ["You may write for your own government only, and in no other voice than its own."]
OWN_WORK = ["You wrote or edited this entry: another reviewer has to decide about it."]
NOT_A_REVIEWER = ["Only a reviewer publishes, returns or withdraws entries."]

STAFF = ["editor", "reviewer", "superuser"]
WRITERS_FOR_SWEDEN = ["focal point", "alternate whose role ends tomorrow", *STAFF]


class People(World):
    def __init__(self) -> None:
        super().__init__()
        self.people = {
            "nobody": make.make_user(),
            "focal point": self.focal_point(),
            "alternate whose role ends tomorrow": self.focal_point(role="alternate", ends_in=1),
            "focal point whose role ended today": self.focal_point(ends_in=0),
            "focal point from tomorrow on": self.focal_point(starts_in=1),
            "focal point of Norway": make.make_focal_point(self.norway),
            "editor": self.editor,
            "deactivated editor": make.make_user(group="Editors", is_active=False),
            "reviewer": self.reviewer,
            "superuser": self.superuser,
        }
        self.organisation = make.make_organisation()
        # Whose work is looked at: none of the people above wrote it.
        self.author = make.make_editor()

    def focal_point(self, *, starts_in: int = -30, ends_in: int | None = None, role: str = "main") -> User:
        user, today = make.make_user(), timezone.now().date()
        ended_on = None if ends_in is None else today + ends_in * DAY
        self.sweden.focal_points.create(user=user, started_on=today + starts_in * DAY, ended_on=ended_on, role=role)
        return user

    def who_may(self, step: Callable[[User], Any]) -> list[str]:
        """The people whom the step is not refused; each tries it on the same state of the ledger."""
        able = []
        for name, person in self.people.items():
            undo = transaction.savepoint()
            try:
                step(person)
            except ValidationError:
                pass
            else:
                able.append(name)
            transaction.savepoint_rollback(undo)
        return able


@pytest.fixture
def world() -> People:
    return People()


def of_another_voice(world: People, by: User) -> FollowUp:
    return make.draft_follow_up(
        world.recommendation,
        world.sweden,
        by=by,
        voice="civil_society",
        organisation=world.organisation,
        channel="recorded_by_secretariat",
    )


def test_focal_points_write_for_their_own_government_on_the_days_of_their_role_and_staff_write_all(
    world: People,
) -> None:
    def follow_up(by: User) -> FollowUp:
        return make.draft_follow_up(world.recommendation, world.sweden, by=by)

    def position(by: User) -> Entry:
        return make.draft_position(world.recommendation, world.sweden, by=by)

    assert world.who_may(follow_up) == WRITERS_FOR_SWEDEN
    assert world.who_may(position) == WRITERS_FOR_SWEDEN


def test_staff_alone_write_in_other_voices_and_assess(world: People) -> None:
    assert world.who_may(lambda by: of_another_voice(world, by)) == STAFF
    assert world.who_may(lambda by: make.draft_assessment(world.recommendation, by=by)) == STAFF


def test_whoever_may_write_an_entry_may_change_submit_correct_and_delete_it(world: People) -> None:
    draft, published = world.draft(by=world.author), world.published(by=world.author)
    source = workflow.save_evidence(evidence=make.evidence_for(draft), by=world.author)

    for step in (
        lambda by: workflow.save_draft(entry=saved(draft), by=by),
        lambda by: workflow.save_evidence(evidence=make.evidence_for(draft), by=by),
        lambda by: workflow.remove_evidence(evidence=saved(source), by=by),
        lambda by: workflow.submit(entry=saved(draft), by=by),
        lambda by: workflow.delete_draft(entry=saved(draft), by=by),
        lambda by: workflow.correct(entry=published, by=by),
    ):
        assert world.who_may(step) == WRITERS_FOR_SWEDEN


def test_reviewers_publish_return_and_withdraw(world: People) -> None:
    submitted, published = world.submitted(by=world.author), world.published(by=world.author)
    assessment = make.draft_assessment(world.recommendation, by=world.author)
    assessment = workflow.submit(entry=assessment, by=world.author)

    for step in (
        lambda by: workflow.publish(entry=submitted, by=by),
        lambda by: workflow.publish(entry=assessment, by=by),
        lambda by: workflow.return_to_author(entry=submitted, by=by, note="Name it."),
        lambda by: workflow.withdraw(entry=published, by=by, reason="Wrong."),
    ):
        assert world.who_may(step) == ["reviewer", "superuser"]


def test_superusers_alone_redact(world: People) -> None:
    withdrawn = world.withdrawn()

    assert world.who_may(lambda by: workflow.redact(entry=withdrawn, by=by, reason="Privacy.")) == ["superuser"]


def test_each_refusal_says_what_the_person_may_do(world: People) -> None:
    submitted, withdrawn = world.submitted(by=world.author), world.withdrawn()
    foreign, editor = world.people["focal point of Norway"], world.editor

    assert refusal_of(lambda: world.draft(by=foreign)) == NOT_YOURS
    assert refusal_of(lambda: of_another_voice(world, world.people["focal point"])) == NOT_YOURS
    assert refusal_of(lambda: make.draft_assessment(world.recommendation, by=foreign)) == [
        "Only editors and reviewers of the secretariat write assessments."
    ]
    assert refusal_of(lambda: workflow.publish(entry=submitted, by=editor)) == NOT_A_REVIEWER
    assert refusal_of(lambda: workflow.redact(entry=withdrawn, by=editor, reason="Privacy.")) == [
        "Only a superuser redacts an entry."
    ]


def test_a_focal_point_hands_no_draft_over_to_another_government_or_voice(world: People) -> None:
    by = world.people["focal point"]
    draft = world.draft(by=by)

    draft.government = world.norway
    to_norway = refusal_of(lambda: workflow.save_draft(entry=draft, by=by))
    draft.government, draft.voice, draft.organisation = world.sweden, "civil_society", make.make_organisation()
    to_civil_society = refusal_of(lambda: workflow.save_draft(entry=draft, by=by))

    assert (to_norway, to_civil_society) == (NOT_YOURS, NOT_YOURS)


def test_nobody_takes_evidence_off_an_entry_that_is_not_theirs(world: People) -> None:
    swedish = world.draft(by=world.people["focal point"])
    source = workflow.save_evidence(evidence=make.evidence_for(swedish), by=world.people["focal point"])
    foreign = world.people["focal point of Norway"]
    source.follow_up = make.draft_follow_up(world.recommendation, world.norway, by=foreign)

    assert refusal_of(lambda: workflow.save_evidence(evidence=source, by=foreign)) == NOT_YOURS
    assert refusal_of(lambda: workflow.remove_evidence(evidence=source, by=foreign)) == NOT_YOURS


# Nothing that one wrote or edited


def edit(world: World, entry: FollowUp) -> None:
    workflow.save_draft(entry=entry, by=world.reviewer)


def add_evidence(world: World, entry: FollowUp) -> None:
    workflow.save_evidence(evidence=make.evidence_for(entry), by=world.reviewer)


def remove_evidence(world: World, entry: FollowUp) -> None:
    source = workflow.save_evidence(evidence=make.evidence_for(entry), by=world.editor)
    workflow.remove_evidence(evidence=source, by=world.reviewer)


@pytest.mark.parametrize("touch", [edit, add_evidence, remove_evidence])
def test_a_reviewer_decides_nothing_that_they_edited(world: World, touch: Any) -> None:
    entry = world.draft()
    touch(world, entry)
    entry = workflow.submit(entry=saved(entry), by=world.editor)

    publication = refusal_of(lambda: workflow.publish(entry=entry, by=world.reviewer))
    back = refusal_of(lambda: workflow.return_to_author(entry=entry, by=world.reviewer, note="Name it."))
    entry = workflow.publish(entry=entry, by=make.make_reviewer())
    withdrawal = refusal_of(lambda: workflow.withdraw(entry=entry, by=world.reviewer, reason="Wrong."))

    assert (publication, back, withdrawal) == (OWN_WORK, OWN_WORK, OWN_WORK)


def test_a_reviewer_publishes_nothing_that_they_wrote_even_if_others_edited_and_submitted_it(world: World) -> None:
    entry = workflow.save_draft(entry=world.draft(by=world.reviewer), by=world.editor)
    entry = workflow.submit(entry=entry, by=world.editor)

    assert refusal_of(lambda: workflow.publish(entry=entry, by=world.reviewer)) == OWN_WORK


def test_a_reviewer_who_returned_or_submitted_an_entry_publishes_it(world: World) -> None:
    entry = workflow.submit(entry=world.returned(), by=world.reviewer)

    entry = workflow.publish(entry=entry, by=world.reviewer)

    assert (entry.state, entry.self_published) == ("published", False)


def test_what_superusers_publish_of_their_own_says_so(world: World) -> None:
    own = workflow.publish(entry=world.submitted(by=world.superuser), by=world.superuser)
    of_others = workflow.publish(entry=world.submitted(), by=world.superuser)

    assert (own.self_published, of_others.self_published) == (True, False)


def test_rights_cost_two_queries_at_the_most(world: People, django_assert_max_num_queries: Any) -> None:
    today = timezone.now().date()

    for person in world.people.values():
        with django_assert_max_num_queries(2):
            rights_of(person, today)
