"""Signing in as production demands it: by invitation, with a second factor, and again when the telephone is lost."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.pages import DESKTOP, find_no_fault, sign_in

PASSWORD = "a long enough sentence"
PERIOD = 30


@pytest.fixture(autouse=True)
def as_in_production(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()


def code_of(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows; each code works once, and the next one is taken half a minute early."""
    return f"{hotp_value(secret, int(time.time()) // PERIOD + later):06}"


def invite(page: Page) -> str:
    """Invites Ana for Sweden, and returns the link of the letter that she gets."""
    page.goto("/admin/recommendations/focalpoint/")
    page.get_by_role("link", name="Invite by mail").click()
    for label, words in (("Mail address", "ana@example.org"), ("First name", "Ana"), ("Last name", "Lind")):
        page.get_by_label(label).fill(words)
    page.get_by_label("Government").select_option(label="Sweden")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.locator(".messagelist")).to_have_text("The invitation is on its way.")
    (letter,) = mail.outbox
    link = re.search(r"https?://\S+", str(letter.body))
    assert link is not None
    return link[0]


def give_password(page: Page) -> None:
    page.get_by_label("Name or mail address").fill("ana@example.org")
    page.get_by_label("Password:").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def set_up(page: Page) -> tuple[str, list[str]]:
    """Sets a second factor up as the page asks, and returns its secret and the recovery codes."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.get_by_role("button", name="Set up").click()
    expect(page.locator(".codes li")).to_have_count(10)
    return secret, page.locator(".codes li").all_inner_texts()


def come_back(page: Page, code: str) -> None:
    """Signs out, and in again with the password and a code."""
    page.goto("/admin/")
    page.get_by_role("button", name="Log out").click()
    page.goto("/admin/")
    give_password(page)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()


def test_an_invited_person_gets_in_with_a_second_factor_with_a_recovery_code_and_after_a_reset(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    reviewer = make.make_reviewer("rita")
    TOTP.activate(reviewer, generate_totp_secret())
    staff, person = open_page(), open_page()
    desk = person.get_by_role("heading", name="Secretariat")
    sign_in(staff, reviewer, live_server.url)

    person.goto(invite(staff))
    find_no_fault(person, "signing-in-password")
    for field in person.get_by_label(re.compile("New Password")).all():
        field.fill(PASSWORD)
    person.get_by_role("button", name="Set the password and sign in").click()
    expect(person.locator("main")).to_contain_text("Set up a second factor first")
    person.get_by_label("Authenticator code").fill("wrong")
    person.get_by_role("button", name="Set up").click()
    expect(person.get_by_text("Incorrect code.")).to_be_visible()
    find_no_fault(person, "signing-in-set-up")
    person.set_viewport_size({"width": DESKTOP, "height": 900})
    secret, codes = set_up(person)
    find_no_fault(person, "signing-in-recovery-codes")
    person.set_viewport_size({"width": DESKTOP, "height": 900})
    person.get_by_role("link", name="Go on to the desk").click()
    expect(desk).to_be_visible()
    expect(person.get_by_role("link", name="Download the workbook of Sweden")).to_be_visible()

    come_back(person, code_of(secret, later=1))
    expect(desk).to_be_visible()
    come_back(person, "wrong")
    expect(person.locator(".errorlist")).to_have_text("Incorrect code.")
    find_no_fault(person, "signing-in-second-factor")
    person.set_viewport_size({"width": DESKTOP, "height": 900})
    person.get_by_label("Code").fill(codes[0])
    person.get_by_role("button", name="Sign in").click()
    expect(desk).to_be_visible()

    staff.goto("/admin/recommendations/focalpoint/")
    staff.locator("#result_list tbody th a").click()
    staff.get_by_role("link", name="Reset the second factor").click()
    staff.get_by_role("button", name="Reset the second factor").click()
    expect(staff.locator(".messagelist")).to_contain_text("The second factor is reset")
    person.goto("/admin/")
    renewed, _codes = set_up(person)
    assert renewed != secret
