"""Settings read the environment once, at import; so each case is a process of its own."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from allauth.account.views import LoginView
from django.conf import settings
from django.test import Client

from gfmd_tracker.settings import kept_secret

GOOD = {"PRODUCTION": "true", "SECRET_KEY": "k3Jx8_" * 11, "ALLOWED_HOSTS": "tracker.example"}


def read_settings(environment: dict[str, str], expression: str = "None") -> subprocess.CompletedProcess[str]:
    names = {"ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "PRODUCTION", "SECRET_KEY"}
    inherited = {name: value for name, value in os.environ.items() if name not in names}
    return subprocess.run(
        [sys.executable, "-c", f"from gfmd_tracker import settings; print({expression})"],
        env=inherited | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_key_and_hosts() -> None:
    result = read_settings(GOOD, "settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE, settings.DEBUG")

    assert (result.stdout.strip(), result.stderr) == ("True True False", "")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set: put 50 or more random characters into the environment."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too easy to guess: set it to 50 or more random characters."),
        ({"SECRET_KEY": "a" * 64}, "SECRET_KEY is too easy to guess: set it to 50 or more random characters."),
        (
            {"SECRET_KEY": "django-insecure-" + "k3Jx8_" * 11},
            "SECRET_KEY is too easy to guess: set it to 50 or more random characters.",
        ),
        ({"DEBUG": "true"}, "DEBUG is on in production: remove DEBUG from the environment."),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set: list the site's host names, separated by commas."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is not set: list the site's host names, separated by commas."),
        ({"PRODUCTION": "ture"}, "PRODUCTION is 'ture': set it to true or to false."),
        (
            {"DATABASE_URL": "mysql://localhost/tracker"},
            "DATABASE_URL starts with 'mysql': use sqlite:///FILE or postgres://USER:PASSWORD@HOST/NAME.",
        ),
        (
            {"DATABASE_URL": "var/tracker.sqlite3"},
            "DATABASE_URL starts with '': use sqlite:///FILE or postgres://USER:PASSWORD@HOST/NAME.",
        ),
    ],
)
def test_settings_refuse_and_say_what_to_set(change: dict[str, str], sentence: str) -> None:
    result = read_settings(GOOD | change)

    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {sentence}"


def test_without_an_environment_the_site_is_closed_to_the_outside() -> None:
    result = read_settings({}, "settings.DEBUG, settings.ALLOWED_HOSTS, settings.DATABASES['default']['NAME']")

    database = str(settings.BASE_DIR / "var" / "db.sqlite3")
    assert result.stdout.strip() == f"False ['localhost', '127.0.0.1', '[::1]'] {database}"


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"

    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(kept_secret, [path] * 32))

    assert secrets == {path.read_text()}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/login/", "/admin/", "/no-such-page/", "/static/no-such-file.css"])
def test_every_answer_carries_the_content_security_policy(client: Client, address: str) -> None:
    response = client.get(address)

    assert sorted(response["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "script-src 'self'",
        "style-src 'self'",
    ]


def test_an_answer_to_a_broken_page_carries_the_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LoginView, "get_context_data", lambda *_args, **_kwargs: 1 / 0)

    response = Client(raise_request_exception=False).get("/accounts/login/")

    assert response.status_code == 500
    assert "default-src 'none'" in response["Content-Security-Policy"]
