"""Two people save the same record: the second sees what the first saved, and neither text is lost."""

import pytest

from recommendations.ledger import workflow
from recommendations.models import Evidence, FollowUp, Government, Recommendation
from tests import factories as make
from tests.support.admin_forms import client_of, evidence_rows, follow_up_form, recommendation_form, take_step

pytestmark = pytest.mark.django_db

FOLLOW_UPS = "/admin/recommendations/followup/"
RECOMMENDATIONS = "/admin/recommendations/recommendation/"


@pytest.fixture
def sweden() -> Government:
    return make.make_government("SWE", name="Sweden")


@pytest.fixture
def recommendation() -> Recommendation:
    return make.make_recommendation("RT3.2-R3", title="As it was")


def test_the_second_of_two_people_who_save_a_follow_up_sees_what_the_first_saved(
    sweden: Government, recommendation: Recommendation
) -> None:
    first, second = make.make_editor("anna"), make.make_editor("berta")
    entry = make.draft_follow_up(recommendation, sweden, by=first, summary="As it was.")
    address = f"{FOLLOW_UPS}{entry.pk}/change/"
    client_of(first).post(address, follow_up_form(recommendation, sweden, entry=entry, summary="What Anna wrote."))

    page = client_of(second).post(
        address, follow_up_form(recommendation, sweden, entry=entry, summary="What Berta wrote.")
    )

    entry.refresh_from_db()
    form = page.context["adminform"].form
    assert entry.summary == "What Anna wrote."
    assert form["summary"].value() == "What Berta wrote."
    assert form.errors["summary"] == ["Saved by anna: What Anna wrote."]
    assert sorted(form.errors) == ["__all__", "summary"]
    assert form.errors["__all__"][0].startswith("anna saved this record on ")
    assert form["read_version"].value() == str(entry.version)


def test_saving_again_after_the_comparison_overwrites_knowingly(
    sweden: Government, recommendation: Recommendation
) -> None:
    first, second = make.make_editor("anna"), make.make_editor("berta")
    entry = make.draft_follow_up(recommendation, sweden, by=first)
    stale = follow_up_form(recommendation, sweden, entry=entry, summary="What Berta wrote.")
    address = f"{FOLLOW_UPS}{entry.pk}/change/"
    client_of(first).post(address, follow_up_form(recommendation, sweden, entry=entry, summary="What Anna wrote."))
    page = client_of(second).post(address, stale)

    client_of(second).post(address, stale | {"read_version": page.context["adminform"].form["read_version"].value()})

    entry.refresh_from_db()
    assert entry.summary == "What Berta wrote."
    assert "What Anna wrote." in [*FollowUp.history.filter(id=entry.pk).values_list("summary", flat=True)]


def test_the_second_of_two_people_who_save_a_recommendation_sees_what_the_first_saved(
    recommendation: Recommendation,
) -> None:
    theme = make.make_theme("remittances")
    stale = recommendation_form(recommendation, title="What Berta wrote")
    address = f"{RECOMMENDATIONS}{recommendation.pk}/change/"
    first = recommendation_form(recommendation, title="What Anna wrote", themes=[theme.pk])
    client_of(make.make_editor("anna")).post(address, first)

    page = client_of(make.make_editor("berta")).post(address, stale)

    recommendation.refresh_from_db()
    form = page.context["adminform"].form
    assert (recommendation.title, recommendation.version) == ("What Anna wrote", 2)
    assert form["title"].value() == "What Berta wrote"
    assert {name: form.errors[name] for name in ("title", "themes")} == {
        "title": ["Saved by anna: What Anna wrote"],
        "themes": ["Saved by anna: Remittances"],
    }


def test_a_row_below_the_form_is_compared_as_well(recommendation: Recommendation) -> None:
    component = make.make_component(recommendation, "As it was")
    address = f"{RECOMMENDATIONS}{recommendation.pk}/change/"
    stale = recommendation_form(recommendation) | {"components-0-text": "What Berta wrote"}
    first = recommendation_form(recommendation) | {"components-0-text": "What Anna wrote"}
    client_of(make.make_editor("anna")).post(address, first)

    page = client_of(make.make_editor("berta")).post(address, stale)

    component.refresh_from_db()
    row = page.context["inline_admin_formsets"][0].formset.forms[0]
    assert (component.text, component.version) == ("What Anna wrote", 2)
    assert row["text"].value() == "What Berta wrote"
    assert row.errors["text"] == ["Saved by anna: What Anna wrote"]


