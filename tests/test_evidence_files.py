"""Attached files: who gets them when, and when they go."""

import datetime as dt
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from recommendations.ledger import workflow
from recommendations.models import Evidence, FollowUp
from tests import factories as make
from tests.support.admin_forms import client_of, evidence_rows, follow_up_form, take_step
from tests.test_attachments import PDF, SCRIPT

pytestmark = pytest.mark.django_db

ADD = "/admin/recommendations/followup/add/"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def stored(media: Path) -> list[str]:
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


def attach(entry: Any, by: Any, *, title: str = "A plan", content: bytes = PDF, name: str = "plan.pdf") -> Evidence:
    source = make.evidence_for(entry, title=title, url="", file=ContentFile(content, name=name))
    return workflow.save_evidence(evidence=source, by=by)


def upload(**fields: Any) -> dict[str, Any]:
    return evidence_rows([{"title": "A plan", "url": "", "file": SimpleUploadedFile("plan.pdf", PDF), **fields}])


def rows_of(page: Any) -> list[Any]:
    return [form.errors for formset in page.context["inline_admin_formsets"] for form in formset.formset.forms]


# Who gets a file


def test_the_public_gets_a_file_from_publication_to_withdrawal(client: Client) -> None:
    editor, reviewer = make.make_editor(), make.make_reviewer()
    entry = make.draft_follow_up(make.make_recommendation(), make.make_government("SWE"), by=editor)
    source = attach(entry, editor, title="Plan d’action: “2026”/../x\r\nSet-Cookie: a=b")
    address = f"/evidence/{source.uid}/"
    assert client.get(address).status_code == 404
    workflow.submit(entry=entry, by=editor)
    assert client.get(address).status_code == 404
    entry = make.FollowUp.objects.get()
    workflow.publish(entry=entry, by=reviewer)

    answer = client.get(address)

    assert (answer.status_code, b"".join(answer), answer["Content-Type"]) == (200, PDF, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="plan-daction-2026x-set-cookie-ab.pdf"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-cache")
    assert (
        f'<a href="{address}" download lang="en" dir="auto">Plan d’action'
        in client.get(entry.get_absolute_url()).content.decode()
    )

    workflow.withdraw(entry=FollowUp.objects.get(), by=reviewer, reason="It names a person.")
    assert client.get(address).status_code == 404


def test_a_file_is_shown_as_of_a_day_as_the_words_are(client: Client) -> None:
    editor, day = make.make_editor(), dt.timedelta(days=1)
    now = dt.datetime.now(dt.UTC)
    entry = make.draft_follow_up(
        make.make_recommendation(),
        make.make_government("SWE"),
        by=editor,
        at=now - 9 * day,
        reported_on=now.date() - 9 * day,
    )
    address = f"/evidence/{attach(entry, editor).uid}/"
    entry = make.publish(entry, by=make.make_reviewer(), at=now - 8 * day)
    workflow.withdraw(entry=entry, by=make.make_reviewer(), reason="Wrong.", at=now - 4 * day)

    def on(days: int) -> int:
        answer = client.get(address, {"as_of": (now - days * day).date().isoformat()})
        b"".join(answer)
        return answer.status_code

    assert (client.get(address).status_code, on(6), on(2)) == (404, 200, 404)


def test_neither_a_link_nor_a_lost_file_is_handed_out(client: Client, media: Path) -> None:
    editor = make.make_editor()
    entry = make.draft_follow_up(make.make_recommendation(), make.make_government("SWE"), by=editor)
    lost = attach(entry, editor)
    link = workflow.save_evidence(evidence=make.evidence_for(entry), by=editor)
    make.publish(entry, by=make.make_reviewer())
    (media / str(lost.file.name)).unlink()

    assert [client.get(f"/evidence/{source.uid}/").status_code for source in (lost, link)] == [404, 404]


def test_nothing_is_found_under_the_name_in_the_storage(client: Client) -> None:
    editor = make.make_editor()
    entry = make.draft_follow_up(make.make_recommendation(), make.make_government("SWE"), by=editor)
    source = attach(entry, editor)
    make.publish(entry, by=make.make_reviewer())

    names = (f"/{source.file.name}", f"/media/{source.file.name}", f"/static/{source.file.name}")
    assert [client.get(name).status_code for name in names] == [404, 404, 404]


def test_an_address_costs_one_query(client: Client, django_assert_num_queries: Any) -> None:
    editor = make.make_editor()
    entry = make.draft_follow_up(make.make_recommendation(), make.make_government("SWE"), by=editor)
    source = attach(entry, editor)
    make.publish(entry, by=make.make_reviewer())
    with django_assert_num_queries(1):
        assert b"".join(client.get(f"/evidence/{source.uid}/")) == PDF


def test_staff_open_the_file_of_a_draft_that_they_see(client: Client) -> None:
    sweden, norway = make.make_government("SWE"), make.make_government("NOR")
    author = make.make_focal_point(sweden)
    entry = make.draft_follow_up(make.make_recommendation(), sweden, by=author)
    source = attach(entry, author)
    address = reverse("admin:recommendations_followup_evidence", args=[entry.pk, source.uid])
    other = make.draft_follow_up(make.make_recommendation(), norway, by=make.make_editor())
    elsewhere = reverse("admin:recommendations_followup_evidence", args=[other.pk, source.uid])

    for person in (author, make.make_editor()):
        page = client_of(person).get(f"/admin/recommendations/followup/{entry.pk}/change/")
        assert f'<a href="{address}" download>Open the attached file (PDF)</a>' in page.content.decode()
        step = client_of(person).get(f"/admin/recommendations/followup/{entry.pk}/submit/")
        assert f'<a href="{address}" download>Open the attached file (PDF)</a>' in step.content.decode()
        assert b"".join(client_of(person).get(address)) == PDF
        assert client_of(person).get(elsewhere).status_code == 404
    assert client_of(make.make_focal_point(norway)).get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_a_reader_of_what_others_published_gets_the_file_from_the_page() -> None:
    editor = make.make_editor()
    entry = make.draft_follow_up(make.make_recommendation(), make.make_government("NOR"), by=editor)
    source = attach(entry, editor)
    make.publish(entry, by=make.make_reviewer())
    reader = client_of(make.make_focal_point(make.make_government("SWE")))
    address = reverse("admin:recommendations_followup_evidence", args=[entry.pk, source.uid])

    page = reader.get(f"/admin/recommendations/followup/{entry.pk}/change/")

    assert f'<a href="{address}" download>Open the attached file (PDF)</a>' in page.content.decode()
    assert str(source.file.name) not in page.content.decode()
    assert b"".join(reader.get(address)) == PDF


# How a file comes in


def test_a_file_is_attached_in_the_form_under_a_name_made_here(media: Path) -> None:
    client, recommendation, sweden = client_of(make.make_editor()), make.make_recommendation(), make.make_government()
    long_name = SimpleUploadedFile("x" * 240 + ".pdf", PDF)

    answer = client.post(ADD, follow_up_form(recommendation, sweden, **upload(file=long_name)))

    assert answer.status_code == 302
    source = Evidence.objects.get()
    assert (stored(media), source.title, source.url) == ([source.file.name], "A plan", "")
    assert len(str(source.file.name)) == len("evidence/.pdf") + 32
    take_step(client, FollowUp.objects.get(), "submit")


@pytest.mark.parametrize(
    ("fields", "name", "said"),
    [
        ({"file": SimpleUploadedFile("plan.pdf", SCRIPT)}, "file", "The file is named PDF, and its content is not"),
        ({"file": SimpleUploadedFile("plan.svg", b"<svg/>")}, "file", "A file of this kind is not taken"),
        ({"file": SimpleUploadedFile("plan.txt", b"")}, "file", "The submitted file is empty."),
        ({"url": "https://example.org/a"}, "url", "Give a link or a file, not both"),
        ({"file": ""}, "url", "Give the address of the source, or attach a file."),
    ],
)
def test_a_source_that_cannot_be_taken_is_told_beside_its_field(
    media: Path, fields: dict[str, Any], name: str, said: str
) -> None:
    client = client_of(make.make_editor())
    form = follow_up_form(make.make_recommendation(), make.make_government(), **upload(**fields))

    page = client.post(ADD, form)

    ((field, messages),) = rows_of(page)[0].items()
    assert (page.status_code, field, messages[0][: len(said)]) == (200, name, said)
    assert (FollowUp.objects.count(), stored(media)) == (0, [])


# When a file goes


def test_a_refused_submission_leaves_no_file(media: Path) -> None:
    recommendation = make.make_recommendation()
    make.make_component(recommendation, "Courses are free.")
    form = {"recommendation": recommendation.pk, "rationale": "Done.", "status": "implemented", "language": "en"}
    form |= {"assessed_on": make.TODAY, "_submit": "1"} | upload()

    page = client_of(make.make_editor()).post("/admin/recommendations/assessment/add/", form)

    assert "“Implemented” is refused while a component is open" in page.content.decode()
    assert (page.status_code, Evidence.objects.count(), stored(media)) == (200, 0, [])


def test_a_file_goes_with_its_draft(media: Path, on_commit: Any) -> None:
    editor = make.make_editor()
    entry = make.draft_follow_up(make.make_recommendation(), make.make_government(), by=editor)
    source = attach(entry, editor)
    first = source.file.name
    source.file = ContentFile(b"Words.", name="plan.txt")
    with on_commit():
        workflow.save_evidence(evidence=source, by=editor)
    assert (stored(media), first != source.file.name) == ([source.file.name], True)
    source.title = "Another title"
    with on_commit():
        workflow.save_evidence(evidence=source, by=editor)
    assert stored(media) == [source.file.name]
    removed = attach(entry, editor)
    with on_commit():
        workflow.remove_evidence(evidence=removed, by=editor)
    assert stored(media) == [source.file.name]

    with on_commit():
        workflow.delete_draft(entry=FollowUp.objects.get(), by=editor)

    assert stored(media) == []


def test_a_deleted_correction_leaves_the_file_of_what_it_would_have_corrected(media: Path, on_commit: Any) -> None:
    editor = make.make_editor()
    entry = make.draft_follow_up(make.make_recommendation(), make.make_government(), by=editor)
    source = attach(entry, editor)
    entry = make.publish(entry, by=make.make_reviewer())
    correction = workflow.correct(entry=entry, by=editor)

    with on_commit():
        workflow.delete_draft(entry=correction, by=editor)

    assert stored(media) == [source.file.name]


def test_the_command_deletes_what_nobody_names_and_nobody_is_storing(media: Path, on_commit: Any, capsys: Any) -> None:
    call_command("delete_unused_files")
    editor = make.make_editor()
    entry = make.draft_follow_up(make.make_recommendation(), make.make_government(), by=editor)
    source = attach(entry, editor)
    old, new = media / "evidence" / "old.pdf", media / "evidence" / "new.pdf"
    for path in (old, new):
        path.write_bytes(PDF)
    before_yesterday = time.time() - 2 * 86_400
    for path in (old, media / str(source.file.name)):
        os.utime(path, (before_yesterday, before_yesterday))

    with on_commit():
        call_command("delete_unused_files")

    assert stored(media) == sorted([str(source.file.name), "evidence/new.pdf"])
    assert capsys.readouterr().out.splitlines() == ["0 files deleted.", "1 files deleted."]
