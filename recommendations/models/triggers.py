"""What was published stays: triggers that hold against every writer, on SQLite and PostgreSQL.

They refuse to change or delete an entry that was ever published, its evidence, its links, and any
row of edit history. Two changes pass: a withdrawal (state, reason, who and when), and a redaction
of a withdrawn entry (its free text becomes empty, here and in the history, and nothing else).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from . import Assessment, Entry, Evidence, FollowUp, FollowUpComponent, JointGovernment, Position

ENTRIES: tuple[type[Entry], ...] = (Position, FollowUp, Assessment)
EVIDENCE_PARENTS: dict[str, type[Entry]] = {"follow_up": FollowUp, "position": Position, "assessment": Assessment}


@dataclass(frozen=True)
class Guard:
    """Refuse `operation` on `table` where `condition` (SQL over OLD and NEW, the row before and after) holds."""

    table: str
    operation: str
    condition: str
    message: str

    @property
    def name(self) -> str:
        # PostgreSQL cuts names after 63 characters, so the app's label is left out.
        return f"keep_{self.table.removeprefix('recommendations_')}_{self.operation.lower()}"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger whose table exists; those already there are made anew."""
    tables = set(connection.introspection.table_names())
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for guard in guards(connection.vendor):
            if guard.table in tables:
                for statement in (*drop(guard, connection.vendor), *create(guard, connection)):
                    cursor.execute(statement)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger: for tests that must empty the tables, which install them again."""
    tables = set(connection.introspection.table_names())
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for guard in guards(connection.vendor):
            if guard.table in tables:
                for statement in drop(guard, connection.vendor):
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of triggers that the database lacks: none, unless a migration broke off. One query."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {name for (name,) in cursor.fetchall()}
    return {guard.name for guard in guards(connection.vendor)} - found


def guards(vendor: str) -> Iterator[Guard]:
    of_rows = list(row_guards(vendor))
    yield from of_rows
    if vendor == "postgresql":
        # Emptying a table fires no trigger of its rows there; SQLite has no such statement.
        message = "tables of the ledger and of the history of edits are not emptied"
        for table in sorted({guard.table for guard in of_rows}):
            yield Guard(table, "TRUNCATE", "TRUE", message)


def row_guards(vendor: str) -> Iterator[Guard]:
    same = "IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS"
    for entry_model in ENTRIES:
        yield from entry_guards(entry_model, same)
    yield from evidence_guards(same)
    for link in (FollowUpComponent, JointGovernment):
        yield from child_guards(link._meta.db_table, {"follow_up": FollowUp}, exception="FALSE")
    for model in apps.get_app_config("recommendations").get_models():
        if hasattr(model, "history_id"):
            yield from history_guards(model, same)


def entry_guards(model: type[Entry], same: str) -> Iterator[Guard]:
    table = model._meta.db_table
    withdrawal = all_of(
        "OLD.state = 'published'",
        "NEW.state = 'withdrawn'",
        unchanged(
            model,
            same,
            {"state", "withdrawn_by", "withdrawn_at", "withdrawal_reason", "version"},
        ),
    )
    redaction = all_of(
        "OLD.state = 'withdrawn'",
        "OLD.redacted_at IS NULL",
        "NEW.redacted_at IS NOT NULL",
        blank(model.text_fields + model.step_text_fields),
        unchanged(
            model,
            same,
            {
                *model.text_fields,
                *model.step_text_fields,
                "redacted_by",
                "redacted_at",
                "redaction_reason",
                "version",
            },
        ),
    )
    published = "OLD.published_at IS NOT NULL"
    yield Guard(
        table,
        "UPDATE",
        f"{published} AND NOT ({withdrawal}) AND NOT ({redaction})",
        "a published entry is not changed: correct it or withdraw it",
    )
    yield Guard(table, "DELETE", published, "a published entry is not deleted: withdraw it")


def evidence_guards(same: str) -> Iterator[Guard]:
    redaction = all_of(
        evidence_parent_is("NEW", "parent.redacted_at IS NOT NULL"),
        blank(Evidence.text_fields),
        unchanged(Evidence, same, {*Evidence.text_fields, "version"}),
    )
    yield from child_guards(Evidence._meta.db_table, EVIDENCE_PARENTS, exception=redaction)


def child_guards(table: str, parents: dict[str, Any], *, exception: str) -> Iterator[Guard]:
    """Rows that hang on an entry are frozen with it; `exception` is an update that passes."""

    def published(row: str) -> str:
        return any_of(
            *(
                parent_is(parent, f"{row}.{name}_id", "parent.published_at IS NOT NULL")
                for name, parent in parents.items()
            )
        )

    message = "what belongs to a published entry is not changed: correct the entry"
    yield Guard(table, "INSERT", published("NEW"), message)
    yield Guard(
        table,
        "UPDATE",
        f"{any_of(published('OLD'), published('NEW'))} AND NOT ({exception})",
        message,
    )
    yield Guard(table, "DELETE", published("OLD"), message)


def history_guards(history: Any, same: str) -> Iterator[Guard]:
    tracked = history.instance_type
    redaction = "FALSE"
    if issubclass(tracked, Entry):
        text = tracked.text_fields + tracked.step_text_fields
        redaction = all_of(
            parent_is(tracked, "NEW.id", "parent.redacted_at IS NOT NULL"),
            blank(text),
            unchanged(history, same, set(text)),
        )
    elif tracked is Evidence:
        redaction = all_of(
            evidence_parent_is("NEW", "parent.redacted_at IS NOT NULL"),
            blank(Evidence.text_fields),
            unchanged(history, same, set(Evidence.text_fields)),
        )
    table = history._meta.db_table
    message = "the history of edits is not changed"
    yield Guard(table, "UPDATE", f"NOT ({redaction})", message)
    yield Guard(table, "DELETE", "TRUE", message)


def unchanged(model: Any, same: str, but: set[str]) -> str:
    columns = (field.column for field in model._meta.concrete_fields if field.name not in but)
    return all_of(*(f'NEW."{column}" {same} OLD."{column}"' for column in columns))


def blank(columns: tuple[str, ...]) -> str:
    return all_of(*(f"NEW.\"{column}\" = ''" for column in columns))


def parent_is(parent: Any, key: str, condition: str) -> str:
    table = parent._meta.db_table
    return f'EXISTS (SELECT 1 FROM "{table}" parent WHERE parent.id = {key} AND {condition})'  # noqa: S608 - names of the models' own


def evidence_parent_is(row: str, condition: str) -> str:
    return any_of(*(parent_is(parent, f"{row}.{name}_id", condition) for name, parent in EVIDENCE_PARENTS.items()))


def all_of(*conditions: str) -> str:
    return "(" + " AND ".join(conditions) + ")"


def any_of(*conditions: str) -> str:
    return "(" + " OR ".join(conditions) + ")"


def create(guard: Guard, connection: BaseDatabaseWrapper) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield (
            f"CREATE TRIGGER {guard.name} BEFORE {guard.operation} ON {guard.table} "
            f"FOR EACH ROW WHEN {guard.condition} "
            f"BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
        )
        return
    row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(guard.operation, "NEW")
    scope = "STATEMENT" if guard.operation == "TRUNCATE" else "ROW"
    # A check_violation, so that Django raises IntegrityError as it does on SQLite.
    yield (
        f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {guard.condition} THEN "
        f"RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'check_violation'; END IF; "
        f"RETURN {row}; END $$"
    )
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.operation} ON {guard.table} "
        f"FOR EACH {scope} EXECUTE FUNCTION {guard.name}()"
    )


def drop(guard: Guard, vendor: str) -> Iterator[str]:
    if vendor == "sqlite":
        yield f"DROP TRIGGER IF EXISTS {guard.name}"
    else:
        # CASCADE takes the trigger along with its function.
        yield f"DROP FUNCTION IF EXISTS {guard.name}() CASCADE"
