"""Recommendations that other processes made, brought in and brought in again."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from recommendations.data.importing.recommendations import LAYOUT, plan_recommendations
from recommendations.data.importing.writing import apply_recommendations
from recommendations.ledger.rules import Refused
from recommendations.models import Alignment, Citation, Document, Passage, Recommendation, Responsibility, Theme
from tests import factories as make
from tests.support.files import RECOMMENDATION, csv_bytes, rows_of, workbook_bytes, written
from tests.support.whole_database import dump, refusal_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> None:
    make.make_document("doc")
    make.make_theme("remittances")
    make.make_theme("diaspora", name="Diaspora policy")
    make.make_organisation("states")
    make.make_government("SWE", name="Sweden")


def brought_in(content: bytes | Path, **how: Any) -> str:
    plan = plan_recommendations(content, **how)
    assert list(plan.problems.lines()) == []
    apply_recommendations(plan, name="upr.csv")
    return plan.summary


def problems_of(*changes: dict[str, str], **how: Any) -> list[str]:
    return list(plan_recommendations(csv_bytes(rows_of(RECOMMENDATION, *changes)), **how).problems.lines())


FULL = RECOMMENDATION | {
    "themes": "remittances;Diaspora Policy",
    "stakeholders": "states",
    "addressees": "SWE",
}


def test_a_new_recommendation_has_its_text_as_a_passage_and_its_classification(world: None) -> None:
    assert brought_in(csv_bytes([FULL])) == "1 new, 0 changed, 0 unchanged, 0 refused"

    recommendation = Recommendation.objects.get(reference="UPR-1")
    citation = recommendation.citations.get()
    assert (citation.role, citation.passage.text) == ("source", "Do the thing; then,\nthe “other” thing.")
    assert (citation.passage.code, citation.passage.ordinal, recommendation.ordinal) == ("p001", 1, 1)
    assert [theme.slug for theme in recommendation.themes.all()] == ["remittances", "diaspora"]
    responsibility = recommendation.responsibilities.get()
    assert (responsibility.role, responsibility.basis) == ("addressee", "implied")
    assert responsibility.reason == "Imported from upr.csv"
    assert [government.iso3 for government in recommendation.addressees.all()] == ["SWE"]


def test_what_is_brought_in_has_the_history_that_saving_it_would_have_written(world: None) -> None:
    editor = make.make_editor()
    apply_recommendations(plan_recommendations(csv_bytes([FULL])), name="upr.csv", by=editor)

    recommendation = Recommendation.objects.get()
    (row,) = recommendation.history.all()
    assert (row.history_type, row.history_user, row.history_change_reason) == ("+", editor, "Imported from upr.csv")
    assert [link.theme.slug for link in row.themes.all()] == ["remittances", "diaspora"]
    assert [link.government.iso3 for link in row.addressees.all()] == ["SWE"]
    for model in (Passage, Citation, Responsibility):
        (row,) = model.history.all()
        assert (row.id, row.history_type, row.history_user) == (model.objects.get().pk, "+", editor)
    # A row saved by hand afterwards does not meet one that was brought in.
    make.make_recommendation("UPR-2")


def test_the_same_file_twice_changes_nothing_and_writes_no_history(world: None) -> None:
    content = csv_bytes(rows_of(FULL, {}, {"reference": "UPR-2", "themes": ""}))
    brought_in(content)
    before = dump()

    assert brought_in(content) == "0 new, 0 changed, 2 unchanged, 0 refused"
    assert dump() == before


def test_a_later_snapshot_shows_what_changed_and_keeps_the_history(world: None) -> None:
    brought_in(csv_bytes([FULL]))
    later = FULL | {"reference": "upr-1", "title": "Do it well", "themes": "remittances", "stakeholders": ""}
    plan = plan_recommendations(csv_bytes([later, FULL | {"reference": "UPR-2"}]))

    assert list(plan.lines()) == [
        "line 4: new UPR-2",
        (
            "line 2: UPR-1 changes title: “Do the thing” > “Do it well”; themes: “diaspora;remittances” > "
            "“remittances”; stakeholders: “states” > “”"
        ),
        "1 new, 1 changed, 0 unchanged, 0 refused",
    ]
    apply_recommendations(plan, name="later.csv")

    recommendation = Recommendation.objects.get(reference="UPR-1")
    assert (recommendation.title, recommendation.version) == ("Do it well", 2)
    assert [theme.slug for theme in recommendation.themes.all()] == ["remittances"]
    assert list(recommendation.responsibilities.all()) == []
    newest, oldest = recommendation.history.all()
    assert (newest.history_type, newest.title, [link.theme.slug for link in newest.themes.all()]) == (
        "~",
        "Do it well",
        ["remittances"],
    )
    assert (oldest.title, oldest.themes.count()) == ("Do the thing", 2)
    assert [row.history_type for row in Responsibility.history.filter(recommendation=recommendation)] == ["-", "+"]


def test_columns_that_a_file_lacks_leave_the_record_as_it_is(world: None) -> None:
    brought_in(csv_bytes([FULL]))

    assert brought_in(csv_bytes([RECOMMENDATION])) == "0 new, 0 changed, 1 unchanged, 0 refused"


def test_the_text_and_the_document_of_a_recommendation_are_kept(world: None) -> None:
    make.make_document("other")
    brought_in(csv_bytes([RECOMMENDATION]))

    assert problems_of({"text": "Another text.", "document": "other"}) == [
        "line 2, column document: UPR-1 belongs to the document doc, and stays there",
        "line 2, column text: the text of UPR-1 is kept as published",
    ]


def test_every_refusal_names_line_and_column_and_all_come_at_once(world: None) -> None:
    assert problems_of(
        {},
        {"reference": "UPR 2", "kind": "wish", "title": "", "text": " ", "document": "dok"},
        {"reference": "upr-1"},
        {"reference": "U3", "title": "x" * 301, "themes": "remitances;diaspora", "session": "9.9"},
        {"reference": "U4", "stakeholders": "Nobody", "goals": "gcm:99", "addressees": "SWE;Atlantis"},
    ) == [
        "line 4, column document: there is no document “dok” (is doc meant?); “create missing” makes it",
        "line 4, column kind: “wish” is none of recommendation, conclusion, call_to_action, policy_message",
        "line 4, column reference: Use letters, digits, dots and hyphens only, for example RT3.2-R3.",
        "line 4, column text: this cell may not be empty",
        "line 4, column title: this cell may not be empty",
        "line 5, column reference: upr-1 stands on line 2 already: give each its own, or “number duplicates”",
        "line 7, column session: there is no session “9.9”: write 7-3.2 for session 3.2 of the seventh summit",
        "line 7, column themes: there is no theme “remitances” (is remittances meant?); “create missing” makes it",
        "line 7, column title: Ensure this value has at most 300 characters (it has 301).",
        "line 9, column addressees: there is no government “Atlantis”",
        "line 9, column goals: there is no goal “gcm:99”",
        "line 9, column stakeholders: there is no stakeholder “Nobody”; “create missing” makes it",
    ]


def test_of_very_many_refusals_a_hundred_are_named_and_the_others_counted(world: None) -> None:
    lines = problems_of(*({"reference": f"U{number}", "kind": "wish"} for number in range(130)))

    assert (len(lines), lines[-1]) == (101, "and 30 more")


def test_what_is_missing_is_made_where_that_is_asked_for(world: None) -> None:
    row = RECOMMENDATION | {
        "document": "UPR, third cycle",
        "themes": "Labour migration; remittances",
        "stakeholders": "Host States;États hôtes;الدول",
    }
    content = csv_bytes(
        [row, row | {"reference": "UPR-2", "themes": "labour-migration", "stakeholders": "host states"}]
    )

    plan = plan_recommendations(content, create_missing=True)
    apply_recommendations(plan, name="upr.csv")

    assert plan.notes == [
        "makes theme: Labour migration",
        "makes stakeholder: Host States, États hôtes, الدول",
        "makes document: UPR, third cycle",
    ]
    assert Document.objects.get(title="UPR, third cycle").recommendations.count() == 2
    assert Theme.objects.get(slug="labour-migration").recommendations.count() == 2
    assert [responsibility.stakeholder.slug for responsibility in Responsibility.objects.order_by("pk")] == [
        "host-states",
        "etats-hotes",
        "stakeholder",
        "host-states",
    ]
    assert [row.history_change_reason for row in Theme.history.filter(slug="labour-migration")] == [
        "Imported from upr.csv"
    ]
    assert brought_in(content, create_missing=True) == "0 new, 0 changed, 2 unchanged, 0 refused"


def test_repeated_references_are_numbered_where_that_is_asked_for_and_again_alike(world: None) -> None:
    rows = rows_of(
        RECOMMENDATION,
        {"text": "One."},
        {"text": "Two."},
        {"reference": "upr-1", "text": "Three."},
        {"reference": "UPR-1-2"},
    )

    assert brought_in(csv_bytes(rows), number_duplicates=True) == "4 new, 0 changed, 0 unchanged, 0 refused"
    assert {row.reference: row.passages.get().text for row in Recommendation.objects.all()} == {
        "UPR-1": "One.",
        "UPR-1-3": "Two.",
        "upr-1-4": "Three.",
        "UPR-1-2": RECOMMENDATION["text"],
    }
    assert brought_in(csv_bytes(rows), number_duplicates=True) == "0 new, 0 changed, 4 unchanged, 0 refused"


def test_an_xlsx_file_says_the_same_as_a_csv_file(world: None) -> None:
    brought_in(csv_bytes([FULL]))

    assert brought_in(workbook_bytes([list(FULL), list(FULL.values())])) == "0 new, 0 changed, 1 unchanged, 0 refused"


def test_text_that_looks_like_a_formula_comes_back_as_it_was(world: None) -> None:
    row = RECOMMENDATION | {"title": "'=1+1", "text": "''quoted'"}
    brought_in(csv_bytes([row]))

    recommendation = Recommendation.objects.get()
    assert (recommendation.title, recommendation.passages.get().text) == ("=1+1", "'quoted'")


def test_a_record_that_changed_after_the_plan_was_made_is_not_overwritten(world: None) -> None:
    brought_in(csv_bytes([RECOMMENDATION]))
    changed = plan_recommendations(csv_bytes([RECOMMENDATION | {"title": "Mine"}]))
    new = plan_recommendations(csv_bytes([RECOMMENDATION | {"reference": "UPR-2"}]))
    recommendation = Recommendation.objects.get()
    recommendation.title, recommendation.version = "Theirs", 2
    recommendation.save()
    make.make_recommendation("upr-2")

    assert refusal_of(lambda: apply_recommendations(changed, name="upr.csv")) == [
        "Somebody changed UPR-1 since the file was read. Nothing was stored: import it again."
    ]
    assert refusal_of(lambda: apply_recommendations(new, name="upr.csv")) == [
        (
            "The record has changed since the file was read (Another recommendation has this reference, apart from "
            "capital letters). Nothing was stored: import it again."
        )
    ]


def test_only_those_who_edit_the_text_bring_recommendations_in(world: None) -> None:
    plan = plan_recommendations(csv_bytes([RECOMMENDATION]))
    for person in (make.make_user(), make.make_focal_point(make.make_government("NOR"))):
        assert refusal_of(lambda person=person: apply_recommendations(plan, name="x", by=person)) == [
            "Only editors and reviewers of the secretariat import recommendations."
        ]


def test_a_plan_with_refused_rows_is_not_carried_out(world: None) -> None:
    plan = plan_recommendations(csv_bytes(rows_of(RECOMMENDATION, {}, {"reference": "no good"})))

    with pytest.raises(Refused, match="mend them first"):
        apply_recommendations(plan, name="x")


def test_the_command_prints_the_plan_and_stores_it_unless_told_otherwise(world: None, tmp_path: Path) -> None:
    file = written(tmp_path / "upr.csv", [FULL | {"themes": "Return"}])
    output = io.StringIO()
    before = dump()

    call_command("import_recommendations", file, dry_run=True, create_missing=True, stdout=output)
    assert output.getvalue().splitlines() == [
        "makes theme: Return",
        "line 2: new UPR-1",
        "1 new, 0 changed, 0 unchanged, 0 refused",
        "Nothing was stored: this was a dry run.",
    ]
    assert dump() == before

    output.truncate(0)
    call_command("import_recommendations", file, create_missing=True, author=make.make_editor().username, stdout=output)
    assert Recommendation.history.get().history_user is not None


def test_the_command_names_every_refusal_and_ends_with_an_error(world: None, tmp_path: Path) -> None:
    errors = io.StringIO()
    file = written(tmp_path / "upr.csv", rows_of(RECOMMENDATION, {}, {"reference": "U2", "kind": "wish"}))

    with pytest.raises(CommandError, match=r"^1 new, 0 changed, 0 unchanged, 1 refused\. Nothing was stored\.$"):
        call_command("import_recommendations", file, stderr=errors)

    assert errors.getvalue().splitlines() == [
        "line 4, column kind: “wish” is none of recommendation, conclusion, call_to_action, policy_message"
    ]
    with pytest.raises(CommandError, match=r"^gone cannot be read: No such file or directory\. Nothing was stored\.$"):
        call_command("import_recommendations", tmp_path / "gone")
    with pytest.raises(CommandError, match="There is no person with the name nobody here"):
        call_command("import_recommendations", file, author="nobody")
    assert not Recommendation.objects.exists()


def test_two_thousand_recommendations_are_a_few_statements_each_way(
    world: None, django_assert_max_num_queries: Any
) -> None:
    rows = [FULL | {"reference": f"UPR-{number}", "goals": ""} for number in range(2_000)]
    content = csv_bytes(rows)

    with django_assert_max_num_queries(150):
        brought_in(content)
    with django_assert_max_num_queries(60):
        assert brought_in(content) == "0 new, 0 changed, 2000 unchanged, 0 refused"
    assert Recommendation.history.count() == Citation.history.count() == 2_000
    assert Alignment.objects.count() == 0
    assert connection.in_atomic_block


def test_every_column_of_the_contract_is_read() -> None:
    assert ",".join(LAYOUT.columns) == (
        "reference,kind,title,text,document,session,themes,stakeholders,population_groups,goals,addressees"
    )
