"""The API: what it answers, what it refuses and how, and what it costs."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate
from pytest_django import DjangoAssertNumQueries

from recommendations.api.resources import RESOURCES
from recommendations.api.schema import description
from recommendations.data import tables
from recommendations.ledger import workflow
from recommendations.models import Passage, Recommendation
from tests import factories as make
from tests.test_page_costs import grow

SPRING = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
PROBLEM = "application/problem+json"


def got(client: Client, address: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def refused(client: Client, address: str) -> dict[str, list[str]]:
    response = client.get(f"/api/v1/{address}")
    assert (response.status_code, response["Content-Type"]) == (400, PROBLEM)
    errors: dict[str, list[str]] = response.json()["errors"]
    return errors


def test_the_description_is_valid_openapi_and_needs_no_database() -> None:
    document = json.loads(json.dumps(description()))

    assert document["openapi"] == "3.1.0"
    validate(document)


@pytest.mark.django_db
def test_a_row_is_the_row_of_the_table_and_a_list_says_what_it_is(client: Client) -> None:
    theme = make.make_theme("remittances")
    make.make_recommendation("R-1", themes=[theme])
    make.make_recommendation("R-2")
    make.make_recommendation("R-3", themes=[theme])

    answer = got(client, "recommendations/?theme=remittances&page_size=1&sort=reference")

    (row,) = answer.pop("results")
    assert list(row) == tables.RECOMMENDATIONS.column_names
    assert (row["reference"], row["status"], row["url"]) == (
        "R-1",
        "not_assessed",
        "http://testserver/recommendations/R-1/",
    )
    assert (answer["title"], answer["licence"]["name"], answer["count"]) == ("Recommendations", "CC BY 4.0", 2)
    assert answer["as_of"] == row["as_of"] == dt.datetime.now(dt.UTC).date().isoformat()
    assert answer["previous"] is None
    after = client.get(answer["next"]).json()
    assert [row["reference"] for row in after["results"]] == ["R-3"]
    assert (after["next"], after["previous"].endswith("&page=1")) == (None, True)


@pytest.mark.django_db
def test_an_earlier_day_is_answered_as_the_ledger_stood_then(client: Client) -> None:
    sweden, author = make.make_government("SWE", name="Sweden"), make.make_editor()
    row = make.make_recommendation("R-1")
    first = make.publish_follow_up(row, sweden, by=author, at=SPRING, summary="Then.")
    later = SPRING + dt.timedelta(days=2)
    draft = workflow.correct(entry=first, by=author, at=later)
    draft.summary = "Now."
    second = make.publish(workflow.save_draft(entry=draft, by=author, at=later), by=make.make_reviewer(), at=later)
    make.draft_follow_up(row, sweden, by=author, summary="Not yet.")

    def told(address: str) -> list[tuple[str, bool]]:
        return [(each["summary"], each["is_in_force"]) for each in got(client, address)["results"]]

    assert told("follow-ups/") == [("Now.", True), ("Then.", False)]
    assert told("follow-ups/?in_force=true") == [("Now.", True)]
    assert told("follow-ups/?published_since=2026-03-11") == [("Now.", True)]
    assert told("follow-ups/?as_of=2026-03-10") == [("Then.", True)]
    assert got(client, f"follow-ups/{first.uid}/")["corrected_by"] == str(second.uid)
    assert client.get(f"/api/v1/follow-ups/{second.uid}/?as_of=2026-03-10").status_code == 404
    assert got(client, "recommendations/R-1/?as_of=2026-03-10")["details"]["answers"][0]["follow_up"] == str(first.uid)


@pytest.mark.django_db
def test_entries_are_chosen_by_what_they_speak_of(client: Client) -> None:
    theme = make.make_theme("remittances")
    sweden, norway = make.make_government("SWE"), make.make_government("NOR")
    one, other = make.make_recommendation("R-1", themes=[theme]), make.make_recommendation("R-2")
    make.publish_at_once(
        make.follow_up(one, sweden, status="completed"),
        make.follow_up(other, norway),
        make.position(one, norway),
        make.position(other, norway, stance="noted"),
        make.assessment(one),
        make.assessment(other, status="planned"),
    )
    make.publish_voice(other, None, organisation=make.make_organisation("watch"))

    def chosen(address: str) -> list[str]:
        return [each["recommendation"] for each in got(client, address)["results"]]

    assert chosen("follow-ups/?theme=remittances") == ["R-1"]
    assert chosen("follow-ups/?government=SWE&government=NOR") == ["R-2", "R-1"]
    assert chosen("follow-ups/?government=SWE&recommendation=R-2") == []
    assert chosen("follow-ups/?organisation=watch&voice=civil_society&evidence=documented") == ["R-2"]
    assert chosen("follow-ups/?status=completed&document=doc") == ["R-1"]
    assert chosen("positions/?stance=noted") == ["R-2"]
    assert chosen("assessments/?status=planned") == ["R-2"]


@pytest.mark.django_db
def test_what_cannot_be_met_is_refused_by_the_name_of_its_parameter(client: Client) -> None:
    assert refused(client, "recommendations/?theme=nowhere&kind=wish") == {
        "theme": ["Not known here: “nowhere”."],
        "kind": ["Not known here: “wish”."],
    }
    (sentence,) = refused(client, "recommendations/?thme=remittances")["thme"]
    assert sentence.startswith("There is no such parameter here. Known are: q, theme, kind,")
    assert refused(client, "follow-ups/?published_since=yesterday") == {
        "published_since": ["“yesterday” is not a day in the form YYYY-MM-DD, such as 2026-03-31."]
    }
    assert refused(client, "themes/?page_size=501") == {"page_size": ["Give a whole number from 1 to 500."]}
    assert list(refused(client, "themes/?page=x")) == ["page"]
    assert list(refused(client, "themes/?as_of=2030-01-01")) == ["as_of"]
    assert list(refused(client, "documents/rt3/?page=1")) == ["page"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/recommendations/R-9/", 404),
        ("GET", "/api/v1/recommendations/?page=2", 404),
        ("GET", "/api/v1/follow-ups/no-uid/", 404),
        ("GET", "/api/v2/", 404),
        ("POST", "/api/v1/recommendations/", 405),
        ("DELETE", "/api/v1/themes/", 405),
    ],
)
def test_every_refusal_is_a_problem_that_scripts_of_other_sites_can_read(
    method: str, address: str, status: int
) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, address)

    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
    assert (response.json()["status"], bool(response.json()["detail"])) == (status, True)
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_failure_here_is_a_problem_too(client: Client) -> None:
    # Without access to the database, every list fails.
    client.raise_request_exception = False

    response = client.get("/api/v1/themes/")

    assert (response.status_code, response["Content-Type"]) == (500, PROBLEM)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "database" not in response.content.decode().lower()


@pytest.mark.django_db
def test_an_answer_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    theme = make.make_theme("remittances")
    recommendation = make.make_recommendation("R-1", themes=[theme])
    address = "/api/v1/recommendations/"
    first = client.get(address)

    def again() -> int:
        return client.get(address, headers={"if-none-match": first["ETag"]}).status_code

    assert again() == 304
    # The text changes without the ledger, and the ledger without the text.
    Recommendation.objects.update(title="Another title")
    assert again() == 200
    Recommendation.objects.update(title=recommendation.title)
    assert again() == 304
    make.publish_follow_up(recommendation, make.make_government())
    assert again() == 200


@pytest.mark.django_db
def test_scripts_of_other_sites_may_read_open_data_and_nothing_else(client: Client) -> None:
    preflight = client.options("/api/v1/themes/", headers={"origin": "https://example.org"})

    assert (preflight.status_code, preflight["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert preflight["Access-Control-Allow-Headers"] == "If-None-Match"
    assert client.get("/recommendations.csv")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in preflight
    assert "Access-Control-Allow-Origin" not in client.get("/themes/")


QUERIES = {
    "": 0,
    "schema/": 0,
    "recommendations/": 12,
    "recommendations/RT3.2-R1/": 20,
    "themes/": 3,
    "themes/remittances/": 1,
    "progress/themes/": 7,
    "progress/themes/remittances/": 6,
    "governments/": 7,
    "governments/SWE/": 6,
    "stakeholders/": 5,
    "stakeholders/migrants/": 3,
    "follow-ups/": 6,
    "follow-ups/{uid}/": 4,
    "positions/": 4,
    "positions/{uid}/": 2,
    "assessments/": 4,
    "assessments/{uid}/": 2,
    "documents/": 3,
    "documents/rt3/": 1,
    "passages/": 4,
    "passages/rt3/{code}/": 2,
}


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_every_answer_costs_the_same_at_any_length(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grow(number)
    code = Passage.objects.values_list("code", flat=True)[0]
    assert len(QUERIES) == 2 + 2 * len(RESOURCES)

    for address, queries in QUERIES.items():
        uid = ""
        if "{uid}" in address:
            uid = got(client, address.partition("{")[0])["results"][0]["uid"]
        with django_assert_num_queries(queries, info=address):
            assert client.get(f"/api/v1/{address.format(uid=uid, code=code)}").status_code == 200
