"""What other programs follow or find the record by: feeds, the calendar of reviews, sitemaps, robots.txt, JSON-LD."""

import datetime as dt
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from recommendations.ledger import workflow
from recommendations.models import FollowUp, Theme
from recommendations.public import last_changed
from recommendations.views.feeds.sitemaps import SECTIONS
from tests import factories as make
from tests.test_page_costs import grow

pytestmark = pytest.mark.django_db

SPRING = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    return feed


def titles(client: Client, address: str) -> list[str]:
    return [entry.title for entry in read(client, address).entries]


def publish_correction(entry: FollowUp, at: dt.datetime, **fields: Any) -> FollowUp:
    draft = workflow.correct(entry=entry, by=entry.author, at=at)
    for name, value in fields.items():
        setattr(draft, name, value)
    return make.publish(workflow.save_draft(entry=draft, by=entry.author, at=at), by=make.make_reviewer(), at=at)


# Atom


def test_a_feed_says_who_said_what_in_whose_language_and_when(client: Client) -> None:
    row = make.make_recommendation("R-1")
    entry = make.publish_follow_up(
        row, make.make_government("FRA", name="France"), at=SPRING, summary="Un programme <est> né.", language="fr"
    )
    make.publish_assessment(row, at=SPRING + DAY)

    feed = read(client, "/updates.atom")

    assert (feed.feed.id, feed.feed.updated) == ("http://testserver/updates/", "2026-03-11T12:00:00+00:00")
    assert {link.rel: link.href for link in feed.feed.links} == {
        "alternate": "http://testserver/updates/",
        "self": "http://testserver/updates.atom",
    }
    assert [(each.title, each.author) for each in feed.entries] == [
        ("R-1, The secretariat: Under way", "The secretariat"),
        ("R-1, France: In progress", "France"),
    ]
    told = feed.entries[1]
    assert (told.id, told.link) == (f"urn:uuid:{entry.uid}", f"http://testserver/updates/{entry.uid}/")
    assert told.published == told.updated == "2026-03-10T12:00:00+00:00"
    assert [(part.type, part.language, part.value) for part in told.content] == [
        ("text/plain", "fr", "Un programme <est> né.")
    ]


def test_an_entry_that_was_corrected_or_withdrawn_says_so_under_its_old_id(client: Client) -> None:
    sweden, row = make.make_government("SWE", name="Sweden"), make.make_recommendation("R-1")
    first = make.publish_follow_up(row, sweden, by=make.make_editor(), at=SPRING, summary="Ten places.")
    second = publish_correction(first, SPRING + DAY, summary="Twelve places.")
    other = make.publish_follow_up(
        make.make_recommendation("R-2"), sweden, at=SPRING + DAY * 1.5, summary="By mistake."
    )
    workflow.withdraw(entry=other, by=make.make_superuser(), reason="It was another's.", at=SPRING + 2 * DAY)

    entries = read(client, "/governments/SWE.atom").entries

    assert [(each.id, each.title, each.updated[:10]) for each in entries] == [
        (f"urn:uuid:{other.uid}", "Withdrawn: R-2, Sweden", "2026-03-12"),
        *sorted(
            [
                (f"urn:uuid:{first.uid}", "Corrected: R-1, Sweden, In progress", "2026-03-11"),
                (f"urn:uuid:{second.uid}", "R-1, Sweden: In progress", "2026-03-11"),
            ],
            reverse=True,
        ),
    ]
    by_id = {each.id: each for each in entries}
    assert by_id[f"urn:uuid:{first.uid}"].summary == f"Corrected by http://testserver/updates/{second.uid}/."
    gone = by_id[f"urn:uuid:{other.uid}"]
    assert (gone.summary, gone.link) == ("Withdrawn on 2026-03-12.", "http://testserver/recommendations/R-2/")
    assert b"By mistake." not in client.get("/governments/SWE.atom").content


