"""The text on its pages: verbatim, in its place, with what is said beside it and by whom."""

import datetime as dt
import re

import pytest
from django.test import Client

from recommendations.models import (
    Alignment,
    Citation,
    EditorialNote,
    Framework,
    FrameworkGoal,
    OutsideReference,
    Passage,
    Recommendation,
    Responsibility,
)
from recommendations.models.choices import Basis, ResponsibilityRole
from tests import factories as make

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    """The words of a page as a reader meets them."""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())


@pytest.fixture
def recommendation() -> Recommendation:
    recommendation = make.make_recommendation(
        "RT3.2-R1", text="To increase knowledge of viable models.", document=make.make_document("rt3")
    )
    Responsibility.objects.create(
        recommendation=recommendation,
        stakeholder=make.make_organisation("migrants", kind="migrants"),
        role=ResponsibilityRole.LEAD,
        basis=Basis.IMPLIED,
        reason="They are the ones who send money.",
    )
    return recommendation


def test_a_recommendation_shows_its_text_verbatim_within_its_paragraph_and_notes_beside_it(
    client: Client, recommendation: Recommendation
) -> None:
    source = recommendation.passages.get()
    Passage.objects.create(
        document=source.document,
        code="p900",
        ordinal=1_000_000,
        kind="narrative",
        text="It was said before.",
        paragraph=source.paragraph,
    )
    caveat = Passage.objects.create(
        document=source.document,
        code="p901",
        ordinal=1_000_001,
        kind="narrative",
        text="Money is private.",
        paragraph=901,
    )
    Citation.objects.create(recommendation=recommendation, passage=caveat, role="caveat")
    note = EditorialNote.objects.create(
        document=source.document,
        code="E01",
        quote="viable models",
        remark="Models of what is not said.",
        treatment="Kept.",
        author_name="Editors",
        dated_on=dt.date(2026, 11, 23),
    )
    note.passages.add(source)

    response = client.get("/recommendations/RT3.2-R1/")

    html = response.content.decode()
    quoted = re.search(r'<blockquote class="verbatim" lang="en".*?</blockquote>', html, re.DOTALL)
    assert quoted is not None
    words = " ".join(re.sub(r"<[^>]+>", " ", quoted.group()).split())
    assert words == "To increase knowledge of viable models. It was said before."
    beside = html.split("</blockquote>", 1)[1].split("</aside>", 1)[0]
    assert "A passage of the same text that limits it" in beside
    assert "Money is private." in beside
    assert "Models of what is not said." in beside


def test_named_and_implied_responsibility_are_told_apart(client: Client, recommendation: Recommendation) -> None:
    Responsibility.objects.create(
        recommendation=recommendation,
        stakeholder=make.make_organisation("unions"),
        role=ResponsibilityRole.SHARED,
        basis=Basis.NAMED,
        words="unions",
    )

    shown = text_of(client, "/recommendations/RT3.2-R1/")

    assert "Lead Implied by the text : They are the ones who send money." in shown
    assert "Shared responsibility Named in the text : unions" in shown


def test_an_alignment_of_low_confidence_is_folded_away_and_all_are_called_later(
    client: Client, recommendation: Recommendation
) -> None:
    framework = Framework.objects.create(slug="gcm", name="Global Compact")
    for code, confidence in (("20", "high"), ("2", "low")):
        goal = FrameworkGoal.objects.create(
            framework=framework, kind="objective", code=code, title=f"Goal {code}", ordinal=int(code)
        )
        Alignment.objects.create(
            recommendation=recommendation,
            goal=goal,
            confidence=confidence,
            author_name="Editors",
            dated_on=dt.date(2026, 11, 23),
        )

    html = client.get("/recommendations/RT3.2-R1/").content.decode()

    later = html.split('id="later"')[1]
    shown, _details, folded = later.partition("<details")
    assert "An editorial layer." in shown
    assert "Goal 20" in shown
    assert "Goal 2<" not in shown
    assert "Goal 2" in folded.split("</details>")[0]


def test_a_reference_outside_the_text_is_called_so(client: Client, recommendation: Recommendation) -> None:
    OutsideReference.objects.create(
        recommendation=recommendation, title="A code of practice", remark="Not in the text."
    )

    assert "Outside the text A code of practice Not in the text." in text_of(client, "/recommendations/RT3.2-R1/")


def test_the_document_shows_every_passage_in_order_and_says_why_one_is_not_tracked(
    client: Client, recommendation: Recommendation
) -> None:
    Passage.objects.create(
        document=recommendation.document,
        code="p999",
        ordinal=1_000_000,
        kind="tribute",
        text="My thanks to the hosts.",
        paragraph=9999,
        not_tracked_reason="Courtesy.",
    )

    shown = text_of(client, "/documents/rt3/")

    assert shown.index("To increase knowledge of viable models.") < shown.index("My thanks to the hosts.")
    assert "Not tracked. Courtesy." in shown
    assert "RT3.2-R1 Do thing" in shown


def test_the_contents_of_a_text_are_its_sections_with_what_is_tracked_in_each(
    client: Client, recommendation: Recommendation
) -> None:
    other = make.make_recommendation("RT3.2-R2", document=recommendation.document)
    recommendation.document.passages.update(section="Opening")
    other.passages.update(section="Conclusions")
    for code, section in (("p990", "Conclusions"), ("p991", "Closing")):
        Passage.objects.create(
            document=recommendation.document,
            code=code,
            ordinal=1_000_000 + int(code[1:]),
            kind="narrative",
            text="Thanks.",
            paragraph=int(code[1:]) + 9000,
            section=section,
            not_tracked_reason="Courtesy.",
        )

    response = client.get("/documents/rt3/")

    assert [(part.title, part.tracked, len(part.paragraphs)) for part in response.context["parts"]] == [
        ("Opening", 1, 1),
        ("Conclusions", 1, 2),
        ("Closing", 0, 1),
    ]
    html = response.content.decode()
    contents = html.split('aria-labelledby="contents"')[1].split("</nav>")[0]
    anchors = re.findall(r'href="#([^"]+)"', contents)
    assert [html.count(f'id="{anchor}"') for anchor in anchors] == [1, 1, 1, 1]
