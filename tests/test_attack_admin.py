"""What a person with a role tries against the admin."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry

from recommendations.ledger import workflow
from recommendations.models import Evidence
from tests import factories as make
from tests.support.admin_forms import client_of, evidence_rows, follow_up_form

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "source",
    [
        "model_name=recommendation&field_name=follow_ups",
        "model_name=stakeholder&field_name=follow_ups",
        "model_name=government&field_name=positions",
    ],
)
def test_choices_of_what_is_no_field_of_a_form_are_not_found(source: str) -> None:
    client = client_of(make.make_focal_point(make.make_government()))

    assert client.get(f"/admin/autocomplete/?app_label=recommendations&{source}").status_code == 404


def test_a_foreign_source_of_evidence_is_refused_in_the_words_for_one_that_is_not_there() -> None:
    recommendation, sweden = make.make_recommendation(), make.make_government()
    own = make.draft_follow_up(recommendation, sweden, by=make.make_focal_point(sweden))
    editor = make.make_editor()
    foreign = make.draft_follow_up(recommendation, make.make_government(), by=editor)
    hidden = workflow.save_evidence(evidence=make.evidence_for(foreign), by=editor)
    client = client_of(own.author)

    def errors_for(pk: int) -> Any:
        rows = evidence_rows([{"id": pk, "follow_up": own.pk, "title": "Mine now", "read_version": 1}], initial=1)
        form = follow_up_form(recommendation, sweden, entry=own) | rows
        page = client.post(f"/admin/recommendations/followup/{own.pk}/change/", form)
        return page.status_code, page.context and [str(error) for error in page.context["errors"]]

    assert errors_for(hidden.pk) == errors_for(hidden.pk + 1)
    assert errors_for(hidden.pk)[0] == 200
    assert Evidence.objects.get().title == "National report"


def test_the_log_of_the_admin_keeps_no_words_that_a_redaction_would_have_to_erase() -> None:
    recommendation, sweden = make.make_recommendation(), make.make_government()
    draft = make.draft_follow_up(recommendation, sweden, by=make.make_editor())
    form = follow_up_form(recommendation, sweden, entry=draft, summary="In other words.")

    client_of(draft.author).post(
        f"/admin/recommendations/followup/{draft.pk}/change/",
        form | evidence_rows([{"title": "A letter by a witness"}]),
    )

    assert Evidence.objects.get().title == "A letter by a witness"
    assert [entry.change_message for entry in LogEntry.objects.all()] == ['[{"changed": {"fields": ["Summary"]}}]']
