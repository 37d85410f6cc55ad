"""Pictures that leave the site: whole, safe to open anywhere, and drawn again only where they changed."""

import datetime as dt
import io
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image, ImageDraw

from recommendations.models import Recommendation
from recommendations.pictures import looks
from recommendations.pictures.cards import Card, draw
from recommendations.pictures.typesetting import Face, fitted, font, lines, width_of
from tests import factories as make

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = ["/themes.svg", "/trend.svg", "/map.svg", "/themes/data/progress.svg", "/themes/data/trend.svg"]
CARDS = ["/card.png", "/themes/data/card.png", "/recommendations/RT3.2-R1/card.png"]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"


@pytest.fixture
def recommendation() -> Recommendation:
    """One recommendation of the theme "data", assessed in March 2026, on which Sweden has reported since May."""
    theme = make.make_theme("data", name="Data & <evidence>")
    recommendation = make.make_recommendation("RT3.2-R1", text="To count what is done.", themes=[theme])
    people: dict[str, Any] = {"by": make.make_editor(), "reviewer": make.make_reviewer()}
    make.publish_assessment(
        recommendation, status="under_way", at=dt.datetime(2026, 3, 12, 10, tzinfo=dt.UTC), **people
    )
    sweden = make.make_government("SWE", name="Sweden")
    make.make_government("NOR", name="Norway")
    make.publish_follow_up(recommendation, sweden, at=dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC), **people)
    return recommendation


def words_of(svg: bytes) -> str:
    return " ".join(text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("address", CHARTS)
def test_a_chart_is_a_file_that_stands_alone_and_can_do_nothing(
    client: Client, recommendation: Recommendation, address: str
) -> None:
    response = client.get(f"{address}?as_of=2026-05-31")

    assert response["Content-Type"] == "image/svg+xml"
    assert re.fullmatch(r'attachment; filename="gfmd-[a-z-]+-2026-05-31\.svg"', response["Content-Disposition"])
    assert response["X-Content-Type-Options"] == "nosniff"
    tree = ET.fromstring(response.content)
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "circle", "text"),
    }
    attributes = {name: value for element in tree.iter() for name, value in element.items()}
    assert [name for name in attributes if name.startswith("on") or name.endswith(("href", "style", "class"))] == []
    assert set(re.findall(rb"url\(([^)]*)\)", response.content)) <= {
        *(b"#none", b"#not-started", b"#moving", b"#done", b"#closed"),
    }
    words = words_of(response.content)
    assert "As of 31 May 2026" in words
    assert "GFMD Recommendation Tracker, http://testserver/" in words
    assert "?as_of=2026-05-31" in words
    assert "CC BY 4.0" in words


def test_a_chart_says_what_its_page_says(client: Client, recommendation: Recommendation) -> None:
    drawn = {address: words_of(client.get(f"{address}?as_of=2026-05-31").content) for address in CHARTS}

    assert (
        "Data & <evidence> As of 31 May 2026 · 1 recommendation · 1 of 2 governments have reported"
        in (drawn["/themes/data/progress.svg"])
    )
    assert "No information 0 Not started 0 Moving 1 Done 0 Closed 0" in drawn["/themes/data/trend.svg"]
    assert "31 March 2026 31 May 2026" in drawn["/trend.svg"]
    assert "Data & <evidence> 0 0 1 0 0 1 of 2" in drawn["/themes.svg"]
    assert "Reported: 1 Not yet: 1" in drawn["/map.svg"]
    assert "Reported: Sweden." in drawn["/map.svg"]


def test_without_a_publication_there_is_no_trend_to_take_away_and_of_invented_governments_no_map(
    client: Client,
) -> None:
    make.make_recommendation(themes=[make.make_theme("data")])

    assert [client.get(address).status_code for address in CHARTS] == [200, 404, 200, 200, 404]
    make.make_government("XAA", is_example=True)
    assert client.get("/map.svg").status_code == 404
    assert "everything that they report are invented" in words_of(client.get("/themes.svg").content)


def edges_are_blank(picture: Image.Image) -> bool:
    """Nothing reaches into the margins: 60 pixels at the sides, 30 at the foot."""
    paper = picture.getpixel((5, 300))
    width, height = picture.size
    margins = ((0, 14, 60, height), (width - 60, 14, width, height), (0, height - 30, width, height))
    return all(picture.crop(margin).getcolors(2) is not None for margin in margins) and paper == (251, 248, 241)


@pytest.mark.parametrize("address", CARDS)
def test_a_card_is_drawn_once_for_what_it_says(client: Client, recommendation: Recommendation, address: str) -> None:
    first = client.get(f"{address}?as_of=2026-04-30")
    picture = Image.open(io.BytesIO(first.content))
    again = client.get(f"{address}?as_of=2026-04-30", headers={"if-none-match": first["ETag"]})
    later = client.get(f"{address}?as_of=2026-05-31", headers={"if-none-match": first["ETag"]})

    assert (first["Content-Type"], picture.format, picture.size) == ("image/png", "PNG", (1200, 630))
    assert edges_are_blank(picture.convert("RGB"))
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert later.status_code == 200
    assert later["ETag"] != first["ETag"]


