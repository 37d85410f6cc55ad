"""Accounts are made by invitation, guarded by a second factor, and signed out in time."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

Answer = Callable[[HttpRequest], HttpResponse]

# A session is written at most this often, in seconds, to say that it is still in use.
SEEN_EVERY = 300


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name or mail address")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SessionLimits:
    """Ends a session that nobody used for a while, or that began long ago, whoever still uses it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Public pages do not look at the session, and stay free of queries and of Vary: Cookie.
        if request.path.startswith(("/admin/", "/accounts/")) and request.user.is_authenticated:
            now = int(time.time())
            began = request.session.setdefault("began", now)
            seen = request.session.setdefault("seen", now)
            if now - seen > settings.SESSION_IDLE_LIMIT.total_seconds() or now - began > settings.SESSION_COOKIE_AGE:
                logout(request)
                messages.info(request, _("You were signed out, since you were away for long. Please sign in again."))
            elif now - seen > SEEN_EVERY:
                request.session["seen"] = now
        response = self.answer(request)
        if request.path.startswith("/accounts/"):
            # Some of these pages hold a secret in clear, and none is the same for two people.
            add_never_cache_headers(response)
        return response


class SecondFactor:
    """Leads everybody who enters the admin without a second factor to the page where it is set up."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            settings.SECOND_FACTOR_REQUIRED
            and request.path.startswith("/admin/")
            and request.path not in {reverse("admin:logout"), reverse("admin:jsi18n")}
            and request.user.is_authenticated
            and not Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists()
        ):
            messages.info(request, _("Set up a second factor first: everybody with staff rights needs one."))
            return redirect("mfa_activate_totp")
        return self.answer(request)
