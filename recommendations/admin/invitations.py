"""Focal points come by invitation, and their rights go: by mail, by a date, by a reset of the second factor."""

import datetime as dt
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from recommendations.models import FocalPoint, Government, Rights, Role, rights_of
from recommendations.models.choices import FocalPointRole

from .access import asked_at, rights_for


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("Mail address"), max_length=150)
    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    government = forms.ModelChoiceField(label=_("Government"), queryset=Government.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=FocalPointRole)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        governments: Any = self.fields["government"]
        governments.queryset = Government.objects.of_this_site().that_may_report().order_by("name_en")

    def clean(self) -> dict[str, Any]:
        email, government = (self.cleaned_data.get(name) for name in ("email", "government"))
        if not email or not government:
            return self.cleaned_data
        user = account_of(email)
        if user is None and User.objects.filter(username__iexact=email).exists():
            raise forms.ValidationError(
                _t("An account has this name for signing in and another mail address: use the address that it has.")
            )
        if user and not (user.is_active and user.is_staff):
            raise forms.ValidationError(
                _t("This person has an account that cannot sign in here: ask a superuser to activate it first.")
            )
        rows = FocalPoint.objects.filter(user=user, government=government)
        if user and rows.filter(ended_on=None).exists():
            raise forms.ValidationError(_t("This person is already a focal point of this government."))
        if user and rows.filter(started_on=self.today).exists():
            raise forms.ValidationError(
                _t("This role began today and was ended: open it among the focal points and take its end away.")
            )
        return self.cleaned_data


def account_of(email: str) -> User | None:
    return User.objects.filter(email__iexact=email).order_by("-is_active", "pk").first()


@transaction.atomic
def invite(invitation: dict[str, Any], request: HttpRequest) -> FocalPoint:
    """The account with this mail address, made where there is none, and its row among the focal points."""
    email = invitation["email"].lower()
    user = account_of(email)
    if user is None:
        names = {name: invitation[name] for name in ("first_name", "last_name")}
        user = User.objects.create_user(email, email, is_staff=True, **names)
    row = FocalPoint(
        user=user,
        government=invitation["government"],
        role=invitation["role"],
        started_on=asked_at(request).date(),
    )
    row.full_clean()
    row.save()
    return row


def send_invitation(row: FocalPoint, request: HttpRequest) -> str:
    """Mails the link that sets a password; the reason where it could not be sent, else empty."""
    key = default_token_generator.make_token(row.user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(row.user), key])
    context = {"row": row, "address": request.build_absolute_uri(path), "inviter": request.user}
    message = EmailMultiAlternatives(
        subject=_t("%(government)s in the GFMD Recommendation Tracker") % {"government": row.government},
        body=render_to_string("mail/invitation.txt", context),
        to=[row.user.email],
    )
    message.attach_alternative(render_to_string("mail/invitation.html", context), "text/html")
    try:
        message.send()
    except (OSError, SMTPException) as error:
        return str(error)
    return ""


@dataclass(frozen=True)
class PersonStep:
    """Something done to a focal point after a question; `name` is part of the address."""

    name: str
    label: str | Promise
    question: str | Promise
    done: str | Promise


STEPS = {
    step.name: step
    for step in (
        PersonStep(
            "invite-again",
            _("Send the invitation again"),
            _("A new link that sets the password goes to the person's mail address; it works for three days."),
            _("The invitation is on its way."),
        ),
        PersonStep(
            "end",
            _("End the role today"),
            _("From today on the person cannot see or write drafts of this government. What they wrote stays."),
            _("The role is ended."),
        ),
        PersonStep(
            "reset-second-factor",
            _("Reset the second factor"),
            _("The authenticator app and the recovery codes stop working, and the person sets up new ones."),
            _("The second factor is reset: the person sets up a new one at the next sign-in."),
        ),
    )
}


def open_steps(row: FocalPoint, request: HttpRequest) -> list[PersonStep]:
    """What the person who asks may do to this focal point now."""
    today = asked_at(request).date()
    is_current = row.ended_on is None or row.ended_on > today
    may_reset = _may_reset(rights_for(request), rights_of(row.user, today))
    is_open = {
        "invite-again": is_current and row.user.is_active and bool(row.user.email) and row.user.last_login is None,
        "end": is_current,
        "reset-second-factor": may_reset and Authenticator.objects.filter(user=row.user).exists(),
    }
    return [step for name, step in STEPS.items() if is_open[name]]


def _may_reset(rights: Rights, theirs: Rights) -> bool:
    """A reviewer resets focal points alone: else a row would open the account of an editor or a superuser."""
    return rights.manages_staff or (rights.manages_focal_points and theirs.role <= Role.FOCAL_POINT)


def take(step: PersonStep, row: FocalPoint, request: HttpRequest) -> str:
    """Takes the step, in the history of the row; the reason where it failed, else empty."""
    if step.name == "invite-again":
        return send_invitation(row, request)
    with transaction.atomic():
        stored: Any = FocalPoint.locked(row.pk)
        if step.name == "end":
            stored.ended_on = asked_at(request).date()
        else:
            Authenticator.objects.filter(user=stored.user).delete()
        stored.version += 1
        stored._change_reason = step.name
        stored.save()
    return ""
