"""What a reviewer reads before deciding, and what the author hears of a return."""

import datetime as dt
import re
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils.formats import date_format
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from recommendations.ledger import workflow
from recommendations.models import FollowUp
from tests import factories as make
from tests.support.admin_forms import client_of, message_of, take_step

pytestmark = pytest.mark.django_db

FOLLOW_UPS = "/admin/recommendations/followup/"


def rows_of(page: Any) -> list[tuple[str, str, str]]:
    """The table of a page: field, before, now, as its HTML."""
    return [(row.label, str(row.before), str(row.now)) for row in page.context["difference"].changed]


def test_a_correction_stands_beside_what_it_corrects_with_the_changed_words_marked() -> None:
    sweden, norway = make.make_government("SWE", name="Sweden"), make.make_government("NOR", name="Norway")
    recommendation, editor = make.make_recommendation(), make.make_editor()
    limb = make.make_component(recommendation, "Cut the fees")
    original = make.publish_follow_up(
        recommendation, sweden, by=editor, summary="Courses cost <b>50</b> euros, & more.", next_step="A law."
    )
    draft = workflow.correct(entry=original, by=editor)
    draft.summary, draft.next_step, draft.status = "Courses cost <b>60</b> euros, & more.", "", "completed"
    draft = workflow.save_draft(entry=draft, by=editor, components=[limb], joint_with=[norway])
    source = make.evidence_for(draft, publisher="", title="A <i>law</i>")
    workflow.save_evidence(evidence=source, by=editor)
    draft = workflow.submit(entry=draft, by=editor)
    reviewer = client_of(make.make_reviewer())

    for address in ("change", "publish", "return"):
        page = reviewer.get(f"{FOLLOW_UPS}{draft.pk}/{address}/")
        rows = {label: (before, now) for label, before, now in rows_of(page)}

        assert rows.pop("evidence")[0] == ""
        assert rows == {
            "status": ("<del>In progress</del>", "<ins>Completed</ins>"),
            "summary": (
                "Courses cost <del>&lt;b&gt;50&lt;/b&gt;</del> euros, &amp; more.",
                "Courses cost <ins>&lt;b&gt;60&lt;/b&gt;</ins> euros, &amp; more.",
            ),
            "next step": ("<del>A law.</del>", ""),
            "components": ("", "<ins>Cut the fees</ins>"),
            "joint with": ("", "<ins>Norway</ins>"),
        }
        body = page.content.decode()
        assert "What this correction changes" in body
        assert "<ins>A &lt;i&gt;law&lt;/i&gt;, https://example.org/report, en, retrieved on" in body
        assert [row.label for row in page.context["difference"].same] == [
            *("language", "channel", "reported on", "country role")
        ]


def test_a_new_entry_stands_beside_the_one_in_force_of_the_same_voice_that_it_would_replace() -> None:
    sweden, recommendation = make.make_government("SWE", name="Sweden"), make.make_recommendation()
    first = make.publish_follow_up(recommendation, sweden, summary="A programme has begun.")
    make.publish_voice(recommendation, sweden, summary="Nothing has begun.")
    make.publish_follow_up(recommendation, make.make_government("NOR"))
    draft = make.draft_follow_up(recommendation, sweden, by=make.make_editor(), summary="A programme has ended.")
    client = client_of(make.make_reviewer())

    page = client.get(f"{FOLLOW_UPS}{draft.pk}/change/")

    assert page.context["difference"].earlier == first
    assert rows_of(page) == [
        ("summary", "A programme has <del>begun.</del>", "A programme has <ins>ended.</ins>"),
    ]
    assert "the entry in force that this would replace" in page.content.decode()


def test_an_entry_of_an_earlier_day_is_said_to_replace_nothing() -> None:
    sweden, recommendation = make.make_government("SWE"), make.make_recommendation()
    make.publish_follow_up(recommendation, sweden)
    draft = make.draft_follow_up(
        recommendation, sweden, by=make.make_editor(), reported_on=make.TODAY.replace(year=make.TODAY.year - 1)
    )

    page = client_of(make.make_reviewer()).get(f"{FOLLOW_UPS}{draft.pk}/change/")

    assert page.context["difference"].replaces is False
    assert "whose date is later: it stays the current one" in page.content.decode()


def test_the_first_word_of_a_subject_stands_beside_nothing() -> None:
    draft = make.draft_assessment(make.make_recommendation(), by=make.make_editor())

    page = client_of(make.make_reviewer()).get(f"/admin/recommendations/assessment/{draft.pk}/change/")

    assert page.context["difference"] is None


