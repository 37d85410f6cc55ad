"""The API answers what its description says, and refuses what it does not allow: requests made up from it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import settings as site
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig

from gfmd_tracker.wsgi import application
from recommendations.api.resources import RESOURCES
from recommendations.api.schema import description
from recommendations.data import tables
from recommendations.models import Government, Recommendation
from tests import factories as make
from tests.support.tiers import IS_PROOF, SEED, tries

# Theme slugs, references and the like are any words to the description, since the record adds to them; one that is not
# there is refused by name. So words that fit the description may meet a 400 here, and nothing else may.
CONFIG = SchemathesisConfig.from_dict(
    {"seed": SEED or 1, "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "404"]}}}
)
api = schemathesis.openapi.from_dict(description(), config=CONFIG)
api.app = application


@pytest.fixture(scope="module", autouse=True)
def record(published_text: str) -> Iterator[None]:
    """The published text with an entry of every kind, corrected and withdrawn ones among them."""
    row = Recommendation.objects.get(reference="RT3.2-R4")
    sweden = Government.objects.get(iso3="SWE")
    make.publish_at_once(
        make.follow_up(row, sweden), make.position(row, sweden), make.assessment(row, status="continuous")
    )
    # A server ends each request by closing connections that are too old; here they hold the rows of the test.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.prove
@api.parametrize()
@settings(
    max_examples=tries(4, 30),
    derandomize=not IS_PROOF,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_each_address_answers_as_described(case: schemathesis.Case) -> None:
    # The transport of these requests does not unpack what a server has compressed.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


@pytest.mark.django_db
def test_one_recommendation_comes_with_all_that_its_page_says(client: Client) -> None:
    row = Recommendation.objects.get(reference="RT3.2-A1")
    make.publish_assessment(row, component=row.components.get(ordinal=2), status="planned")

    answer = client.get("/api/v1/recommendations/RT3.2-A1/").json()

    details = answer.pop("details")
    assert list(answer) == tables.RECOMMENDATIONS.column_names
    assert [(each["ordinal"], each["status"]) for each in details["components"]] == [
        (1, "not_assessed"),
        (2, "planned"),
    ]
    assert [(each["role"], each["code"]) for each in details["citations"]] == [("caveat", "p035"), ("source", "p040")]
    assert details["citations"][1]["text"] == answer["text"]
    assert [(each["stakeholder"], each["basis"]) for each in details["responsibilities"]] == [
        ("turkey-gfmd-chair", "named")
    ]
    assert [each["goal"] for each in details["alignments"]] == answer["goals"]
    assert {each["author_name"] for each in details["alignments"]} == {"Tracker editors"}
    assert [each["code"] for each in details["editorial_notes"]] == ["E12", "E16", "E30", "E31"]
    assert details["answers"] == []


# The documentation


def fits(answer: Any, excerpt: Any) -> bool:
    """Whether all of the excerpt stands in the answer, lists from their beginning."""
    if isinstance(excerpt, dict):
        return all(name in answer and fits(answer[name], value) for name, value in excerpt.items())
    if isinstance(excerpt, list):
        return len(excerpt) <= len(answer) and all(map(fits, answer, excerpt))
    return bool(answer == excerpt)


EXAMPLE = re.compile(r"^```http\nGET (\S+)\n```\n\n```json\n(\{.*?\n\})\n```$", re.DOTALL | re.MULTILINE)
PAGE = (Path(site.BASE_DIR) / "docs/api.md").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_the_examples_of_the_documentation_are_answered_as_printed(client: Client) -> None:
    examples = EXAMPLE.findall(PAGE)

    assert len(examples) == PAGE.count("\nGET ") > 3
    for address, excerpt in examples:
        answer = client.get(address, secure=True, headers={"host": "localhost"}).json()
        assert fits(answer, json.loads(excerpt)), f"{address}: {answer}"


@pytest.mark.django_db
def test_the_documentation_names_every_list() -> None:
    named = re.findall(r"^\| `/api/v1/([a-z/-]+)/` ", PAGE, re.MULTILINE)

    assert named == [resource.name for resource in RESOURCES]
