"""The browser rig itself: its fixtures see what they claim to see."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.pages import Watch, assert_no_axe_violations, sign_in


def test_static_files_are_served_under_their_hashed_names(page: Page) -> None:
    response = page.goto("/admin/login/")

    assert response is not None
    assert response.ok
    sheet = page.locator("link[rel=stylesheet]").first.get_attribute("href")
    assert sheet is not None
    served = page.request.get(sheet)
    assert served.ok
    assert "immutable" in served.headers["cache-control"]


def test_a_session_made_without_the_form_is_a_session(page: Page, live_server: LiveServer) -> None:
    staff = get_user_model().objects.create_superuser("staff")

    sign_in(page, staff, live_server.url)
    page.goto("/admin/")

    assert page.locator("#user-tools").inner_text().lower().count("staff") == 1


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        ("console.error('broken')", "console error: broken"),
        ("setTimeout(() => { throw new Error('broken') })", "error in the page: broken"),
        ("new Image().src = 'http://other.example/dot.png'", "request to another host: http://other.example/dot.png"),
    ],
)
def test_the_watch_notes_what_no_page_may_do(browser: Browser, script: str, trouble: str) -> None:
    with browser.new_context() as context:
        context.route("**", lambda route: route.abort())
        page = context.new_page()
        watch = Watch(page, "http://localhost", expected=())

        page.evaluate(script)
        page.wait_for_timeout(100)

    assert any(noted.startswith(trouble) for noted in watch.troubles), watch.troubles


def test_axe_finds_a_missing_label(page: Page) -> None:
    page.goto("/admin/login/")
    page.locator("main label").first.evaluate("label => label.remove()")

    with pytest.raises(AssertionError, match="label"):
        assert_no_axe_violations(page)
