"""What full text search needs of each database beside the table of SearchText.

PostgreSQL has an index over it; SQLite an FTS5 table that triggers keep equal to it, whoever writes.
"""

from collections.abc import Iterator

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .table import VECTOR, SearchText

TABLE = SearchText._meta.db_table
FTS = f"{TABLE}_fts"


def install(connection: BaseDatabaseWrapper) -> None:
    """Make it, or make it anew. Needs no more than the table of SearchText, and without that takes itself away."""
    is_there = TABLE in connection.introspection.table_names()
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements(connection.vendor, is_there=is_there):
            cursor.execute(statement)


def is_sound(connection: BaseDatabaseWrapper) -> bool:
    """Whether full text holds what the table does. PostgreSQL sees to that itself."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {FTS} ({FTS}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - a name of our own
    except DatabaseError:
        return False
    return True


def purge(connection: BaseDatabaseWrapper) -> None:
    """Make FTS5 drop what it only marked as deleted: the words of a redacted entry leave the file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {FTS} ({FTS}) VALUES ('optimize')")  # noqa: S608 - a name of our own


def statements(vendor: str, *, is_there: bool) -> Iterator[str]:
    if vendor == "postgresql":
        if is_there:
            vector = VECTOR.format(column="tokens")
            yield f"CREATE INDEX IF NOT EXISTS searchtext_tokens ON {TABLE} USING gin ({vector})"
        return
    # The triggers go where SQLite makes the table anew to alter it, and rows written meanwhile would be missing.
    yield from (f"DROP TRIGGER IF EXISTS {FTS}_{operation}" for operation in ("insert", "update", "delete"))
    yield f"DROP TABLE IF EXISTS {FTS}"
    if is_there:
        # Tokens hold no space and no capital letter, so this tokenizer parts them at the spaces and nowhere else.
        yield (
            f"CREATE VIRTUAL TABLE {FTS} USING fts5(tokens, content='{TABLE}', content_rowid='id', "
            """tokenize="ascii tokenchars '.:-_'''")"""
        )
        yield f"INSERT INTO {FTS} ({FTS}) VALUES ('rebuild')"  # noqa: S608 - a name of our own
        write = f"INSERT INTO {FTS} (rowid, tokens) VALUES (NEW.id, NEW.tokens);"  # noqa: S608 - same
        erase = f"INSERT INTO {FTS} ({FTS}, rowid, tokens) VALUES ('delete', OLD.id, OLD.tokens);"  # noqa: S608 - same
        for operation, actions in (("insert", write), ("update", erase + write), ("delete", erase)):
            yield f"CREATE TRIGGER {FTS}_{operation} AFTER {operation} ON {TABLE} BEGIN {actions} END"
