"""What the fixtures say of recommendations, governments, frameworks and summits: the facts that break most easily."""

import datetime as dt
import re
from collections import Counter

import pytest

from recommendations.models import (
    Alignment,
    Citation,
    Component,
    FrameworkGoal,
    Government,
    OutsideReference,
    PopulationGroup,
    Recommendation,
    Responsibility,
    Session,
    Stakeholder,
    Summit,
)
from tests.support.fixture_files import rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_text")]


# The recommendations


def test_every_recommendation_is_the_words_of_one_source_passage() -> None:
    sources = Citation.objects.filter(role="source").values_list("recommendation__reference", flat=True)

    assert Counter(sources) == Counter(Recommendation.objects.values_list("reference", flat=True))


def test_the_words_that_carry_the_force_stand_in_the_source() -> None:
    sources = Citation.objects.filter(role="source").select_related("recommendation", "passage")

    assert [c for c in sources if c.recommendation.force_words not in c.passage.text] == []


def test_attributions_stand_in_a_cited_passage() -> None:
    for recommendation in Recommendation.objects.exclude(attribution="").prefetch_related("passages"):
        texts = [passage.text for passage in recommendation.passages.all()]
        assert any(recommendation.attribution in text for text in texts), recommendation.reference


def test_who_is_named_is_named_by_the_source() -> None:
    named = Responsibility.objects.filter(basis="named").select_related("recommendation")

    assert [r for r in named if r.words not in r.recommendation.citations.get(role="source").passage.text] == []


def test_who_is_named_has_words_and_who_is_implied_a_reason() -> None:
    assert Responsibility.objects.filter(basis="named").exclude(reason="").count() == 0
    assert Responsibility.objects.filter(basis="implied").exclude(words="").count() == 0


def test_related_recommendations_name_each_other_in_the_file() -> None:
    related = {
        row["fields"]["reference"]: {reference for (reference,) in row["fields"]["related"]}
        for row in rows_of("rt3")
        if row["model"] == "recommendations.recommendation"
    }

    one_way = [(one, other) for one, others in related.items() for other in others if one not in related[other]]
    assert one_way == []


def test_the_lead_in_of_a_list_supports_its_items() -> None:
    supporting = Citation.objects.filter(role="supporting").values_list("passage__code", "recommendation__reference")
    found: dict[str, list[str]] = {}
    for code, reference in supporting.order_by("passage__code", "recommendation__ordinal"):
        found.setdefault(code, []).append(reference)

    assert found == {
        "p015": ["RT3.1-M2"],
        "p016": ["RT3.1-C3", "RT3.1-C4", "RT3.1-C8"],
        "p041": [f"RT3.2-R{number}" for number in range(1, 7)],
        "p050": ["RT3-C1", "RT3-C2", "RT3-C3"],
    }


def test_private_remittances_limit_exactly_four_recommendations() -> None:
    caveats = Citation.objects.filter(role="caveat").values_list("passage__code", "recommendation__reference")

    assert set(caveats) == {
        ("p035", "RT3.2-R1"),
        ("p035", "RT3.2-M4"),
        ("p035", "RT3.2-M5"),
        ("p035", "RT3.2-A1"),
    }


def test_only_the_call_upon_the_incoming_chair_has_an_addressee() -> None:
    addressed = Recommendation.objects.filter(addressees__isnull=False)

    assert list(addressed.values_list("reference", "addressees__iso3")) == [("RT3.2-A1", "TUR")]


def test_the_incoming_chair_is_responsible_for_a_term_that_began_and_has_no_recorded_end() -> None:
    chair = Stakeholder.objects.select_related("government").get(slug="turkey-gfmd-chair")

    assert (chair.government.iso3, chair.term_starts_on, chair.term_ends_on) == ("TUR", dt.date(2014, 7, 1), None)
    assert "press release No. 223 of 1 July 2014" in chair.source
    assert chair.name == "Turkey, as incoming chair of the GFMD"


def test_the_fifth_recommendation_has_three_components() -> None:
    components = Component.objects.filter(recommendation__reference="RT3.2-R5").values_list("ordinal", "text")

    assert list(components) == [
        (1, "Recognize the potential of temporary return opportunities"),
        (2, "Removal of barriers of circular mobility"),
        (3, "Portable benefits, particularly pensions and medical and life insurance"),
    ]


