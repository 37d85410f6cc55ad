"""Each list of the admin runs a fixed number of queries, however many rows it shows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from pytest_django import DjangoAssertNumQueries

from recommendations.models import (
    Assessment,
    Document,
    EditorialNote,
    FollowUp,
    Framework,
    FrameworkGoal,
    Passage,
    PopulationGroup,
    Position,
    RoundTable,
    Session,
    Summit,
)
from tests import factories as make
from tests.support.admin_forms import client_of

pytestmark = pytest.mark.django_db


def reported_recommendation(_number: int) -> None:
    recommendation = make.make_recommendation(themes=[make.make_theme()])
    make.publish_at_once(
        make.follow_up(recommendation, make.make_government()),
        make.assessment(recommendation),
    )


def follow_up(_number: int) -> None:
    draft = make.follow_up(make.make_recommendation(), make.make_government(), author=make.make_user())
    FollowUp.objects.bulk_create([draft])


def position(_number: int) -> None:
    draft = make.position(make.make_recommendation(), make.make_government(), author=make.make_user())
    Position.objects.bulk_create([draft])


def assessment(_number: int) -> None:
    recommendation = make.make_recommendation()
    component = make.make_component(recommendation)
    Assessment.objects.bulk_create([make.assessment(recommendation, component=component, author=make.make_user())])


def summit(number: int) -> Summit:
    return Summit.objects.create(number=number, title=f"Summit {number}", starts_on=make.TODAY, ends_on=make.TODAY)


def round_table(number: int) -> RoundTable:
    return RoundTable.objects.create(summit=summit(number), number=number, title="On something")


def session(number: int) -> Session:
    return Session.objects.create(round_table=round_table(number), number="3.1", title="On something")


def document(number: int) -> Document:
    return Document.objects.create(slug=f"d{number}", title="Text", nature="report", round_table=round_table(number))


def passage(number: int) -> Passage:
    return Passage.objects.create(
        document=document(number), code="p1", ordinal=1, kind="heading", text="Words", paragraph=1
    )


def note(number: int) -> EditorialNote:
    return EditorialNote.objects.create(
        document=document(number), code="n1", quote="a", remark="b", treatment="c", author_name="d", dated_on=make.TODAY
    )


def goal(number: int) -> FrameworkGoal:
    framework = Framework.objects.create(slug=f"f{number}", name="A framework")
    return FrameworkGoal.objects.create(framework=framework, kind="target", code="1", title="Aim", ordinal=1)


def stakeholder(_number: int) -> Any:
    organisation = make.make_organisation()
    organisation.government = make.make_government()
    organisation.save()
    return organisation


def focal_point(_number: int) -> Any:
    return make.make_focal_point(make.make_government())


LISTS: dict[str, tuple[Callable[[int], Any], int]] = {
    "recommendations/recommendation": (reported_recommendation, 9),
    "recommendations/followup": (follow_up, 6),
    "recommendations/position": (position, 6),
    "recommendations/assessment": (assessment, 5),
    "recommendations/focalpoint": (focal_point, 4),
    "recommendations/summit": (summit, 4),
    "recommendations/roundtable": (round_table, 4),
    "recommendations/session": (session, 4),
    "recommendations/document": (document, 4),
    "recommendations/passage": (passage, 5),
    "recommendations/editorialnote": (note, 5),
    "recommendations/theme": (lambda _number: make.make_theme(), 4),
    "recommendations/stakeholder": (stakeholder, 4),
    "recommendations/populationgroup": (lambda number: PopulationGroup.objects.create(slug=f"g{number}", name="G"), 4),
    "recommendations/government": (lambda _number: make.make_government(), 4),
    "recommendations/framework": (lambda number: Framework.objects.create(slug=f"f{number}", name="F"), 4),
    "recommendations/frameworkgoal": (goal, 5),
    "auth/user": (lambda _number: make.make_user(), 5),
    "auth/group": (lambda number: Group.objects.create(name=f"Group {number}"), 4),
}


def test_each_list_of_the_admin_has_its_number_of_queries() -> None:
    registered = {f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry}

    assert registered == set(LISTS)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_runs_the_same_queries_at_1_and_3_and_50_rows(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add, queries = LISTS[address]
    client = client_of(make.make_superuser())
    client.get(f"/admin/{address}/")
    added = 0
    for rows in (1, 3, 50):
        while added < rows:
            added += 1
            add(added)
        with django_assert_num_queries(queries):
            page = client.get(f"/admin/{address}/")
        assert len(page.context["cl"].result_list) >= rows
