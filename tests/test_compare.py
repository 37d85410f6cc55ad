"""Governments beside each other: their words, by name, and nothing that orders them."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from recommendations.models import Government, Recommendation
from tests import factories as make

pytestmark = pytest.mark.django_db


def get(client: Client, query: str = "") -> Any:
    response = client.get(f"/governments/compare/{query}")
    assert response.status_code == 200
    return response


def words(client: Client, query: str = "") -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", get(client, query).content.decode()).split())


def compared(client: Client, query: str) -> dict[str, list[tuple[str, str]]]:
    """By reference: the code of each government, and its summary."""
    return {
        row.recommendation.reference: [
            (cell.government.iso3, cell.answer.follow_up.summary if cell.status else "") for cell in row.cells
        ]
        for row in get(client, query).context["matrix"].rows
    }


@pytest.fixture
def three() -> list[Government]:
    return [
        make.make_government(iso3, iso2=iso3[:2], name=name)
        for iso3, name in (("SWE", "Sweden"), ("ECU", "Écuador"), ("FIN", "Finland"))
    ]


@pytest.fixture
def rows(three: list[Government]) -> list[Recommendation]:
    sweden, ecuador, finland = three
    first, second, third = (make.make_recommendation(f"R-{number}") for number in (1, 2, 3))
    make.publish_follow_up(first, sweden, summary="Ett program.", language="sv", status="completed")
    make.publish_follow_up(first, ecuador, summary="Un programa.", language="es")
    make.publish_position(second, ecuador, stance="supported_in_part", part="The first half.")
    make.publish_follow_up(third, finland, summary="Ohjelma.")
    make.publish_voice(third, sweden, summary="Said by others.")
    return [first, second, third]


def test_rows_are_what_one_of_them_speaks_of_and_columns_go_by_name(client: Client, rows: list[Recommendation]) -> None:
    assert compared(client, "?g=SWE&g=ECU") == {
        "R-1": [("ECU", "Un programa."), ("SWE", "Ett program.")],
        "R-2": [("ECU", ""), ("SWE", "")],
    }
    assert list(compared(client, "?g=SWE&g=ECU&all=1")) == ["R-1", "R-2", "R-3"]
    shown = words(client, "?g=SWE&g=ECU")
    assert "Supported in part : Écuador, R-2 The first half." in shown
    assert "Said by others." not in shown


def test_each_has_its_numbers_with_what_is_addressed_to_it(client: Client, rows: list[Recommendation]) -> None:
    rows[2].addressees.set([Government.objects.get(iso3="FIN")])

    progress = get(client, "?g=SWE&g=FIN").context["progress"]

    assert [(row.government.iso3, row.reported, row.addressed, row.no_report) for row in progress] == [
        ("FIN", 1, 3, 2),
        ("SWE", 1, 2, 1),
    ]
    assert "Not addressed" in words(client, "?g=SWE&g=FIN")


def test_too_few_too_many_and_unknown_ones_are_said(client: Client, rows: list[Recommendation]) -> None:
    make.make_government("NOR", name="Norway")

    assert "Choose two or three governments" in words(client)
    assert "Choose one or two more" in words(client, "?g=SWE")
    assert "Choose one or two more" in words(client, "?g=SWE&g=SWE&g=")
    assert "Choose two or three governments: 4 do not fit beside each other." in words(
        client, "?g=SWE&g=ECU&g=FIN&g=NOR"
    )
    assert "Not known here: “ATLANTIS”." in words(client, "?g=SWE&g=ATLANTIS")


def test_silent_governments_are_no_information(client: Client, three: list[Government]) -> None:
    assert "None of them has said anything of any recommendation." in words(client, "?g=SWE&g=ECU")


def test_the_page_of_a_government_leads_to_the_choice_of_another(client: Client, three: list[Government]) -> None:
    assert '<a href="/governments/compare/?g=SWE">' in client.get("/governments/SWE/").content.decode()


@pytest.mark.parametrize("number", [1, 3, 40])
def test_governments_beside_each_other_cost_the_same_at_any_length(
    client: Client, three: list[Government], number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [make.make_recommendation() for _ in range(number)]
    make.publish_at_once(*(make.follow_up(row, three[0]) for row in rows))

    with django_assert_num_queries(14):
        get(client, "?g=SWE&g=ECU&g=FIN")
