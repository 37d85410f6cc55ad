"""Recommendations, the source and the vocabularies in the admin."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from recommendations.figures import metrics
from recommendations.models import FocalPoint, Passage, Recommendation, Theme
from tests import factories as make
from tests.support.admin_forms import client_of, recommendation_form

pytestmark = pytest.mark.django_db

RECOMMENDATIONS = "/admin/recommendations/recommendation/"


def listed(query: str = "", *, by: User | None = None) -> list[str]:
    page = client_of(by or make.make_editor()).get(RECOMMENDATIONS + query)
    return sorted(row.reference for row in page.context["cl"].result_list)


def test_the_list_says_who_reported_as_the_public_figures_do() -> None:
    sweden, norway = make.make_government("SWE"), make.make_government("NOR")
    make.make_government("OLD", may_report=False)
    to_all, to_one, to_none = (make.make_recommendation(f"R{number}") for number in (1, 2, 3))
    to_one.addressees.set([norway])
    make.publish_follow_up(to_all, sweden)
    make.publish_follow_up(to_all, norway)
    make.publish_follow_up(to_one, norway)
    to_one.addressees.set([sweden])
    norway.may_report = False
    norway.save()

    page = client_of(make.make_editor()).get(RECOMMENDATIONS)

    shown = {row.reference: (row.reported, row.addressed) for row in page.context["cl"].result_list}
    counts = {row: metrics.follow_up_counts(timezone.now(), row).reporting for row in (to_all, to_one, to_none)}
    assert shown == {row.reference: (count.reported, count.addressed) for row, count in counts.items()}
    assert shown == {"R1": (1, 1), "R2": (0, 1), "R3": (0, 1)}


def test_the_list_shows_status_last_report_and_flags() -> None:
    recommendation = make.make_recommendation("R1")
    make.publish_assessment(recommendation, next_review_on=make.TODAY + dt.timedelta(days=1))
    make.publish_follow_up(recommendation, make.make_government("SWE"))

    page = client_of(make.make_editor()).get(RECOMMENDATIONS)

    body = page.content.decode()
    assert '<td class="field-status_today">Under way</td>' in body
    assert '<td class="field-reported">1 of 1</td>' in body
    assert '<td class="field-flags">News not yet assessed</td>' in body


def test_the_list_is_filtered_by_theme_status_flag_kind_and_stakeholder() -> None:
    theme, other = make.make_theme("remittances"), make.make_theme("health")
    first = make.make_recommendation("R1", themes=[theme, other], text="About nurses.")
    make.make_recommendation("R2", themes=[other], kind="conclusion")
    make.publish_assessment(first, status="planned")
    first.responsibilities.create(
        stakeholder=make.make_organisation("unions"), role="lead", basis="named", words="unions"
    )

    assert listed("?theme=remittances") == ["R1"]
    assert listed("?theme=health") == ["R1", "R2"]
    assert listed("?status=planned") == ["R1"]
    assert listed("?status=not_assessed") == ["R2"]
    assert listed("?kind__exact=conclusion") == ["R2"]
    assert listed("?stakeholder=unions") == ["R1"]
    assert listed("?flag=stale") == []
    assert listed("?flag=unassessed_news") == []
    assert listed("?q=nurses") == ["R1"]
    assert listed("?q=r2") == ["R2"]


def test_the_page_of_a_recommendation_quotes_the_source_and_links_to_new_entries() -> None:
    recommendation = make.make_recommendation("RT3.2-R3", text="To recruit “counties” <ethically>.")

    body = client_of(make.make_editor()).get(f"{RECOMMENDATIONS}{recommendation.pk}/change/").content.decode()

    assert '<blockquote lang="en">To recruit “counties” &lt;ethically&gt;.</blockquote>' in body
    for model in ("followup", "position", "assessment"):
        assert f'href="/admin/recommendations/{model}/add/?recommendation=RT3.2-R3"' in body


def test_a_recommendation_keeps_its_version_and_history_when_it_is_saved() -> None:
    recommendation = make.make_recommendation("R1", title="Before")
    editor = make.make_editor("anna")
    client = client_of(editor)

    client.post(f"{RECOMMENDATIONS}{recommendation.pk}/change/", recommendation_form(recommendation, title="After"))
    history = client.get(f"{RECOMMENDATIONS}{recommendation.pk}/history/").content.decode()

    recommendation.refresh_from_db()
    assert (recommendation.title, recommendation.version) == ("After", 2)
    assert recommendation.history.first().history_user == editor
    assert "<dt>Title</dt>" in history
    assert "<del>Before</del>" in history
    assert "<ins>After</ins>" in history
    assert "<dt>Version</dt>" not in history


def test_the_words_of_a_passage_are_typed_once_and_read_only_from_then_on() -> None:
    passage = make.make_recommendation(text="As it stands in the source.").passages.get()
    client = client_of(make.make_superuser())
    form = {
        "document": passage.document_id,
        "code": passage.code,
        "kind": "recommendation",
        "ordinal": passage.ordinal,
        "paragraph": passage.paragraph,
        "text": "Improved.",
        "not_tracked_reason": "A reason.",
        "read_version": passage.version,
    }

    client.post(f"/admin/recommendations/passage/{passage.pk}/change/", form)
    client.post("/admin/recommendations/passage/add/", form | {"code": "new", "ordinal": 999, "text": "Typed once."})

    assert [*Passage.objects.order_by("pk").values_list("text", "not_tracked_reason")] == [
        ("As it stands in the source.", "A reason."),
        ("Typed once.", "A reason."),
    ]


def test_a_text_record_is_deleted_only_when_nothing_hangs_on_it() -> None:
    used, free = make.make_recommendation("R1"), make.make_recommendation("R2")
    make.draft_follow_up(used, make.make_government(), by=make.make_editor())
    client = client_of(make.make_editor())

    refused = client.post(f"{RECOMMENDATIONS}{used.pk}/delete/", {"post": "yes"})
    client.post(f"{RECOMMENDATIONS}{free.pk}/delete/", {"post": "yes"})

    assert refused.context["title"] == "Cannot delete recommendation"
    assert [*Recommendation.objects.all()] == [used]


def test_a_theme_is_added_by_an_editor() -> None:
    form = {"slug": "health", "name": "Health", "description": "", "ordinal": 1}

    client_of(make.make_editor()).post("/admin/recommendations/theme/add/", form)

    assert [*Theme.objects.values_list("slug", "name", "version")] == [("health", "Health", 1)]


def test_a_reviewer_makes_a_focal_point_and_ends_the_role() -> None:
    sweden, person = make.make_government("SWE"), make.make_user("frida")
    client = client_of(make.make_reviewer())
    form = {"user": person.pk, "government": sweden.pk, "role": "main", "started_on": make.TODAY}

    client.post("/admin/recommendations/focalpoint/add/", form)
    row = FocalPoint.objects.get()
    assert client_of(person).get("/admin/").status_code == 200

    ended = form | {"ended_on": make.TODAY, "read_version": row.version}
    client.post(f"/admin/recommendations/focalpoint/{row.pk}/change/", ended)
    assert client_of(person).get("/admin/").status_code == 302


def test_a_second_open_row_of_a_focal_point_is_refused_in_words() -> None:
    sweden = make.make_government("SWE")
    person = make.make_focal_point(sweden)
    form = {"user": person.pk, "government": sweden.pk, "role": "main", "started_on": make.TODAY}

    page = client_of(make.make_reviewer()).post("/admin/recommendations/focalpoint/add/", form)

    assert page.context["adminform"].form.non_field_errors() == [
        "This person is already a focal point of this government: end that row first."
    ]


def test_the_role_of_a_deactivated_person_can_still_be_ended() -> None:
    person = make.make_focal_point(make.make_government("SWE"))
    row = FocalPoint.objects.get()
    User.objects.filter(pk=person.pk).update(is_active=False)
    form = {
        "user": person.pk,
        "government": row.government_id,
        "role": "main",
        "started_on": row.started_on,
        "ended_on": make.TODAY,
        "read_version": row.version,
    }

    client_of(make.make_reviewer()).post(f"/admin/recommendations/focalpoint/{row.pk}/change/", form)

    row.refresh_from_db()
    assert row.ended_on == make.TODAY
