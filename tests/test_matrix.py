"""The matrix: recommendations against governments, what a cell says, and which columns are shown."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from recommendations.ledger import workflow
from recommendations.models import Government, Recommendation
from recommendations.models.choices import EvidenceGrade, FollowUpStatus, Stance
from tests import factories as make

pytestmark = pytest.mark.django_db

MONTHS_19 = dt.timedelta(days=19 * 31)


def get(client: Client, query: str = "") -> Any:
    response = client.get(f"/matrix/{query}")
    assert response.status_code == 200
    return response


def cells(client: Client, query: str = "") -> dict[tuple[str, str], Any]:
    """The cells of the page, by reference and code."""
    rows = get(client, query).context["matrix"].rows
    return {(row.recommendation.reference, cell.government.iso3): cell for row in rows for cell in row.cells}


def columns(client: Client, query: str = "") -> list[str]:
    return [government.iso3 for government in get(client, query).context["matrix"].governments]


def words(client: Client, query: str = "") -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", get(client, query).content.decode()).split())


@pytest.fixture
def sweden() -> Government:
    return make.make_government("SWE", name="Sweden", region="Northern Europe")


@pytest.fixture
def austria() -> Government:
    return make.make_government("AUT", name="Österreich", region="Western Europe")


@pytest.fixture
def first() -> Recommendation:
    return make.make_recommendation("RT3.2-R1", themes=[make.make_theme("money")])


@pytest.fixture
def second() -> Recommendation:
    return make.make_recommendation("RT3.2-R2")


def test_a_cell_holds_what_the_government_says_and_reports(
    client: Client, first: Recommendation, second: Recommendation, sweden: Government, austria: Government
) -> None:
    editor = make.make_editor()
    draft = make.draft_follow_up(first, sweden, by=editor, status="completed", reported_on=make.TODAY - MONTHS_19)
    workflow.save_evidence(evidence=make.evidence_for(draft, is_independent=True), by=editor)
    old = make.publish(draft, by=make.make_reviewer())
    make.publish_position(first, sweden, stance="supported_in_part")
    fresh = make.publish_follow_up(second, austria, status="planning")
    position = make.publish_position(second, sweden, stance="noted")

    found = {
        key: (cell.status, cell.grade, cell.stance, cell.is_stale, cell.uid) for key, cell in cells(client).items()
    }

    assert found == {
        ("RT3.2-R1", "AUT"): (None, None, None, False, None),
        ("RT3.2-R1", "SWE"): (
            *(FollowUpStatus.COMPLETED, EvidenceGrade.CORROBORATED, Stance.SUPPORTED_IN_PART),
            *(True, old.uid),
        ),
        ("RT3.2-R2", "AUT"): (FollowUpStatus.PLANNING, EvidenceGrade.SELF_REPORTED, None, False, fresh.uid),
        ("RT3.2-R2", "SWE"): (None, None, Stance.NOTED, False, position.uid),
    }
    shown = words(client)
    day = old.reported_on
    assert (
        f"Sweden, RT3.2-R1: Completed, {day.day} {day:%B} {day.year} . Corroborated."
        " Position: Supported in part. Stale: more than 18 months old."
    ) in shown
    assert "Sweden, RT3.2-R2: No report. Position: Noted." in shown


def test_it_opens_on_the_governments_that_have_reported_by_name(
    client: Client, first: Recommendation, second: Recommendation, sweden: Government, austria: Government
) -> None:
    norway, zambia = make.make_government("NOR", name="Norway"), make.make_government("ZMB", name="Zambia")
    for government in (zambia, sweden, austria):
        make.publish_follow_up(second, government)
    make.publish_follow_up(first, sweden)
    make.publish_position(first, norway)
    make.publish_voice(first, norway)

    assert columns(client) == ["AUT", "SWE", "ZMB"]
    assert "3 of 4 governments have reported on at least one of these recommendations." in words(client)
    assert columns(client, "?all=1") == ["NOR", "AUT", "SWE", "ZMB"]
    assert columns(client, "?theme=money") == ["SWE"]


def test_columns_are_narrowed_by_region_and_by_hand(
    client: Client, first: Recommendation, sweden: Government, austria: Government
) -> None:
    make.make_government("NOR", name="Norway", region="Northern Europe")
    make.publish_follow_up(first, sweden)
    make.publish_follow_up(first, austria)

    assert columns(client, "?region=Northern+Europe") == ["SWE"]
    assert columns(client, "?region=Northern+Europe&all=1") == ["NOR", "SWE"]
    assert columns(client, "?column=NOR&column=AUT") == ["NOR", "AUT"]
    assert columns(client, "?column=NOR&column=AUT&region=Western+Europe") == ["AUT"]
    assert columns(client, "?column=ZZZ") == []
    assert "Not known here: “ZZZ”." in words(client, "?column=ZZZ")


def test_rows_are_narrowed_like_the_list(
    client: Client, first: Recommendation, second: Recommendation, sweden: Government
) -> None:
    make.publish_follow_up(first, sweden)
    make.publish_follow_up(second, sweden, status="completed")

    assert [*cells(client, "?theme=money")] == [("RT3.2-R1", "SWE")]
    assert [*cells(client, "?government=SWE&follow_up=completed")] == [("RT3.2-R2", "SWE")]


def test_who_is_not_addressed_is_told_apart_from_who_has_not_reported(
    client: Client, first: Recommendation, sweden: Government, austria: Government
) -> None:
    retired = make.make_government("DDR", name="Retired", may_report=False)
    make.make_recommendation("RT3.2-A1", addressees=[austria])
    make.publish_follow_up(first, sweden)

    found = cells(client, "?column=SWE&column=AUT&column=DDR")

    assert {key for key, cell in found.items() if not cell.is_addressed} == {
        ("RT3.2-A1", "SWE"),
        ("RT3.2-A1", "DDR"),
        ("RT3.2-R1", "DDR"),
    }
    html = get(client, "?column=AUT&column=SWE").content.decode()
    assert html.count('<td class="not-addressed">Not addressed</td>') == 1
    assert html.count('<td><span class="hidden">No report</span></td>') == 2
    assert columns(client, "?all=1") == ["AUT", "SWE"]
    assert retired.may_report is False


def test_thirty_columns_a_page_unless_all_are_asked_for(client: Client, first: Recommendation) -> None:
    governments = [
        make.make_government(f"X{chr(65 + n // 26)}{chr(65 + n % 26)}", iso2=f"{chr(65 + n // 26)}{chr(65 + n % 26)}")
        for n in range(43)
    ]
    make.publish_at_once(*(make.follow_up(first, government) for government in governments))

    assert len(columns(client)) == 30
    assert "Columns 1–30 of 43" in words(client)
    assert len(columns(client, "?columns=2")) == 13
    assert "Columns 31–43 of 43" in words(client, "?columns=2")
    assert len(columns(client, "?all=1")) == 43
    assert client.get("/matrix/?columns=3").status_code == 404


def test_a_matrix_of_an_earlier_day_shows_what_stood_then(
    client: Client, first: Recommendation, sweden: Government
) -> None:
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
    make.publish_follow_up(first, sweden, at=yesterday, status="planning")
    make.publish_follow_up(first, sweden, status="completed")

    then = cells(client, f"?as_of={yesterday.date()}")

    assert then["RT3.2-R1", "SWE"].status == FollowUpStatus.PLANNING
    assert cells(client)["RT3.2-R1", "SWE"].status == FollowUpStatus.COMPLETED


def test_without_a_report_it_says_so_and_offers_every_government(
    client: Client, first: Recommendation, sweden: Government
) -> None:
    assert "None of these governments has reported on any of these recommendations." in words(client)
    assert columns(client, "?all=1") == ["SWE"]
    assert "No recommendation fits all these filters at once." in words(client, "?q=aqueduct")


@pytest.mark.parametrize("number", [1, 3, 40])
def test_a_matrix_costs_the_same_at_any_size(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [make.make_recommendation() for _ in range(number)]
    governments = [make.make_government(iso2=f"{chr(65 + n // 26)}{chr(65 + n % 26)}") for n in range(number)]
    make.publish_at_once(
        *(make.follow_up(row, government) for row, government in zip(rows, governments, strict=True)),
        *(make.position(rows[0], government) for government in governments),
    )

    for query, queries in (("", 32), ("?all=1", 30)):
        with django_assert_num_queries(queries, info=query):
            get(client, query)
