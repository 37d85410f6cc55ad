"""The published text, exported and brought in again: nothing changes."""

import datetime as dt

import pytest

from recommendations.importing.recommendations import plan_recommendations
from recommendations.importing.writing import apply_recommendations
from recommendations.models import Citation, Recommendation
from recommendations.moments import Moment
from recommendations.reading import whole_text
from recommendations.tables import RECOMMENDATIONS, Asked
from tests.support.files import csv_bytes
from tests.support.whole_database import dump

pytestmark = pytest.mark.django_db


def exported() -> bytes:
    """All recommendations as a file of the site, with every column that exports have."""
    now = dt.datetime.now(dt.UTC)
    asked = Asked(Moment(now.date(), now), "https://tracker.example")
    rows = RECOMMENDATIONS.rows(Recommendation.objects.with_standing(asked.moment.at).order_by("pk"), asked)
    return csv_bytes(
        [
            {name: ";".join(value) if isinstance(value, list) else str(value or "") for name, value in row.items()}
            for row in rows
        ]
    )


def test_what_the_site_exports_changes_nothing_when_it_is_brought_in_again(published_text: str) -> None:
    multiple = Recommendation.objects.get(reference="RT3.1-C3")
    before = dump()

    plan = plan_recommendations(exported())

    assert list(plan.problems.lines()) == []
    assert plan.summary == "0 new, 0 changed, 29 unchanged, 0 refused"
    assert plan.notes[0].startswith("columns that no import reads: language, force, attribution,")
    apply_recommendations(plan, name="export.csv")
    assert dump() == before
    assert multiple.citations.exists()


def test_the_text_of_several_passages_is_one_text_divided_by_empty_lines(published_text: str) -> None:
    cited = Citation.objects.filter(recommendation__reference="RT3.1-M2", role="source").order_by("passage__ordinal")
    recommendation = cited.first().recommendation  # type: ignore[union-attr]  # The fixture has it.
    text = whole_text(citation.passage.text for citation in cited)
    row = {"reference": recommendation.reference, "kind": recommendation.kind, "title": recommendation.title}

    plan = plan_recommendations(csv_bytes([row | {"text": text, "document": "rt3"}]))

    assert plan.summary == "0 new, 0 changed, 1 unchanged, 0 refused"
