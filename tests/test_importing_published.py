"""What the site exports, brought in again: nothing changes."""

from typing import Any

import pytest
from django.test import Client

from recommendations.data.importing.follow_ups import plan_follow_ups
from recommendations.data.importing.recommendations import plan_recommendations
from recommendations.data.importing.writing import apply_recommendations
from recommendations.ledger import workflow
from recommendations.models import Citation, Government, Recommendation
from recommendations.public.source_text import whole_text
from tests import factories as make
from tests.support.files import csv_bytes
from tests.support.whole_database import dump

pytestmark = pytest.mark.django_db


def exported(client: Client, address: str) -> bytes:
    response: Any = client.get(address)
    assert response.status_code == 200
    return response.getvalue()  # type: ignore[no-any-return]  # The client's responses have no types.


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_recommendations_that_the_site_exports_are_unchanged_when_they_are_brought_in(
    published_text: str, client: Client, ending: str
) -> None:
    before = dump()

    plan = plan_recommendations(exported(client, f"/recommendations.{ending}"))

    assert list(plan.problems.lines()) == []
    assert plan.summary == "0 new, 0 changed, 29 unchanged, 0 refused"
    assert plan.notes[0].startswith("columns that no import reads: language, force, attribution,")
    apply_recommendations(plan, name="export")
    assert dump() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_follow_ups_that_the_site_exports_are_unchanged_when_they_are_brought_in(
    published_text: str, client: Client, ending: str
) -> None:
    editor, reviewer = make.make_editor(), make.make_reviewer()
    first, second = Recommendation.objects.order_by("ordinal")[:2]
    sweden = Government.objects.get(iso3="SWE")
    people: dict[str, Any] = {"by": editor, "reviewer": reviewer}
    original = make.publish_follow_up(first, sweden, summary="=One;\r\ntwo", details="'quoted'", **people)
    correction = workflow.correct(entry=original, by=editor)
    correction.status = "completed"
    make.publish(workflow.save_draft(entry=correction, by=editor), by=reviewer)
    make.publish_voice(second, None, **people)

    plan = plan_follow_ups(exported(client, f"/follow-ups.{ending}"), by=editor)

    assert list(plan.problems.lines()) == []
    assert plan.summary == "0 new, 0 changed, 3 unchanged, 0 refused"


def test_the_text_of_several_passages_is_one_text_divided_by_empty_lines(published_text: str) -> None:
    cited = Citation.objects.filter(recommendation__reference="RT3.1-M2", role="source").order_by("passage__ordinal")
    recommendation = cited.first().recommendation  # type: ignore[union-attr]  # The fixture has it.
    text = whole_text(citation.passage.text for citation in cited)
    row = {"reference": recommendation.reference, "kind": recommendation.kind, "title": recommendation.title}

    plan = plan_recommendations(csv_bytes([row | {"text": text, "document": "rt3"}]))

    assert plan.summary == "0 new, 0 changed, 1 unchanged, 0 refused"
