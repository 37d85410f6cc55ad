"""An entry's whole life through the pages of the admin."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from recommendations.figures import metrics
from recommendations.models import Assessment, Evidence, FollowUp, Government, Position, Recommendation
from recommendations.models.choices import Channel, EntryState, FollowUpStatus
from tests import factories as make
from tests.support.admin_forms import client_of, evidence_rows, follow_up_form, message_of, take_step

pytestmark = pytest.mark.django_db

FOLLOW_UPS = "/admin/recommendations/followup/"


@pytest.fixture
def sweden() -> Government:
    return make.make_government("SWE", name="Sweden")


@pytest.fixture
def recommendation() -> Recommendation:
    return make.make_recommendation("RT3.2-R3", text="To recruit health personnel ethically.")


def reported() -> tuple[int, int]:
    headline = metrics.headline(timezone.now())
    return headline.reporting.reported, headline.follow_ups


def test_a_follow_up_goes_from_draft_to_redaction_and_the_figures_move_with_it(
    sweden: Government, recommendation: Recommendation
) -> None:
    author, reviewer = make.make_focal_point(sweden), make.make_reviewer()
    writing, reviewing, deciding = client_of(author), client_of(reviewer), client_of(make.make_superuser())

    writing.post(f"{FOLLOW_UPS}add/", follow_up_form(recommendation, sweden, _submit=""))
    entry = FollowUp.objects.get()
    assert (entry.state, entry.author, entry.channel) == (EntryState.SUBMITTED, author, Channel.BY_GOVERNMENT)

    take_step(reviewing, entry, "return", text="Say since when.")
    assert (entry.state, entry.return_note, entry.reviewed_by) == (EntryState.RETURNED, "Say since when.", reviewer)
    assert "Say since when." in writing.get(f"{FOLLOW_UPS}{entry.pk}/change/").content.decode()

    again = follow_up_form(recommendation, sweden, entry=entry, summary="Courses are free since 2024.", _submit="")
    writing.post(f"{FOLLOW_UPS}{entry.pk}/change/", again)
    entry.refresh_from_db()
    assert (entry.state, entry.summary) == (EntryState.SUBMITTED, "Courses are free since 2024.")
    assert reported() == (0, 0)

    take_step(reviewing, entry, "publish")
    assert (entry.state, entry.published_by, entry.self_published) == (EntryState.PUBLISHED, reviewer, False)
    assert reported() == (1, 1)

    take_step(writing, entry, "correct")
    correction = FollowUp.objects.get(corrects=entry)
    changed = follow_up_form(recommendation, None, entry=correction, status=FollowUpStatus.COMPLETED, _submit="")
    writing.post(f"{FOLLOW_UPS}{correction.pk}/change/", changed)
    take_step(reviewing, correction, "publish")
    assert [row.pk for row in FollowUp.objects.in_force(timezone.now())] == [correction.pk]
    assert reported() == (1, 1)

    take_step(reviewing, correction, "withdraw", text="It was about another law.")
    assert (correction.state, correction.withdrawal_reason) == (EntryState.WITHDRAWN, "It was about another law.")
    assert reported() == (0, 0)

    take_step(deciding, correction, "redact", text="It named a private person.")
    assert (correction.summary, correction.redaction_reason) == ("", "It named a private person.")


def test_a_link_fills_in_the_recommendation_and_the_government_by_their_public_names(
    sweden: Government, recommendation: Recommendation
) -> None:
    page = client_of(make.make_editor()).get(f"{FOLLOW_UPS}add/?recommendation=rt3.2-r3&government=SWE")

    initial = page.context["adminform"].form.initial
    assert {name: initial[name] for name in ("recommendation", "government", "channel")} == {
        "recommendation": recommendation.pk,
        "government": sweden.pk,
        "channel": Channel.RECORDED_BY_SECRETARIAT,
    }
    assert "To recruit health personnel ethically." in page.content.decode()


def test_a_link_with_unknown_names_says_so_and_opens_an_empty_form(sweden: Government) -> None:
    page = client_of(make.make_editor()).get(f"{FOLLOW_UPS}add/?recommendation=nope%00&government=%27")

    assert page.status_code == 200
    assert message_of(page) == [
        "The address names “nope”, which is no recommendation here: choose one below.",
        "The address names “'”, which is no government here: choose one below.",
    ]


def test_a_focal_point_of_one_government_need_not_choose_it(sweden: Government) -> None:
    make.make_government("NOR", name="Norway")
    page = client_of(make.make_focal_point(sweden)).get(f"{FOLLOW_UPS}add/?government=NOR")

    form = page.context["adminform"].form
    assert form.initial["government"] == sweden.pk
    assert [*form.fields["government"].queryset] == [sweden]
    assert {"voice", "organisation", "channel"} & set(form.fields) == set()


def test_a_focal_point_cannot_save_for_another_government(sweden: Government, recommendation: Recommendation) -> None:
    norway = make.make_government("NOR", name="Norway")

    page = client_of(make.make_focal_point(sweden)).post(
        f"{FOLLOW_UPS}add/",
        follow_up_form(recommendation, norway, voice="civil_society", channel="recorded_by_secretariat"),
    )

    assert page.context["adminform"].form.errors == {
        "government": ["Select a valid choice. That choice is not one of the available choices."]
    }
    assert FollowUp.objects.count() == 0


def test_components_joint_governments_and_evidence_are_saved_with_the_draft(
    sweden: Government, recommendation: Recommendation
) -> None:
    norway = make.make_government("NOR", name="Norway")
    limb = make.make_component(recommendation)
    form = follow_up_form(
        recommendation, sweden, components=[limb.pk], joint_with=[norway.pk], **evidence_rows([{"title": "Report"}])
    )

    client_of(make.make_editor()).post(f"{FOLLOW_UPS}add/", form)

    entry = FollowUp.objects.get()
    assert [*entry.components.all()] == [limb]
    assert [*entry.joint_with.all()] == [norway]
    assert [*entry.evidence.values_list("title", "url")] == [("Report", "https://example.org/report")]


def test_a_row_of_evidence_that_is_wrong_keeps_the_whole_draft_from_being_saved(
    sweden: Government, recommendation: Recommendation
) -> None:
    form = follow_up_form(recommendation, sweden, **evidence_rows([{"title": "Report", "url": "javascript:alert(1)"}]))

    page = client_of(make.make_editor()).post(f"{FOLLOW_UPS}add/", form)

    assert page.context["inline_admin_formsets"][0].formset.errors == [{"url": ["Enter a valid URL."]}]
    assert (FollowUp.objects.count(), Evidence.objects.count()) == (0, 0)


def test_submitting_what_needs_a_source_is_refused_in_words_and_saves_nothing(
    sweden: Government, recommendation: Recommendation
) -> None:
    form = follow_up_form(recommendation, sweden, channel=Channel.RECORDED_BY_SECRETARIAT, _submit="")

    page = client_of(make.make_editor()).post(f"{FOLLOW_UPS}add/", form)

    assert page.context["adminform"].form.non_field_errors() == [
        "What the secretariat records for others needs a public source: add evidence with a link."
    ]
    assert page.context["adminform"].form["summary"].value() == "Courses are free of charge."
    assert FollowUp.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"status": "discontinued"}, {"reason": ["Say why the action was discontinued."]}),
        (
            {"reported_on": dt.date(2999, 1, 1)},
            {"reported_on": ["This date lies in the future: give today's or an earlier one."]},
        ),
        ({"reported_on": "the day after"}, {"reported_on": ["Enter a valid date."]}),
        (
            {"voice": "civil_society"},
            {
                "organisation": [
                    (
                        "Name the government where a government speaks, and no organisation; name the organisation "
                        "where another voice speaks."
                    )
                ],
                "channel": ["What other voices say is recorded by the secretariat: choose that channel."],
            },
        ),
        ({"language": "English!"}, {"language": ["Give a language code such as en, fr, es or ar."]}),
        ({"summary": "a\0b"}, {"summary": ["Null characters are not allowed."]}),
    ],
)
def test_a_mistake_in_a_follow_up_is_told_beside_its_field(
    sweden: Government, recommendation: Recommendation, fields: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    page = client_of(make.make_editor()).post(f"{FOLLOW_UPS}add/", follow_up_form(recommendation, sweden, **fields))

    assert page.context["adminform"].form.errors == errors
    assert FollowUp.objects.count() == 0


def test_a_government_that_is_not_addressed_is_refused_beside_the_field(sweden: Government) -> None:
    turkey = make.make_government("TUR", name="Türkiye")
    recommendation = make.make_recommendation("RT3.2-A1", addressees=[turkey])

    page = client_of(make.make_editor()).post(f"{FOLLOW_UPS}add/", follow_up_form(recommendation, sweden))

    assert page.context["adminform"].form.errors == {
        "government": ["RT3.2-A1 is addressed to Türkiye alone: choose that government or another recommendation."]
    }


def test_mistakes_in_positions_and_assessments_are_told_beside_their_fields(
    sweden: Government, recommendation: Recommendation
) -> None:
    client = client_of(make.make_editor())
    shared = {"recommendation": recommendation.pk, "language": "en", **evidence_rows([])}
    position = shared | {"government": sweden.pk, "stance": "supported_in_part", "stated_on": make.TODAY}
    assessment = shared | {"status": "closed", "rationale": "It is over.", "assessed_on": make.TODAY}

    of_position = client.post("/admin/recommendations/position/add/", position | {"channel": "by_government"})
    of_assessment = client.post("/admin/recommendations/assessment/add/", assessment)

    assert of_position.context["adminform"].form.errors == {"part": ["Say which part is supported."]}
    assert of_assessment.context["adminform"].form.errors == {
        "closing_reason": ["Give the closing reason where the status is “closed”, and nowhere else."]
    }
    assert (Position.objects.count(), Assessment.objects.count()) == (0, 0)


def test_a_reviewer_is_offered_no_decision_about_what_they_edited(
    sweden: Government, recommendation: Recommendation
) -> None:
    reviewer = make.make_reviewer()
    entry = make.draft_follow_up(recommendation, sweden, by=reviewer)
    client = client_of(reviewer)
    take_step(client, entry, "submit")

    page = client.get(f"{FOLLOW_UPS}{entry.pk}/change/")
    answer = client.get(f"{FOLLOW_UPS}{entry.pk}/publish/", follow=True)
    forced = client.post(f"{FOLLOW_UPS}{entry.pk}/publish/", {"version": entry.version})

    assert [step.name for step in page.context["steps"]] == []
    assert message_of(answer) == ["You wrote or edited this entry: another reviewer has to decide about it."]
    assert forced.context["errors"] == ["You wrote or edited this entry: another reviewer has to decide about it."]
    entry.refresh_from_db()
    assert entry.state == EntryState.SUBMITTED


def test_a_superuser_publishes_own_work_in_one_go_and_it_says_so(
    sweden: Government, recommendation: Recommendation
) -> None:
    superuser = make.make_superuser()
    entry = make.draft_follow_up(recommendation, sweden, by=superuser)

    take_step(client_of(superuser), entry, "publish-now")

    assert (entry.state, entry.self_published) == (EntryState.PUBLISHED, True)


def test_the_buttons_are_those_of_the_state_and_the_person(sweden: Government, recommendation: Recommendation) -> None:
    author = make.make_focal_point(sweden)
    people: dict[str, User] = {
        "author": author,
        "editor": make.make_editor(),
        "reviewer": make.make_reviewer(),
        "superuser": make.make_superuser(),
    }

    def buttons(entry: FollowUp) -> dict[str, list[str]]:
        pages = {name: client_of(user).get(f"{FOLLOW_UPS}{entry.pk}/change/") for name, user in people.items()}
        return {name: [step.name for step in page.context["steps"]] for name, page in pages.items()}

    entry = make.draft_follow_up(recommendation, sweden, by=author)
    assert buttons(entry) == {
        "author": ["submit"],
        "editor": ["submit"],
        "reviewer": ["submit"],
        "superuser": ["submit", "publish-now"],
    }
    take_step(client_of(author), entry, "submit")
    assert buttons(entry) == {
        "author": [],
        "editor": [],
        "reviewer": ["publish", "return"],
        "superuser": ["publish", "return"],
    }
    take_step(client_of(people["reviewer"]), entry, "publish")
    assert buttons(entry) == {
        "author": ["correct"],
        "editor": ["correct"],
        "reviewer": ["correct", "withdraw"],
        "superuser": ["correct", "withdraw"],
    }
    take_step(client_of(people["reviewer"]), entry, "withdraw", text="Wrong.")
    assert buttons(entry) == {"author": [], "editor": [], "reviewer": [], "superuser": ["redact"]}


def test_steps_that_need_words_are_refused_without_them(sweden: Government, recommendation: Recommendation) -> None:
    entry = make.publish_follow_up(recommendation, sweden)

    page = client_of(make.make_reviewer()).post(
        f"{FOLLOW_UPS}{entry.pk}/withdraw/", {"version": entry.version, "text": "  "}
    )

    assert page.context["errors"] == ["Give the reason for the withdrawal: it is shown to the public."]


def test_a_step_that_the_state_forbids_leads_back_to_the_entry(
    sweden: Government, recommendation: Recommendation
) -> None:
    entry = make.publish_follow_up(recommendation, sweden)

    page = client_of(make.make_editor()).get(f"{FOLLOW_UPS}{entry.pk}/submit/", follow=True)

    assert page.redirect_chain == [(f"{FOLLOW_UPS}{entry.pk}/change/", 302)]
    assert message_of(page) == [
        "“Submit for review” is not possible now: the entry is published, or a correction of it is published."
    ]


def test_a_draft_is_deleted_with_its_evidence_after_one_confirmation(
    sweden: Government, recommendation: Recommendation
) -> None:
    editor = make.make_editor()
    entry = make.draft_follow_up(recommendation, sweden, by=editor, components=[make.make_component(recommendation)])
    make.workflow.save_evidence(evidence=make.evidence_for(entry), by=editor)
    client = client_of(editor)
    address = f"{FOLLOW_UPS}{entry.pk}/delete/"

    assert "National report" in client.get(address).content.decode()
    client.post(address, {"post": "yes", "version": entry.version})

    assert (FollowUp.objects.count(), Evidence.objects.count()) == (0, 0)


def test_a_published_entry_has_no_page_of_deletion(sweden: Government, recommendation: Recommendation) -> None:
    entry = make.publish_follow_up(recommendation, sweden)

    answer = client_of(make.make_superuser()).post(
        f"{FOLLOW_UPS}{entry.pk}/delete/", {"post": "yes", "version": entry.version}
    )

    assert answer.status_code == 404
    assert [*FollowUp.objects.all()] == [entry]


def test_the_lists_offer_no_deletion_of_many_entries(sweden: Government, recommendation: Recommendation) -> None:
    entry = make.draft_follow_up(recommendation, sweden, by=make.make_editor())
    client: Client = client_of(make.make_superuser())

    client.post(FOLLOW_UPS, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})

    offered = dict(client.get(FOLLOW_UPS).context["action_form"].fields["action"].choices)
    assert set(offered) == {"", "submit", "publish", "return", "withdraw", "export"}
    assert [*FollowUp.objects.all()] == [entry]