@pytest.mark.parametrize(
    "words",
    [LONG, f"{LONG} " * 3, "Jusqu’à l’été à Łódź, en İzmir: “señal” – ÆØÅ. " * 40, "W" * 400, "A"],
    ids=["one-word", "long-words", "accents", "no-space", "one-letter"],
)
@pytest.mark.parametrize("is_quoted", [True, False])
def test_no_word_of_a_card_is_cut(words: str, is_quoted: bool) -> None:  # noqa: FBT001 - one of two typefaces
    counts = tuple((tone, "Überprüfungsverfahren", 12345) for tone in looks.TONES)
    picture = Image.open(io.BytesIO(draw(Card(LONG, words, is_quoted, counts, (f"{words} · {words}", LONG)))))

    assert edges_are_blank(picture.convert("RGB"))


def test_the_typefaces_have_every_letter_of_the_names_and_texts(published_letters: set[str]) -> None:
    unknown = [
        (face.name, letter)
        for face in Face
        for letter in sorted(published_letters)
        if drawn(letter, face) == drawn("\uffff", face)
    ]

    assert unknown == []


def drawn(letter: str, face: Face) -> bytes:
    picture = Image.new("L", (80, 80))
    ImageDraw.Draw(picture).text((10, 10), letter, font=font(face, 40), fill=255)
    return picture.tobytes()


@pytest.fixture(scope="module")
def published_letters() -> set[str]:
    fixtures = [settings.BASE_DIR / "fixtures" / f"{name}.json" for name in ("rt3", "summits")]
    text = (
        "".join(path.read_text(encoding="utf-8") for path in fixtures)
        + "ÄÖÜäöüßÀÂÇÉÈÊËÎÏÔŒÙÛàâçéèêëîïôœùûÿÁÍÑÓÚáíñóú¿¡"
    )
    return {letter for letter in text if letter.isprintable() and not letter.isspace()}


def test_lines_hold_every_word_and_none_is_wider_than_its_room() -> None:
    text = f"In the end {LONG} it was said."

    set_ = lines(text, Face.QUOTED, 40, 300)

    assert "".join(set_).replace(" ", "") == text.replace(" ", "")
    assert max(width_of(line, Face.QUOTED, 40) for line in set_) <= 300
    assert lines("", Face.REGULAR, 20, 100) == []


def test_what_does_not_fit_at_the_smallest_size_ends_with_an_ellipsis() -> None:
    size, shown = fitted("one two three four five six", Face.REGULAR, range(30, 19, -5), 90, 60, 1.2)

    assert size == 20
    assert len(shown) == 2
    assert shown[-1].endswith(" …")
    assert width_of(shown[-1], Face.REGULAR, 20) <= 90


def test_pictures_have_the_colours_of_the_pages() -> None:
    light = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8").partition("@media")[0]
    names = {"PAPER", "SHEET", "INK", "INK_SOFT", "RUBRIC", "SILENT", "NEUTRAL"}
    drawn = {name.lower().replace("_", "-"): getattr(looks, name) for name in names} | looks.TONES

    assert {name: f"--{name}: {colour};" in light for name, colour in drawn.items()} == dict.fromkeys(drawn, True)


def test_a_page_names_its_card(client: Client, recommendation: Recommendation) -> None:
    shown = {
        address: re.findall(r'property="og:image" content="([^"]+)"', client.get(address).content.decode())
        for address in ("/", "/themes/data/", "/recommendations/RT3.2-R1/?as_of=2026-04-30", "/governments/")
    }

    assert shown == {
        "/": ["http://testserver/card.png"],
        "/themes/data/": ["http://testserver/themes/data/card.png"],
        "/recommendations/RT3.2-R1/?as_of=2026-04-30": [
            "http://testserver/recommendations/RT3.2-R1/card.png?as_of=2026-04-30"
        ],
        "/governments/": ["http://testserver/card.png"],
    }


def test_only_the_embeddable_page_may_be_framed(client: Client, recommendation: Recommendation) -> None:
    embed, page = client.get("/embed/themes/data/"), client.get("/themes/data/")

    assert "frame-ancestors *" in embed["Content-Security-Policy"]
    assert embed.get("X-Frame-Options") is None
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    html = embed.content.decode()
    assert set(re.findall(r"<a ([^>]*)>", html)) == {
        'href="http://testserver/themes/data/" target="_blank" rel="noopener"'
    }
    assert "1 of 2 governments have reported." in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_theme_gives_the_frame_to_paste(client: Client, recommendation: Recommendation) -> None:
    html = client.get("/themes/data/").content.decode()

    pasted = re.search(r'<pre id="snippet">(.*?)</pre>', html, re.DOTALL)
    assert pasted is not None
    assert pasted[1] == (
        '&lt;iframe src="http://testserver/embed/themes/data/" title="Data &amp; &lt;evidence&gt;" '
        'width="100%" height="260"&gt;&lt;/iframe&gt;'
    )


def test_a_browser_that_asks_for_an_icon_by_itself_gets_one(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/favicon.ico"
    with Image.open(settings.BASE_DIR / "static" / "favicon.ico") as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