def test_a_focal_point_of_another_government_does_not_read_what_was_withdrawn_beside_its_correction() -> None:
    sweden, norway = make.make_government("SWE"), make.make_government("NOR")
    recommendation, editor, reviewer = make.make_recommendation(), make.make_editor(), make.make_reviewer()
    original = make.publish_follow_up(recommendation, sweden, by=editor, reviewer=reviewer, summary="Secret words.")
    draft = workflow.correct(entry=original, by=editor)
    draft.summary = "Public words."
    correction = make.publish(workflow.save_draft(entry=draft, by=editor), by=reviewer)
    original.refresh_from_db()
    workflow.withdraw(entry=original, by=reviewer, reason="Wrong.")
    address = f"{FOLLOW_UPS}{correction.pk}/change/"

    foreign, own = (client_of(make.make_focal_point(each)).get(address) for each in (norway, sweden))

    assert (foreign.context["difference"], "Secret" in foreign.content.decode()) == (None, False)
    assert rows_of(own) == [("summary", "<del>Secret</del> words.", "<ins>Public</ins> words.")]


def test_a_redacted_original_shows_a_stub_beside_its_correction() -> None:
    recommendation, editor, reviewer = make.make_recommendation(), make.make_editor(), make.make_reviewer()
    original = make.publish_assessment(recommendation, by=editor, reviewer=reviewer, rationale="Named a person.")
    draft = workflow.correct(entry=original, by=editor)
    draft.rationale = "Names nobody."
    correction = make.publish(workflow.save_draft(entry=draft, by=editor), by=reviewer)
    original.refresh_from_db()
    original = workflow.withdraw(entry=original, by=reviewer, reason="Wrong.")
    workflow.redact(entry=original, by=make.make_superuser(), reason="Private.")

    page = client_of(reviewer).get(f"/admin/recommendations/assessment/{correction.pk}/change/")

    assert rows_of(page) == [("rationale", "<del>redacted</del>", "<ins>Names nobody.</ins>")]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_entry_costs_the_same_whatever_is_beside_it(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sweden, recommendation, editor = make.make_government("SWE"), make.make_recommendation(), make.make_editor()
    limbs = [make.make_component(recommendation) for _number in range(rows)]
    others = [make.make_government() for _number in range(rows)]
    for _number in range(rows):
        make.publish_follow_up(recommendation, sweden, by=editor, components=limbs, joint_with=others)
    draft = make.draft_follow_up(recommendation, sweden, by=editor, components=limbs, joint_with=others)
    for _number in range(rows):
        workflow.save_evidence(evidence=make.evidence_for(draft), by=editor)
    draft = workflow.submit(entry=draft, by=editor)
    client = client_of(make.make_reviewer())
    client.get(f"{FOLLOW_UPS}{draft.pk}/change/")

    for address, queries in (("change", 25), ("publish", 22)):
        with django_assert_num_queries(queries):
            client.get(f"{FOLLOW_UPS}{draft.pk}/{address}/")


def submitted(by: Any, **fields: Any) -> FollowUp:
    draft = make.draft_follow_up(make.make_recommendation(), make.make_government(), by=by, **fields)
    return workflow.submit(entry=draft, by=by)


def author_with(address: str, username: str = "") -> Any:
    author = make.make_editor(username)
    author.email = address
    author.save()
    return author


def test_the_author_gets_the_note_of_a_return_by_mail_once_it_is_saved(
    django_capture_on_commit_callbacks: Any,
) -> None:
    entry = submitted(author_with("ana@example.org"))
    client = client_of(make.make_reviewer())

    with django_capture_on_commit_callbacks(execute=True):
        take_step(client, entry, "return", text="Say since when, & <where>.")
        assert mail.outbox == []

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["ana@example.org"], f"Returned to you: {entry}")
    assert f"http://testserver{FOLLOW_UPS}{entry.pk}/change/" in letter.body
    assert "To change: Say since when, & <where>." in letter.body
    html = str(letter.alternatives[0].content)
    assert "Say since when, &amp; &lt;where&gt;." in html
    assert "it comes to those who get no reminders as well" in letter.body


