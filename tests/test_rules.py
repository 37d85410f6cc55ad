"""What an entry must satisfy: each rule with the sentence that says how to mend what breaks it."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from recommendations.ledger import workflow
from recommendations.models import (
    Assessment,
    Document,
    FollowUp,
    Government,
    Position,
    Recommendation,
    RoundTable,
    Summit,
)
from tests import factories as make
from tests.support.ledger_world import World, saved
from tests.support.whole_database import refusal_of

pytestmark = pytest.mark.django_db

NEEDS_A_SOURCE = ["What the secretariat records for others needs a public source: add evidence with a link."]
IMPLEMENTED_NEEDS_A_SOURCE = ["“Implemented” needs at least one public source: add evidence with a link."]
IN_THE_FUTURE = ["This date lies in the future: give today's or an earlier one."]
TWO_WORLDS = ["Invented and real governments never stand in one record: choose another."]


@pytest.fixture
def world() -> World:
    return World()


# Dates


@pytest.mark.parametrize(
    "at",
    [
        dt.datetime(2026, 3, 31, 0, 0, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 31, 23, 59, 59, 999999, tzinfo=dt.UTC),
        # Already April in Helsinki, and still March in New York when it is April by UTC.
        dt.datetime(2026, 4, 1, 2, 59, tzinfo=dt.timezone(dt.timedelta(hours=3))),
        dt.datetime(2026, 3, 30, 20, 0, tzinfo=dt.timezone(dt.timedelta(hours=-4))),
    ],
)
def test_a_date_may_be_todays_and_not_tomorrows_and_days_end_at_midnight_utc(world: World, at: dt.datetime) -> None:
    today, tomorrow = dt.date(2026, 3, 31), dt.date(2026, 4, 1)
    of, by = world.recommendation, world.editor

    assert world.draft(at=at, reported_on=today).reported_on == today
    assert refusal_of(lambda: world.draft(at=at, reported_on=tomorrow)) == IN_THE_FUTURE
    assert refusal_of(lambda: make.draft_position(of, world.sweden, by=by, at=at, stated_on=tomorrow)) == IN_THE_FUTURE
    assert refusal_of(lambda: make.draft_assessment(of, by=by, at=at, assessed_on=tomorrow)) == IN_THE_FUTURE


def test_the_next_review_comes_after_the_day_of_the_assessment(world: World) -> None:
    today = timezone.now().date()

    said = refusal_of(lambda: make.draft_assessment(world.recommendation, by=world.editor, next_review_on=today))

    assert said == ["The next review comes after the day of the assessment."]


# Governments


def test_a_recommendation_addressed_to_some_takes_follow_ups_and_positions_of_those_alone(world: World) -> None:
    of = make.make_recommendation("RT3.2-A1", addressees=[world.sweden])
    sentence = ["RT3.2-A1 is addressed to Sweden alone: choose that government or another recommendation."]

    assert make.draft_follow_up(of, world.sweden, by=world.editor).government == world.sweden
    assert refusal_of(lambda: make.draft_follow_up(of, world.norway, by=world.editor)) == sentence
    assert refusal_of(lambda: make.draft_position(of, world.norway, by=world.editor)) == sentence


def test_other_voices_speak_of_any_government_or_of_none(world: World) -> None:
    of = make.make_recommendation(addressees=[world.sweden])
    voice: dict[str, Any] = {
        "voice": "civil_society",
        "organisation": make.make_organisation(),
        "channel": "recorded_by_secretariat",
        "by": world.editor,
    }

    drafts = [make.draft_follow_up(of, government, **voice) for government in (world.norway, None)]

    assert [draft.government for draft in drafts] == [world.norway, None]


def test_a_government_that_may_not_report_reports_nothing(world: World) -> None:
    observer = make.make_government("VAT", name="Holy See", may_report=False)
    of = world.recommendation

    for draft in (make.draft_follow_up, make.draft_position):
        said = refusal_of(lambda draft=draft: draft(of, observer, by=world.editor))
        assert said == ["Holy See does not report here."]


def test_invented_and_real_governments_never_stand_in_one_record(world: World) -> None:
    submitted = world.submitted()
    invented = make.make_government("XAA", name="Ruritania", is_example=True)

    assert make.draft_follow_up(world.recommendation, invented, by=world.editor).government == invented
    assert refusal_of(world.draft) == TWO_WORLDS
    assert refusal_of(lambda: workflow.publish(entry=submitted, by=world.reviewer)) == TWO_WORLDS


# Links


def test_components_are_those_of_the_recommendation(world: World) -> None:
    foreign = make.make_component(make.make_recommendation())

    follow_up = refusal_of(lambda: world.draft(components=[world.component, foreign]))
    assessment = refusal_of(lambda: make.draft_assessment(world.recommendation, by=world.editor, component=foreign))

    assert follow_up == ["Choose components of the recommendation that is followed up."]
    assert assessment == ["This component belongs to another recommendation: choose again."]


def test_a_government_is_not_joint_with_itself(world: World) -> None:
    said = refusal_of(lambda: world.draft(joint_with=[world.norway, world.sweden]))

    assert said == ["Name the other governments here, not the one that reports."]


def test_what_is_named_twice_is_linked_once(world: World) -> None:
    draft = world.draft(components=[world.component] * 2, joint_with=[world.norway] * 2)

    assert (draft.component_links.count(), draft.joint_links.count()) == (1, 1)


# Evidence


@pytest.mark.parametrize("model", [FollowUp, Position])
def test_what_the_secretariat_records_needs_a_public_source(world: World, model: Any) -> None:
    make_draft = make.draft_follow_up if model is FollowUp else make.draft_position
    draft = make_draft(world.recommendation, world.sweden, by=world.editor, channel="recorded_by_secretariat")

    assert refusal_of(lambda: workflow.submit(entry=draft, by=world.editor)) == NEEDS_A_SOURCE
    workflow.save_evidence(evidence=make.evidence_for(draft), by=world.editor)
    assert workflow.submit(entry=draft, by=world.editor).state == "submitted"


def test_what_a_government_reports_needs_no_source(world: World) -> None:
    assert world.submitted().state == "submitted"


def test_implemented_needs_a_public_source(world: World) -> None:
    of = make.make_recommendation()
    draft = make.draft_assessment(of, by=world.editor, status="implemented")

    assert refusal_of(lambda: workflow.submit(entry=draft, by=world.editor)) == IMPLEMENTED_NEEDS_A_SOURCE
    source = workflow.save_evidence(evidence=make.evidence_for(draft), by=world.editor)
    assert workflow.submit(entry=draft, by=world.editor).state == "submitted"
    assert source.assessment == draft


# Components


def test_the_whole_is_not_implemented_while_a_component_is_open(world: World) -> None:
    second = make.make_component(world.recommendation, "Publish data")
    whole = make.draft_assessment(world.recommendation, by=world.editor, status="implemented")
    workflow.save_evidence(evidence=make.evidence_for(whole), by=world.editor)

    def sentence(components: str) -> list[str]:
        first_part = f"“Implemented” is refused while a component is open: assess {components} first as"
        return [f"{first_part} implemented, continuous or closed."]

    assert refusal_of(lambda: workflow.submit(entry=whole, by=world.editor)) == sentence(
        "“Train staff”, “Publish data”"
    )
    make.publish_assessment(world.recommendation, component=world.component, status="implemented")
    make.publish_assessment(world.recommendation, component=second, status="largely")
    assert refusal_of(lambda: workflow.submit(entry=whole, by=world.editor)) == sentence("“Publish data”")
    closed = make.publish_assessment(world.recommendation, component=second, status="closed")
    whole = workflow.submit(entry=whole, by=world.editor)
    workflow.withdraw(entry=closed, by=world.reviewer, reason="Too early.")
    assert refusal_of(lambda: workflow.publish(entry=whole, by=world.reviewer)) == sentence("“Publish data”")
    make.publish_assessment(world.recommendation, component=second, status="continuous")
    assert workflow.publish(entry=saved(whole), by=world.reviewer).state == "published"


def test_a_component_is_implemented_whatever_the_others_are(world: World) -> None:
    make.make_component(world.recommendation)

    entry = make.publish_assessment(world.recommendation, component=world.component, status="implemented")

    assert entry.state == "published"


# The subject of a correction


def test_a_correction_keeps_the_subject_of_the_original(world: World) -> None:
    other = make.make_recommendation()
    voice = {"voice": "civil_society", "organisation": make.make_organisation(), "channel": "recorded_by_secretariat"}
    assessment = make.publish_assessment(world.recommendation)

    def said(original: Any, **changes: Any) -> list[str]:
        draft = world.correction_of(original, by=make.make_editor())
        for name, value in changes.items():
            setattr(draft, name, value)
        draft = workflow.save_draft(entry=draft, by=world.editor)
        workflow.save_evidence(evidence=make.evidence_for(draft), by=world.editor)
        return refusal_of(lambda: workflow.submit(entry=draft, by=world.editor))

    def sentence(field: str) -> list[str]:
        first_part = f"A correction keeps the {field} of the entry that it corrects: set it back, or"
        return [f"{first_part} withdraw that entry and record a new one."]

    follow_up = world.published()
    assert said(follow_up, recommendation=other) == sentence("recommendation")
    assert said(follow_up, government=world.norway) == sentence("government")
    assert said(follow_up, **voice) == sentence("voice")
    assert said(assessment, component=world.component) == sentence("component")
    position = make.publish_position(world.recommendation, world.sweden)
    assert said(position, government=world.norway) == sentence("government")
    assert Assessment.objects.in_force(timezone.now()).get() == assessment


# Days and worlds


def test_a_report_is_not_older_than_the_summit_that_it_follows_up(world: World) -> None:
    summit = Summit.objects.create(
        number=7,
        title="Stockholm",
        host_city="Stockholm",
        host_country="Sweden",
        chairs="Sweden",
        starts_on=dt.date(2014, 5, 14),
        ends_on=dt.date(2014, 5, 16),
    )
    table = RoundTable.objects.create(summit=summit, number=3, title="Development")
    Document.objects.filter(pk=world.recommendation.document_id).update(round_table=table)
    world.recommendation = Recommendation.objects.get(pk=world.recommendation.pk)

    said = refusal_of(lambda: world.draft(reported_on=dt.date(2014, 5, 13)))

    assert said == ["This date lies before the summit that the recommendation comes from."]
    assert world.draft(reported_on=dt.date(2014, 5, 14)).reported_on == dt.date(2014, 5, 14)


def test_a_joint_measure_holds_no_invented_government_beside_real_ones(world: World) -> None:
    Government.objects.update(is_example=True)
    world.sweden.refresh_from_db()
    real = make.make_government("FRA")

    said = refusal_of(lambda: world.draft(joint_with=[real]))

    assert said == ["Invented and real governments never stand in one record: choose others."]


def test_a_source_added_after_the_reading_stops_the_publication(world: World) -> None:
    read = saved(world.draft())
    workflow.save_evidence(evidence=make.evidence_for(saved(read)), by=world.editor)

    said = refusal_of(lambda: workflow.submit_and_publish(entry=read, by=world.superuser))

    assert said == ["Somebody else changed this entry after you opened it. Read how it stands now, then decide again."]
