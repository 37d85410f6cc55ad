"""Letters as a real mail server receives them: who gets which, and never the same one twice."""

import datetime as dt
import email
import email.policy
import io
import re
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.management import CommandError, call_command
from django.test import Client

from recommendations.ledger import workflow
from recommendations.models import ReminderOptOut, SentReminder
from tests import factories as make

pytestmark = pytest.mark.django_db

SITE = "https://tracker.example"


class Inbox:
    """Takes every letter, except those to an address that starts with `refused`."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if address.startswith("refused"):
            return "550 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SITE_URL = SITE
    yield inbox
    server.stop()


def send_reminders(*arguments: str) -> str:
    output = io.StringIO()
    call_command("send_reminders", *arguments, stdout=output)
    return output.getvalue()


def focal_point(iso3: str, name: str, address: str, **fields: Any) -> Any:
    government = make.make_government(iso3, name=name)
    user = make.make_focal_point(government, username=address)
    user.email = address
    user.save()
    return government


def words(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


@pytest.fixture
def silence() -> Any:
    """One government that has never reported, one that has today; two recommendations."""
    first = make.make_recommendation("R-1", title="Lower the cost of remittances")
    make.make_recommendation("R-2", title="Recognise skills & certificates")
    silent = focal_point("SWE", "Sweden", "sweden@example.org")
    speaking = focal_point("ECU", "Ecuador", "ecuador@example.org")
    make.publish_follow_up(first, speaking)
    return silent


def test_a_focal_point_of_a_silent_government_gets_one_letter_with_what_is_open(silence: Any, inbox: Inbox) -> None:
    send_reminders()

    (letter,) = inbox.letters
    assert letter["To"] == "sweden@example.org"
    assert letter["Subject"] == "Sweden: recommendations that wait for a report"
    text = words(letter, "plain")
    assert "Sweden has not reported in the GFMD Recommendation Tracker yet." in text
    assert f"- R-2 Recognise skills & certificates\n  {SITE}/recommendations/R-2/" in text
    assert f"{SITE}/admin/recommendations/recommendation/?own_report=none" in text
    page = words(letter, "html")
    assert f'<a href="{SITE}/recommendations/R-2/">R-2 Recognise skills &amp; certificates</a>' in page


def test_the_same_letter_goes_out_once_for_each_period_of_silence(silence: Any, inbox: Inbox) -> None:
    send_reminders()
    assert send_reminders() == "Letters sent: 0.\n"
    assert len(inbox.letters) == 1

    SentReminder.objects.update(sent_on=make.TODAY - dt.timedelta(days=170))
    send_reminders()
    assert len(inbox.letters) == 1
    SentReminder.objects.update(sent_on=make.TODAY - dt.timedelta(days=190))
    send_reminders()
    assert len(inbox.letters) == 2


def test_silence_is_counted_from_the_last_report(inbox: Inbox) -> None:
    government = focal_point("SWE", "Sweden", "sweden@example.org")
    at = dt.datetime.now(dt.UTC) - dt.timedelta(days=200)
    make.publish_follow_up(make.make_recommendation(), government, at=at)

    send_reminders("--months", "9")
    assert inbox.letters == []
    send_reminders("--months", "6")
    assert len(inbox.letters) == 1


def test_a_reviewer_gets_a_digest_once_a_day_and_only_where_something_waits(inbox: Inbox) -> None:
    reviewer = make.make_reviewer("rita")
    reviewer.email = "rita@example.org"
    reviewer.save()
    send_reminders()
    assert inbox.letters == []

    editor = make.make_editor()
    draft = make.draft_follow_up(make.make_recommendation("R-1"), make.make_government("SWE"), by=editor)
    workflow.submit(entry=draft, by=editor)
    send_reminders()
    send_reminders()

    (letter,) = inbox.letters
    assert letter["To"] == "rita@example.org"
    waiting = f"- Follow-ups: to review: 1\n  {SITE}/admin/recommendations/followup/?waiting=review"
    assert waiting in words(letter, "plain")


def test_a_dry_run_names_the_letters_and_sends_none(silence: Any, inbox: Inbox) -> None:
    output = send_reminders("--dry-run")

    assert output == "sweden@example.org: Sweden: recommendations that wait for a report\nNothing was sent.\n"
    assert (inbox.letters, SentReminder.objects.count()) == ([], 0)


def test_a_letter_that_the_server_refuses_stops_no_other_and_is_tried_again(silence: Any, inbox: Inbox) -> None:
    focal_point("AFG", "Afghanistan", "refused@example.org")

    with pytest.raises(CommandError, match=r"Not sent.*\nrefused@example\.org: .*No such person here"):
        send_reminders()

    assert [letter["To"] for letter in inbox.letters] == ["sweden@example.org"]
    assert list(SentReminder.objects.values_list("user__email", flat=True)) == ["sweden@example.org"]


def test_whoever_opts_out_by_the_address_in_the_letter_gets_no_more(silence: Any, inbox: Inbox) -> None:
    send_reminders()
    stop = re.search(rf"{SITE}(/reminders/\S+/)", words(inbox.letters[0], "plain"))
    assert stop is not None
    assert inbox.letters[0]["List-Unsubscribe"].strip() == f"<{SITE}{stop[1]}>"
    client = Client(enforce_csrf_checks=True)

    assert "Send me no more reminders" in client.get(stop[1]).content.decode()
    assert ReminderOptOut.objects.count() == 0
    client.post(stop[1], {"List-Unsubscribe": "One-Click"})
    SentReminder.objects.all().delete()
    assert send_reminders() == "Letters sent: 0.\n"

    client.post(stop[1], {"wish": "some"})
    assert send_reminders().endswith("Letters sent: 1.\n")


def test_an_address_that_nobody_signed_is_not_found(client: Client) -> None:
    assert client.get("/reminders/MQ:forged:signature/").status_code == 404


def test_without_the_address_of_the_site_no_letter_leaves(silence: Any, inbox: Inbox, settings: Any) -> None:
    settings.SITE_URL = ""

    with pytest.raises(CommandError, match="SITE_URL is not set"):
        send_reminders()
    assert inbox.letters == []