@pytest.mark.django_db(transaction=True)
def test_a_return_of_many_sends_each_author_one_letter_with_all_of_theirs() -> None:
    ana, ben, cem = author_with("ana@example.org"), author_with("ben@example.org"), author_with("", "cem")
    entries = [submitted(each) for each in (ana, ben, ana, cem)]
    client = client_of(make.make_reviewer())
    data = {"action": "return", "_selected_action": [entry.pk for entry in entries]}
    client.post(FOLLOW_UPS, data)
    confirmed = {"confirmed": "yes", "text": "Name the law."} | {f"version-{each.pk}": each.version for each in entries}

    page = client.post(FOLLOW_UPS, data | confirmed, follow=True)

    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert {address: str(letter.body).count("To change: Name the law.") for address, letter in letters.items()} == {
        "ana@example.org": 2,
        "ben@example.org": 1,
    }
    assert letters["ana@example.org"].subject == "2 entries are returned to you"
    assert FollowUp.objects.filter(state="returned").count() == 4
    assert (
        "cem got no mail (there is no active account with a mail address). The note stands on their start page and "
        "at the entry." in message_of(page)
    )


def test_a_return_that_is_refused_sends_nothing(django_capture_on_commit_callbacks: Any) -> None:
    entry = submitted(author_with("ana@example.org"))
    client = client_of(make.make_reviewer())

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{FOLLOW_UPS}{entry.pk}/return/", {"version": entry.version, "text": " "})

    assert mail.outbox == []


