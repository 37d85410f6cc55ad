"""The lists of governments and of stakeholders under their filters: page, files and API have the same rows."""

import datetime as dt
import re
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from recommendations.api.schema import description
from recommendations.figures import metrics
from recommendations.figures.metrics import Reporting
from recommendations.filters import FacetedFilterSet, GovernmentFilter, StakeholderFilter
from recommendations.models import Recommendation
from recommendations.public.as_of import Moment
from tests import factories as make
from tests.support.downloads import json_file

pytestmark = pytest.mark.django_db

# Names do not go by code, reports not by name.
GOVERNMENTS = {"SWE": "Sweden", "NOR": "Norway", "KEN": "Kenya", "GHA": "Ghana", "AAA": "Zealand"}


def filters_of(filter_set: type[FacetedFilterSet], query: QueryDict) -> Any:
    at = timezone.now()
    return filter_set(query, moment=Moment(day=at.date(), at=at))


def length_of(filters: Any) -> int:
    return len(filters.rows) if isinstance(filters, GovernmentFilter) else len(filters.stakeholders)


def codes_in(client: Client, address: str, rows: str, key: str = "iso3") -> list[str]:
    return [row[key] for row in json_file(client, address)[rows]]


@pytest.fixture
def world() -> None:
    """Two of the north and one of the south have reported; one of the south has said what it thinks, and no more."""
    row = make.make_recommendation("R-1")
    regions = {"SWE": "North", "NOR": "North", "KEN": "South", "GHA": "South"}
    governments = {
        iso3: make.make_government(iso3, name=name, region=regions.get(iso3, "")) for iso3, name in GOVERNMENTS.items()
    }
    for iso3, days in (("NOR", 30), ("SWE", 10), ("KEN", 20)):
        make.publish_follow_up(row, governments[iso3], reported_on=make.TODAY - dt.timedelta(days=days))
    make.publish_position(row, governments["GHA"])
    make.make_government("DDR", iso2="DD", name="Retired", region="East", may_report=False)
    # Addressed by nothing that Zealand could report on.
    row.addressees.set([each for each in governments.values() if each.iso3 != "AAA"])
    for slug, kind in (("unions", "civil_society"), ("diaspora", "migrants"), ("abroad", "migrants")):
        make.make_organisation(slug, kind=kind)


@pytest.mark.parametrize(
    ("query", "codes", "figure"),
    [
        ("", "GHA KEN NOR SWE AAA", "3 of 4 governments have reported on at least one recommendation."),
        ("sort=last_report", "SWE KEN NOR GHA AAA", "3 of 4 governments have reported"),
        ("region=South", "GHA KEN", "1 of 2 governments in South have reported"),
        ("region=South&region=North&sort=last_report", "SWE KEN NOR GHA", "3 of 4 governments in South and North have"),
        # Whoever picks out those that reported is still told how many there are.
        ("reported=true", "KEN NOR SWE", "3 of 4 governments have reported"),
        ("reported=false&region=South", "GHA", "1 of 2 governments in South have reported"),
        ("reported=true&reported=false&region=East", "", "0 of 0 governments in East have reported"),
    ],
)
def test_page_file_and_api_hold_the_governments_chosen_and_the_figure_keeps_its_denominator(
    client: Client, world: None, query: str, codes: str, figure: str
) -> None:
    page = client.get(f"/governments/?{query}")
    html = page.content.decode()
    shown = [row.government.iso3 for row in page.context["speaking"]] + [row.iso3 for row in page.context["silent"]]
    (address,) = re.findall(r'href="(/governments\.json[^"]*)"', html) or [f"/governments.json?{query}"]
    file = codes_in(client, address.replace("&amp;", "&"), "rows")

    assert (shown, codes_in(client, f"/api/v1/governments/?{query}", "results"), file) == (codes.split(),) * 3
    assert figure in " ".join(html.split())
    assert f'<h2 id="found" tabindex="-1">{len(shown)} government' in html


def test_the_figure_among_all_governments_is_that_of_the_whole_record(world: None) -> None:
    at = timezone.now()

    whole = metrics.reporting(at, Recommendation.objects.all())

    assert metrics.reporting_among(metrics.government_progress(at)) == whole == Reporting(3, 4)


@pytest.mark.parametrize(
    ("filter_set", "query"),
    [
        (GovernmentFilter, ""),
        (GovernmentFilter, "region=South"),
        (GovernmentFilter, "reported=true"),
        (GovernmentFilter, "region=North&reported=false&sort=last_report"),
        (StakeholderFilter, ""),
        (StakeholderFilter, "kind=migrants"),
    ],
)
def test_each_count_is_the_length_of_the_list_that_the_choice_gives(
    world: None, filter_set: type[FacetedFilterSet], query: str
) -> None:
    told, lengths = {}, {}
    for facet in filters_of(filter_set, QueryDict(query)).facets:
        for option in facet.options:
            chosen = QueryDict(query, mutable=True)
            chosen.setlist(facet.name, [option.value])
            told[facet.name, option.value] = option.count
            # An order leaves nothing out.
            lengths[facet.name, option.value] = (
                None if facet.name == "sort" else length_of(filters_of(filter_set, chosen))
            )

    assert told == lengths
    assert max(number for number in told.values() if number is not None) > 0


def test_page_files_and_api_hold_the_stakeholders_chosen(client: Client, world: None) -> None:
    query = "?kind=migrants&kind=forum"
    page = client.get(f"/stakeholders/{query}")

    assert [row.slug for row in page.context["page"]] == ["abroad", "diaspora"]
    assert "Kind of actor: Migrants and diaspora" in page.content.decode()
    assert "/stakeholders.csv?kind=migrants&amp;kind=forum" in page.content.decode()
    assert codes_in(client, f"/stakeholders.json{query}", "rows", "slug") == ["abroad", "diaspora"]
    assert codes_in(client, f"/api/v1/stakeholders/{query}", "results", "slug") == ["abroad", "diaspora"]


@pytest.mark.parametrize(
    ("name", "parameter", "sentence"),
    [
        ("governments", "region", "Not known here: “x”."),
        ("governments", "reported", "Not known here: “x”."),
        ("stakeholders", "kind", "Not known here: “x”."),
    ],
)
def test_what_a_list_does_not_know_its_page_names_and_its_files_refuse(
    client: Client, world: None, name: str, parameter: str, sentence: str
) -> None:
    html = client.get(f"/{name}/?{parameter}=x").content.decode()

    assert f'<p class="error" id="{parameter}-error">{sentence}</p>' in html
    assert "The list is empty because a filter has a value that is not known here." in html
    for address in (f"/{name}.json", f"/api/v1/{name}/"):
        response = client.get(f"{address}?{parameter}=x")
        assert (response.status_code, response.json()["errors"]) == (400, {parameter: [sentence]})
        assert client.get(f"{address}?{parameter}s=x").status_code == 400


def test_the_description_names_the_filters_of_governments() -> None:
    parameters = {
        each["name"]: each["schema"] for each in description()["paths"]["/api/v1/governments/"]["get"]["parameters"]
    }

    assert {name: parameters[name] for name in ("region", "reported", "sort")} == {
        "region": {"type": "array", "items": {"type": "string"}},
        "reported": {"type": "array", "items": {"type": "string", "enum": ["true", "false"]}},
        "sort": {"type": "string", "enum": ["name", "last_report"]},
    }
