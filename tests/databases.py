"""How a transactional test leaves the database as it found it.

Django would delete all rows, which the append-only triggers refuse, and with them what the migrations wrote, such as
the groups of editors and reviewers. A `Pristine` database comes back whole: rows, triggers and all.
"""

import sqlite3
from typing import Protocol

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db.backends.base.base import BaseDatabaseWrapper


class Pristine(Protocol):
    def restore(self) -> None: ...


class PristineSQLite:
    """A copy of all pages of the file, written back within milliseconds; the triggers are part of the pages."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(self.copy)

    def restore(self) -> None:
        self.connection.ensure_connection()
        self.copy.backup(self.connection.connection)


class PristinePostgreSQL:
    """Empties the tables with the triggers lifted, then writes the first rows again with their old keys."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.rows = connection.creation.serialize_db_to_string()

    def restore(self) -> None:
        from recommendations.models import triggers  # noqa: PLC0415 - it needs the apps to be loaded

        triggers.uninstall(self.connection)
        try:
            call_command(
                "flush", verbosity=0, interactive=False, database=self.connection.alias, inhibit_post_migrate=True
            )
        finally:
            triggers.install(self.connection)
        self.connection.creation.deserialize_db_from_string(self.rows)
        # The rows came back with their old keys, which the sequences know nothing of.
        with self.connection.cursor() as cursor:
            for statement in self.connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)


def pristine(connection: BaseDatabaseWrapper) -> Pristine:
    return PristineSQLite(connection) if connection.vendor == "sqlite" else PristinePostgreSQL(connection)
