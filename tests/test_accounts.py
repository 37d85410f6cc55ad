"""Signing in: throttled, with a second factor, for a limited time, and only for those who were invited."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests import factories as make
from tests.support.admin_forms import client_of

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough sentence"


@pytest.fixture(autouse=True)
def nobody_has_failed_yet() -> None:
    cache.clear()


@pytest.fixture
def editor() -> User:
    editor = make.make_editor("ana")
    editor.email = "ana@example.org"
    editor.set_password(PASSWORD)
    editor.save()
    return editor


def sign_in(client: Client, password: str = PASSWORD, *, login: str = "ana", **headers: str) -> Any:
    form = {"login": login, "password": password}
    return client.post("/accounts/login/?next=/admin/", form, headers=headers)


def refusals(response: Any) -> list[str]:
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


THROTTLED = ["Too many failed login attempts. Try again later."]


@pytest.mark.parametrize("login", ["ana", "ana@example.org"])
def test_the_admin_opens_by_name_or_mail_address(editor: User, login: str, client: Client) -> None:
    assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").headers["Location"].startswith("/accounts/login/?next=")

    assert sign_in(client, login=login).headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.fixture
def addresses(settings: Any) -> Callable[[int], dict[str, str]]:
    """The headers of clients behind one trusted proxy, each with an address of its own."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    return lambda number: {"X-Forwarded-For": f"203.0.113.{number}"}


Addresses = Callable[[int], dict[str, str]]


def fail(times: int, **headers: str) -> list[list[str]]:
    return [refusals(sign_in(Client(), "wrong", **headers)) for _attempt in range(times)]


def test_the_sixth_failure_on_an_account_from_one_address_has_to_wait(editor: User, addresses: Addresses) -> None:
    assert THROTTLED not in fail(5, **addresses(1))

    assert refusals(sign_in(Client(), **addresses(1))) == THROTTLED


def test_nobody_is_locked_out_by_what_another_address_tries(editor: User, addresses: Addresses) -> None:
    failed = fail(25, **addresses(1))
    elsewhere = sign_in(Client(), **addresses(2))

    assert failed[-1] == THROTTLED
    assert elsewhere.status_code == 302


def test_an_account_that_many_addresses_try_opens_where_its_person_usually_is(
    editor: User, addresses: Addresses
) -> None:
    sign_in(Client(), login="ANA", **addresses(1))
    for number in range(2, 12):
        fail(5, **addresses(number))

    strange, usual = (sign_in(Client(), **addresses(number)) for number in (12, 1))

    assert refusals(strange) == THROTTLED
    assert usual.status_code == 302


def test_many_names_do_not_push_out_the_count_of_one(editor: User) -> None:
    fail(5)
    for number in range(400):
        cache.set(f"another-name-{number}", [time.time()], 900)

    assert refusals(sign_in(Client())) == THROTTLED


def test_whoever_is_locked_out_waits_no_longer_than_a_quarter_of_an_hour(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _attempt in range(6):
        sign_in(Client(), "wrong")
    assert refusals(sign_in(Client())) == THROTTLED

    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)

    assert sign_in(Client()).status_code == 302


def test_one_address_that_tries_many_accounts_has_to_wait(editor: User) -> None:
    for number in range(20):
        sign_in(Client(), "wrong", login=f"somebody-{number}")

    assert refusals(sign_in(Client())) == THROTTLED


def test_without_a_trusted_proxy_a_client_cannot_say_who_it_is(editor: User) -> None:
    for number in range(20):
        forged = {"X-Forwarded-For": f"203.0.113.{number}"}
        sign_in(Client(), "wrong", login=f"somebody-{number}", **forged)

    assert refusals(sign_in(Client(), **{"X-Forwarded-For": "203.0.113.77"})) == THROTTLED


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06}"


def test_staff_without_a_second_factor_are_led_to_set_one_up(editor: User, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    sign_in(client)

    assert client.get("/admin/").headers["Location"] == "/accounts/second-factor/totp/activate/"
    set_up = "/accounts/second-factor/totp/activate/"
    page = client.get(set_up)
    secret = page.context["form"].secret
    client.post("/accounts/second-factor/totp/activate/", {"code": code_of(secret)})

    assert client.get("/admin/").status_code == 200
    assert set(Authenticator.objects.filter(user=editor).values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_an_old_session_sets_up_no_second_factor_without_the_password(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, set_up = Client(), "/accounts/second-factor/totp/activate/"
    sign_in(client)
    assert client.get(set_up).status_code == 200

    later = time.time() + 5 * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)

    assert client.get(set_up).headers["Location"].startswith("/accounts/reauthenticate/?next=")


def test_a_mailed_link_opens_no_account_without_its_second_factor(editor: User) -> None:
    TOTP.activate(editor, generate_totp_secret())
    client = Client()
    client.post("/accounts/password/reset/", {"email": editor.email})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link[1], follow=True)

    changed = client.post(
        form.redirect_chain[-1][0], {"password1": "another sentence", "password2": "another sentence"}
    )

    assert changed.headers["Location"] == "/accounts/second-factor/authenticate/"
    assert client.get("/admin/").status_code == 302


def test_the_password_alone_does_not_open_an_account_with_a_second_factor(editor: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    client = Client()

    assert sign_in(client).headers["Location"].startswith("/accounts/second-factor/authenticate/")
    assert client.get("/admin/").status_code == 302
    client.post("/accounts/second-factor/authenticate/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("name", "hours"), [("seen", 2), ("began", 12)])
def test_a_session_ends_after_its_limit(name: str, hours: int, editor: User) -> None:
    client = client_of(editor)
    assert client.get("/admin/").status_code == 200
    session = client.session
    session[name] -= hours * 3600 - 60
    session.save()
    assert client.get("/admin/").status_code == 200

    session = client.session
    session[name] -= 3600 * hours + 60
    session.save()
    assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"


def test_public_pages_neither_read_nor_write_a_session(editor: User) -> None:
    page = client_of(editor).get("/themes/")

    assert "Cookie" not in page.headers.get("Vary", "")


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/email/", "/accounts/password/set/"])
def test_nobody_signs_up(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_passwords_are_hashed_with_argon2(settings: Any) -> None:
    from gfmd_tracker import settings as written  # noqa: PLC0415 - the tests put a quick hasher in its place

    settings.PASSWORD_HASHERS = written.PASSWORD_HASHERS
    assert User(password="").check_password("") is False
    user = make.make_user()
    user.set_password(PASSWORD)
    assert user.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("page", ["login/", "second-factor/", "reauthenticate/", "password/reset/"])
def test_no_page_of_accounts_is_kept_by_anybody(page: str, editor: User) -> None:
    kept = client_of(editor).get(f"/accounts/{page}").headers["Cache-Control"]

    assert {"no-store", "private"} <= set(kept.split(", "))


def test_a_person_without_a_role_reads_why_the_door_stays_shut() -> None:
    page = client_of(make.make_user("nora")).get("/admin/", follow=True)

    assert "You are authenticated as nora, but are not authorized to access this page." in page.content.decode()
