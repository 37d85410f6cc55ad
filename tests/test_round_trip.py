"""What the site gives away and takes in again: the same file changes nothing."""

import pytest
from django.test import Client

from recommendations.data.importing.follow_ups import plan_follow_ups
from recommendations.data.importing.recommendations import plan_recommendations
from recommendations.ledger import workflow
from recommendations.models import FollowUp, Recommendation
from tests import factories as make
from tests.support.downloads import content

pytestmark = pytest.mark.django_db

NASTY = [
    "=HYPERLINK(1)",
    "+1; -2;=3",
    "'quoted' and ''twice''",
    "@home\n- one\n\t- two\n\n'tis",
    "on two\r\nlines;\r\n=4",
    '"=5";"" =6, “typographic”, l’été',
    "السودان؛ =7\u2028\u00a0end",
    "_x0041_ and a\x0bvertical tab",
    "\uff1d8",
]


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_recommendations_come_back_unchanged(client: Client, published_text: str, extension: str) -> None:
    theme, organisation = make.make_theme("a-theme", name="=Theme; 'quoted'"), make.make_organisation()
    for text in NASTY:
        row = make.make_recommendation(text=text, title=text.splitlines()[0], themes=[theme])
        row.responsibilities.create(stakeholder=organisation, role="lead", basis="named", words="they")

    plan = plan_recommendations(content(client, f"/recommendations.{extension}"))

    assert list(plan.problems.lines()) == []
    assert (plan.new, plan.changed, plan.unchanged) == ([], [], Recommendation.objects.count())
    assert plan.unchanged == 29 + len(NASTY)


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_follow_ups_come_back_unchanged(client: Client, extension: str) -> None:
    government, editor = make.make_government("ZZA", iso2="ZZ"), make.make_editor()
    for text in NASTY:
        row = make.make_recommendation()
        draft = make.draft_follow_up(row, government, by=editor, summary=text, details=f"{text}\n{text}")
        for url in ("https://example.org/a;b=1", "https://example.org/=c"):
            workflow.save_evidence(evidence=make.evidence_for(draft, url=url), by=editor)
        make.publish(draft, by=make.make_reviewer())
    make.publish_voice(row, None, status="discontinued", reason="-")

    plan = plan_follow_ups(content(client, f"/follow-ups.{extension}"), by=editor)

    assert list(plan.problems.lines()) == []
    assert (plan.new, plan.changed, plan.unchanged) == ([], [], FollowUp.objects.count())
    assert plan.unchanged == len(NASTY) + 1


def test_a_text_that_a_workbook_cut_is_not_taken_for_a_change(client: Client) -> None:
    make.publish_follow_up(make.make_recommendation(), make.make_government("ZZA", iso2="ZZ"), summary="x" * 40_000)

    editor = make.make_editor()

    cut, whole = (content(client, f"/follow-ups.{extension}") for extension in ("xlsx", "csv"))

    refused = list(plan_follow_ups(cut, by=editor).problems.lines())
    assert "this cell is full, so its text may have been cut: bring it in as CSV" in refused[0]
    assert plan_follow_ups(whole, by=editor).summary.startswith("0 new, 0 changed, 1 unchanged")