def test_no_character_can_break_a_feed(client: Client) -> None:
    row = make.make_recommendation("R-1", title="<b> & ]]> \x0b")
    make.publish_at_once(
        make.follow_up(
            row, make.make_government("SWE", name="A & B \x07"), summary="\x0b\x1f\ufffe]]></feed>&amp; \U0001f30d"
        )
    )

    response = client.get("/recommendations/R-1.atom")

    content = ET.fromstring(response.content).find(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert content.text == "\ufffd\ufffd\ufffd]]></feed>&amp; \U0001f30d"
    assert read(client, "/updates.atom").entries[0].author == "A & B \ufffd"


def test_each_feed_holds_what_its_page_is_about(client: Client) -> None:
    remittances, health = make.make_theme("remittances"), make.make_theme("health")
    one = make.make_recommendation("R-1", themes=[remittances])
    two = make.make_recommendation("R-2", themes=[health, remittances])
    sweden, norway = make.make_government("SWE", name="Sweden"), make.make_government("NOR", name="Norway")
    make.publish_at_once(
        make.follow_up(one, sweden), make.position(two, norway), make.assessment(two), make.follow_up(two, sweden)
    )
    make.draft_follow_up(one, norway, by=make.make_editor())

    every = ["R-2, Sweden: In progress", "R-2, The secretariat: Under way", "R-2, Norway: Supported"]
    assert titles(client, "/updates.atom") == [*every, "R-1, Sweden: In progress"]
    assert titles(client, "/themes/health.atom") == titles(client, "/recommendations/R-2.atom") == every
    assert titles(client, "/governments/NOR.atom") == ["R-2, Norway: Supported"]
    assert titles(client, "/recommendations.atom?theme=remittances&status=under_way") == every
    assert titles(client, "/recommendations.atom?theme=remittances&theme=health&q=nothing-of-the-kind") == []
    assert read(client, "/recommendations.atom?theme=health").feed.title == (
        "Recommendations; Theme: Health · GFMD Recommendation Tracker"
    )


def test_a_feed_of_a_wrong_filter_or_of_nothing_is_refused(client: Client) -> None:
    assert client.get("/recommendations.atom?theme=nowhere").json()["errors"] == {
        "theme": ["Not known here: “nowhere”."]
    }
    assert client.get("/updates.atom?government=ZZZ&since=may").json()["errors"] == {
        "government": ["Not known here: “ZZZ”."],
        "since": ["“may” is not a day in the form YYYY-MM-DD, such as 2026-03-31."],
    }
    assert client.get("/updates.atom?thme=x").status_code == 400
    assert [
        client.get(f"/{page}.atom").status_code for page in ("themes/x", "governments/ZZZ", "recommendations/R-9")
    ] == [404] * 3


def test_a_feed_without_news_is_not_sent_again(client: Client) -> None:
    sweden, norway = make.make_government("SWE"), make.make_government("NOR")
    address = "/updates.atom?government=SWE"
    first = client.get(address)
    tag = {"if-none-match": first["ETag"]}
    assert feedparser.parse(first.content).feed.updated == "1970-01-01T00:00:00+00:00"

    make.publish_follow_up(make.make_recommendation("R-1"), norway)
    assert client.get(address, headers=tag).status_code == 304
    make.publish_follow_up(make.make_recommendation("R-2"), sweden)
    assert client.get(address, headers=tag).status_code == 200


def test_pages_name_their_feeds(client: Client) -> None:
    theme = make.make_theme("remittances")
    make.make_recommendation("R-1", themes=[theme])
    make.make_government("SWE")

    def named(address: str) -> list[str]:
        html = client.get(address).content.decode()
        assert html.count(".atom") in {0, 2}
        return re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', html)

    assert named("/themes/remittances/?as_of=") == ["/themes/remittances.atom"]
    assert named("/recommendations/R-1/") == ["/recommendations/R-1.atom"]
    assert named("/governments/SWE/") == ["/governments/SWE.atom"]
    assert named("/recommendations/?theme=remittances&sort=title") == ["/recommendations.atom?theme=remittances"]
    assert named("/recommendations/?theme=nowhere") == []
    assert named("/updates/") == named("/") == ["/updates.atom"]
    assert named("/updates/?government=SWE&since=2026-03-01&page=1&as_of=") == [
        "/updates.atom?government=SWE&amp;since=2026-03-01"
    ]
    assert named("/updates/?government=ZZZ") == []
    assert named("/stakeholders/") == []


# The calendar of reviews


def test_reviews_are_all_day_events_that_keep_their_identity(client: Client) -> None:
    title = "Pläne; Ziele, \\ und\nmehr \x07" + "é" * 150
    row = make.make_recommendation("R-1", themes=[make.make_theme("health")], title=title)
    make.publish_assessment(row, at=SPRING, next_review_on=dt.date(2027, 3, 1))
    make.publish_assessment(make.make_recommendation("R-2"), next_review_on=dt.date(2027, 5, 1))
    make.publish_assessment(make.make_recommendation("R-3"))

    response = client.get("/reviews.ics?theme=health")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(map(len, response.content.split(b"\r\n"))) <= 75
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert {name: event.decoded(name) for name in ("uid", "dtstamp", "dtstart", "dtend")} == {
        "uid": "review-R-1@gfmd-recommendation-tracker",
        "dtstamp": SPRING,
        "dtstart": dt.date(2027, 3, 1),
        "dtend": dt.date(2027, 3, 2),
    }
    assert str(event["summary"]) == f"Review of R-1: {title}".replace("\x07", "")
    every = Calendar.from_ical(client.get("/reviews.ics").content).walk("VEVENT")
    assert [str(event["url"]) for event in every] == [
        f"http://testserver/recommendations/R-{number}/" for number in (1, 2)
    ]


# Search engines


def places(client: Client, section: str) -> dict[str, str | None]:
    root = ET.fromstring(client.get(f"/sitemap-{section}.xml").content)
    return {
        place.findtext(f"{SITEMAP}loc", "").removeprefix("http://testserver"): place.findtext(f"{SITEMAP}lastmod")
        for place in root
    }


def test_a_page_changes_with_the_text_and_with_the_ledger() -> None:
    theme = make.make_theme("health")
    one, two = make.make_recommendation("R-1", themes=[theme]), make.make_recommendation("R-2")
    sweden, watch = make.make_government("SWE"), make.make_organisation("watch")

    first = make.publish_follow_up(one, sweden)
    assert last_changed.of_recommendations()[one.pk] == first.published_at
    assert last_changed.of_themes() == {theme.pk: first.published_at}
    assert last_changed.of_governments() == {sweden.pk: first.published_at}
    assert last_changed.of_documents() == {one.document.pk: first.published_at}

    two.citations.get().save()
    edited = two.citations.get().history.latest().history_date
    # Of several edits the newest counts, in whatever order the database hands them out.
    brought_in: Any = two.citations.get()
    brought_in._history_date = first.published_at - dt.timedelta(days=1)
    brought_in.save()
    assert last_changed.of_recommendations() == {one.pk: first.published_at, two.pk: edited}
    assert last_changed.of_documents() == {one.document.pk: edited}
    assert last_changed.of_themes() == {theme.pk: first.published_at}

    gone = workflow.withdraw(entry=first, by=make.make_superuser(), reason="It was another's.")
    assert last_changed.of_governments() == {sweden.pk: gone.withdrawn_at}
    voice = make.publish_voice(two, None, organisation=watch)
    assert last_changed.of_stakeholders() == {watch.pk: voice.published_at}
    assert last_changed.of_everything() == voice.published_at


def test_sitemaps_hold_each_page_once_at_its_canonical_address(client: Client) -> None:
    grow(2)
    # Its history is not known, so nothing is said of it.
    Theme.objects.bulk_create([Theme(slug="unknown", name="Unknown", ordinal=99)])
    today = dt.datetime.now(dt.UTC).date().isoformat()

    found = {section: places(client, section) for section in SECTIONS}

    assert found["recommendations"] == {f"/recommendations/RT3.2-R{number}/": today for number in (1, 2)}
    assert found["themes"] == {"/themes/health/": today, "/themes/remittances/": today, "/themes/unknown/": None}
    assert found["documents"] == {"/documents/doc-2/": today, "/documents/rt3/": today}
    assert len(found["updates"]) == 8
    assert found["pages"].pop("/methodology/") is None
    assert set(found["pages"].values()) == {today}
    for addresses in found.values():
        assert [address for address in addresses if client.get(address).status_code != 200] == []
    index = ET.fromstring(client.get("/sitemap.xml").content)
    assert [place.findtext(f"{SITEMAP}loc") for place in index] == [
        f"http://testserver/sitemap-{section}.xml" for section in SECTIONS
    ]


def test_robots_are_led_to_the_sitemap_and_kept_from_the_same_lists_again(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "# The same lists again, filtered and as of other days.",
        "Disallow: /*?",
        "Allow: /sitemap-",
        "Sitemap: http://testserver/sitemap.xml",
    ]


# JSON-LD


def linked(client: Client, address: str) -> dict[str, Any]:
    html = client.get(address).content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert not re.search(r"[<>&]", data)
    answer: dict[str, Any] = json.loads(data)
    return answer


def test_a_recommendation_and_a_document_say_what_they_are_and_cannot_be_broken_out_of(client: Client) -> None:
    text = "</script><script>alert(1)</script> & so <!-- on"
    row = make.make_recommendation("R-1", title="A title", text=text, themes=[make.make_theme("health")])
    make.publish_follow_up(row, make.make_government(), at=SPRING)

    assert linked(client, "/recommendations/R-1/") == {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": "http://testserver/recommendations/R-1/",
        "url": "http://testserver/recommendations/R-1/",
        "name": "A title",
        "reportNumber": "R-1",
        "text": text,
        "inLanguage": "en",
        "about": ["Health"],
        "isPartOf": {"@id": "http://testserver/documents/doc/"},
        "publisher": {
            "@type": "Organization",
            "name": "GFMD Recommendation Tracker",
            "url": "http://testserver/",
        },
        "dateModified": "2026-03-10T12:00:00+00:00",
    }
    document = linked(client, "/documents/doc/")
    assert (document["@type"], document["@id"]) == ("Report", "http://testserver/documents/doc/")


def test_the_record_says_that_it_is_a_data_set_and_where_its_files_are(client: Client) -> None:
    make.make_document("rt3")

    data = linked(client, "/data/")

    assert (data["@type"], data["license"]) == ("Dataset", "https://creativecommons.org/licenses/by/4.0/")
    assert "dateModified" not in data
    files = {each["encodingFormat"]: [] for each in data["distribution"]}
    for each in data["distribution"]:
        files[each["encodingFormat"]].append(each["contentUrl"].removeprefix("http://testserver"))
    assert files["application/json"] == ["/api/v1/"]
    assert {"/recommendations.csv", "/documents/rt3/passages.csv"} <= set(files["text/csv"])
    assert [address for address in files["text/csv"] if client.head(address).status_code != 200] == []


QUERIES = {
    "/updates.atom": 15,
    "/updates.atom?theme=remittances&government=SWE&kind=follow_up": 10,
    "/recommendations.atom?theme=remittances": 16,
    "/recommendations/RT3.2-R1.atom": 16,
    "/themes/remittances.atom": 16,
    "/governments/SWE.atom": 12,
    "/reviews.ics": 1,
    "/sitemap.xml": 73,
    "/sitemap-pages.xml": 21,
    "/sitemap-documents.xml": 15,
    "/sitemap-recommendations.xml": 11,
    "/sitemap-themes.xml": 13,
    "/sitemap-governments.xml": 5,
    "/sitemap-stakeholders.xml": 4,
    "/sitemap-updates.xml": 4,
    "/robots.txt": 0,
}


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_followed_costs_the_same_at_any_length(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grow(number)

    for address, queries in QUERIES.items():
        with django_assert_num_queries(queries, info=address):
            assert client.get(address).status_code == 200
