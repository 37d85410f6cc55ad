"""The fixtures as files and as rows: the passages against the source, the notes on them, and what is counted."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Count

from recommendations.models import (
    Citation,
    EditorialNote,
    FrameworkGoal,
    Government,
    Passage,
    PopulationGroup,
    Recommendation,
    Stakeholder,
    Summit,
    Theme,
)
from tests.support.fixture_files import FIXTURES, path_of, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_text")]

SOURCE = Path(__file__).parent / "data" / "rt3_source.txt"
SOURCE_SHA256 = "0720421e2e2a11e58088911520b5344d7150bc458e6b0663b17277e46a149c5e"


def passages() -> Any:
    return Passage.objects.filter(document__slug="rt3").order_by("ordinal")


def words_of_the_passages() -> list[str]:
    return " ".join(passages().values_list("text", flat=True)).split()


def words_of_the_source() -> list[str]:
    return [word for word in SOURCE.read_text(encoding="utf-8").split() if word != "•"]


# The text


def test_the_source_is_the_one_that_was_converted() -> None:
    assert hashlib.sha256(SOURCE.read_bytes()).hexdigest() == SOURCE_SHA256


def test_the_passages_in_order_are_the_source_word_for_word() -> None:
    assert words_of_the_passages() == words_of_the_source()
    assert len(words_of_the_passages()) == 1252


def test_one_changed_word_in_any_passage_is_noticed() -> None:
    for passage in passages():
        first, *others = passage.text.split(" ")

        passages().filter(pk=passage.pk).update(text=" ".join([f"{first}s", *others]))

        assert words_of_the_passages() != words_of_the_source(), passage.code
        passages().filter(pk=passage.pk).update(text=passage.text)
    assert words_of_the_passages() == words_of_the_source()


def test_a_slip_that_is_put_right_is_noticed() -> None:
    slip = passages().get(code="p045")

    passages().filter(code="p045").update(text=slip.text.replace("incitement", "incentive"))

    assert words_of_the_passages() != words_of_the_source()


def test_the_words_of_a_passage_are_parted_by_one_space() -> None:
    assert [passage.code for passage in passages() if passage.text != " ".join(passage.text.split())] == []


def test_passage_codes_count_the_passages() -> None:
    assert list(passages().values_list("code", "ordinal")) == [(f"p{number:03}", number) for number in range(1, 55)]


def test_a_passage_is_tracked_or_says_why_not() -> None:
    tracked = set(Citation.objects.filter(role="source").values_list("passage__code", flat=True))
    explained = set(passages().exclude(not_tracked_reason="").values_list("code", flat=True))

    assert tracked | explained == set(passages().values_list("code", flat=True))
    assert tracked & explained == set()
    assert (len(tracked), len(explained)) == (29, 25)


def test_passages_stand_in_their_sections_and_sessions() -> None:
    sections = passages().order_by().values_list("section", "session__number").annotate(Count("pk"))

    assert set(sections) == {
        ("Opening", None, 1),
        ("RT3.1 discussion", "3.1", 14),
        ("RT3.1 general conclusions", "3.1", 9),
        ("RT3.2 discussion", "3.2", 16),
        ("RT3.2 recommendations", "3.2", 7),
        ("Overall conclusions", None, 6),
        ("Closing", None, 1),
    }


def test_only_the_three_overall_conclusions_have_a_printed_number() -> None:
    numbered = passages().exclude(printed_number="").values_list("code", "printed_number", "list_position")

    assert list(numbered) == [("p051", "1.", 1), ("p052", "2.", 2), ("p053", "3.", 3)]


def test_every_quote_of_a_note_stands_in_one_of_its_passages() -> None:
    for note in EditorialNote.objects.prefetch_related("passages"):
        texts = [passage.text for passage in note.passages.all()]
        lost = [quote for quote in note.quote.split("\n") if not any(quote in text for text in texts)]
        assert lost == [], note.code


def test_every_passage_of_a_note_is_there_for_a_reason() -> None:
    """Few notes speak of more passages than they quote: the ones that the editors put beside them."""
    beside = {
        note.code: sorted(
            passage.code
            for passage in note.passages.all()
            if not any(quote in passage.text for quote in note.quote.split("\n"))
        )
        for note in EditorialNote.objects.prefetch_related("passages")
    }

    assert {code: codes for code, codes in beside.items() if codes} == {
        "E11": ["p041"],
        "E12": ["p029", "p030", "p036", "p037", "p038", "p039", "p040"],
        "E13": ["p007", "p015"],
        "E31": ["p035"],
        "E40": ["p025"],
        "E42": ["p019", "p053"],
    }


def test_notes_speak_of_passages_and_not_of_lines_or_files() -> None:
    texts = EditorialNote.objects.values_list("remark", "treatment")

    assert [text for pair in texts for text in pair if re.search(r"\bL\d|[`_]|\.(?:txt|yaml|md)\b", text)] == []


def test_a_search_in_the_notes_for_the_likely_word_leads_to_the_recommendation() -> None:
    notes = EditorialNote.objects.filter(likely_reading__icontains="incentive")
    found = Recommendation.objects.filter(citations__role="source", citations__passage__editorial_notes__in=notes)

    assert [item.reference for item in found] == ["RT3.2-R4"]


# Counts


def test_the_fixtures_hold_what_the_inventory_counts() -> None:
    counts = {
        "governments": Government.objects.count(),
        "goals": dict(FrameworkGoal.objects.order_by().values_list("kind").annotate(Count("pk"))),
        "summits": Summit.objects.count(),
        "passages": passages().count(),
        "notes": EditorialNote.objects.count(),
        "themes": Theme.objects.count(),
        "stakeholders": Stakeholder.objects.count(),
        "population groups": PopulationGroup.objects.count(),
        "recommendations": dict(Recommendation.objects.order_by().values_list("kind").annotate(Count("pk"))),
        "borderline": Recommendation.objects.filter(is_borderline=True).count(),
    }

    assert counts == {
        "governments": 195,
        "goals": {"objective": 23, "principle": 10, "target": 25},
        "summits": 16,
        "passages": 54,
        "notes": 43,
        "themes": 12,
        "stakeholders": 17,
        "population groups": 18,
        "recommendations": {"policy_message": 15, "call_to_action": 2, "conclusion": 6, "recommendation": 6},
        "borderline": 10,
    }


def test_each_theme_has_its_number_of_recommendations() -> None:
    themes = Theme.objects.order_by("ordinal").annotate(items=Count("recommendations"))

    assert list(themes.values_list("slug", "items")) == [
        ("human-rights", 5),
        ("empowerment-participation", 6),
        ("gender-vulnerability", 3),
        ("perceptions-culture", 3),
        ("diaspora-connections", 5),
        ("remittances", 5),
        ("health-education", 8),
        ("health-workforce", 4),
        ("circularity-portability", 4),
        ("policy-implementation", 4),
        ("cooperation", 3),
        ("migration-development", 8),
    ]


def test_the_recommendations_keep_the_order_of_the_text() -> None:
    references = [
        *("RT3.1-M1", "RT3.1-M2", "RT3.1-M3", "RT3.1-M4", "RT3.1-M5", "RT3.1-M6", "RT3.1-A1", "RT3.1-M7", "RT3.1-M8"),
        *("RT3.1-M9", "RT3.1-C3", "RT3.1-C4", "RT3.1-C8", "RT3.2-M1", "RT3.2-M2", "RT3.2-M3", "RT3.2-M4", "RT3.2-M5"),
        *("RT3.2-M6", "RT3.2-A1", "RT3.2-R1", "RT3.2-R2", "RT3.2-R3", "RT3.2-R4", "RT3.2-R5", "RT3.2-R6"),
        *("RT3-C1", "RT3-C2", "RT3-C3"),
    ]
    ordinals = Recommendation.objects.order_by("ordinal").values_list("reference", "ordinal")

    assert list(ordinals) == [(reference, number) for number, reference in enumerate(references, start=1)]


# Every row


@pytest.mark.parametrize("fixture", FIXTURES)
def test_every_row_names_every_field_and_no_database_id(fixture: str) -> None:
    for row in rows_of(fixture):
        options = apps.get_model(row["model"])._meta
        links = [field for field in options.many_to_many if field.remote_field.through._meta.auto_created]
        fields = {field.name for field in (*options.fields, *links) if not field.primary_key}

        assert (set(row), set(row["fields"])) == ({"model", "fields"}, fields), row
        assert row["fields"]["version"] == 1, row


@pytest.mark.parametrize("fixture", FIXTURES)
def test_the_files_are_written_in_one_way(fixture: str) -> None:
    written = path_of(fixture).read_text(encoding="utf-8")

    assert written == json.dumps(rows_of(fixture), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("fixture", FIXTURES)
def test_every_row_passes_the_checks_of_its_form(fixture: str) -> None:
    for model in {row["model"]: apps.get_model(row["model"]) for row in rows_of(fixture)}.values():
        for record in model.objects.all():
            record.full_clean()


@pytest.mark.parametrize("fixture", FIXTURES)
def test_no_text_hides_a_character_or_ends_in_a_blank(fixture: str) -> None:
    invisible = re.compile(
        "[\u0000-\u0009\u000b-\u001f\u00a0\u00ad\u0640\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
    )
    texts = [value for row in rows_of(fixture) for value in row["fields"].values() if isinstance(value, str)]

    assert [text for text in texts if invisible.search(text) or text != text.strip() or "  " in text] == []
