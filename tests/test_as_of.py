"""`?as_of=`: every page as the ledger stood at the end of a day."""

import datetime as dt
import re

import pytest
from django.test import Client

from recommendations.ledger import workflow
from recommendations.models import FollowUp, Government, Recommendation
from tests import factories as make

pytestmark = pytest.mark.django_db

NOON = dt.time(12, tzinfo=dt.UTC)
FIRST = dt.date(2026, 3, 10)


def at(day: dt.date, time: dt.time = NOON) -> dt.datetime:
    return dt.datetime.combine(day, time)


@pytest.fixture
def sweden() -> Government:
    return make.make_government("SWE", name="Sweden")


@pytest.fixture
def recommendation() -> Recommendation:
    return make.make_recommendation("RT3.2-R1", themes=[make.make_theme("remittances")])


@pytest.fixture
def entry(recommendation: Recommendation, sweden: Government) -> FollowUp:
    return make.publish_follow_up(recommendation, sweden, at=at(FIRST), summary="A fund was set up.")


def reported(client: Client, query: str) -> int:
    count: int = client.get(f"/{query}").context["headline"].reporting.reported
    return count


def test_a_day_is_shown_as_it_ended_and_not_as_it_began(
    client: Client, recommendation: Recommendation, sweden: Government, entry: FollowUp
) -> None:
    norway = make.make_government("NOR", name="Norway")
    make.publish_follow_up(recommendation, norway, at=at(FIRST, dt.time(23, 59, 59, 999_999, dt.UTC)))
    denmark = make.make_government("DNK", name="Denmark")
    make.publish_follow_up(recommendation, denmark, at=at(FIRST + dt.timedelta(days=1), dt.time(0, tzinfo=dt.UTC)))

    assert reported(client, "?as_of=2026-03-10") == 2
    assert reported(client, "?as_of=2026-03-11") == 3


def test_the_bar_names_the_day_says_what_is_not_rewound_and_leads_back(client: Client, entry: FollowUp) -> None:
    html = client.get("/recommendations/?theme=remittances&as_of=2026-03-10").content.decode()

    assert "<strong>As of 10 March 2026.</strong>" in html
    assert "The text and its classification are not rewound." in html
    assert '<a class="screen-only" href="/recommendations/?theme=remittances">Back to today</a>' in html


@pytest.mark.parametrize(
    "address",
    ["/", "/themes/remittances/", "/recommendations/RT3.2-R1/", "/governments/SWE/", "/updates/", "/documents/"],
)
def test_links_within_the_site_carry_the_day_along(client: Client, entry: FollowUp, address: str) -> None:
    html = client.get(f"{address}?as_of=2026-03-10").content.decode()

    assert 'href="/themes/?as_of=2026-03-10"' in html
    assert 'href="/methodology/?as_of=2026-03-10"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_figures_lead_to_the_list_of_the_same_day(
    client: Client, entry: FollowUp, recommendation: Recommendation
) -> None:
    make.publish_assessment(recommendation, at=at(FIRST + dt.timedelta(days=5)), status="under_way")

    before = client.get("/?as_of=2026-03-12")
    behind = client.get("/recommendations/?theme=remittances&group=no_information&as_of=2026-03-12")

    assert (
        'href="/recommendations/?theme=remittances&amp;group=no_information&amp;as_of=2026-03-12"'
        in before.content.decode()
    )
    assert [row.reference for row in behind.context["page"]] == ["RT3.2-R1"]
    assert behind.context["page"][0].status == "not_assessed"


def test_what_was_withdrawn_later_is_shown_and_marked(client: Client, entry: FollowUp) -> None:
    workflow.withdraw(
        entry=entry, by=make.make_reviewer(), reason="Sent by mistake.", at=at(FIRST + dt.timedelta(days=9))
    )

    then = client.get(f"/updates/{entry.uid}/?as_of=2026-03-10")

    assert "Withdrawn on 19 March 2026." in then.content.decode()
    assert "A fund was set up." in then.content.decode()
    assert client.get(f"/updates/{entry.uid}/?as_of=2026-03-19").status_code == 404
    assert client.get(f"/updates/{entry.uid}/").status_code == 404
    assert reported(client, "?as_of=2026-03-18") == 1
    assert reported(client, "") == 0


def test_what_was_redacted_leaves_a_dated_stub(client: Client, entry: FollowUp) -> None:
    entry = workflow.withdraw(
        entry=entry, by=make.make_reviewer(), reason="It names a person.", at=at(FIRST + dt.timedelta(days=9))
    )
    workflow.redact(
        entry=entry, by=make.make_superuser(), reason="A court ordered it.", at=at(FIRST + dt.timedelta(days=10))
    )

    then = client.get(f"/updates/{entry.uid}/?as_of=2026-03-10").content.decode()

    assert "The words of this entry were removed on 20 March 2026." in then
    assert "A court ordered it." in then
    assert "A fund was set up." not in then
    assert "own-words" not in then


