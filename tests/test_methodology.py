"""Every word and every figure of the site is defined on one page, under an address of its own."""

import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from recommendations.models.choices import AssessmentStatus, EvidenceGrade, Flag, FollowUpStatus, Stance, StatusGroup

pytestmark = pytest.mark.django_db


def html_of(client: Client) -> str:
    return client.get("/methodology/").content.decode()


def test_every_link_into_the_methodology_leads_to_a_definition(client: Client) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html")]
    asked = {
        *chain.from_iterable(re.findall(r"address 'methodology' %\}#([a-z-]+)\"", source) for source in sources),
        *(f"counted-{name}" for source in sources for name in re.findall(r'counted="([a-z-]+)"', source)),
        *re.findall(r'href="#([^"]+)"', html_of(client)),
    }

    anchors = re.findall(r'\bid="([^"]+)"', html_of(client))
    assert {"voices", "counted-reporting", "counted-text"} <= asked
    assert asked - {*anchors} == set()
    assert len(anchors) == len({*anchors})


def test_every_word_of_a_vocabulary_is_explained_under_its_own_address(client: Client) -> None:
    html = html_of(client)
    vocabularies = {
        "assessment": AssessmentStatus,
        "groups": StatusGroup,
        "follow-up": FollowUpStatus,
        "position": Stance,
        "evidence": EvidenceGrade,
        "flags": Flag,
    }

    for name, vocabulary in vocabularies.items():
        for value in vocabulary:
            row = html.split(f'id="{name}-{value.value}"')[1].split("</tr>")[0]
            assert str(value.label) in row
            assert re.sub(r"&#x27;", "'", row).count(str(value.look.meaning)) == 1


def test_the_steps_that_voices_are_compared_by_are_those_of_the_flag(client: Client) -> None:
    voices = html_of(client).split('id="voices"')[1].split("</section>")[0]

    words = " ".join(re.sub(r"<[^>]+>", " ", voices).split())
    assert re.findall(r"Step (\d) (\w+(?: progress)?)", words) == [
        (str(status.step), str(status.label)) for status in sorted(FollowUpStatus, key=lambda status: status.step)
    ]


def test_no_mark_of_a_position_or_of_evidence_looks_like_that_of_a_status() -> None:
    statuses = {status.look.shape for status in chain(StatusGroup, AssessmentStatus, FollowUpStatus)}
    marks = [mark.look.shape for mark in chain(Stance, EvidenceGrade)]

    assert statuses.isdisjoint(marks)
    assert len({*marks}) == len(marks)
