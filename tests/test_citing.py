"""Citations: read back by the parsers that managers of references use."""

import datetime as dt
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from django.test import Client
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from recommendations.models import Document, Recommendation
from recommendations.public.citing import Citing
from tests import factories as make

DAY = dt.date(2026, 3, 10)
ADDRESS = "https://tracker.example/recommendations/RT3.2-R1/?as_of=2026-03-10"
TITLES = [
    "Temporary return, barriers to circular mobility, and portable benefits",
    "Naïve “quotes” – l’été à Türkiye: Ελλάδα, العربية",
    '100 % of $5 & #2_a, ~x^2, "said" he \\ she',
    "A } lone brace, { another, and {a pair}",
    "Two\n  lines\tand -- dashes --- ``so'' it is",
    "TY  - BOOK",
    "@misc{x, title = {y}}",
]


def cited(title: str, document: str = "A summary") -> Citing:
    of = Recommendation(reference="RT3.2-R1", title=title, document=Document(title=document))
    return Citing(of, DAY, ADDRESS)


def latex_reader() -> LatexNodes2Text:
    """Knows the three characters that LaTeX itself knows by these names, and the decoder alone does not."""
    context = get_default_latex_context_db()
    names = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, character) for name, character in names.items()]
    context.add_context_category("characters", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=context)


def parsed_bibtex(text: str) -> dict[str, Any]:
    """The one entry in the text, its fields as a reader is shown them."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(decoder=latex_reader())])
    assert [(len(library.entries), library.failed_blocks, library.comments)] == [(1, [], [])]
    entry = library.entries[0]
    return {"key": entry.key, "type": entry.entry_type} | {field.key: field.value for field in entry.fields}


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_reads_back_as_it_was_meant(title: str) -> None:
    entry = parsed_bibtex(cited(title, document=f"Of {title}").bibtex)

    line = " ".join(title.split())
    assert entry == {
        "key": "RT3.2-R1-2026-03-10",
        "type": "misc",
        "author": "GFMD Recommendation Tracker",
        "title": line,
        "year": "2026",
        "month": "3",
        "note": f"Recommendation RT3.2-R1 of “Of {line}”, as of 10 March 2026",
        "url": ADDRESS,
        "urldate": "2026-03-10",
    }


@pytest.mark.parametrize("title", TITLES)
def test_ris_reads_back_as_it_was_meant(title: str) -> None:
    text = cited(title, document=f"Of {title}").ris

    line = " ".join(title.split())
    assert rispy.loads(text) == [
        {
            "type_of_reference": "ELEC",
            "id": "RT3.2-R1-2026-03-10",
            "authors": ["GFMD Recommendation Tracker"],
            "title": line,
            "year": "2026",
            "date": "2026/03/10/",
            "access_date": "2026/03/10/",
            "notes": [f"Recommendation RT3.2-R1 of “Of {line}”, as of 10 March 2026"],
            "urls": [ADDRESS],
        }
    ]


@pytest.fixture
def recommendation(db: None) -> Recommendation:
    return make.make_recommendation("RT3.2-R1", title="To do 100 % of it", document=make.make_document("rt3"))


@pytest.fixture
def published(recommendation: Recommendation) -> None:
    at = dt.datetime.combine(DAY, dt.time(12, tzinfo=dt.UTC))
    make.publish_follow_up(recommendation, make.make_government("SWE", name="Sweden"), at=at)


def test_the_files_are_what_the_page_shows(client: Client, recommendation: Recommendation, published: None) -> None:
    page = client.get("/recommendations/RT3.2-R1/?as_of=2026-03-10")
    bib = client.get("/recommendations/RT3.2-R1/cite.bib?as_of=2026-03-10")
    ris = client.get("/recommendations/RT3.2-R1/cite.ris?as_of=2026-03-10")

    citing = page.context["citing"]
    assert (bib.content.decode(), ris.content.decode()) == (citing.bibtex, citing.ris)
    assert citing.address == "http://testserver/recommendations/RT3.2-R1/?as_of=2026-03-10"
    assert citing.plain == (
        "GFMD Recommendation Tracker. “To do 100 % of it”. "
        "Recommendation RT3.2-R1 of “A summary”, as of 10 March 2026. "
        "http://testserver/recommendations/RT3.2-R1/?as_of=2026-03-10"
    )
    assert 'href="/recommendations/RT3.2-R1/cite.bib?as_of=2026-03-10"' in page.content.decode()
    assert [(file.headers["Content-Type"], file.headers["Content-Disposition"]) for file in (bib, ris)] == [
        ("application/x-bibtex; charset=utf-8", 'attachment; filename="RT3.2-R1-2026-03-10.bib"'),
        ("application/x-research-info-systems; charset=utf-8", 'attachment; filename="RT3.2-R1-2026-03-10.ris"'),
    ]


def test_an_address_to_cite_names_today_or_no_day_while_none_can_be_shown(
    client: Client, recommendation: Recommendation
) -> None:
    def address() -> str:
        return parsed_bibtex(client.get("/recommendations/RT3.2-R1/cite.bib").content.decode())["url"]

    before = address()
    make.publish_follow_up(recommendation, make.make_government("SWE", name="Sweden"))

    assert before == "http://testserver/recommendations/RT3.2-R1/"
    assert address() == f"http://testserver/recommendations/RT3.2-R1/?as_of={make.TODAY.isoformat()}"


def test_a_file_of_a_day_that_cannot_be_shown_is_refused_by_name(client: Client, published: None) -> None:
    response = client.get("/recommendations/RT3.2-R1/cite.ris?as_of=2026-03-09")

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "9 March 2026 lies before the first publication" in response.content.decode()


def test_a_file_has_one_address_and_none_where_there_is_no_recommendation(client: Client, published: None) -> None:
    moved = client.get("/recommendations/rt3.2-r1/cite.bib?as_of=2026-03-10")

    assert (moved.status_code, moved.headers["Location"]) == (
        301,
        "/recommendations/RT3.2-R1/cite.bib?as_of=2026-03-10",
    )
    assert client.get("/recommendations/RT9/cite.bib").status_code == 404