def test_a_correction_does_not_reach_back(client: Client, entry: FollowUp) -> None:
    draft = workflow.correct(entry=entry, by=make.make_editor(), at=at(FIRST + dt.timedelta(days=2)))
    draft.summary = "Two funds were set up."
    draft = workflow.save_draft(entry=draft, by=draft.author, at=at(FIRST + dt.timedelta(days=2)))
    make.publish(draft, by=make.make_reviewer(), at=at(FIRST + dt.timedelta(days=3)))

    def summary(query: str) -> str:
        answer = client.get(f"/recommendations/RT3.2-R1/{query}").context["answers"][0]
        words: str = answer.follow_up.summary
        return words

    assert summary("?as_of=2026-03-12") == "A fund was set up."
    assert summary("?as_of=2026-03-13") == "Two funds were set up."
    assert "see the correction" not in client.get(f"/updates/{entry.uid}/?as_of=2026-03-12").content.decode()


TODAY = dt.datetime.now(dt.UTC).date()


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ("2026-03-09", "9 March 2026 lies before the first publication in this record, on 10 March 2026."),
        ((TODAY + dt.timedelta(days=1)).isoformat(), "lies in the future."),
        ("2026-02-30", "is not a day in the form YYYY-MM-DD"),
        ("20260310", "is not a day in the form YYYY-MM-DD"),
        ("2026-W11-2", "is not a day in the form YYYY-MM-DD"),
        ("10.3.2026", "is not a day in the form YYYY-MM-DD"),
        ("%D9%A2%D9%A0%D9%A2%D9%A6-03-10", "is not a day in the form YYYY-MM-DD"),
        ("yesterday", "is not a day in the form YYYY-MM-DD"),
        ("%00", "is not a day in the form YYYY-MM-DD"),
    ],
)
def test_a_day_that_cannot_be_shown_is_an_error_by_name_and_the_page_is_todays(
    client: Client, entry: FollowUp, asked: str, error: str
) -> None:
    response = client.get(f"/?as_of={asked}")

    html = response.content.decode()
    assert response.status_code == 200
    assert error in html
    assert f"This page shows today, {TODAY.day} {TODAY:%B} {TODAY.year}." in html
    assert response.context["headline"].reporting.reported == 1
    assert '<meta name="robots" content="noindex">' in html
    assert 'href="/themes/"' in html


def test_before_any_publication_there_is_no_earlier_day(client: Client, recommendation: Recommendation) -> None:
    html = client.get("/?as_of=2026-03-10").content.decode()

    assert "nothing has been published in this record yet." in html
    assert 'name="as_of"' not in html
    assert "so there is no earlier day to show." in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("asked", "first_step", "second_step"),
    [
        ("2026-05-31", "A month earlier: 30 April 2026", "A month later: 30 June 2026"),
        ("2026-03-31", "A month earlier: 10 March 2026", "A month later: 30 April 2026"),
        ("2026-03-10", "A month later: 10 April 2026", ""),
    ],
)
def test_the_choice_of_a_day_reaches_from_the_first_publication_to_today(
    client: Client, entry: FollowUp, asked: str, first_step: str, second_step: str
) -> None:
    html = client.get(f"/recommendations/?theme=remittances&kind=recommendation&page=1&as_of={asked}").content.decode()

    form = html.split('<form action="/recommendations/">')[1].split("</details>")[0]
    assert re.findall(r'type="hidden" name="(\w+)" value="([\w-]+)"', form) == [
        ("theme", "remittances"),
        ("kind", "recommendation"),
    ]
    assert f'name="as_of" min="2026-03-10" max="{TODAY.isoformat()}" value="{asked}"' in form
    steps = [words for words in (first_step, second_step) if words]
    assert re.findall(r"A month \w+: [^<]+", form) == steps
    assert all("page=" not in address for address in re.findall(r'href="([^"]+)"', form))


def test_a_month_ahead_of_today_is_not_offered(client: Client, entry: FollowUp) -> None:
    html = client.get("/").content.decode()

    assert "A month earlier: " in html
    assert "A month later: " not in html


def test_today_is_the_same_page_with_a_date_on_it(client: Client, entry: FollowUp) -> None:
    response = client.get(f"/?as_of={TODAY.isoformat()}")

    assert response.context["moment"].is_past is False
    assert "Back to today" not in response.content.decode()


def test_the_address_to_cite_shows_the_same_state_for_good(client: Client, entry: FollowUp) -> None:
    then = client.get("/recommendations/RT3.2-R1/?as_of=2026-03-10")

    assert then.context["permanent_address"] == "http://testserver/recommendations/RT3.2-R1/?as_of=2026-03-10"


def test_the_permanent_address_of_a_list_keeps_its_filters(client: Client, entry: FollowUp) -> None:
    listed = client.get("/recommendations/?theme=remittances&theme=health&as_of=2026-03-10&page=1")

    assert (
        listed.context["permanent_address"]
        == "http://testserver/recommendations/?theme=remittances&theme=health&page=1&as_of=2026-03-10"
    )


def test_an_address_to_cite_has_no_date_while_no_day_can_be_shown(
    client: Client, recommendation: Recommendation
) -> None:
    response = client.get("/recommendations/RT3.2-R1/")

    assert response.context["permanent_address"] == "http://testserver/recommendations/RT3.2-R1/"
