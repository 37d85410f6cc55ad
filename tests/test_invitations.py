"""Reviewers bring focal points in and see them out: by mail, by a date, by a reset of the second factor."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from recommendations.models import FocalPoint
from tests import factories as make
from tests.support.admin_forms import client_of, message_of

pytestmark = pytest.mark.django_db

INVITE = "/admin/recommendations/focalpoint/invite/"
PASSWORD = "a long enough sentence"


def invitation(government: Any, **fields: str) -> dict[str, Any]:
    person = {"email": "Ana@Example.org", "first_name": "Ana", "last_name": "Lind", "role": "main"}
    return person | {"government": government.pk} | fields


def step(row: FocalPoint, name: str) -> str:
    return f"/admin/recommendations/focalpoint/{row.pk}/step/{name}/"


def test_an_invited_person_sets_a_password_and_reports_for_that_government_alone() -> None:
    sweden, ecuador = make.make_government("SWE", name="Sweden"), make.make_government("ECU")
    make.draft_follow_up(make.make_recommendation("R-1"), ecuador, by=make.make_editor())
    client_of(make.make_reviewer()).post(INVITE, invitation(sweden))

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["ana@example.org"], "Sweden in the GFMD Recommendation Tracker")
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(letter.body))
    assert link is not None
    person = Client()
    form = person.get(link[1], follow=True)
    person.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    person.post("/accounts/login/", {"login": "ana@example.org", "password": PASSWORD})

    choices = person.get("/admin/recommendations/followup/add/")
    assert choices.status_code == 200
    assert person.get("/admin/recommendations/followup/").context["cl"].result_count == 0
    assert person.get("/admin/recommendations/theme/add/").status_code == 404
    again = Client().get(link[1], follow=True)
    assert again.context["token_fail"] is True


def test_an_account_that_is_there_gets_the_right_and_stays_one() -> None:
    sweden, ecuador = make.make_government("SWE"), make.make_government("ECU")
    client = client_of(make.make_reviewer())
    client.post(INVITE, invitation(sweden))
    client.post(INVITE, invitation(ecuador, email="ana@example.org"))
    refused = client.post(INVITE, invitation(ecuador))

    ana = User.objects.get(email="ana@example.org")
    assert set(ana.focal_points.values_list("government__iso3", flat=True)) == {"SWE", "ECU"}
    assert refused.context["form"].non_field_errors() == ["This person is already a focal point of this government."]
    assert len(mail.outbox) == 2


def test_a_mail_that_cannot_leave_is_said_and_can_be_sent_again(settings: Any) -> None:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client = client_of(make.make_reviewer())
    page = client.post(INVITE, invitation(make.make_government("SWE")), follow=True)
    row = FocalPoint.objects.get()
    assert message_of(page)[0].startswith("The mail could not be sent: ")

    settings.EMAIL_BACKEND = working
    page = client.post(step(row, "invite-again"), follow=True)

    assert message_of(page) == ["The invitation is on its way."]
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]]


def test_a_role_that_is_ended_ends_today() -> None:
    sweden = make.make_government("SWE")
    person = make.make_focal_point(sweden)
    row = FocalPoint.objects.get()
    assert client_of(person).get("/admin/").status_code == 200

    client_of(make.make_reviewer()).post(step(row, "end"))

    row.refresh_from_db()
    assert row.ended_on == make.TODAY
    assert row.history.first().history_change_reason == "end"
    assert client_of(person).get("/admin/").status_code == 302


def test_a_reviewer_resets_the_second_factor_of_a_focal_point_and_of_nobody_above() -> None:
    sweden = make.make_government("SWE")
    person, superuser = make.make_focal_point(sweden), make.make_superuser()
    FocalPoint.objects.create(user=superuser, government=sweden, started_on=make.TODAY)
    for user in (person, superuser):
        TOTP.activate(user, generate_totp_secret())
    client = client_of(make.make_reviewer())

    answers = [
        client.post(step(FocalPoint.objects.get(user=user), "reset-second-factor")).status_code
        for user in (person, superuser)
    ]

    assert answers == [302, 404]
    assert list(Authenticator.objects.values_list("user", flat=True).distinct()) == [superuser.pk]


@pytest.mark.parametrize("address", [INVITE, "/admin/recommendations/focalpoint/{}/step/end/"])
def test_only_reviewers_and_superusers_manage_focal_points(address: str) -> None:
    person = make.make_focal_point(make.make_government("SWE"))
    row = FocalPoint.objects.get()
    people = [person, make.make_editor(), make.make_reviewer(), make.make_superuser()]

    assert [client_of(user).get(address.format(row.pk)).status_code for user in people] == [404, 404, 200, 200]


def test_an_invitation_that_cannot_work_is_refused_in_a_sentence() -> None:
    sweden = make.make_government("SWE")
    client = client_of(make.make_reviewer())
    client.post(INVITE, invitation(sweden))
    client.post(step(FocalPoint.objects.get(), "end"))
    ended = client.post(INVITE, invitation(sweden))
    User.objects.filter(email="ana@example.org").update(is_active=False)
    inactive = client.post(INVITE, invitation(make.make_government("ECU")))
    User.objects.filter(email="ana@example.org").update(is_active=True, email="new@example.org")
    renamed = client.post(INVITE, invitation(sweden))

    assert [page.context["form"].non_field_errors() for page in (ended, inactive, renamed)] == [
        ["This role began today and was ended: open it among the focal points and take its end away."],
        ["This person has an account that cannot sign in here: ask a superuser to activate it first."],
        ["An account has this name for signing in and another mail address: use the address that it has."],
    ]
    assert (FocalPoint.objects.count(), len(mail.outbox)) == (1, 1)
