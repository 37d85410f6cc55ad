"""A migration made up for a test."""

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation


def migrate(*operations: Operation) -> None:
    """Run a migration as the command would, with what it does before and after."""
    migration = Migration("0999_for_a_test", "recommendations")
    migration.operations = list(operations)
    signal = {"verbosity": 0, "interactive": False, "db": "default", "apps": apps, "plan": [(migration, False)]}
    emit_pre_migrate_signal(**signal)
    with connection.schema_editor() as editor:
        migration.apply(MigrationLoader(connection).project_state(), editor)
    emit_post_migrate_signal(**signal)
