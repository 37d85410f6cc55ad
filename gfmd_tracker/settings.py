"""All settings, from the environment alone. Without any, `make run` and a plain `manage.py` use var/db.sqlite3."""

import os
import secrets
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

# What `check --deploy` asks of a key.
MIN_KEY_LENGTH = 50
MIN_KEY_VARIETY = 5

env = environ.Env()


def flag(name: str) -> bool:
    """Read a yes/no setting; a misspelt one is refused, since it would otherwise count as "no"."""
    answers = {
        "true": True,
        "1": True,
        "yes": True,
        "on": True,
        "false": False,
        "0": False,
        "no": False,
        "off": False,
        "": False,
    }
    value = env.str(name, default="")
    if value.lower() not in answers:
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to true or to false.")
    return answers[value.lower()]


def kept_secret(path: Path) -> str:
    """Return the secret in the file, made on first use; processes that start together get the same one."""
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp gives mode 0600 from the start; a hard link appears whole, or fails because another process was first.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
    return path.read_text(encoding="ascii")


def database() -> dict[str, Any]:
    """Return the database that DATABASE_URL names, or var/db.sqlite3, with the options that it needs to serve."""
    url = env.str("DATABASE_URL", default="")
    if url:
        config: dict[str, Any] = env.db_url_config(url)
    else:
        VAR_DIR.mkdir(exist_ok=True)
        config = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(VAR_DIR / "db.sqlite3")}
    options = config.setdefault("OPTIONS", {})
    match config.get("ENGINE"):
        case "django.db.backends.sqlite3":
            # Without it, one of two writers that began by reading gets "database is locked", whatever the timeout.
            options["transaction_mode"] = "IMMEDIATE"
            options["timeout"] = 20
            # FULL: what a reviewer saw published survives a power cut, which NORMAL does not promise under WAL.
            # recursive_triggers: without it, INSERT OR REPLACE deletes a row past the append-only triggers.
            options["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
        case "django.db.backends.postgresql":
            # As many connections as gunicorn has threads in a worker, and a few for threads of a command.
            options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 20}
            config["CONN_HEALTH_CHECKS"] = True
        case _:
            raise ImproperlyConfigured(
                f"DATABASE_URL starts with {urlsplit(url).scheme!r}: use sqlite:///FILE or postgres://USER:PASSWORD@HOST/NAME."
            )
    return config


# Security

PRODUCTION = flag("PRODUCTION")
DEBUG = flag("DEBUG")
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG is on in production: remove DEBUG from the environment.")
    if not SECRET_KEY:
        raise ImproperlyConfigured("SECRET_KEY is not set: put 50 or more random characters into the environment.")
    is_long = len(SECRET_KEY) >= MIN_KEY_LENGTH and len(set(SECRET_KEY)) >= MIN_KEY_VARIETY
    if not is_long or SECRET_KEY.startswith("django-insecure-"):
        raise ImproperlyConfigured("SECRET_KEY is too easy to guess: set it to 50 or more random characters.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS is not set: list the site's host names, separated by commas.")
else:
    SECRET_KEY = SECRET_KEY or kept_secret(VAR_DIR / "secret_key")
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]

SESSION_ENGINE = "gfmd_tracker.sessions"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = PRODUCTION
# A load balancer asks these two from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
# Only where a proxy always sets or removes this header: otherwise any client could claim to have come by https.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("TRUST_X_FORWARDED_PROTO") else None

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Signing in

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
# The second one knows mail addresses as well as names, and counts failures; the first is what Django's own forms use.
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# Argon2 costs an attacker memory as well as time; the others only read what they once wrote.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
ACCOUNT_ADAPTER = "gfmd_tracker.accounts.AccountAdapter"
ACCOUNT_FORMS = {"login": "gfmd_tracker.accounts.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "overview"
# Whoever sets a password by a mailed link goes on to the second factor, and need not type it again.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_PREVENT_ENUMERATION = True
# Without the question whether to remember: how long a session lasts is said below.
ACCOUNT_SESSION_REMEMBER = True
# Five failures on one account from one address, twenty from one address, or fifty on one account from addresses where
# it does not usually sign in, and it waits; never longer than this quarter of an hour (accounts.py).
ACCOUNT_RATE_LIMITS = {"login_failed": "20/15m/ip,5/15m/key", "login_failed_elsewhere": "50/15m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "GFMD Recommendation Tracker"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Everybody with staff rights needs a second factor on a site that is reachable; on one's own machine it is an offer.
SECOND_FACTOR_REQUIRED = PRODUCTION
# How many proxies stand before the server and set X-Forwarded-For: only then does that header tell who the client is.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
# Sessions end this long after the last page, and this long after they began, whatever comes first.
SESSION_IDLE_LIMIT = timedelta(hours=2)
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# The application

INSTALLED_APPS = [
    "recommendations",
    "gfmd_tracker.apps.TrackerAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "simple_history",
]

MIDDLEWARE = [
    # First, so that redirects, static files and error pages carry the policy too.
    "csp.middleware.CSPMiddleware",
    # Around all that may fail, so that scripts elsewhere can read what is wrong too.
    "gfmd_tracker.cors.OpenDataMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages of text shrink to a seventh. Each answer is padded by a random length, so that its size tells nobody about a
    # secret in it; forms carry a token that differs each time, and the public pages hold no secret.
    "django.middleware.gzip.GZipMiddleware",
    # A page that a reader has already is not sent again: its tag is made from what it says.
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gfmd_tracker.accounts.SessionLimits",
    "gfmd_tracker.accounts.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "gfmd_tracker.urls"
WSGI_APPLICATION = "gfmd_tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# What Django 6 does by itself: an address typed without a scheme means https.
FORMS_URLFIELD_ASSUME_HTTPS = True

# A revert would write the row behind the back of workflow.py, the only writer of the ledger.
SIMPLE_HISTORY_REVERT_DISABLED = True

# Data

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Evidence that people attach. Without MEDIA_URL: each file is handed out by a view that asks who may have it.
MEDIA_ROOT = VAR_DIR / "media"
# Files between upload and import: no address leads here.
IMPORTS_ROOT = VAR_DIR / "imports"

STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Shared by all workers, since it counts failed sign-ins; a table of the database unless another one is named. Django's
# own limit of 300 rows would let whoever tries many names push out the counts of others.
CACHES = {"default": env.cache_url_config(env.str("CACHE_URL", default="dbcache://cache?max_entries=100000"))}

# Language and time

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["gfmd_tracker.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Messages out

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="tracker@localhost")
# Letters name pages of the site, and no request tells them its address.
SITE_URL = env.str(
    "SITE_URL", default="" if PRODUCTION else f"http://127.0.0.1:{env.int('PORT', default=8000)}"
).rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    # StreamHandler writes to stderr.
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own handlers for this logger would print each line a second time under DEBUG.
        "django": {"handlers": [], "propagate": True},
        # It warns of each HEAD request: Django leaves it to the server to drop the body of the answer.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
