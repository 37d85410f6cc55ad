"""What each public list costs: the same number of queries at 1, 3 and 50 rows."""

import pytest
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoAssertNumQueries

from recommendations.models import Document, Entry, Responsibility
from recommendations.views.urls import urlpatterns
from tests import factories as make

pytestmark = pytest.mark.django_db


def grow(number: int) -> None:
    """Rows of every kind that a list shows: `number` recommendations, governments, stakeholders and entries of each."""
    theme = make.make_theme("remittances")
    other = make.make_theme("health")
    document = make.make_document("rt3")
    migrants = make.make_organisation("migrants", kind="migrants")
    rows, governments = [], []
    for index in range(1, number + 1):
        row = make.make_recommendation(f"RT3.2-R{index}", themes=[theme, other], document=document)
        make.make_component(row)
        for stakeholder in (migrants, make.make_organisation()):
            Responsibility.objects.create(
                recommendation=row, stakeholder=stakeholder, role="lead", basis="named", words="they"
            )
        if index > 1:
            Document.objects.create(slug=f"doc-{index}", title=f"Text {index}", nature="report")
        rows.append(row)
        letters = f"{chr(65 + index // 26)}{chr(65 + index % 26)}"
        iso3 = "SWE" if index == 1 else f"X{letters}"
        governments.append(make.make_government(iso3, iso2=letters, name=f"Land {index}"))
    entries: list[Entry] = [make.follow_up(row, governments[0]) for row in rows[1:]]
    entries += [make.follow_up(rows[0], government) for government in governments[1:]]
    # The kinds take turns to the end, so that the latest few are of every kind at any length.
    for row, government in zip(rows, governments, strict=True):
        entries += [make.follow_up(row, government), make.position(row, government), make.assessment(row)]
    make.publish_at_once(*entries)


QUERIES = {
    "/": 36,
    "/themes/": 8,
    "/themes/remittances/": 28,
    "/themes.svg": 7,
    "/themes/remittances/progress.svg": 8,
    "/themes/remittances/trend.svg": 5,
    "/themes/remittances/card.png": 8,
    "/embed/themes/remittances/": 10,
    "/card.png": 8,
    "/trend.svg": 4,
    "/map.svg": 8,
    "/recommendations/RT3.2-R1/card.png": 6,
    "/recommendations/": 30,
    "/matrix/": 32,
    "/recommendations/RT3.2-R1/": 37,
    "/governments/": 10,
    "/governments/compare/": 4,
    "/governments/SWE/": 22,
    "/stakeholders/": 7,
    "/stakeholders/migrants/": 6,
    "/documents/": 4,
    "/documents/rt3/": 9,
    "/updates/": 29,
    "/methodology/": 2,
    "/data/": 13,
    "/recommendations.csv": 12,
    "/matrix.csv?all=1": 7,
    "/themes.csv": 7,
    "/governments.csv": 7,
    "/updates.csv": 13,
    "/follow-ups.csv": 6,
    "/positions.csv": 4,
    "/assessments.csv": 4,
    "/stakeholders.csv": 5,
    "/documents.csv": 3,
    "/documents/rt3/passages.csv": 5,
}
# Neither a list nor grown from one.
SINGLE = {"favicon", "citation_bib", "citation_ris", "evidence", "reminders", "update", "healthz", "readyz"}


def test_each_page_has_its_number_of_queries() -> None:
    named = {resolve(address.partition("?")[0]).url_name for address in QUERIES}

    assert named == {route.name for route in urlpatterns} - SINGLE


@pytest.mark.parametrize("number", [1, 3, 50])
def test_every_list_costs_the_same_at_any_length(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grow(number)

    for address, queries in QUERIES.items():
        with django_assert_num_queries(queries, info=address):
            response = client.get(address)
            assert response.status_code == 200
            # A file reads its rows while it is sent.
            assert b"".join(response)
