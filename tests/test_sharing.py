"""What a page says of itself where somebody else shows it, and how it travels."""

import datetime as dt
import re

import pytest
from django.test import Client

from recommendations.models import Recommendation
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommendation() -> Recommendation:
    return make.make_recommendation("RT3.2-R1", themes=[make.make_theme("remittances")])


def test_a_link_to_a_page_is_shown_elsewhere_by_its_title_and_its_whole_address(
    client: Client, recommendation: Recommendation
) -> None:
    make.publish_follow_up(recommendation, make.make_government(), at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC))

    html = client.get("/recommendations/RT3.2-R1/?as_of=2025-06-30&unknown=1").content.decode()

    said = dict(re.findall(r'<meta property="(og:[a-z_]+)" content="([^"]*)"', html))
    assert said["og:title"] == f"RT3.2-R1: {recommendation.title}"
    assert said["og:description"] == f"{recommendation.title} (RT3.2-R1)"
    assert said["og:url"] == "http://testserver/recommendations/RT3.2-R1/?as_of=2025-06-30"


def test_pages_are_compressed_for_whoever_takes_them_so(client: Client, recommendation: Recommendation) -> None:
    plain = client.get("/")
    packed = client.get("/", headers={"accept-encoding": "gzip"})

    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert len(packed.content) < len(plain.content) / 3