def test_the_alignments_of_the_call_upon_the_incoming_chair() -> None:
    alignments = Alignment.objects.filter(recommendation__reference="RT3.2-A1")

    assert list(alignments.values_list("goal__framework__slug", "goal__code", "confidence", "reason")) == [
        ("gcm", "1", "low", "evidence base"),
        ("gcm", "19", "high", "action (c): research on the impact of non-financial contributions"),
        ("gcm", "20", "medium", "remittances"),
        ("sdg", "17.18", "low", "data"),
    ]
    assert set(Alignment.objects.values_list("author_name", "dated_on")) == {("Tracker editors", dt.date(2026, 11, 23))}


def test_nothing_is_aligned_with_the_cost_of_sending_money() -> None:
    assert Alignment.objects.filter(goal__code="10.c").count() == 0
    assert FrameworkGoal.objects.filter(code="10.c").count() == 0


def test_temporary_return_is_not_aligned_with_readmission() -> None:
    assert not Alignment.objects.filter(recommendation__reference="RT3.2-R5", goal__code="21").exists()


def test_shared_responsibility_has_no_lead_and_an_open_end() -> None:
    shared = Responsibility.objects.filter(recommendation__reference="RT3.2-M2")

    assert list(shared.values_list("stakeholder__slug", "role", "basis", "words")) == [
        ("states", "shared", "named", "governments"),
        ("migrants", "shared", "named", "migrants"),
        ("local-governments", "shared", "named", "local authorities"),
        ("unions", "shared", "named", "unions"),
        ("home-towns", "shared", "named", "home towns"),
        ("other-stakeholders", "shared", "named", "etc …"),
    ]


def test_the_existing_code_stands_outside_of_the_text() -> None:
    references = OutsideReference.objects.order_by("recommendation__ordinal")

    assert list(references.values_list("recommendation__reference", "title", "url", "dated_on")) == [
        (
            "RT3.2-A1",
            "Turkish Ministry of Foreign Affairs, press release No. 223, 1 July 2014",
            "",
            dt.date(2014, 7, 1),
        ),
        (
            "RT3.2-R3",
            "WHO Global Code of Practice on the International Recruitment of Health Personnel (WHA63.16)",
            "https://apps.who.int/gb/ebwha/pdf_files/WHA63/A63_R16-en.pdf",
            dt.date(2010, 5, 21),
        ),
    ]


def test_women_are_named_once_and_implied_once_in_session_one() -> None:
    women = PopulationGroup.objects.get(slug="women").links.filter(recommendation__session__number="3.1")

    assert list(women.values_list("recommendation__reference", "basis")) == [
        ("RT3.1-A1", "named"),
        ("RT3.1-C4", "implied"),
    ]


def test_co_chairs_belong_to_their_session() -> None:
    chairs = {
        session.number: sorted(session.co_chairs.values_list("iso3", flat=True)) for session in Session.objects.all()
    }

    assert chairs == {"3.1": ["ECU", "GRC"], "3.2": ["ARE", "SLV"]}


# Governments, frameworks, summits


def test_the_governments_are_the_member_states_and_two_observers() -> None:
    codes = set(Government.objects.values_list("iso3", flat=True))

    assert {"VAT", "PSE"} < codes
    # In the country list, but neither members nor observer States.
    assert codes & {"COK", "NIU", "TWN", "ESH", "HKG", "MAC", "PRI"} == set()
    assert set(Government.objects.values_list("may_report", "is_example")) == {(True, False)}


def names_of(iso3: str) -> list[str]:
    fields = ("iso2", "name_en", "name_fr", "name_es", "name_ar", "official_name_en", "region")
    return list(Government.objects.values_list(*fields).get(iso3=iso3))


def test_turkiye_has_one_name_in_the_three_latin_scripts() -> None:
    assert names_of("TUR") == [
        *("TR", "Türkiye", "Türkiye", "Türkiye", "تركيا", "Republic of Türkiye", "Western Asia"),
    ]


def test_cote_d_ivoire_is_not_translated() -> None:
    assert names_of("CIV") == [
        *("CI", "Côte d'Ivoire", "Côte d'Ivoire", "Côte d'Ivoire", "كوت ديفوار"),
        *("Republic of Côte d'Ivoire", "Sub-Saharan Africa"),
    ]


def test_the_code_of_namibia_is_not_taken_for_nothing() -> None:
    assert names_of("NAM") == [
        *("NA", "Namibia", "Namibie", "Namibia", "ناميبيا", "Republic of Namibia", "Sub-Saharan Africa"),
    ]


