"""Many rows in one transaction, with the edit history that saving them one by one would have written.

Rows get their ids beforehand, so that each table is written once, history included: nothing has to be read back.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

_numbers = itertools.count(1)


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Ids for `count` new rows of `model`, taken by no other writer. One query; inside of a transaction."""
    table, column = model._meta.db_table, str(model._meta.pk.column)
    if not count:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', column, count],
            )
            return [number for (number,) in cursor.fetchall()]
        # The transaction is the only writer there, and explicit ids move the table's counter along.
        cursor.execute(
            f'SELECT MAX(COALESCE((SELECT MAX("{column}") FROM "{table}"), 0), '  # noqa: S608 - names of the models' own
            "COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0))",
            [table],
        )
        last = cursor.fetchone()[0]
    return list(range(last + 1, last + 1 + count))


def number(rows: Sequence[models.Model]) -> None:
    """Give unsaved rows of one model their ids."""
    if rows:
        for row, pk in zip(rows, reserve(type(rows[0]), len(rows)), strict=True):
            row.pk = pk


class Batch:
    """Rows on their way into their tables: `add` them, then `write` all, in the order of adding.

    The rows of one `add` all have ids, or the database numbers them all.

    On PostgreSQL they are copied into temporary tables first, so that the tables that others read and write are
    touched in the last moments alone. On SQLite the transaction keeps other writers out anyway.
    """

    def __init__(self) -> None:
        # By table and columns: the temporary table.
        self.staged: dict[tuple[str, str], str] = {}

    def add(self, model: type[models.Model], rows: Iterable[models.Model]) -> None:
        rows = iter(rows)
        first = next(rows, None)
        if first is None:
            return
        fields = [field for field in stored_fields(model) if first.pk is not None or not field.primary_key]
        columns = ", ".join(f'"{field.column}"' for field in fields)
        values = prepared(fields, itertools.chain([first], rows))
        table = f'"{model._meta.db_table}"'
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                staging = self.staging(cursor, table, columns)
                with cursor.copy(f"COPY {staging} ({columns}) FROM STDIN") as copy:
                    for row in values:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(fields))
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - names of the models' own

    def staging(self, cursor: Any, table: str, columns: str) -> str:
        if (table, columns) not in self.staged:
            name = self.staged[table, columns] = f"staged_{next(_numbers)}"
            query = f"SELECT {columns} FROM {table} WITH NO DATA"  # noqa: S608 - names of the models' own
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {query}")
        return self.staged[table, columns]

    def write(self) -> None:
        with connection.cursor() as cursor:
            for (table, columns), staging in self.staged.items():
                cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {staging}")  # noqa: S608 - names of the models' own
                cursor.execute(f"DROP TABLE {staging}")
        self.staged.clear()


def stored_fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]


def prepared(fields: list[Any], rows: Iterable[models.Model]) -> Any:
    """The values of rows, one tuple at a time, as the database takes them."""
    for row in rows:
        yield tuple(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields)


def update(model: type[models.Model], rows: Iterable[models.Model], names: Sequence[str]) -> None:
    """Write the fields `names` of rows that exist."""
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]  # Columns of their own.
    table, key = model._meta.db_table, model._meta.pk
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE "{table}" SET {columns} WHERE "{key.column}" = %s',  # noqa: S608 - names of the models' own
            prepared([*fields, key], rows),
        )


def delete(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Delete rows, without the history row each that deleting them one by one would write."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f'DELETE FROM "{model._meta.db_table}" WHERE "{model._meta.pk.column}" = %s',  # noqa: S608 - names of the models' own
            [(row.pk,) for row in rows],
        )


@dataclass(frozen=True)
class Edit:
    """Who made the edits that a history tells of, when, and why. `by` is null for the machine's operator."""

    by: Any
    at: dt.datetime
    reason: str

    def history(self, model: Any, rows: Iterable[Any], kind: str) -> Iterator[Any]:
        """One history row for each of `rows`: `kind` is + for created, ~ for changed, - for deleted."""
        historical = model.history.model
        names = [field.attname for field in historical.tracked_fields]
        by = self.by and self.by.pk
        for row in rows:
            yield historical(
                history_date=self.at,
                history_user_id=by,
                history_change_reason=self.reason,
                history_type=kind,
                **{name: getattr(row, name) for name in names},
            )
