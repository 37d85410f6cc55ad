"""How pages travel: compressed, sent again only if they changed, and the same to everybody."""

import datetime as dt
import gzip

import pytest
from django.test import Client

from recommendations.models import Recommendation
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/recommendations/RT3.2-R1/"


@pytest.fixture
def recommendation() -> Recommendation:
    return make.make_recommendation("RT3.2-R1")


def test_a_page_is_compressed_for_whoever_can_read_that(client: Client, recommendation: Recommendation) -> None:
    plain = client.get(PAGE)
    packed = client.get(PAGE, headers={"accept-encoding": "gzip, br"})

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    weights = len(packed.content), len(plain.content)
    assert weights[0] < weights[1] / 2
    assert {plain.headers["Vary"], packed.headers["Vary"]} == {"Accept-Encoding"}


def test_what_a_page_weighs_is_padded_so_that_it_tells_nothing_of_what_it_holds(
    client: Client, recommendation: Recommendation
) -> None:
    weights = {len(client.get(PAGE, headers={"accept-encoding": "gzip"}).content) for _ in range(10)}

    assert len(weights) > 1


def test_a_page_is_sent_again_only_once_it_says_something_else(client: Client, recommendation: Recommendation) -> None:
    first = client.get(PAGE)
    again = client.get(PAGE, headers={"if-none-match": first.headers["ETag"], "accept-encoding": "gzip"})
    make.publish_follow_up(recommendation, make.make_government("SWE", name="Sweden"))
    changed = client.get(PAGE, headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, changed.headers["ETag"] == first.headers["ETag"]) == (200, False)


def test_another_day_has_another_tag(client: Client, recommendation: Recommendation) -> None:
    day = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
    make.publish_follow_up(recommendation, make.make_government("SWE", name="Sweden"), at=day)

    tags = [client.get(f"{PAGE}{query}").headers["ETag"] for query in ("", "?as_of=2026-03-10", "?as_of=2026-03-11")]

    assert len(set(tags)) == 3


def test_a_signed_in_reader_gets_the_page_that_everybody_gets(client: Client, recommendation: Recommendation) -> None:
    anonymous = client.get(PAGE)
    client.force_login(make.make_superuser())
    signed_in = client.get(PAGE)

    assert signed_in.content == anonymous.content
    assert signed_in.headers["ETag"] == anonymous.headers["ETag"]
    # Nothing in the page depends on the cookie, so a cache may hand it to all.
    assert "Cookie" not in signed_in.headers["Vary"]
    assert signed_in.cookies == {}


def test_pages_of_the_admin_are_kept_by_nobody(client: Client) -> None:
    client.force_login(make.make_superuser())

    page = client.get("/admin/")

    assert "ETag" not in page.headers
    assert "no-store" in page.headers["Cache-Control"]
