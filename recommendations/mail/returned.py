"""A letter to the author of each entry that was given back, with the note of the reviewer.

It answers to the person's own work, so that it also goes to who gets no reminders.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from smtplib import SMTPException
from typing import Any

from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.models import Entry, person_name

from .waiting import change_address


def send_once_saved(entries: Iterable[Entry], request: HttpRequest) -> None:
    """One letter to each author once the return is committed; who could not be reached is said to the reviewer."""
    of_author: dict[Any, list[Entry]] = defaultdict(list)
    for entry in entries:
        of_author[entry.author].append(entry)
    for author, theirs in of_author.items():
        transaction.on_commit(partial(_send, author, theirs, request))


def _send(author: Any, entries: list[Entry], request: HttpRequest) -> None:
    reason = ""
    if not author.is_active or not author.email:
        reason = _("there is no active account with a mail address")
    else:
        try:
            letter_to(author, entries, request).send()
        except (OSError, SMTPException, ValueError) as error:
            reason = str(error)
    if reason:
        text = _("%(person)s got no mail (%(reason)s). The note stands on their start page and at the entry.")
        messages.warning(request, text % {"person": person_name(author), "reason": reason})


def letter_to(author: Any, entries: list[Entry], request: HttpRequest) -> EmailMultiAlternatives:
    """The letter as plain text and as HTML: each entry with its note, and the address of its form."""
    rows = [(entry, request.build_absolute_uri(change_address(entry))) for entry in entries]
    subject = ngettext("Returned to you: %(entry)s", "%(number)s entries are returned to you", len(entries)) % {
        "entry": entries[0],
        "number": len(entries),
    }
    # A header is one line, whatever an entry is called.
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()), body=render_to_string("mail/returned.txt", {"rows": rows}), to=[author.email]
    )
    message.attach_alternative(render_to_string("mail/returned.html", {"rows": rows}), "text/html")
    return message
