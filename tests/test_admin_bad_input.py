"""Addresses and forms that make no sense end in a sentence or a 404, never in an error of the server."""

from typing import Any

import pytest
from django.test import Client

from recommendations.models import FollowUp
from tests import factories as make
from tests.support.admin_forms import client_of, follow_up_form, message_of

pytestmark = pytest.mark.django_db

NOT_HERE = "The address asks for a page or a filter that this list does not have, so it shows everything."


@pytest.fixture
def client() -> Client:
    make.draft_follow_up(make.make_recommendation("RT3.2-R3"), make.make_government(), by=make.make_editor())
    return client_of(make.make_superuser())


@pytest.mark.parametrize("model", ["followup", "position", "assessment", "recommendation", "passage", "government"])
@pytest.mark.parametrize(
    "query",
    [
        "?recommendation__id__exact=abc",
        "?nothing=1",
        "?id__exact=1%00",
        "?_popup=1&_to_field=author",
        "?author__password__startswith=a",
    ],
)
def test_an_address_with_a_filter_that_is_not_there_shows_everything_and_says_so(
    client: Client, model: str, query: str
) -> None:
    page = client.get(f"/admin/recommendations/{model}/{query}")

    assert (page.status_code, message_of(page)) == (200, [NOT_HERE])


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("recommendation/?theme=nope", "“nope” is not in the filter “theme”, so the list shows everything."),
        ("recommendation/?status=good", "“good” is not in the filter “status today”, so the list shows everything."),
        ("recommendation/?flag=red", "“red” is not in the filter “flag”, so the list shows everything."),
        ("recommendation/?session=x", "“x” is not in the filter “session”, so the list shows everything."),
        ("followup/?government=ZZZ", "“ZZZ” is not in the filter “government”, so the list shows everything."),
        ("followup/?recommendation=R0", "“R0” is not in the filter “recommendation”, so the list shows everything."),
    ],
)
def test_an_unknown_value_of_a_filter_is_told_by_name(client: Client, address: str, message: str) -> None:
    page = client.get(f"/admin/recommendations/{address}")

    assert (page.status_code, message_of(page)) == (200, [message])


@pytest.mark.parametrize(
    ("query", "num_rows"),
    [
        ("?e=1", 1),
        ("?p=abc", 1),
        ("?o=99.x", 1),
        ("?all=", 1),
        ("?state__exact=zzz", 0),
        ("?q=" + "a%20" * 3000, 1),
        ("?q=%22", 1),
        ("?q=%FF", 0),
        ("?_facets=1", 1),
    ],
)
def test_other_junk_in_the_address_of_a_list_does_no_harm(client: Client, query: str, num_rows: int) -> None:
    page = client.get(f"/admin/recommendations/followup/{query}")

    assert (len(page.context["cl"].result_list), message_of(page)) == (num_rows, [])


def test_a_nul_byte_in_a_search_is_told(client: Client) -> None:
    page = client.get("/admin/recommendations/followup/?q=a%00b")

    assert (page.status_code, message_of(page)) == (200, [NOT_HERE])


@pytest.mark.parametrize(("term", "num_found"), [("%00", 1), ("a" * 6000, 0), ("%FF", 0), ("%22", 1)])
def test_junk_in_a_choice_of_a_form_is_read_as_words_or_as_nothing(client: Client, term: str, num_found: int) -> None:
    answer = client.get(
        "/admin/autocomplete/?app_label=recommendations&model_name=followup&field_name=government&term=" + term
    )

    assert len(answer.json()["results"]) == num_found


CHOICE = "Select a valid choice. That choice is not one of the available choices."
NO_CHOICE = "Select a valid choice. 0 is not one of the available choices."


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"recommendation": "abc"}, {"recommendation": [CHOICE]}),
        ({"recommendation": "9" * 40}, {"recommendation": [CHOICE]}),
        ({"government": "\0"}, {"government": [CHOICE]}),
        ({"components": ["x"]}, {"components": [NO_CHOICE]}),
        ({"joint_with": ["9" * 40]}, {"joint_with": [NO_CHOICE]}),
        ({"reported_on": "0000-00-00"}, {"reported_on": ["Enter a valid date."]}),
        (
            {"reported_on": "9999-12-31"},
            {"reported_on": ["This date lies in the future: give today's or an earlier one."]},
        ),
        ({"reported_on": "10000-01-01"}, {"reported_on": ["Enter a valid date."]}),
        ({"status": "done"}, {"status": ["Select a valid choice. done is not one of the available choices."]}),
        ({"summary": " \n "}, {"summary": ["This field is required."]}),
    ],
)
def test_junk_in_a_form_is_told_beside_its_field_and_saves_nothing(
    client: Client, fields: dict[str, object], errors: dict[str, list[str]]
) -> None:
    assert send(client, fields).context["adminform"].form.errors == errors


@pytest.mark.parametrize(
    "fields",
    [
        {"evidence-TOTAL_FORMS": "x"},
        {"evidence-TOTAL_FORMS": "1", "evidence-0-id": "x", "evidence-0-title": "t"},
        {"read_version": "x" * 10},
    ],
)
def test_junk_in_what_no_person_types_is_told_and_saves_nothing(client: Client, fields: dict[str, object]) -> None:
    assert [*send(client, fields).context["errors"]] != []


def send(client: Client, fields: dict[str, object]) -> Any:
    """The page that answers the form, which changes nothing."""
    entry = FollowUp.objects.get()
    form = follow_up_form(entry.recommendation, entry.government, entry=entry, **fields)

    page = client.post(f"/admin/recommendations/followup/{entry.pk}/change/", form)

    entry.refresh_from_db()
    assert (entry.version, entry.summary) == (1, "A programme has begun.")
    return page


def test_a_step_without_a_version_is_refused(client: Client) -> None:
    entry = FollowUp.objects.get()

    for version in ("", "x", "9" * 40, "\0"):
        page = client.post(f"/admin/recommendations/followup/{entry.pk}/submit/", {"version": version})
        assert page.context["errors"][0].startswith("Somebody else changed this entry after you opened it.")

    entry.refresh_from_db()
    assert entry.state == "draft"
