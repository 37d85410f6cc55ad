"""What was published stays as it was, whoever writes to the database and however."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import AlterField

from recommendations.ledger import workflow
from recommendations.models import (
    Assessment,
    Entry,
    Evidence,
    FollowUp,
    FollowUpComponent,
    JointGovernment,
    Position,
    triggers,
)
from tests import factories as make
from tests.support.migrating import migrate
from tests.support.whole_database import dump

ENTRY_MODELS = (FollowUp, Position, Assessment)
PARENTS = {FollowUp: "follow_up", Position: "position", Assessment: "assessment"}

REFUSALS = {
    "changed": "a published entry is not changed: correct it or withdraw it",
    "deleted": "a published entry is not deleted: withdraw it",
    "child": "what belongs to a published entry is not changed: correct the entry",
    "history": "the history of edits is not changed",
    "emptied": "tables of the ledger and of the history of edits are not emptied",
}

histories = sorted(
    (model for model in apps.get_app_config("recommendations").get_models() if hasattr(model, "history_id")),
    key=lambda model: model.__name__,
)


class World:
    def __init__(self) -> None:
        self.recommendation = make.make_recommendation()
        self.component = make.make_component(self.recommendation)
        self.other_component = make.make_component(self.recommendation)
        self.government, self.partner = make.make_government(), make.make_government()
        self.editor, self.reviewer, self.superuser = make.make_editor(), make.make_reviewer(), make.make_superuser()

    def draft(self, model: type[Entry], **fields: Any) -> Any:
        """A draft with evidence, and links where it has them."""
        match model.__name__:
            case "FollowUp":
                links = {"components": [self.component], "joint_with": [self.partner]}
                entry = make.draft_follow_up(self.recommendation, self.government, by=self.editor, **links, **fields)
            case "Position":
                entry = make.draft_position(self.recommendation, self.government, by=self.editor, **fields)
            case _:
                entry = make.draft_assessment(self.recommendation, by=self.editor, **fields)
        workflow.save_evidence(evidence=make.evidence_for(entry), by=self.editor)
        return entry

    def published(self, model: type[Entry], **fields: Any) -> Any:
        return make.publish(self.draft(model, **fields), by=self.reviewer)

    def withdrawn(self, model: type[Entry], **fields: Any) -> Any:
        return workflow.withdraw(entry=self.published(model, **fields), by=self.reviewer, reason="Wrong country.")


@pytest.fixture
def world(db: None) -> World:
    return World()


def refusal(write: Any) -> str:
    """What the database says of the write; "taken" where it says nothing."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        return str(error).splitlines()[0]
    return "taken"


