"""The charts of the pages: each figure and each segment leads to exactly the list that it counts."""

import datetime as dt
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from recommendations.figures import metrics
from recommendations.models import Government, Recommendation, Theme
from recommendations.pictures.world_map import world_map
from tests import factories as make

pytestmark = pytest.mark.django_db


class Record:
    """Half a year of it: two themes that share a recommendation, and statuses that change from month to month."""

    def __init__(self) -> None:
        self.data, self.health = make.make_theme("data"), make.make_theme("health")
        self.rows = [
            make.make_recommendation(f"RT3.2-R{number}", themes=themes)
            for number, themes in enumerate(([self.data], [self.data, self.health], [self.health], []), start=1)
        ]
        self.people: dict[str, Any] = {"by": make.make_editor(), "reviewer": make.make_reviewer()}
        for month, (row, status) in enumerate(
            [(0, "planned"), (1, "not_started"), (0, "under_way"), (2, "implemented"), (1, "planned")], start=3
        ):
            self.now = dt.datetime(2026, month, 12, 10, tzinfo=dt.UTC)
            make.publish_assessment(self.rows[row], status=status, at=self.now, **self.people)

    def report(self, government: Government, of: Recommendation) -> None:
        self.now += dt.timedelta(hours=1)
        make.publish_follow_up(of, government, at=self.now, **self.people)


class NumberedLinks(HTMLParser):
    """The links into the list of recommendations, each with the number that it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, int]] = []
        self.address = ""
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.address, self.words = dict(attrs)["href"] or "", ""

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        # Of "31 March 2026: Moving 2" the number is the last, of "2 Moving, Data" the first.
        numbers = re.findall(r"\d+", self.words)
        if tag == "a" and self.address.startswith("/recommendations/?") and numbers:
            self.found.append((self.address, int(numbers[-1])))


def numbered_links(html: str) -> list[tuple[str, int]]:
    parser = NumberedLinks()
    parser.feed(html.partition("<main")[2].partition("</main>")[0])
    return parser.found


@pytest.mark.prove("postgresql")
@pytest.mark.parametrize("address", ["/?as_of=2026-05-20", "/themes/health/?as_of=2026-06-15"])
def test_every_figure_and_every_segment_leads_to_a_list_of_its_length(client: Client, address: str) -> None:
    Record()
    links = numbered_links(client.get(address).content.decode())
    lengths = {href: client.get(href).context["page"].paginator.count for href in dict(links)}

    assert [(href, number) for href, number in links if lengths[href] != number] == []
    assert len(links) > 12
    assert any(number for _href, number in links)


def test_each_month_of_the_trend_is_drawn_and_told(client: Client) -> None:
    Record()

    html = client.get("/themes/data/?as_of=2026-05-20").content.decode()
    trend = html.partition('id="trend"')[2]

    ends = ["2026-03-31", "2026-04-30", "2026-05-20"]
    table = trend.partition("<tbody")[2].partition("</tbody>")[0]
    assert re.findall(r'<time datetime="([\d-]+)"', table) == ends
    assert re.findall(r">(\d+)<span class=\"hidden\">", table) == [
        *("1", "0", "1", "0", "0"),
        *("0", "1", "1", "0", "0"),
        *("0", "1", "1", "0", "0"),
    ]
    drawn = re.findall(r"<title>([^<]+)</title><rect x=\"([\d.]+)%\"[^>]* y=\"([\d.]+)%\" height=\"([\d.]+)%\"", trend)
    assert [(title, float(y), float(height)) for title, _x, y, height in drawn] == [
        ("31 March 2026: No information 1", 0, 50),
        ("31 March 2026: Moving 1", 50, 50),
        ("30 April 2026: Not started 1", 0, 50),
        ("30 April 2026: Moving 1", 50, 50),
        ("20 May 2026: Not started 1", 0, 50),
        ("20 May 2026: Moving 1", 50, 50),
    ]
    assert sorted({float(x) for _title, x, _y, _height in drawn}) == [0.583, 8.917, 17.25]


def test_without_a_publication_there_is_no_trend(client: Client) -> None:
    make.make_recommendation(themes=[make.make_theme("data")])

    assert 'id="trend"' not in client.get("/").content.decode()
    assert 'id="trend"' not in client.get("/themes/data/").content.decode()


def test_the_map_tells_who_reported_and_who_has_not_yet(client: Client) -> None:
    record = Record()
    sweden, norway = (make.make_government(iso3, name=name) for iso3, name in (("SWE", "Sweden"), ("NOR", "Norway")))
    tuvalu = make.make_government("TUV", name="Tuvalu")
    denmark = make.make_government("DNK", name="Denmark")
    for government in (sweden, tuvalu, denmark):
        record.report(government, record.rows[0])
    Government.objects.filter(pk=denmark.pk).update(may_report=False)

    html = client.get("/").content.decode()

    map_ = html.partition('<figure class="map"')[2].partition("</figure>")[0]
    assert re.findall(r'href="(/governments/[A-Z]+/)"', map_) == ["/governments/SWE/", "/governments/TUV/"]
    listed = html.partition('<ul class="names">')[2].partition("</ul>")[0]
    assert re.findall(r">([^<]+)</a>", listed) == ["Sweden", "Tuvalu"]
    drawn = client.get("/").context["map"]
    alone = world_map(reported=[], addressed=[norway])
    assert (drawn.silent, drawn.silent_dots) == (alone.silent, alone.silent_dots)
    assert [bool(place.path) for place in drawn.reported] == [True, False]
    assert client.get("/").context["headline"].reporting == metrics.Reporting(2, 3)


def test_every_government_of_the_list_has_its_place_on_the_map() -> None:
    rows = json.loads((settings.BASE_DIR / "fixtures" / "governments.json").read_text(encoding="utf-8"))
    governments = [Government(**row["fields"]) for row in rows]

    drawn = world_map(reported=governments, addressed=[])

    assert len(governments) == 195
    assert [place.government.iso3 for place in drawn.reported if not place.path and not place.dot] == []
    assert (drawn.unplaced, drawn.silent, drawn.silent_dots) == ([], "", [])
    assert [place.government.iso3 for place in drawn.reported if place.dot and not 0 < place.dot[0] < drawn.width] == []


def test_invented_governments_have_no_place_on_a_map(client: Client) -> None:
    record = Record()
    record.report(make.make_government("XAA", name="Ruritania", is_example=True), record.rows[0])

    html = client.get("/").content.decode()

    assert '<figure class="map"' not in html
    assert "invented, so they have no place on a map" in html
    assert re.findall(r">([^<]+)</a>", html.partition('<ul class="names">')[2].partition("</ul>")[0]) == ["Ruritania"]


def test_each_figure_is_explained_where_it_says_so(client: Client) -> None:
    record = Record()
    record.report(make.make_government(), record.rows[0])
    methodology = client.get(reverse("methodology")).content.decode()
    pages = [client.get(address).content.decode() for address in ("/", "/themes/", "/themes/data/")]

    asked = {found for page in pages for found in re.findall(r'href="/methodology/#([^"]+)"', page)}
    assert asked == {"counted-assessment", "counted-themes", "counted-trend", "counted-reporting"}
    assert [anchor for anchor in asked if f'id="{anchor}"' not in methodology] == []


def test_a_theme_without_recommendations_says_so(client: Client) -> None:
    Record()
    Theme.objects.create(slug="empty", name="Empty", ordinal=9)

    response = client.get("/themes/empty/")

    assert response.context["progress"].statuses.total == 0
    assert 'aria-label="No recommendation"' in response.content.decode()
