"""`loaddata` restores the published wording, says so in the history, and touches nothing below the text."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core import serializers
from django.core.management import CommandError, call_command
from django.core.serializers.base import DeserializationError

from recommendations.ledger import workflow
from recommendations.models import (
    Assessment,
    Citation,
    Component,
    ComponentStanding,
    Evidence,
    FocalPoint,
    FollowUp,
    FollowUpComponent,
    Government,
    GovernmentStanding,
    JointGovernment,
    LedgerClock,
    Passage,
    Position,
    Recommendation,
    RecommendationStanding,
    Responsibility,
    Session,
    Theme,
)
from tests import factories
from tests.support.fixture_files import FIXTURES, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_text")]

BELOW_THE_TEXT = (
    *(Assessment, Evidence, FocalPoint, FollowUp, FollowUpComponent, JointGovernment, Position),
    *(ComponentStanding, GovernmentStanding, RecommendationStanding, LedgerClock),
)


def load(*names: str | Path) -> str:
    """Load fixtures and return the line that counts the records."""
    output = io.StringIO()
    call_command("loaddata", *names, stdout=output)
    return output.getvalue().splitlines()[-1]


def all_rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours and of the accounts, history and links included."""
    models = [
        model
        for label in ("recommendations", "auth")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


def changed_tables(before: dict[str, Any]) -> set[str]:
    return {label for label, rows in all_rows().items() if rows != before[label]}


def log_of(record: Any) -> list[tuple[str, str | None, int]]:
    """What the history says of a record, oldest first: type, reason, version."""
    log = type(record).history.filter(id=record.pk).order_by("history_id")
    return list(log.values_list("history_type", "history_change_reason", "version"))


def fixture_of(folder: Path, *rows: Any) -> Path:
    """A fixture file of its own: model instances as `dumpdata` writes them, or rows as they stand."""
    written = [row for row in rows if isinstance(row, dict)]
    instances = [row for row in rows if not isinstance(row, dict)]
    dump = serializers.serialize("json", instances, use_natural_foreign_keys=True, use_natural_primary_keys=True)
    path = folder / "ours.json"
    path.write_text(json.dumps([*json.loads(dump), *written]), encoding="utf-8")
    return path


# A first load


def test_a_first_load_counts_each_record_as_new(published_text: str) -> None:
    assert published_text == "750 new, 0 restored, 0 unchanged"


def test_a_first_load_logs_each_record_once() -> None:
    models = {row["model"]: name for name in FIXTURES for row in rows_of(name)}

    for label, name in models.items():
        model = apps.get_model(label)
        assert model.history.count() == model.objects.count(), label
        log = set(model.history.values_list("history_type", "history_change_reason", "history_user"))
        assert log == {("+", f"Loaded from fixture {name}", None)}, label


def test_the_log_of_a_first_load_holds_every_link() -> None:
    for recommendation in Recommendation.objects.all():
        logged = Recommendation.history.get(id=recommendation.pk)

        assert {link.theme for link in logged.themes.all()} == set(recommendation.themes.all())
        assert {link.to_recommendation for link in logged.related.all()} == set(recommendation.related.all())
        assert {link.government for link in logged.addressees.all()} == set(recommendation.addressees.all())


# A second load


def test_loading_twice_changes_nothing() -> None:
    before = all_rows()

    assert load(*FIXTURES) == "0 new, 0 restored, 750 unchanged"

    assert changed_tables(before) == set()


def test_one_fixture_named_twice_in_one_load_is_logged_once() -> None:
    Theme.objects.filter(slug="remittances").update(name="Money")

    assert load("rt3", "rt3").startswith("0 new, 1 restored")

    assert len(log_of(Theme.objects.get(slug="remittances"))) == 2


def test_an_edited_title_is_restored_and_logged() -> None:
    edited = Recommendation.objects.get(reference="RT3.2-R4")
    title = edited.title
    edited.title, edited.version = "Reward health personnel who come and go", 2
    edited.save()

    assert load("rt3") == "0 new, 1 restored, 478 unchanged"

    restored = Recommendation.objects.get(reference="RT3.2-R4")
    assert (restored.pk, restored.title, restored.version) == (edited.pk, title, 3)
    assert log_of(restored) == [
        ("+", "Loaded from fixture rt3", 1),
        ("~", None, 2),
        ("~", "Restored from fixture rt3", 3),
    ]


def test_the_text_of_a_passage_is_restored() -> None:
    passage = Passage.objects.get(document__slug="rt3", code="p045")
    Passage.objects.filter(pk=passage.pk).update(text="To encourage incentive systems.")

    assert load("rt3") == "0 new, 1 restored, 478 unchanged"

    assert Passage.objects.get(pk=passage.pk).text == passage.text
    assert log_of(passage) == [("+", "Loaded from fixture rt3", 1), ("~", "Restored from fixture rt3", 2)]


def test_a_version_alone_is_no_difference() -> None:
    Theme.objects.filter(slug="remittances").update(version=7)

    assert load("rt3") == "0 new, 0 restored, 479 unchanged"

    assert Theme.objects.get(slug="remittances").version == 7


def test_a_theme_that_an_editor_added_is_taken_off_and_logged() -> None:
    edited = Recommendation.objects.get(reference="RT3.1-M4")
    edited.themes.add(Theme.objects.get(slug="cooperation"))

    assert load("rt3") == "0 new, 1 restored, 478 unchanged"

    assert [theme.slug for theme in edited.themes.all()] == ["policy-implementation"]
    assert log_of(edited) == [
        ("+", "Loaded from fixture rt3", 1),
        ("~", None, 1),
        ("~", "Restored from fixture rt3", 2),
    ]
    newest = Recommendation.history.filter(id=edited.pk).latest("history_id")
    assert [link.theme.slug for link in newest.themes.all()] == ["policy-implementation"]


def test_two_recommendations_that_an_editor_parted_are_related_again_and_both_are_logged() -> None:
    one, other = Recommendation.objects.filter(reference__in=["RT3.2-R4", "RT3.2-R5"]).order_by("reference")
    one.related.remove(other)

    assert load("rt3") == "0 new, 2 restored, 477 unchanged"

    assert [item.reference for item in one.related.all()] == ["RT3.2-M6", "RT3.2-R3", "RT3.2-R5"]
    assert [item.reference for item in other.related.all()] == ["RT3.2-R4"]
    for recommendation in (one, other):
        assert log_of(recommendation)[-1] == ("~", "Restored from fixture rt3", 2)
        newest = Recommendation.history.filter(id=recommendation.pk).latest("history_id")
        assert {link.to_recommendation for link in newest.related.all()} == set(recommendation.related.all())


def test_co_chairs_and_addressees_are_restored() -> None:
    session = Session.objects.get(number="3.1")
    session.co_chairs.set([Government.objects.get(iso3="SWE")])
    call = Recommendation.objects.get(reference="RT3.2-A1")
    call.addressees.clear()

    assert load("rt3") == "0 new, 2 restored, 477 unchanged"

    assert sorted(session.co_chairs.values_list("iso3", flat=True)) == ["ECU", "GRC"]
    assert list(call.addressees.values_list("iso3", flat=True)) == ["TUR"]


def test_what_an_editor_deleted_comes_back_as_new() -> None:
    key = ("RT3.2-M2", "unions")
    Responsibility.objects.get_by_natural_key(*key).delete()

    assert load("rt3") == "1 new, 0 restored, 478 unchanged"

    assert log_of(Responsibility.objects.get_by_natural_key(*key)) == [("+", "Loaded from fixture rt3", 1)]


def test_what_the_fixture_does_not_name_stays() -> None:
    added = Citation.objects.create(
        recommendation=Recommendation.objects.get(reference="RT3.2-R1"),
        passage=Passage.objects.get(code="p040"),
        role="supporting",
    )
    before = all_rows()

    assert load("rt3") == "0 new, 0 restored, 479 unchanged"

    assert changed_tables(before) == set()
    assert Citation.objects.filter(pk=added.pk).exists()


def test_a_new_recommendation_may_relate_to_one_that_stands_further_down(tmp_path: Path) -> None:
    old = Recommendation.objects.get(reference="RT3.2-R6")
    row, other = (
        next(row for row in rows_of("rt3") if row["fields"].get("reference") == reference)
        for reference in ("RT3.2-R5", "RT3.2-R6")
    )
    row["fields"] |= {"reference": "GFMD8-R1", "ordinal": 30, "related": [["GFMD8-R2"], ["RT3.2-R6"]]}
    further = {"model": row["model"], "fields": row["fields"] | {"reference": "GFMD8-R2", "ordinal": 31}}
    further["fields"]["related"] = [["GFMD8-R1"]]
    other["fields"]["related"].append(["GFMD8-R1"])

    assert load(fixture_of(tmp_path, row, further, other)) == "2 new, 1 restored, 0 unchanged"

    new = Recommendation.objects.get(reference="GFMD8-R1")
    assert {item.reference for item in new.related.all()} == {"GFMD8-R2", "RT3.2-R6"}
    assert {item.reference for item in old.related.all()} == {"GFMD8-R1", "RT3.2-M1", "RT3.2-R3"}
    assert log_of(new) == [("+", "Loaded from fixture ours", 1)]
    assert Recommendation.history.get(id=new.pk).related.count() == 2
    assert log_of(old)[-1] == ("~", "Restored from fixture ours", 2)


def test_a_load_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    theme = {
        "model": "recommendations.theme",
        "fields": {"version": 1, "slug": "new", "name": "New", "description": "", "ordinal": 13},
    }
    component = {
        "model": "recommendations.component",
        "fields": {"version": 1, "recommendation": ["RT9-R1"], "ordinal": 1, "text": "Limb"},
    }
    before = all_rows()

    with pytest.raises(DeserializationError):
        load(fixture_of(tmp_path, theme, component))

    assert changed_tables(before) == set()


def test_other_applications_load_as_they_do_in_django(tmp_path: Path) -> None:
    group = {"model": "auth.group", "fields": {"name": "Translators", "permissions": []}}

    assert load(fixture_of(tmp_path, group)) == "0 new, 0 restored, 0 unchanged"

    assert Group.objects.filter(name="Translators").exists()


def test_quiet_means_quiet() -> None:
    output = io.StringIO()

    call_command("loaddata", "rt3", stdout=output, verbosity=0)

    assert output.getvalue() == ""


# What stands below the text


@pytest.fixture
def ledger() -> None:
    """One of each thing that people write about RT3.2-R5, published or not, and what follows from it."""
    recommendation = Recommendation.objects.get(reference="RT3.2-R5")
    component = recommendation.components.get(ordinal=2)
    sweden, chile = (Government.objects.get(iso3=iso3) for iso3 in ("SWE", "CHL"))
    focal_point = factories.make_focal_point(sweden)
    people = {"by": factories.make_editor(), "reviewer": factories.make_reviewer()}
    factories.publish_follow_up(
        recommendation, sweden, by=focal_point, reviewer=people["reviewer"], components=[component], joint_with=[chile]
    )
    factories.publish_position(recommendation, chile, **people)
    factories.publish_assessment(recommendation, **people)
    factories.publish_assessment(recommendation, component=component, status="implemented", **people)
    draft = factories.draft_follow_up(recommendation, sweden, by=focal_point, summary="Not yet read by anybody.")
    workflow.save_evidence(evidence=factories.evidence_for(draft), by=focal_point)


def test_a_reload_touches_nothing_below_the_text(ledger: None) -> None:
    assert [model.__name__ for model in BELOW_THE_TEXT if not model.objects.exists()] == []
    recommendation = Recommendation.objects.get(reference="RT3.2-R5")
    Recommendation.objects.filter(pk=recommendation.pk).update(title="Edited")
    Component.objects.filter(recommendation=recommendation, ordinal=2).update(text="Edited")
    before = all_rows()

    assert load(*FIXTURES) == "0 new, 2 restored, 748 unchanged"

    assert changed_tables(before) == {
        "recommendations.Component",
        "recommendations.HistoricalComponent",
        "recommendations.Recommendation",
        "recommendations.HistoricalRecommendation",
        "recommendations.HistoricalRecommendation_related",
        "recommendations.HistoricalRecommendation_themes",
    }
    assert Recommendation.objects.get(reference="RT3.2-R5").pk == recommendation.pk


@pytest.mark.parametrize("model", BELOW_THE_TEXT, ids=lambda model: model.__name__)
def test_fixtures_of_what_people_write_are_refused(ledger: None, tmp_path: Path, model: Any) -> None:
    fixture = fixture_of(tmp_path, model.objects.latest("pk"))
    before = all_rows()

    with pytest.raises(CommandError) as refusal:
        load(fixture)

    assert str(refusal.value) == (
        f"Take recommendations.{model.__name__} out of the fixture: people write the ledger, through workflow.py "
        "alone, and what follows from it is derived. Fixtures hold text and vocabularies."
    )
    assert changed_tables(before) == set()


def test_fixtures_of_history_are_refused(tmp_path: Path) -> None:
    fixture = fixture_of(tmp_path, Recommendation.history.latest("pk"))

    with pytest.raises(CommandError, match=r"Take recommendations\.HistoricalRecommendation out of the fixture"):
        load(fixture)
