"""One step with many entries: shown before, all or nothing, by the rules of each single one."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from recommendations.ledger import workflow
from recommendations.models import Assessment, FollowUp, Recommendation, RecommendationStanding
from tests import factories as make
from tests.support.admin_forms import client_of, message_of

pytestmark = pytest.mark.django_db

LIST = "/admin/recommendations/followup/"


def submitted(number: int, by: User) -> list[FollowUp]:
    sweden = make.make_government()
    drafts = [make.draft_follow_up(make.make_recommendation(), sweden, by=by) for _number in range(number)]
    return [workflow.submit(entry=draft, by=by) for draft in drafts]


def choose(client: Client, step: str, entries: list[FollowUp]) -> Any:
    return client.post(LIST, {"action": step, "_selected_action": [entry.pk for entry in entries]})


def confirm(client: Client, step: str, entries: list[FollowUp], text: str = "") -> Any:
    form = {"action": step, "confirmed": "yes", "text": text, "_selected_action": [entry.pk for entry in entries]}
    return client.post(LIST, form | {f"version-{entry.pk}": entry.version for entry in entries}, follow=True)


def states(entries: list[FollowUp]) -> list[str]:
    return list(
        FollowUp.objects.filter(pk__in=[each.pk for each in entries]).order_by("pk").values_list("state", flat=True)
    )


def test_publishing_many_shows_first_what_changes_and_what_is_refused() -> None:
    reviewer = make.make_reviewer()
    theirs, own = submitted(2, make.make_editor()), submitted(1, reviewer)
    client = client_of(reviewer)

    page = choose(client, "publish", theirs + own)

    assert [entry.pk for entry in page.context["outcome"].done] == [entry.pk for entry in theirs]
    assert [(entry.pk, reasons) for entry, reasons in page.context["outcome"].refused] == [
        (own[0].pk, ["You wrote or edited this entry: another reviewer has to decide about it."])
    ]
    assert states(theirs + own) == ["submitted"] * 3
    assert RecommendationStanding.objects.count() == 0

    page = confirm(client, "publish", theirs)

    assert message_of(page) == ["Publish: 2 entries."]
    assert states(theirs + own) == ["published", "published", "submitted"]
    assert RecommendationStanding.objects.count() == 2


def test_one_that_changed_meanwhile_stops_all_of_them() -> None:
    author = make.make_editor()
    entries = submitted(2, author)
    client = client_of(make.make_reviewer())
    choose(client, "publish", entries)
    workflow.return_to_author(entry=entries[1], by=make.make_reviewer(), note="Name the source.")

    page = confirm(client, "publish", entries)

    assert page.context["was_refused"] is True
    assert [entry.pk for entry, _reasons in page.context["outcome"].refused] == [entries[1].pk]
    assert states(entries) == ["submitted", "returned"]


@pytest.mark.parametrize(
    ("step", "state", "field"), [("return", "returned", "return_note"), ("withdraw", "withdrawn", "withdrawal_reason")]
)
def test_many_are_returned_with_one_note_and_withdrawn_with_one_reason(step: str, state: str, field: str) -> None:
    author, reviewer = make.make_editor(), make.make_reviewer()
    entries = submitted(2, author)
    if step == "withdraw":
        entries = [workflow.publish(entry=entry, by=make.make_reviewer()) for entry in entries]
    client = client_of(reviewer)

    assert "step-text" in choose(client, step, entries).content.decode()
    refused = confirm(client, step, entries)
    assert len(refused.context["outcome"].refused) == 2
    confirm(client, step, entries, "The figures are of another year.")

    assert states(entries) == [state] * 2
    assert set(FollowUp.objects.values_list(field, flat=True)) == {"The figures are of another year."}


def test_a_focal_point_submits_the_own_drafts_and_finds_no_step_of_reviewers() -> None:
    sweden, ecuador = make.make_government("SWE"), make.make_government("ECU")
    person = make.make_focal_point(sweden)
    own = [make.draft_follow_up(make.make_recommendation(), sweden, by=person) for _number in range(2)]
    foreign = make.draft_follow_up(make.make_recommendation(), ecuador, by=make.make_editor())
    client = client_of(person)

    assert [name for name, _label in client.get(LIST).context["action_form"].fields["action"].choices] == [
        "",
        "submit",
        "export",
    ]
    confirm(client, "submit", [*own, foreign])

    assert states([*own, foreign]) == ["submitted", "submitted", "draft"]


def test_more_than_a_page_of_reading_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommendations.admin.many.AT_ONCE", 2)
    entries = submitted(3, make.make_editor())
    page = client_of(make.make_reviewer()).post(
        LIST, {"action": "publish", "_selected_action": [entry.pk for entry in entries]}, follow=True
    )

    assert message_of(page) == ["More than 2 are chosen: take fewer at once, so that they can be read before."]
    assert states(entries) == ["submitted"] * 3


def assess(client: Client, chosen: list[Recommendation], **fields: str) -> Any:
    form = {"action": "assess", "confirmed": "yes", "_selected_action": [row.pk for row in chosen], "language": "en"}
    content = {"rationale": "Seen in both.", "status": "under_way", "assessed_on": str(make.TODAY)}
    return client.post("/admin/recommendations/recommendation/", form | content | fields, follow=True)


def test_many_recommendations_are_assessed_with_one_rationale_and_one_source() -> None:
    chosen = [make.make_recommendation(), make.make_recommendation()]
    source = {"source_title": "Annual report", "source_url": "https://example.org/report"}

    page = assess(client_of(make.make_editor()), chosen, status="implemented", **source)

    assert message_of(page) == ["2 drafts of assessments are made: read each of them, then submit."]
    drafts = Assessment.objects.order_by("pk")
    assert [(draft.recommendation, draft.state, draft.rationale) for draft in drafts] == [
        (row, "draft", "Seen in both.") for row in chosen
    ]
    assert [draft.evidence.get().title for draft in drafts] == ["Annual report"] * 2


def test_one_assessment_that_is_refused_leaves_none() -> None:
    chosen = [make.make_recommendation(), make.make_recommendation()]
    tomorrow = make.TODAY + dt.timedelta(days=1)

    page = assess(client_of(make.make_editor()), chosen, assessed_on=str(tomorrow))

    assert len(page.context["refused"]) == 2
    assert Assessment.objects.count() == 0


def test_nobody_below_an_editor_assesses() -> None:
    row = make.make_recommendation()

    assess(client_of(make.make_focal_point(make.make_government())), [row])

    assert Assessment.objects.count() == 0


def test_the_chosen_rows_are_exported_and_no_foreign_draft_with_them() -> None:
    sweden, ecuador = make.make_government("SWE"), make.make_government("ECU")
    own = make.draft_follow_up(make.make_recommendation("R-1"), sweden, by=make.make_editor(), summary="Ours.")
    foreign = make.draft_follow_up(make.make_recommendation("R-2"), ecuador, by=make.make_editor(), summary="Theirs.")

    answer = choose(client_of(make.make_focal_point(sweden)), "export", [own, foreign])

    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(row["uid"], row["recommendation"], row["summary"]) for row in rows] == [(str(own.uid), "R-1", "Ours.")]


@pytest.mark.parametrize("step", ["export", "publish"])
def test_what_cannot_be_an_id_is_not_chosen(step: str) -> None:
    (entry,) = submitted(1, make.make_editor())
    form = {"action": step, "_selected_action": ["9" * 30, "x", "\0"]}

    page = client_of(make.make_reviewer()).post(LIST, form, follow=True)

    assert message_of(page) == [
        "Items must be selected in order to perform actions on them. No items have been changed."
    ]
    assert states([entry]) == ["submitted"]


@pytest.mark.parametrize("value", ["%00", "9" * 30, "x,y"])
@pytest.mark.parametrize("field", ["document", "themes", "title"])
def test_an_address_that_fills_a_form_with_nonsense_opens_it(field: str, value: str) -> None:
    page = client_of(make.make_editor()).get(f"/admin/recommendations/recommendation/add/?{field}={value}")

    assert page.status_code == 200
