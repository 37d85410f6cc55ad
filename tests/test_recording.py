"""Recording follow-ups quickly: forms that begin with what is known, and lists that lead to them."""

import datetime as dt
from typing import Any

import pytest

from recommendations.models import FollowUp, Government, Recommendation
from tests import factories as make
from tests.support.admin_forms import client_of, follow_up_form, message_of

pytestmark = pytest.mark.django_db

ADD = "/admin/recommendations/followup/add/"
YESTERDAY = make.TODAY - dt.timedelta(days=1)


@pytest.fixture
def sweden() -> Government:
    return make.make_government("SWE", name="Sweden")


@pytest.fixture
def recommendation() -> Recommendation:
    return make.make_recommendation("RT3.2-R3", text="To open the schools.")


def begun_with(page: Any, *names: str) -> list[Any]:
    form = page.context["adminform"].form
    return [form[name].value() for name in names]


def test_save_and_add_another_begins_with_the_same_government_voice_channel_and_day(
    sweden: Government, recommendation: Recommendation
) -> None:
    client = client_of(make.make_editor())
    form = follow_up_form(recommendation, sweden, reported_on=YESTERDAY, _another="1")

    page = client.post(ADD, form, follow=True)

    entry = FollowUp.objects.get()
    assert (entry.state, entry.government) == ("draft", sweden)
    assert message_of(page) == ["Saved as a draft. Nobody else is asked to look at it yet."]
    assert page.request["PATH_INFO"] == ADD
    names = ("government", "voice", "channel", "reported_on", "recommendation", "summary")
    assert begun_with(page, *names) == [sweden.pk, "government", "by_government", YESTERDAY, None, None]


def test_an_address_that_makes_no_sense_fills_nothing_in() -> None:
    page = client_of(make.make_editor()).get(
        f"{ADD}?voice=x&channel=%00&reported_on=2026-99-99&copy=last&government=ZZ"
    )

    assert page.status_code == 200
    assert begun_with(page, "voice", "channel", "reported_on", "government") == [
        "government",
        "recorded_by_secretariat",
        None,
        None,
    ]


def test_the_words_and_the_last_report_stand_beside_the_form_and_can_be_copied(
    sweden: Government, recommendation: Recommendation
) -> None:
    said = {
        "summary": "All schools are open.",
        "details": "Since May.",
        "next_step": "Teachers.",
        "status": "completed",
    }
    make.publish_follow_up(recommendation, sweden, reported_on=YESTERDAY, country_role="destination", **said)
    make.publish_follow_up(make.make_recommendation("R9"), sweden, summary="Of another one.")
    make.draft_follow_up(recommendation, sweden, by=make.make_editor(), summary="Not yet public.")
    client = client_of(make.make_editor())

    page = client.get(f"{ADD}?recommendation=RT3.2-R3&government=SWE")

    body = page.content.decode()
    assert "To open the schools." in body
    assert "What Sweden reported last</h2>" in body
    assert ("All schools are open." in body, "Not yet public." in body) == (True, False)
    assert begun_with(page, "summary") == [None]
    assert page.context["copy_address"] == f"{ADD}?recommendation=RT3.2-R3&government=SWE&copy=last"

    copy = client.get(page.context["copy_address"])

    assert begun_with(copy, *said, "country_role", "voice") == [*said.values(), "destination", "government"]
    # A new report is of a new day.
    assert begun_with(copy, "reported_on", "recommendation") == [None, recommendation.pk]
    assert "Begin with a copy of it" not in copy.content.decode()


def test_without_a_report_on_this_one_the_newest_of_the_government_is_shown(
    sweden: Government, recommendation: Recommendation
) -> None:
    make.publish_follow_up(make.make_recommendation("R8"), sweden, summary="Older.", reported_on=YESTERDAY)
    make.publish_follow_up(make.make_recommendation("R9"), sweden, summary="Newest.")

    page = client_of(make.make_editor()).get(f"{ADD}?recommendation=RT3.2-R3&government=SWE")

    assert page.context["last"].summary == "Newest."
    assert "No report on this one; what Sweden reported last, on R9</h2>" in page.content.decode()


def test_a_focal_point_copies_no_report_of_another_government(recommendation: Recommendation) -> None:
    norway = make.make_government("NOR")
    make.publish_follow_up(recommendation, norway, summary="Norway did it.")

    page = client_of(make.make_focal_point(make.make_government("SWE"))).get(
        f"{ADD}?recommendation=RT3.2-R3&government=NOR&copy=last"
    )

    assert "Norway did it." not in page.content.decode()


def test_the_page_of_a_government_leads_to_the_form_for_each_recommendation_addressed_to_it(
    sweden: Government, recommendation: Recommendation
) -> None:
    make.make_recommendation("OTHER", addressees=[make.make_government("NOR")])
    make.make_recommendation("R9")
    make.publish_follow_up(recommendation, sweden, reported_on=YESTERDAY)
    address = f"/admin/recommendations/government/{sweden.pk}/change/"

    rows = client_of(make.make_editor()).get(address).context["rows"]

    assert {row.recommendation.reference: (row.standing and row.standing.status, row.address) for row in rows} == {
        "RT3.2-R3": ("in_progress", f"{ADD}?recommendation=RT3.2-R3&government=SWE"),
        "R9": (None, f"{ADD}?recommendation=R9&government=SWE"),
    }
    stranger = client_of(make.make_focal_point(make.make_government("FIN"))).get(address)
    assert {row.address for row in stranger.context["rows"]} == {""}
    assert "Record a follow-up" not in stranger.content.decode()


def test_the_page_of_a_theme_leads_to_the_form_for_each_of_its_recommendations() -> None:
    theme = make.make_theme("schools")
    make.make_recommendation("R1", themes=[theme])
    make.make_recommendation("R2")

    page = client_of(make.make_editor()).get(f"/admin/recommendations/theme/{theme.pk}/change/")

    assert [row.address for row in page.context["rows"]] == [f"{ADD}?recommendation=R1"]
    assert f'<a href="{ADD}?recommendation=R1">Record a follow-up' in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_government_costs_the_same_at_any_length(
    sweden: Government, number: int, django_assert_num_queries: Any
) -> None:
    for _row in range(number):
        make.publish_follow_up(make.make_recommendation(), sweden)
    client = client_of(make.make_superuser())
    address = f"/admin/recommendations/government/{sweden.pk}/change/"
    client.get(address)

    with django_assert_num_queries(7):
        client.get(address)