def execute(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def other_value(field: Any, value: Any) -> Any:
    """A value of the field's type that differs from the one in the row."""
    match field:
        case models.BooleanField():
            return not value
        case models.DateTimeField():
            return dt.datetime(2001, 2, 3, tzinfo=dt.UTC)
        case models.DateField():
            return dt.date(2001, 2, 3)
        case models.UUIDField():
            return uuid.uuid4()
        case models.CharField() | models.TextField() | models.FileField():
            return "x"
    return (value or 0) + 1


def columns_that_take_a_change(row: models.Model) -> dict[str, str]:
    """Each column of the row that the database lets be changed, or refuses for another reason than expected."""
    refusals = {
        field.column: refusal(
            lambda field=field: (
                type(row)
                ._base_manager.filter(pk=row.pk)
                .update(**{field.attname: other_value(field, getattr(row, field.attname))})
            )
        )
        for field in row._meta.concrete_fields
    }
    expected = REFUSALS["changed" if isinstance(row, Entry) else "child"]
    return {column: said for column, said in refusals.items() if said != expected}


@pytest.mark.parametrize("state", ["published", "withdrawn"])
@pytest.mark.parametrize("model", ENTRY_MODELS)
def test_no_column_of_an_entry_that_was_published_can_be_changed(world: World, model: type[Entry], state: str) -> None:
    entry = getattr(world, state)(model)

    assert columns_that_take_a_change(entry) == {}


@pytest.mark.parametrize("state", ["published", "withdrawn"])
@pytest.mark.parametrize("model", ENTRY_MODELS)
def test_an_entry_that_was_published_cannot_be_deleted(world: World, model: type[Entry], state: str) -> None:
    entry = getattr(world, state)(model)
    rows, table = model.objects.filter(pk=entry.pk), model._meta.db_table

    assert refusal(lambda: rows._raw_delete("default")) == REFUSALS["deleted"]
    assert refusal(lambda: execute(f"DELETE FROM {table}")) == REFUSALS["deleted"]
    assert rows.get() == entry


def test_raw_sql_changes_no_published_entry(world: World) -> None:
    entry = world.published(FollowUp)
    table = FollowUp._meta.db_table

    said = refusal(lambda: execute(f"UPDATE {table} SET summary = %s WHERE id = %s", "Nothing was done.", entry.pk))

    assert said == REFUSALS["changed"]
    assert FollowUp.objects.get().summary == "A programme has begun."


@pytest.mark.only_on("sqlite")
def test_a_published_entry_cannot_be_replaced(world: World) -> None:
    entry = world.published(FollowUp)
    table = FollowUp._meta.db_table

    said = refusal(lambda: execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = %s", entry.pk))

    assert said == REFUSALS["deleted"]


def test_a_withdrawal_that_changes_anything_else_is_refused(world: World) -> None:
    entry = world.published(FollowUp)
    withdrawal = {
        "state": "withdrawn",
        "withdrawn_by": world.reviewer,
        "withdrawn_at": entry.published_at + dt.timedelta(seconds=1),
        "withdrawal_reason": "Wrong country.",
    }
    rows = FollowUp.objects.filter(pk=entry.pk)

    assert refusal(lambda: rows.update(**withdrawal, summary="Nothing was done.")) == REFUSALS["changed"]
    assert refusal(lambda: rows.update(**withdrawal)) == "taken"


def test_a_redaction_that_leaves_or_changes_a_word_is_refused(world: World) -> None:
    entry = world.withdrawn(FollowUp, next_step="More of it.")
    rows = FollowUp.objects.filter(pk=entry.pk)
    blank = dict.fromkeys((*FollowUp.text_fields, "return_note", "withdrawal_reason"), "")
    redaction = blank | {
        "redacted_by": world.superuser,
        "redacted_at": entry.withdrawn_at,
        "redaction_reason": "It names a person.",
    }

    for changed in (
        {"next_step": "More of it."},
        {"summary": "Nothing."},
        {"status": "completed"},
        {"state": "published"},
    ):
        assert refusal(lambda changed=changed: rows.update(**redaction | changed)) == REFUSALS["changed"]
    assert refusal(lambda: rows.update(**redaction)) == "taken"
    assert refusal(lambda: rows.update(**redaction)) == REFUSALS["changed"]


@pytest.mark.parametrize("state", ["published", "withdrawn"])
@pytest.mark.parametrize("model", ENTRY_MODELS)
def test_evidence_of_an_entry_that_was_published_is_frozen(world: World, model: type[Entry], state: str) -> None:
    entry, draft = getattr(world, state)(model), world.draft(model)
    source, free, parent = entry.evidence.get(), draft.evidence.get(), PARENTS[model]

    assert columns_that_take_a_change(source) == {}
    for write in (
        lambda: Evidence.objects.bulk_create([make.evidence_for(entry)]),
        lambda: Evidence.objects.filter(pk=source.pk)._raw_delete("default"),
        lambda: Evidence.objects.filter(pk=source.pk).update(**{parent: draft}),
        lambda: Evidence.objects.filter(pk=free.pk).update(**{parent: entry}),
        lambda: execute(f"UPDATE {Evidence._meta.db_table} SET title = %s", "Another title"),
    ):
        assert refusal(write) == REFUSALS["child"]


@pytest.mark.parametrize(("link", "names"), [(FollowUpComponent, "component"), (JointGovernment, "government")])
def test_links_of_an_entry_that_was_published_are_frozen(world: World, link: Any, names: str) -> None:
    entry, draft = world.published(FollowUp), world.draft(FollowUp)
    frozen, free = link.objects.filter(follow_up=entry), link.objects.filter(follow_up=draft)
    another = world.other_component if link is FollowUpComponent else make.make_government()

    assert columns_that_take_a_change(frozen.get()) == {}
    for write in (
        lambda: link.objects.bulk_create([link(follow_up=entry, **{names: another})]),
        lambda: frozen._raw_delete("default"),
        lambda: frozen.update(follow_up=draft),
        lambda: free.update(follow_up=entry),
    ):
        assert refusal(write) == REFUSALS["child"]


def some_row_of(model: type[models.Model]) -> models.Model:
    """A row with something in each column; histories hold no foreign keys that the database checks."""
    values = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.null:
            continue
        target = field.target_field if field.is_relation else field
        values[field.attname] = other_value(target, None)
    return model._base_manager.bulk_create([model(**values)])[0]


@pytest.mark.django_db
@pytest.mark.parametrize("history", histories)
def test_the_history_of_edits_cannot_be_changed_or_deleted(history: type[models.Model]) -> None:
    undo = transaction.savepoint()
    row = some_row_of(history)
    rows = history._base_manager.filter(pk=row.pk)
    field = history._meta.concrete_fields[1]

    assert refusal(lambda: rows.update(**{field.attname: getattr(row, field.attname)})) == REFUSALS["history"]
    assert refusal(lambda: rows._raw_delete("default")) == REFUSALS["history"]
    transaction.savepoint_rollback(undo)


@pytest.mark.parametrize("model", ENTRY_MODELS)
def test_a_draft_can_be_changed_and_deleted_with_all_that_hangs_on_it(world: World, model: type[Entry]) -> None:
    draft = world.draft(model)

    draft.language = "fr"
    draft = workflow.save_draft(entry=draft, by=world.editor)
    workflow.remove_evidence(evidence=draft.evidence.get(), by=world.editor)
    workflow.save_evidence(evidence=make.evidence_for(draft), by=world.editor)
    workflow.delete_draft(entry=draft, by=world.editor)

    assert [kind.objects.count() for kind in (model, Evidence, FollowUpComponent, JointGovernment)] == [0, 0, 0, 0]


def test_the_text_beside_a_published_entry_can_be_changed(world: World) -> None:
    world.published(FollowUp)

    world.recommendation.title = "A better title"
    world.recommendation.save()
    world.other_component.delete()

    assert [*world.recommendation.components.all()] == [world.component]


# Redaction


@pytest.mark.parametrize("model", ENTRY_MODELS)
def test_a_redaction_leaves_no_trace_of_the_words_and_files(
    world: World, model: type[Entry], settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    words = "Amina Sentinel"
    entry = world.draft(model, **dict.fromkeys(model.text_fields, words))
    removed = workflow.save_evidence(evidence=make.evidence_for(entry, title=words), by=world.editor)
    workflow.remove_evidence(evidence=removed, by=world.editor)
    document = ContentFile(words.encode(), name="amina-sentinel.txt")
    source = make.evidence_for(entry, title=words, publisher=words, url="", file=document)
    source = workflow.save_evidence(evidence=source, by=world.editor)
    source.file = ContentFile(words.encode(), name="amina-sentinel-2.txt")
    workflow.save_evidence(evidence=source, by=world.editor)
    link = make.evidence_for(entry, url="https://example.org/amina-sentinel")
    workflow.save_evidence(evidence=link, by=world.editor)
    entry = workflow.submit(entry=entry, by=world.editor)
    entry = workflow.return_to_author(entry=entry, by=world.reviewer, note=words)
    entry = make.publish(entry, by=world.reviewer)
    entry = workflow.withdraw(entry=entry, by=world.reviewer, reason=words)
    assert [line for line in dump() if "sentinel" in line.lower()] != []

    with django_capture_on_commit_callbacks(execute=True):
        workflow.redact(entry=entry, by=world.superuser, reason="It names a person.")

    assert [line for line in dump() if "sentinel" in line.lower()] == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# The triggers themselves


def triggers_in_the_database() -> list[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'keep_%'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(name for (name,) in cursor.fetchall())


def all_triggers() -> list[str]:
    return sorted(guard.name for guard in triggers.guards(connection.vendor))


@pytest.mark.django_db
def test_the_migrations_leave_every_trigger() -> None:
    assert triggers_in_the_database() == all_triggers()


@pytest.mark.django_db
def test_no_two_triggers_share_a_name_and_none_is_cut_off() -> None:
    names = all_triggers()

    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 63


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_transactional_test_leaves_every_trigger(time: str) -> None:
    World().published(FollowUp)

    assert triggers_in_the_database() == all_triggers()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [*ENTRY_MODELS, Evidence])
def test_a_migration_that_makes_a_table_anew_leaves_every_trigger(model: type[models.Model]) -> None:
    entry = World().published(FollowUp)
    name = model._meta.model_name

    migrate(
        AlterField(name, "language", models.CharField(max_length=30)),
        AlterField(name, "language", models.CharField(max_length=20)),
    )

    assert triggers_in_the_database() == all_triggers()
    assert columns_that_take_a_change(entry) == {}


@pytest.mark.django_db
def test_migrating_where_nothing_is_to_be_done_leaves_every_trigger() -> None:
    call_command("migrate", verbosity=0)

    assert triggers_in_the_database() == all_triggers()


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("model", [*ENTRY_MODELS, Evidence, FollowUp.history.model])
def test_tables_of_the_ledger_cannot_be_emptied(world: World, model: type[models.Model]) -> None:
    world.published(FollowUp)
    # Else the statement waits for the checks of foreign keys that are put off until the transaction ends.
    connection.check_constraints()

    assert refusal(lambda: execute(f"TRUNCATE {model._meta.db_table} CASCADE")) == REFUSALS["emptied"]
    assert FollowUp.objects.count() == 1


@pytest.mark.django_db
def test_whoever_wrote_history_is_deactivated_and_not_deleted() -> None:
    world = World()
    world.draft(FollowUp)

    with pytest.raises(models.ProtectedError):
        User.objects.get(pk=world.editor.pk).delete()
