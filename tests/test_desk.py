"""The start page of the admin: each figure is the length of the list that it leads to, for each kind of person."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from recommendations.ledger import workflow
from recommendations.models import Government
from tests import factories as make
from tests.support.admin_forms import client_of

pytestmark = pytest.mark.django_db


def desk_of(user: User) -> dict[str, int]:
    page = client_of(user).get("/admin/")
    return {line.words: line.number for lines in page.context["desk"].values() for line in lines}


def assert_each_figure_is_the_length_of_its_list(user: User) -> None:
    client = client_of(user)
    lines = [line for lines in client.get("/admin/").context["desk"].values() for line in lines]

    lengths = {line.words: client.get(line.address).context["cl"].result_count for line in lines}

    assert lengths == {line.words: line.number for line in lines}


@pytest.fixture
def world() -> dict[str, Any]:
    """Three recommendations, two governments, and entries of two editors in every state."""
    sweden, ecuador = make.make_government("SWE"), make.make_government("ECU")
    first, second, third = (make.make_recommendation(f"R-{number}") for number in (1, 2, 3))
    third.addressees.set([ecuador])
    ana, ben, reviewer = make.make_editor("ana"), make.make_editor("ben"), make.make_reviewer("rita")
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=700)
    make.publish_assessment(
        second, at=long_ago, status="continuous", next_review_on=long_ago.date() + dt.timedelta(days=1)
    )
    for recommendation in (first, second):
        draft = make.draft_follow_up(recommendation, sweden, by=ana)
        workflow.submit(entry=draft, by=ana)
    make.draft_position(first, ecuador, by=ana)
    returned = workflow.submit(entry=make.draft_follow_up(third, ecuador, by=ben), by=ben)
    workflow.return_to_author(entry=returned, by=reviewer, note="Name the source.")
    own = make.draft_assessment(first, by=reviewer)
    workflow.submit(entry=own, by=reviewer)
    make.publish_follow_up(first, sweden, by=ben, reviewer=reviewer)
    return {"ana": ana, "ben": ben, "rita": reviewer, "sweden": sweden, "ecuador": ecuador, "first": first}


OF_THE_RECORD = {
    "Recommendations: stale": 1,
    "Recommendations: review due": 1,
    "Recommendations: news not yet assessed": 1,
    "Recommendations: disputed": 0,
    "Governments that have not reported yet": 1,
}


def test_a_reviewer_sees_what_others_submitted_and_what_the_record_lacks(world: dict[str, Any]) -> None:
    assert desk_of(world["rita"]) == {"Follow-ups: to review": 2} | OF_THE_RECORD
    assert_each_figure_is_the_length_of_its_list(world["rita"])


def test_a_reviewer_who_edited_an_entry_has_nothing_to_decide_about_it(world: dict[str, Any]) -> None:
    draft = make.draft_follow_up(world["first"], world["ecuador"], by=world["ben"])
    draft.summary = "Said better."
    draft = workflow.save_draft(entry=draft, by=world["rita"])
    workflow.submit(entry=draft, by=world["ben"])

    assert desk_of(world["rita"])["Follow-ups: to review"] == 2
    assert desk_of(make.make_reviewer())["Follow-ups: to review"] == 3


def test_a_superuser_may_decide_about_everything(world: dict[str, Any]) -> None:
    assert desk_of(make.make_superuser()) == {"Follow-ups: to review": 2, "Assessments: to review": 1} | OF_THE_RECORD


def test_an_editor_sees_the_own_drafts_and_what_was_returned(world: dict[str, Any]) -> None:
    assert desk_of(world["ana"]) == {"Positions: drafts of mine": 1} | OF_THE_RECORD
    assert desk_of(world["ben"]) == {"Follow-ups: returned to me": 1} | OF_THE_RECORD
    assert_each_figure_is_the_length_of_its_list(world["ana"])
    assert_each_figure_is_the_length_of_its_list(world["ben"])


def test_a_focal_point_sees_what_the_own_government_is_asked_for(world: dict[str, Any]) -> None:
    sweden, ecuador = world["sweden"], world["ecuador"]
    assert isinstance(sweden, Government)
    of_sweden, of_ecuador = make.make_focal_point(sweden), make.make_focal_point(ecuador)

    assert desk_of(of_sweden) == {"Recommendations without a report of your government": 1}
    assert desk_of(of_ecuador) == {"Recommendations without a report of your government": 3}
    assert_each_figure_is_the_length_of_its_list(of_sweden)
    assert_each_figure_is_the_length_of_its_list(of_ecuador)


@pytest.mark.parametrize(("role", "queries"), [("superuser", 18), ("reviewer", 19), ("editor", 16)])
def test_the_desk_costs_the_same_whatever_waits(
    role: str, queries: int, world: dict[str, Any], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(getattr(make, f"make_{role}")())
    client.get("/admin/")

    with django_assert_num_queries(queries):
        client.get("/admin/")
    workflow.submit(entry=make.draft_follow_up(world["first"], world["ecuador"], by=world["ben"]), by=world["ben"])
    with django_assert_num_queries(queries):
        client.get("/admin/")
