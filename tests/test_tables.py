"""The lists of the site as data: what each row says, and what it costs to read."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from recommendations.data import tables
from recommendations.figures import metrics
from recommendations.ledger import workflow
from recommendations.models import Document, FollowUp, Government, Passage, Recommendation, Stakeholder
from recommendations.models.dates import last_moment_of
from recommendations.public import published
from recommendations.public.as_of import Moment
from tests import factories as make

ROOT = "https://tracker.example"
SPRING = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


def now() -> tables.Asked:
    at = timezone.now()
    return tables.Asked(Moment(day=at.date(), at=at), ROOT)


def at_end_of(day: dt.date) -> tables.Asked:
    return tables.Asked(Moment(day=day, at=last_moment_of(day), is_past=True, is_dated=True), ROOT)


def recommendations(asked: tables.Asked, prefix: str) -> list[dict[str, Any]]:
    rows = Recommendation.objects.with_standing(asked.moment.at).filter(reference__startswith=prefix)
    return list(tables.RECOMMENDATIONS.rows(rows, asked))


@pytest.mark.django_db
def test_a_recommendation_carries_its_text_its_classification_and_its_standing(published_text: str) -> None:
    asked = now()

    (row,) = recommendations(asked, "RT3.2-A1")

    assert row == {
        "reference": "RT3.2-A1",
        "kind": "call_to_action",
        "title": "Turkey, as incoming GFMD chair, to stay engaged with remittances",
        "text": "A call upon Turkey, as incoming chair of the GFMD, to stay engaged with remittances, especially to "
        "gain more evidence about the impact of social remittances",
        "document": "rt3",
        "session": "7-3.2",
        "themes": ["remittances", "migration-development"],
        "stakeholders": ["turkey-gfmd-chair"],
        "population_groups": ["migrants"],
        "goals": ["gcm:1", "gcm:19", "gcm:20", "sdg:17.18"],
        "addressees": ["TUR"],
        "language": "en",
        "force": "call",
        "attribution": "",
        "is_borderline": False,
        "remark": "The only item addressed to one named State, and the only one with an implicit end date (the term of "
        "the chair).",
        "components": [
            "Stay engaged with remittances",
            "Gain more evidence about the impact of social remittances",
        ],
        "status": "not_assessed",
        "group": "no_information",
        "assessed_on": None,
        "next_review_on": None,
        "last_reported_on": None,
        "governments_reported": 0,
        "governments_addressed": 1,
        "flags": [],
        "url": f"{ROOT}/recommendations/RT3.2-A1/",
        "as_of": asked.moment.day,
    }


@pytest.mark.django_db
def test_text_and_people_are_rows_too(published_text: str) -> None:
    asked = now()

    passage = next(tables.PASSAGES.rows(Passage.objects.filter(code="p024"), asked))
    documents = list(tables.DOCUMENTS.rows(Document.objects.all(), asked))
    stakeholder = next(tables.STAKEHOLDERS.rows(Stakeholder.objects.filter(slug="turkey-gfmd-chair"), asked))

    cited = Recommendation.objects.filter(citations__role="source", citations__passage__code="p024")
    assert passage["recommendations"] == list(cited.values_list("reference", flat=True))
    assert passage["url"] == f"{ROOT}/documents/rt3/#p024"
    assert [(row["slug"], row["round_table"], row["language"]) for row in documents] == [("rt3", "7-3", "en")]
    assert (stakeholder["government"], stakeholder["recommendations_named"]) == ("TUR", ["RT3.2-A1"])
    assert stakeholder["recommendations_implied"] == []


@pytest.mark.django_db
def test_figures_are_those_of_the_pages(published_text: str) -> None:
    asked = now()
    progress = metrics.theme_progress(asked.moment.at)
    government = Government.objects.get(iso3="SWE")

    themes = list(tables.THEMES.rows(tables.theme_rows(progress), asked))
    one = metrics.progress_of_government(asked.moment.at, government)
    (row,) = tables.GOVERNMENTS.rows(tables.government_rows([one]), asked)

    assert [(row["slug"], row["recommendations"], row["not_assessed"]) for row in themes] == [
        (each.theme.slug, each.statuses.total, each.statuses.total) for each in progress
    ]
    assert (row["iso3"], row["reported"], row["addressed"], row["name_fr"]) == ("SWE", 0, 28, "Suède")


@pytest.mark.django_db
def test_entries_say_whether_they_are_in_force_and_what_took_their_place() -> None:
    sweden = make.make_government("ZZA", iso2="ZZ")
    author = make.make_editor()
    first = make.publish_follow_up(make.make_recommendation("R-1"), sweden, by=author, at=SPRING, summary="Then.")
    draft = workflow.correct(entry=first, by=author, at=SPRING + dt.timedelta(days=1))
    draft.summary = "Now."
    later = SPRING + dt.timedelta(days=2)
    second = make.publish(workflow.save_draft(entry=draft, by=author, at=later), by=make.make_reviewer(), at=later)

    asked = now()
    then = at_end_of(SPRING.date())
    rows = {row["uid"]: row for row in tables.FOLLOW_UPS.rows(FollowUp.objects.published(asked.moment.at), asked)}
    (as_of_then,) = tables.FOLLOW_UPS.rows(FollowUp.objects.published(then.moment.at), then)

    told = ("summary", "is_in_force", "corrects", "corrected_by", "government", "evidence_grade", "organisation")
    assert [rows[str(first.uid)][name] for name in told] == [
        "Then.", False, None, str(second.uid), "ZZA", "self_reported", None,
    ]  # fmt: skip
    assert [rows[str(second.uid)][name] for name in told] == [
        "Now.", True, str(first.uid), None, "ZZA", "self_reported", None,
    ]  # fmt: skip
    assert (as_of_then["is_in_force"], as_of_then["corrected_by"]) == (True, None)
    assert as_of_then["url"] == f"{ROOT}/updates/{first.uid}/?as_of=2026-03-10"
    assert as_of_then["as_of"] == SPRING.date()


@pytest.mark.django_db
def test_updates_hold_each_kind_of_entry_in_the_order_of_the_page() -> None:
    sweden = make.make_government("ZZA", iso2="ZZ")
    row = make.make_recommendation("R-1")
    spoken = [
        make.publish_follow_up(row, sweden, summary="A programme."),
        make.publish_position(row, sweden, stance="supported_in_part", part="The first half."),
        make.publish_assessment(row, rationale="One programme."),
        make.publish_voice(row, sweden, summary="It helps few."),
    ]
    asked = now()

    rows = list(tables.UPDATES.rows(tables.updates(published.ledger(asked.moment.at), asked.moment), asked))

    assert [(row["kind"], row["voice"], row["government"], row["words"]) for row in rows] == [
        ("follow_up", "civil_society", "ZZA", "It helps few."),
        ("assessment", None, None, "One programme."),
        ("position", "government", "ZZA", "The first half."),
        ("follow_up", "government", "ZZA", "A programme."),
    ]
    assert [row["uid"] for row in rows] == [str(entry.uid) for entry in reversed(spoken)]


@pytest.mark.django_db
def test_a_table_costs_the_same_at_one_and_three_rows(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make.make_recommendation("R-1", themes=[make.make_theme()])
    asked = now()
    with django_assert_num_queries(10):
        assert len(recommendations(asked, "R-")) == 1

    for number in (2, 3):
        make.make_recommendation(f"R-{number}", themes=[make.make_theme()])
    with django_assert_num_queries(10):
        assert len(recommendations(asked, "R-")) == 3