class RefusingBackend(EmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise SMTPException("No such mailbox.")


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_fails_is_said_to_the_reviewer_and_the_return_stands(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    author = author_with("ana@example.org", "ana")
    entry = submitted(author)
    client = client_of(make.make_reviewer())

    take_step(client, entry, "return", text="Name the law.")

    page = client.get(f"{FOLLOW_UPS}{entry.pk}/change/")
    assert message_of(page) == [
        "ana got no mail (No such mailbox.). The note stands on their start page and at the entry.",
        "Returned to the author.",
    ]
    assert (entry.state, entry.return_note) == ("returned", "Name the law.")


def test_the_desk_shows_the_latest_five_returned_entries_with_the_first_words_of_their_notes() -> None:
    author, reviewer = make.make_editor(), make.make_reviewer()
    for number in range(6):
        workflow.return_to_author(entry=submitted(author), by=reviewer, note=f"Note {number}: {'word ' * 30}")
    other = submitted(make.make_editor())
    workflow.return_to_author(entry=other, by=reviewer, note="Not for them.")

    body = client_of(author).get("/admin/").content.decode()

    assert re.findall(r"Note \d", strip_tags(body)) == [f"Note {number}" for number in (5, 4, 3, 2, 1)]
    assert "Not for them." not in body


def told(client: Any, entry: Any) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """The timeline of an entry's history page, oldest first: what, who, and each field from and to, without marks."""
    page = client.get(f"/admin/recommendations/{entry._meta.model_name}/{entry.pk}/history/")
    return [
        (event.what, event.person, [(row.label, strip_tags(row.before), strip_tags(row.now)) for row in event.rows])
        for event in page.context["events"]
    ][::-1]


def day(number: int) -> dt.datetime:
    return dt.datetime.now(dt.UTC) - dt.timedelta(days=30 - number)


@pytest.fixture
def long_lived() -> Any:
    """A follow-up that was written, sourced, returned, rewritten and published."""
    editor, reviewer, norway = make.make_editor("edith"), make.make_reviewer("rita"), make.make_government("NOR")
    recommendation, sweden = make.make_recommendation("R-1"), make.make_government("SWE", name="Sweden")
    entry = make.draft_follow_up(recommendation, sweden, by=editor, at=day(1), reported_on=day(0).date())
    entry = workflow.submit(entry=entry, by=editor, at=day(2))
    entry = workflow.return_to_author(entry=entry, by=reviewer, note="Since when?", at=day(3))
    entry.summary = "A programme has begun in May."
    entry = workflow.save_draft(entry=entry, by=editor, at=day(4))
    source = make.evidence_for(entry, title="Law", url="https://example.org/law", retrieved_on=day(0).date())
    source = workflow.save_evidence(evidence=source, by=editor, at=day(5))
    source.title = "New law"
    workflow.save_evidence(evidence=source, by=editor, at=day(6))
    entry.refresh_from_db()
    entry = workflow.submit(entry=entry, by=editor, at=day(7))
    entry = workflow.publish(entry=entry, by=reviewer, at=day(8))
    return entry, norway


def test_the_history_of_an_entry_is_one_timeline_with_its_sources_and_steps(long_lived: Any) -> None:
    entry, _norway = long_lived
    on = date_format(day(0).date())
    rest = f"Statistics office, https://example.org/law, en, retrieved on {on}"

    assert told(client_of(make.make_reviewer()), entry) == [
        (
            "Begun",
            "edith",
            [
                ("recommendation", "", str(entry.recommendation)),
                ("government", "", "Sweden"),
                ("voice", "", "Government"),
                ("language", "", "en"),
                ("channel", "", "Reported by the government"),
                ("status", "", "In progress"),
                ("reported on", "", on),
                ("summary", "", "A programme has begun."),
                ("country role", "", "Not specified"),
                ("state", "", "Draft"),
            ],
        ),
        ("Submitted", "edith", [("state", "Draft", "Submitted")]),
        ("Returned", "rita", [("state", "Submitted", "Returned"), ("return note", "", "Since when?")]),
        ("Written", "edith", [("summary", "A programme has begun.", "A programme has begun in May.")]),
        ("Written", "edith", [("evidence", "", f"Law, {rest}")]),
        ("Written", "edith", [("evidence", f"Law, {rest}", f"New law, {rest}")]),
        ("Submitted", "edith", [("state", "Returned", "Submitted")]),
        ("Published", "rita", [("state", "Submitted", "Published")]),
    ]


def test_links_stand_in_the_timeline_of_a_correction_which_begins_with_what_it_corrects(long_lived: Any) -> None:
    entry, norway = long_lived
    limb = make.make_component(entry.recommendation, "Cut the fees")
    draft = workflow.correct(entry=entry, by=entry.author)
    draft.summary = "A programme has begun in June."
    draft = workflow.save_draft(entry=draft, by=entry.author, components=[limb], joint_with=[norway])
    workflow.remove_evidence(evidence=draft.evidence.get(), by=entry.author)
    draft = workflow.save_draft(entry=draft, by=make.make_editor("eve"), components=[])

    events = told(client_of(make.make_reviewer()), draft)

    changes = [row for _what, _who, rows in events for row in rows]
    assert [row for row in changes if row[0] not in ("state", "evidence")] == [
        ("summary", "A programme has begun in May.", "A programme has begun in June."),
        ("components", "", "Cut the fees"),
        ("joint with", "", str(norway)),
        ("components", "Cut the fees", ""),
    ]
    assert [row for row in changes if row[0] == "evidence"] == [("evidence", "a source of the corrected entry", "")]
    assert {who for _what, who, _rows in events} == {"edith", "eve"}


def test_the_timeline_of_a_redacted_entry_holds_stubs_in_place_of_words(long_lived: Any) -> None:
    entry, _norway = long_lived
    entry = workflow.withdraw(entry=entry, by=make.make_reviewer(), reason="Named a person.")
    workflow.redact(entry=entry, by=make.make_superuser(), reason="Private.")
    client = client_of(make.make_reviewer())

    events = told(client, entry)

    assert [(what, rows) for what, _who, rows in events][2:] == [
        ("Returned", [("state", "Submitted", "Returned"), ("return note", "", "redacted")]),
        ("Written", []),
        ("Written", [("evidence", "", f"Redacted source, en, retrieved on {date_format(day(0).date())}")]),
        ("Written", []),
        ("Submitted", [("state", "Returned", "Submitted")]),
        ("Published", [("state", "Submitted", "Published")]),
        ("Withdrawn", [("state", "Published", "Withdrawn"), ("withdrawal reason", "", "redacted")]),
        ("Redacted", [("redaction reason", "", "Private.")]),
    ]
    assert ("summary", "", "redacted") in events[0][2]
    body = client.get(f"{FOLLOW_UPS}{entry.pk}/history/").content.decode()
    assert [word for word in ("programme", "New law", "Since when", "Named") if word in body] == []


@pytest.mark.parametrize("saves", [1, 3])
def test_a_timeline_costs_the_same_however_much_happened(
    saves: int, long_lived: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entry, norway = long_lived
    draft = workflow.correct(entry=entry, by=entry.author)
    for number in range(saves):
        draft.summary = f"Version {number}."
        others = [norway, make.make_government()][number % 2 :]
        draft = workflow.save_draft(entry=draft, by=entry.author, joint_with=others)
        workflow.save_evidence(evidence=make.evidence_for(draft), by=entry.author)
        draft.refresh_from_db()
    client = client_of(make.make_reviewer())
    client.get(f"{FOLLOW_UPS}{draft.pk}/history/")

    with django_assert_num_queries(13):
        client.get(f"{FOLLOW_UPS}{draft.pk}/history/")


def test_a_long_timeline_has_pages(long_lived: Any) -> None:
    entry, _norway = long_lived
    draft = workflow.correct(entry=entry, by=entry.author)
    for number in range(51):
        draft.summary = f"Version {number}."
        draft = workflow.save_draft(entry=draft, by=entry.author, at=day(10) + dt.timedelta(hours=number))

    page = client_of(make.make_reviewer()).get(f"{FOLLOW_UPS}{draft.pk}/history/?page=2")

    assert [event.what for event in page.context["events"]] == ["Written"]