def test_a_row_that_somebody_else_changed_is_not_deleted_unread(recommendation: Recommendation) -> None:
    component = make.make_component(recommendation, "As it was")
    address = f"{RECOMMENDATIONS}{recommendation.pk}/change/"
    stale = recommendation_form(recommendation) | {"components-0-DELETE": "on"}
    first = recommendation_form(recommendation) | {"components-0-text": "What Anna wrote"}
    client_of(make.make_editor("anna")).post(address, first)

    page = client_of(make.make_editor("berta")).post(address, stale)

    component.refresh_from_db()
    assert component.text == "What Anna wrote"
    assert page.context["inline_admin_formsets"][0].formset.non_form_errors() == [
        "“What Anna wrote” was changed by somebody else after you had opened it: look at it again first."
    ]


def test_saving_without_a_change_leaves_no_trace(recommendation: Recommendation) -> None:
    versions = Recommendation.history.filter(id=recommendation.pk).count()

    client_of(make.make_editor()).post(
        f"{RECOMMENDATIONS}{recommendation.pk}/change/", recommendation_form(recommendation)
    )

    recommendation.refresh_from_db()
    assert recommendation.version == 1
    assert Recommendation.history.filter(id=recommendation.pk).count() == versions


def test_evidence_that_somebody_else_changed_is_compared(sweden: Government, recommendation: Recommendation) -> None:
    editor = make.make_editor("anna")
    entry = make.draft_follow_up(recommendation, sweden, by=editor)
    source = workflow.save_evidence(evidence=make.evidence_for(entry), by=editor)
    row = {"id": source.pk, "follow_up": entry.pk, "title": "What Berta wrote", "read_version": source.version}
    source.title = "What Anna wrote"
    workflow.save_evidence(evidence=source, by=editor)

    page = client_of(make.make_editor("berta")).post(
        f"{FOLLOW_UPS}{entry.pk}/change/",
        follow_up_form(recommendation, sweden, entry=entry, summary="New.", **evidence_rows([row], initial=1)),
    )

    entry.refresh_from_db()
    assert Evidence.objects.get().title == "What Anna wrote"
    assert entry.summary == "A programme has begun."
    assert page.context["inline_admin_formsets"][0].formset.errors[0]["title"] == ["Saved by anna: What Anna wrote"]


def test_a_reviewer_cannot_publish_what_they_did_not_read(sweden: Government, recommendation: Recommendation) -> None:
    author, reviewer, other = make.make_focal_point(sweden), make.make_reviewer(), make.make_reviewer()
    entry = make.draft_follow_up(recommendation, sweden, by=author)
    take_step(client_of(author), entry, "submit")
    read = client_of(reviewer).get(f"{FOLLOW_UPS}{entry.pk}/publish/").context["entry"].version
    take_step(client_of(other), entry, "return", text="Say more.")
    again = follow_up_form(recommendation, sweden, entry=entry, summary="Something else.", _submit="")
    client_of(author).post(f"{FOLLOW_UPS}{entry.pk}/change/", again)

    page = client_of(reviewer).post(f"{FOLLOW_UPS}{entry.pk}/publish/", {"version": read})

    entry.refresh_from_db()
    assert entry.state == "submitted"
    assert page.context["errors"][0].startswith("Somebody else changed this entry after you opened it.")
    assert ("summary", "Something else.") in page.context["content"]
    assert f'name="version" value="{entry.version}"' in page.content.decode()


def test_text_typed_into_an_entry_that_was_submitted_meanwhile_is_shown_back(
    sweden: Government, recommendation: Recommendation
) -> None:
    first, second = make.make_editor(), make.make_editor()
    entry = make.draft_follow_up(recommendation, sweden, by=first)
    typed = follow_up_form(
        recommendation, sweden, entry=entry, summary="What Berta wrote.", **evidence_rows([{"title": "Berta's source"}])
    )
    take_step(client_of(first), entry, "submit")

    page = client_of(second).post(f"{FOLLOW_UPS}{entry.pk}/change/", typed)

    assert page.status_code == 409
    assert ("summary", "What Berta wrote.") in page.context["typed"]
    assert ("evidence", "Berta's source") in page.context["typed"]
    entry.refresh_from_db()
    assert (entry.state, entry.summary) == ("submitted", "A programme has begun.")


def test_a_draft_that_somebody_else_changed_is_not_deleted_unread(
    sweden: Government, recommendation: Recommendation
) -> None:
    editor = make.make_editor()
    entry = make.draft_follow_up(recommendation, sweden, by=editor)
    read = entry.version
    entry.summary = "New words."
    workflow.save_draft(entry=entry, by=editor)

    page = client_of(make.make_editor()).post(
        f"{FOLLOW_UPS}{entry.pk}/delete/", {"post": "yes", "version": read}, follow=True
    )

    assert page.redirect_chain == [(f"{FOLLOW_UPS}{entry.pk}/change/", 302)]
    assert FollowUp.objects.get().summary == "New words."
