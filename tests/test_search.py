"""What a search finds: the same on both databases, on each of which this module runs."""

import pytest
from django.core.management import call_command

from recommendations.models import Citation, EditorialNote, FollowUp, Recommendation
from recommendations.models.search import index as search_index
from recommendations.models.search.words import sought, tokens
from tests import factories as make
from tests.support.searching import error, found

pytestmark = pytest.mark.django_db


def expected(query: str) -> list[str]:
    """The answer by reading everything, without an index or a full text search."""
    rows = []
    for row in Recommendation.objects.order_by("document__slug", "ordinal"):
        texts = [(row.reference, row.document.language), (row.title, row.document.language)]
        for citation in Citation.objects.filter(recommendation=row):
            texts.append((citation.passage.text, row.document.language))
            for note in citation.passage.editorial_notes.all():
                texts += [(text, row.document.language) for text in (note.remark, note.likely_reading, note.treatment)]
        for entry in FollowUp.objects.filter(recommendation=row, state="published"):
            texts += [(getattr(entry, name), entry.language) for name in FollowUp.text_fields]
        held = {token for text, language in texts for token in tokens(text, language)}
        if all(held & word for word in sought(query)):
            rows.append(row.reference)
    return rows


@pytest.fixture(scope="module")
def record(published_text: str) -> None:
    """The text of RT3, and follow-ups in the four languages of the site and in one that has no stemmer."""
    government = make.make_government("QMA", name="Arcadia")
    words = {
        ("RT3.2-R1", "fr"): "L’État a réduit les frais d’envoi; main-d'œuvre formée dans les régions d'origine.",
        ("RT3.2-R2", "es"): "Las políticas de migración llegan a los trabajadores de la construcción.",
        ("RT3.2-R3", "ar"): "أطلقت الحكومة برنامجًا لتدريب المُهاجرين وحماية العمّال.",
        ("RT3.2-R4", "en"): "Pilot schemes; the police were trained, see RT3.1-M2 & annex 3.c (14–16 May).",
        ("RT3.2-R5", "zh"): "政府为移民设立了培训项目。",
        ("RT3.2-R6", "sw"): "Serikali imeanzisha mafunzo kwa wafanyakazi.",
    }
    entries = [
        make.follow_up(Recommendation.objects.get(reference=reference), government, language=language, summary=summary)
        for (reference, language), summary in words.items()
    ]
    make.publish_at_once(*entries)


QUERIES = {
    # The sixth holds the word; the fourth says “incitement”, and a note beside it says what was meant.
    "incentive": ["RT3.2-R4", "RT3.2-R6"],
    "INCENTIVES": ["RT3.2-R4", "RT3.2-R6"],
    "incitement": ["RT3.2-R4"],
    "RT3.2-R4": ["RT3.2-R4"],
    "rt3.2\N{NON-BREAKING HYPHEN}r4": ["RT3.2-R4"],
    "r4": ["RT3.2-R4"],
    "rt3.1-m2": ["RT3.1-M2", "RT3.2-R4"],
    "police": ["RT3.2-R4"],
    "3.c 14 16": ["RT3.2-R4"],
    "frais d'envoi": ["RT3.2-R1"],
    "FRAIS D’ENVOI": ["RT3.2-R1"],
    "main-d'oeuvre": ["RT3.2-R1"],
    "e\N{COMBINING ACUTE ACCENT}tat region": ["RT3.2-R1"],
    "politica migraciones": ["RT3.2-R2"],
    "construccion": ["RT3.2-R2"],
    "المهاجرين": ["RT3.2-R3"],
    "برنامج العمال": None,
    "移民": ["RT3.2-R5"],
    "wafanyakazi": ["RT3.2-R6"],
    "wafanyakaz": [],
    "remittances": None,
    "remittance cost": None,
    "rt3.2": None,
    "the": None,
    "women's rights": None,
    "policies": None,
    "policy makers": None,
    "migrants health": None,
    "social-protection": None,
    "seventh unicorn": [],
    # Whatever means something to a database is a word here, or nothing.
    'incentive NEAR "systems"': None,
    "incentive* OR ^zzz": [],
    "-incentive": ["RT3.2-R4", "RT3.2-R6"],
    "tokens:incentive": [],
    "incentive AND NOT (systems)": [],
    "incentive & ! | :* <-> systems'": ["RT3.2-R4", "RT3.2-R6"],
    "'; DROP TABLE x; --": [],
    "incentive 😀 \\ % _ \N{RIGHT-TO-LEFT OVERRIDE}systems": ["RT3.2-R4", "RT3.2-R6"],
    "migra\N{SOFT HYPHEN}tion": None,
    "½ ﷺ": None,
    "x" * 200: [],
}


@pytest.mark.parametrize("query", QUERIES)
def test_both_databases_find_what_reading_everything_finds(record: None, query: str) -> None:
    answer = found(query)

    assert answer == expected(query)
    known = QUERIES[query]
    if known is not None:
        assert answer == known


def test_a_word_of_one_language_does_not_find_another_word_of_another(record: None) -> None:
    # The French stem of "policies" is the English one of "police".
    assert tokens("policies", "fr") == ["fr:polic"]
    assert tokens("police", "en") == ["en:polic"]
    assert found("policies pilot") == []
    assert found("police pilot") == ["RT3.2-R4"]


@pytest.mark.parametrize("query", ["?!", "“”", "😀", "---", "* : & |", "\N{ARABIC QUESTION MARK}", "___"])
def test_a_search_without_any_word_says_so(query: str) -> None:
    assert error(query) == "Search for a word: letters or digits, at least one."


def test_a_search_of_spaces_is_none(record: None) -> None:
    assert len(found("   ")) == 29


def test_a_search_that_is_too_long_says_how_long_it_may_be() -> None:
    assert error("a " * 5000) == "Ensure this value has at most 200 characters (it has 9999)."
    assert error("移民政府为设立了培训项目一二三四五六七八九十") == "Search for at most 20 words."
    assert error("a\0b") == "Null characters are not allowed."


def test_restoring_the_published_wording_restores_what_is_found(record: None) -> None:
    EditorialNote.objects.filter(code="E01").update(likely_reading="stimulus")
    search_index.refresh()
    assert found("incentive stimulus") == ["RT3.2-R4"]

    call_command("loaddata", "rt3", verbosity=0)

    assert found("stimulus") == []
    call_command("rebuild_search", "--check")
