"""Accounts are made by invitation, guarded by a second factor, and signed out in time."""

import hashlib
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

Answer = Callable[[HttpRequest], HttpResponse]

# A session is written at most this often, in seconds, to say that it is still in use.
SEEN_EVERY = 300
# How long an account is known to sign in from an address, after the last time that it did.
KNOWN_FOR = timedelta(days=90)


class AccountAdapter(DefaultAccountAdapter):
    """Counts failures so that nobody keeps another person out: per account from one address, and per address.

    A third count, of an account from all addresses where it has not signed in of late, slows down whoever tries it from
    many. It holds nobody up where they usually sign in.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a moment ago has just shown the password."""
        request = context.request
        moments = [record["at"] for record in get_authentication_records(request, request.user)]
        is_recent = bool(moments) and time.time() - max(moments) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return super().is_reauthentication_required(app=app) and not is_recent

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}@{ratelimit.get_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        login = credentials.get("email", credentials.get("username", ""))
        if cache.get(_known(login, request)):
            return
        # Last, so that one address alone cannot use it up.
        key = login.lower()
        if not ratelimit.consume(request, app="allauth.account", action="login_failed_elsewhere", key=key):
            self._rollback_login_failed_rl_usage()
            raise self.validation_error("too_many_login_attempts")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        for login in {user.get_username(), getattr(user, "email", "")} - {""}:
            cache.set(_known(login, request), value=True, timeout=KNOWN_FOR.total_seconds())


def _known(login: str, request: HttpRequest) -> str:
    """The key in the cache which says that the account signed in from this address."""
    place = f"{login.lower()}@{ratelimit.get_ip(request)}"
    return f"signed-in:{hashlib.sha256(place.encode()).hexdigest()}"


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name or mail address")
        self.fields["login"].widget.attrs["autofocus"] = True
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