def test_the_netherlands_is_a_kingdom() -> None:
    assert names_of("NLD") == [
        *("NL", "Netherlands (Kingdom of the)", "Pays-Bas (Royaume des)", "Países Bajos (Reino de los)"),
        *("هولندا (مملكة -)", "Kingdom of the Netherlands", "Western Europe"),
    ]


def test_brackets_that_belong_to_a_name_stay() -> None:
    bracketed = Government.objects.filter(name_en__contains="(").values_list("name_en", "name_fr", "name_es")

    assert list(bracketed.order_by("iso3")) == [
        (
            "Bolivia (Plurinational State of)",
            "Bolivie (État plurinational de)",
            "Bolivia (Estado Plurinacional de)",
        ),
        (
            "Micronesia (Federated States of)",
            "Micronésie (États fédérés de)",
            "Micronesia (Estados Federados de)",
        ),
        (
            "Iran (Islamic Republic of)",
            "Iran (République islamique d')",
            "Irán (República Islámica del)",
        ),
        (
            "Netherlands (Kingdom of the)",
            "Pays-Bas (Royaume des)",
            "Países Bajos (Reino de los)",
        ),
        (
            "Venezuela (Bolivarian Republic of)",
            "Venezuela (République bolivarienne du)",
            "Venezuela (República Bolivariana de)",
        ),
    ]


def test_every_government_has_its_names_without_article_or_mark() -> None:
    stray = re.compile(r"^(?:the|le|la|les|el|los|las) |^l'|\((?:the|le|la|les|l'|el|los|las)\)|[*’]")
    names = [f"{kind}_{language}" for kind in ("name", "official_name") for language in ("en", "fr", "es", "ar")]

    assert [
        (government.iso3, name, getattr(government, name))
        for government in Government.objects.all()
        for name in (*names, "region")
        if not getattr(government, name) or stray.search(getattr(government, name))
    ] == []


def test_no_two_governments_share_a_name() -> None:
    for language in ("en", "fr", "es", "ar"):
        for name in (f"name_{language}", f"official_name_{language}"):
            assert Government.objects.values(name).distinct().count() == 195, name


def test_goals_stand_in_the_order_of_their_framework() -> None:
    gcm = FrameworkGoal.objects.filter(framework__slug="gcm").values_list("code", flat=True)
    sdg = FrameworkGoal.objects.filter(framework__slug="sdg").values_list("code", flat=True)

    assert list(gcm) == [
        *map(str, range(1, 24)),
        *("people-centred", "international-cooperation", "national-sovereignty", "rule-of-law"),
        *("sustainable-development", "human-rights", "gender-responsive", "child-sensitive"),
        *("whole-of-government", "whole-of-society"),
    ]
    assert list(sdg) == [
        *("1.3", "1.a", "3.7", "3.8", "3.c", "4.7", "4.c", "5.2", "5.6", "5.a", "5.c", "8.7", "8.8"),
        *("10.2", "10.3", "10.4", "10.7", "16.2", "16.6", "16.7", "16.10", "17.3", "17.16", "17.17", "17.18"),
    ]


def test_every_target_is_there_because_a_recommendation_aligns_with_it() -> None:
    assert FrameworkGoal.objects.filter(kind="target", alignments=None).count() == 0


def test_summits_are_numbered_from_the_dialogue_on() -> None:
    summits = Summit.objects.order_by("number").values_list("number", "roman", "starts_on", "title")
    roman = ["", *["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]]

    assert [(number, numeral) for number, numeral, *_rest in summits] == list(enumerate(roman))
    starts = [start for _number, _numeral, start, _title in summits]
    assert starts == sorted(starts)
    assert [title for _number, _numeral, start, title in summits if not title.endswith(f" {start.year}")] == []


def test_the_seventh_summit_met_in_stockholm() -> None:
    fields = ("title", "host_city", "host_country", "chairs", "starts_on", "ends_on")

    assert Summit.objects.values_list(*fields).get(number=7) == (
        "Seventh GFMD Summit, Stockholm 2014",
        "Stockholm",
        "Sweden",
        "Sweden",
        dt.date(2014, 5, 14),
        dt.date(2014, 5, 16),
    )


def test_the_chair_is_not_always_the_host() -> None:
    fields = ("host_city", "host_country", "chairs")

    assert Summit.objects.values_list(*fields).get(number=11) == ("Marrakesh", "Morocco", "Germany and Morocco")
    assert Summit.objects.values_list(*fields).get(number=13)[0] == "Online"
    assert Summit.objects.values_list(*fields).get(number=14) == ("Geneva", "Switzerland", "France")
