"""Django's sessions in the database, safe from cookies that PostgreSQL cannot look up."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    def __init__(self, session_key: str | None = None) -> None:
        # Django looks up any text of eight characters, and a NUL byte among them would fail the page.
        is_possible = session_key is not None and session_key.isascii() and session_key.isalnum()
        super().__init__(session_key if is_possible else None)
