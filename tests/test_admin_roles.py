"""The table of roles: every kind of person at every kind of address of the admin, with own and foreign objects."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client, override_settings

from recommendations.ledger import workflow
from recommendations.models import FocalPoint, FollowUp
from tests import factories as make
from tests.support.admin_forms import client_of

pytestmark = pytest.mark.django_db

SECRET = "nobody-else-reads-this"
STEPS = ("submit", "publish-now", "publish", "return", "correct", "withdraw", "redact")

# What focal point, editor, reviewer and superuser get, in this order. Anonymous people, those without staff status and
# those without any role get the sign-in page everywhere. 302 is a step that the state of the entry does not allow.
ALL = (200, 200, 200, 200)
STAFF = (404, 200, 200, 200)
REVIEWERS = (404, 404, 200, 200)
SUPERUSERS = (404, 404, 404, 200)
NOBODY = (404, 404, 404, 404)
CLOSED_TO_ALL = (302, 302, 302, 302)
CLOSED_TO_STAFF = (404, 302, 302, 302)
CLOSED_TO_REVIEWERS = (404, 404, 302, 302)
CLOSED_TO_SUPERUSERS = (404, 404, 404, 302)

AUTOCOMPLETE = "autocomplete/?app_label=recommendations&model_name={}&field_name={}"

TABLE: dict[str, tuple[int, int, int, int]] = {
    "": ALL,
    "recommendations/": ALL,
    "auth/": SUPERUSERS,
    "password_change/": ALL,
    # Lists
    "recommendations/recommendation/": ALL,
    "recommendations/followup/": ALL,
    "recommendations/position/": ALL,
    "recommendations/assessment/": ALL,
    "recommendations/theme/": ALL,
    "recommendations/passage/": ALL,
    "recommendations/government/": ALL,
    "recommendations/focalpoint/": REVIEWERS,
    "auth/user/": SUPERUSERS,
    "auth/group/": SUPERUSERS,
    # New records
    "recommendations/recommendation/add/": STAFF,
    "recommendations/followup/add/": ALL,
    "recommendations/position/add/": ALL,
    "recommendations/assessment/add/": STAFF,
    "recommendations/followup/beside/?recommendation={recommendation}&government={government}": ALL,
    "recommendations/position/beside/?recommendation=9999999999999999999999&government=%00": ALL,
    "recommendations/assessment/beside/?recommendation={recommendation}": STAFF,
    "recommendations/theme/add/": STAFF,
    "recommendations/government/add/": STAFF,
    "recommendations/focalpoint/add/": REVIEWERS,
    "auth/user/add/": SUPERUSERS,
    "auth/group/add/": NOBODY,
    # Files brought in
    "recommendations/followup/import/": ALL,
    "recommendations/recommendation/import/": STAFF,
    "recommendations/followup/import/progress/": NOBODY,
    "recommendations/followup/workbook/": ALL,
    "recommendations/followup/workbook/?theme=remittances": ALL,
    "recommendations/followup/workbook/?government=SWE": ALL,
    "recommendations/followup/workbook/?government=NOR": STAFF,
    "recommendations/followup/workbook/?government=NOWHERE": NOBODY,
    "recommendations/followup/workbook/?government=%00": NOBODY,
    # Text and vocabularies
    "recommendations/recommendation/{recommendation}/change/": ALL,
    "recommendations/recommendation/{recommendation}/history/": STAFF,
    "recommendations/recommendation/{recommendation}/delete/": STAFF,
    "recommendations/theme/{theme}/change/": ALL,
    "recommendations/theme/{theme}/history/": STAFF,
    "recommendations/theme/{theme}/delete/": STAFF,
    "recommendations/government/{government}/change/": ALL,
    "recommendations/government/{government}/delete/": NOBODY,
    # People
    "recommendations/focalpoint/{focal_point}/change/": REVIEWERS,
    "recommendations/focalpoint/{focal_point}/history/": REVIEWERS,
    "recommendations/focalpoint/{focal_point}/delete/": NOBODY,
    "auth/user/{user}/change/": SUPERUSERS,
    "auth/user/{user}/history/": SUPERUSERS,
    "auth/user/{user}/password/": SUPERUSERS,
    "auth/user/{user}/delete/": NOBODY,
    "auth/group/{group}/change/": SUPERUSERS,
    "auth/group/{group}/delete/": NOBODY,
    # A draft of the focal point's own government
    "recommendations/followup/{own_draft}/change/": ALL,
    "recommendations/followup/{own_draft}/history/": ALL,
    "recommendations/followup/{own_draft}/delete/": ALL,
    "recommendations/followup/{own_draft}/submit/": ALL,
    "recommendations/followup/{own_draft}/publish-now/": SUPERUSERS,
    "recommendations/followup/{own_draft}/publish/": CLOSED_TO_REVIEWERS,
    "recommendations/followup/{own_draft}/return/": CLOSED_TO_REVIEWERS,
    "recommendations/followup/{own_draft}/correct/": CLOSED_TO_ALL,
    "recommendations/followup/{own_draft}/withdraw/": CLOSED_TO_REVIEWERS,
    "recommendations/followup/{own_draft}/redact/": CLOSED_TO_SUPERUSERS,
    "recommendations/followup/{own_draft}/evidence/{own_file}/": ALL,
    "recommendations/followup/{own_draft}/evidence/{foreign_file}/": NOBODY,
    # Submitted by the focal point's own government
    "recommendations/followup/{own_submitted}/change/": ALL,
    "recommendations/followup/{own_submitted}/delete/": NOBODY,
    "recommendations/followup/{own_submitted}/submit/": CLOSED_TO_ALL,
    "recommendations/followup/{own_submitted}/publish/": REVIEWERS,
    "recommendations/followup/{own_submitted}/return/": REVIEWERS,
    # Published by the focal point's own government
    "recommendations/followup/{own_published}/change/": ALL,
    "recommendations/followup/{own_published}/history/": ALL,
    "recommendations/followup/{own_published}/delete/": NOBODY,
    "recommendations/followup/{own_published}/correct/": ALL,
    "recommendations/followup/{own_published}/withdraw/": REVIEWERS,
    # A draft of another government
    "recommendations/followup/{foreign_draft}/change/": STAFF,
    "recommendations/followup/{foreign_draft}/history/": STAFF,
    "recommendations/followup/{foreign_draft}/delete/": STAFF,
    "recommendations/followup/{foreign_draft}/submit/": STAFF,
    "recommendations/followup/{foreign_draft}/publish-now/": SUPERUSERS,
    "recommendations/followup/{foreign_draft}/publish/": CLOSED_TO_REVIEWERS,
    "recommendations/followup/{foreign_draft}/return/": CLOSED_TO_REVIEWERS,
    "recommendations/followup/{foreign_draft}/correct/": CLOSED_TO_STAFF,
    "recommendations/followup/{foreign_draft}/withdraw/": CLOSED_TO_REVIEWERS,
    "recommendations/followup/{foreign_draft}/redact/": CLOSED_TO_SUPERUSERS,
    "recommendations/followup/{foreign_draft}/evidence/{foreign_file}/": STAFF,
    "recommendations/assessment/{foreign_draft}/evidence/{foreign_file}/": NOBODY,
    "recommendations/position/{foreign_position}/change/": STAFF,
    "recommendations/position/{foreign_position}/history/": STAFF,
    "recommendations/position/{foreign_position}/delete/": STAFF,
    "recommendations/position/{foreign_position}/submit/": STAFF,
    # Published by another government
    "recommendations/followup/{foreign_published}/change/": ALL,
    "recommendations/followup/{foreign_published}/history/": STAFF,
    "recommendations/followup/{foreign_published}/delete/": NOBODY,
    "recommendations/followup/{foreign_published}/correct/": STAFF,
    "recommendations/followup/{foreign_published}/withdraw/": REVIEWERS,
    "recommendations/followup/{foreign_published}/redact/": CLOSED_TO_SUPERUSERS,
    # Withdrawn by another government
    "recommendations/followup/{foreign_withdrawn}/change/": STAFF,
    "recommendations/followup/{foreign_withdrawn}/history/": STAFF,
    "recommendations/followup/{foreign_withdrawn}/delete/": NOBODY,
    "recommendations/followup/{foreign_withdrawn}/redact/": SUPERUSERS,
    # What others say of the focal point's own government
    "recommendations/followup/{other_voice}/change/": STAFF,
    "recommendations/followup/{other_voice}/history/": STAFF,
    "recommendations/followup/{other_voice}/delete/": STAFF,
    "recommendations/followup/{other_voice}/submit/": STAFF,
    # Assessments
    "recommendations/assessment/{assessment_draft}/change/": STAFF,
    "recommendations/assessment/{assessment_draft}/history/": STAFF,
    "recommendations/assessment/{assessment_draft}/delete/": STAFF,
    "recommendations/assessment/{assessment_draft}/submit/": STAFF,
    "recommendations/assessment/{assessment_published}/change/": ALL,
    "recommendations/assessment/{assessment_published}/history/": STAFF,
    "recommendations/assessment/{assessment_published}/correct/": STAFF,
    # Choices
    AUTOCOMPLETE.format("followup", "recommendation"): ALL,
    AUTOCOMPLETE.format("followup", "government"): ALL,
    AUTOCOMPLETE.format("evidence", "follow_up"): ALL,
    AUTOCOMPLETE.format("focalpoint", "user"): SUPERUSERS,
    AUTOCOMPLETE.format("nothing", "user"): NOBODY,
    # What is not there
    "recommendations/followup/999999999999999999999999/change/": NOBODY,
    "recommendations/followup/abc/history/": NOBODY,
    "recommendations/followup/1%00/change/": NOBODY,
    "recommendations/historicalfollowup/": NOBODY,
    "recommendations/evidence/": NOBODY,
    "recommendations/followup/{own_published}/history/1/": NOBODY,
    "r/{content_type}/{foreign_draft}/": NOBODY,
    "nowhere/": NOBODY,
}


@pytest.fixture(scope="module")
def people(module_rows: None) -> dict[str, User]:
    return {
        "focal point": make.make_focal_point(make.make_government("SWE", name="Sweden"), "frida"),
        "editor": make.make_editor("edith"),
        "reviewer": make.make_reviewer("rita"),
        "superuser": make.make_superuser("sue"),
    }


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="module")
def objects(people: dict[str, User], media: None) -> dict[str, Any]:
    """Rows that could leak: all that a focal point of Sweden may not read holds the secret word."""
    author, reviewer, editor = people["focal point"], make.make_reviewer(), make.make_editor()
    focal_point = FocalPoint.objects.get(user=author)
    sweden, norway = focal_point.government, make.make_government("NOR", name="Norway")
    theme = make.make_theme("remittances")
    recommendation = make.make_recommendation("RT3.2-R3", themes=[theme])
    hidden = {"by": editor, "summary": SECRET}
    rows: dict[str, Any] = {
        "recommendation": recommendation,
        "theme": theme,
        "government": norway,
        "focal_point": focal_point,
        "user": editor,
        "group": Group.objects.get(name="Editors"),
        "content_type": ContentType.objects.get_for_model(FollowUp),
        "own_draft": make.draft_follow_up(recommendation, sweden, by=author),
        "own_submitted": make.draft_follow_up(recommendation, sweden, by=author),
        "own_published": make.publish_follow_up(recommendation, sweden, by=author, reviewer=reviewer),
        "foreign_draft": make.draft_follow_up(recommendation, norway, **hidden),
        "foreign_position": make.draft_position(
            recommendation, norway, by=editor, stance="not_applicable", reason=SECRET
        ),
        "foreign_published": make.draft_follow_up(recommendation, norway, **hidden),
        "foreign_withdrawn": make.publish_follow_up(recommendation, norway, reviewer=reviewer, **hidden),
        "other_voice": make.draft_follow_up(
            recommendation,
            sweden,
            voice="civil_society",
            organisation=make.make_organisation(),
            channel="recorded_by_secretariat",
            **hidden,
        ),
        "assessment_draft": make.draft_assessment(recommendation, by=editor, rationale=SECRET),
        "assessment_published": make.publish_assessment(recommendation, by=editor, reviewer=reviewer),
    }
    workflow.submit(entry=rows["own_submitted"], by=author)
    source = make.evidence_for(rows["foreign_draft"], title=SECRET)
    workflow.save_evidence(evidence=source, by=editor)
    workflow.withdraw(entry=rows["foreign_withdrawn"], by=reviewer, reason=SECRET)
    # Published in other words than those of its draft, which its history keeps.
    rows["foreign_published"].summary = "Published."
    make.publish(workflow.save_draft(entry=rows["foreign_published"], by=editor), by=reviewer)
    files = {"own_file": attached(rows["own_draft"], "A plan"), "foreign_file": attached(rows["foreign_draft"], SECRET)}
    return {name: row.pk for name, row in rows.items()} | files


def attached(draft: FollowUp, words: str) -> UUID:
    source = make.evidence_for(draft, title=words, url="", file=ContentFile(words.encode(), name="a.txt"))
    return workflow.save_evidence(evidence=source, by=draft.author).uid


ROLES = ("focal point", "editor", "reviewer", "superuser")


def column(role: str) -> dict[str, int]:
    return {address: statuses[ROLES.index(role)] for address, statuses in TABLE.items()}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_at_each_address_what_the_table_says(
    role: str, people: dict[str, User], objects: dict[str, Any]
) -> None:
    client = client_of(people[role])

    answers = {address: client.get("/admin/" + address.format(**objects)) for address in TABLE}

    # A file is closed once it is read.
    assert all(b"".join(answer) or answer.status_code == 302 for answer in answers.values())
    assert {address: answer.status_code for address, answer in answers.items()} == column(role)


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_may_not_see_it_may_not_write_either(
    role: str, people: dict[str, User], objects: dict[str, Any]
) -> None:
    client = client_of(people[role])
    refused = [address for address, status in column(role).items() if status == 404]
    data = {"version": 1, "post": "yes", "text": "x"}

    answers = {address: client.post("/admin/" + address.format(**objects), data).status_code for address in refused}

    # 405: the choices of a form are read only.
    assert [address for address, status in answers.items() if status not in {404, 405}] == []


@pytest.mark.parametrize(
    "outsider", [None, {"is_staff": False}, {}], ids=["anonymous", "without staff status", "without a role"]
)
def test_people_without_a_role_meet_the_sign_in_page_everywhere(
    outsider: dict[str, Any] | None, objects: dict[str, Any]
) -> None:
    client = Client() if outsider is None else client_of(make.make_user(**outsider))

    answers = [client.get("/admin/" + address.format(**objects)) for address in TABLE]

    assert {(answer.status_code, answer["Location"].split("?")[0]) for answer in answers} == {(302, "/admin/login/")}


def bodies_for(client: Client, objects: dict[str, Any]) -> Iterator[tuple[str, str]]:
    addresses = ["/admin/" + address.format(**objects) for address in TABLE]
    models = ("followup", "position", "assessment", "recommendation")
    queries = ("?q=nobody", "?state__exact=draft", "?theme=remittances", "?recommendation=RT3.2-R3", "?all=")
    addresses += [f"/admin/recommendations/{model}/{query}" for model in models for query in queries]
    entries = [name for name in objects if name.startswith(("own", "foreign", "other"))]
    addresses += [f"/admin/recommendations/followup/{objects[name]}/{step}/" for name in entries for step in STEPS]
    for address in dict.fromkeys(addresses):
        yield address, words_of(b"".join(client.get(address, follow=True)))


def words_of(body: bytes) -> str:
    """A page, or all that stands in a workbook."""
    if not body.startswith(b"PK"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as workbook:
        return "".join(workbook.read(name).decode() for name in workbook.namelist())


def test_a_focal_point_finds_no_word_of_what_others_have_not_published(
    people: dict[str, User], objects: dict[str, Any]
) -> None:
    leaks = [address for address, body in bodies_for(client_of(people["focal point"]), objects) if SECRET in body]

    assert leaks == []


def test_an_editor_reads_the_same_words(people: dict[str, User], objects: dict[str, Any]) -> None:
    client = client_of(people["editor"])
    addresses = ("{foreign_draft}/change/", "{foreign_published}/history/", "{foreign_withdrawn}/change/")

    pages = [client.get("/admin/recommendations/followup/" + address.format(**objects)) for address in addresses]

    assert [SECRET in page.content.decode() for page in pages] == [True, True, True]


def test_the_lists_of_a_focal_point_count_visible_entries_alone(
    people: dict[str, User], objects: dict[str, Any]
) -> None:
    client = client_of(people["focal point"])

    def listed(address: str) -> set[int]:
        return {row.pk for row in client.get(f"/admin/recommendations/{address}").context["cl"].result_list}

    own = {objects[name] for name in ("own_draft", "own_submitted", "own_published")}
    assert listed("followup/") == own | {objects["foreign_published"]}
    assert listed("followup/?government=NOR") == {objects["foreign_published"]}
    assert listed("position/") == set()
    assert listed("assessment/") == {objects["assessment_published"]}


def test_a_filter_on_a_field_that_is_not_offered_is_not_applied(
    people: dict[str, User], objects: dict[str, Any]
) -> None:
    client = client_of(people["focal point"])
    draft = objects["foreign_draft"]

    for query in (f"?follow_ups={draft}", "?follow_ups__summary__contains=nobody", "?follow_ups__isnull=False"):
        page = client.get(f"/admin/recommendations/recommendation/{query}")
        assert [str(message) for message in page.context["messages"]] == [
            "The address asks for a page or a filter that this list does not have, so it shows everything."
        ]


def test_the_choices_of_a_focal_point_are_what_the_form_can_take(
    people: dict[str, User], objects: dict[str, Any]
) -> None:
    norway = make.Government.objects.get(iso3="NOR")
    make.make_recommendation("RT3.2-A1", addressees=[norway])
    client = client_of(people["focal point"])

    def choices(model: str, field: str) -> list[str]:
        answer = client.get("/admin/" + AUTOCOMPLETE.format(model, field))
        return [row["text"] for row in answer.json()["results"]]

    assert choices("followup", "government") == ["Sweden"]
    assert choices("followup", "joint_with") == ["Norway", "Sweden"]
    assert [text.split()[0] for text in choices("followup", "recommendation")] == ["RT3.2-R3"]


def test_a_focal_point_sees_no_names_of_people_on_what_others_published(
    people: dict[str, User], objects: dict[str, Any]
) -> None:
    client = client_of(people["focal point"])
    writer = User.objects.get(pk=objects["user"]).username

    pages = [
        client.get("/admin/recommendations/followup/"),
        client.get(f"/admin/recommendations/followup/{objects['foreign_published']}/change/"),
        client.get(f"/admin/recommendations/recommendation/{objects['recommendation']}/change/"),
    ]

    assert [page.request["PATH_INFO"] for page in pages if writer in page.content.decode()] == []


def test_the_role_ends_with_the_row_of_the_focal_point(people: dict[str, User], objects: dict[str, Any]) -> None:
    client = client_of(people["focal point"])
    FocalPoint.objects.update(ended_on=make.TODAY)

    assert client.get(f"/admin/recommendations/followup/{objects['own_draft']}/change/").status_code == 302
