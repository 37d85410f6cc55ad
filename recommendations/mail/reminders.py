"""Letters to those who are asked for something: focal points of silent governments, and reviewers.

A letter goes out at most once a day for the same thing; about a government that stays silent, once in each period of
silence. Who opted out, who is deactivated and who has no address gets none.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from recommendations.figures import metrics
from recommendations.figures.desk import unreported
from recommendations.models import FocalPoint, Recommendation, ReminderOptOut, Rights, Role, SentReminder, rights_of
from recommendations.models.choices import ReminderKind
from recommendations.models.dates import months_before

from .waiting import lines

OPT_OUT_SALT = "reminders.opt-out"
RECOMMENDATIONS_IN_A_LETTER = 10


@dataclass(frozen=True)
class Letter:
    """`about` tells apart what letters of one kind to one person are about."""

    user: User
    kind: ReminderKind
    about: str
    title: str
    context: dict[str, Any]


def due(at: dt.datetime, months: int) -> Iterator[Letter]:
    """The letters that are due at `at` and have not gone out; `months` of silence make one."""
    yield from _to_focal_points(at, months)
    yield from _to_reviewers(at)


def _to_focal_points(at: dt.datetime, months: int) -> Iterator[Letter]:
    limit = months_before(at.date(), months)
    progress = {each.government: each for each in metrics.government_progress(at)}
    rows = FocalPoint.objects.current(at.date()).filter(user__in=_reachable(), government__in=progress)
    for row in rows.select_related("user", "government").order_by("government__name_en", "user__username"):
        last = progress[row.government].last_reported_on
        if (last or row.started_on) > limit:
            continue
        about = f"{row.government.iso3} {last or '-'}"
        if _sent(row.user, ReminderKind.SILENCE, about).filter(sent_on__gt=limit).exists():
            continue
        missing = unreported(Recommendation.objects.all(), Rights(Role.FOCAL_POINT, frozenset([row.government_id])), at)
        yield Letter(
            row.user,
            ReminderKind.SILENCE,
            about,
            _("%(government)s: recommendations that wait for a report") % {"government": row.government},
            {
                "government": row.government,
                "last_reported_on": last,
                "num_missing": missing.count(),
                "missing": missing[:RECOMMENDATIONS_IN_A_LETTER],
                "list_address": settings.SITE_URL
                + reverse("admin:recommendations_recommendation_changelist")
                + "?own_report=none",
            },
        )


def _to_reviewers(at: dt.datetime) -> Iterator[Letter]:
    for user in _reachable().order_by("username"):
        rights = rights_of(user, at.date())
        if not rights.reviews or _sent(user, ReminderKind.DIGEST, "").filter(sent_on=at.date()).exists():
            continue
        waiting = lines(user, rights, at)
        if waiting["entries"]:
            yield Letter(user, ReminderKind.DIGEST, "", _("What waits for you"), {"waiting": waiting})


def _reachable() -> QuerySet[User]:
    opted_out = ReminderOptOut.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(~Exists(opted_out), is_active=True, is_staff=True).exclude(email="")


def _sent(user: User, kind: ReminderKind, about: str) -> QuerySet[SentReminder]:
    return SentReminder.objects.filter(user=user, kind=kind, subject=about)


def send(letter: Letter, on: dt.date) -> bool:
    """Sends the letter; false where another run has sent it today.

    It is noted as sent before it leaves, and the note goes where the mail server refuses it: OSError or
    smtplib.SMTPException come through.
    """
    try:
        with transaction.atomic():
            note = SentReminder.objects.create(user=letter.user, kind=letter.kind, subject=letter.about, sent_on=on)
    except IntegrityError:
        return False
    try:
        message_of(letter).send()
    except BaseException:
        note.delete()
        raise
    return True


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The letter as plain text and as HTML, with the address that ends such letters."""
    stop = settings.SITE_URL + reverse("reminders", args=[signing.dumps(letter.user.pk, salt=OPT_OUT_SALT)])
    context = letter.context | {"letter": letter, "site": settings.SITE_URL, "stop_address": stop}
    message = EmailMultiAlternatives(
        subject=letter.title,
        body=render_to_string(f"mail/{letter.kind.value}.txt", context),
        to=[letter.user.email],
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    message.attach_alternative(render_to_string(f"mail/{letter.kind.value}.html", context), "text/html")
    return message
