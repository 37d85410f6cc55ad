"""Django's own `loaddata`, with a log: what it changes of an existing record is a restore, and its history says so."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializedObject
from django.db.models import Model

from recommendations.models import Entry, Evidence, FocalPoint
from recommendations.models.base import Record
from recommendations.models.edit_history import link_fields, write_history
from recommendations.models.search import index as search_index

WRITTEN_BY_PEOPLE = (Entry, Evidence, FocalPoint)


class Command(loaddata.Command):
    help = (
        "Load fixtures. A record that differs from its fixture gets the published wording back, and its history says "
        "so; one that does not differ is left alone. The ledger is never loaded."
    )

    def loaddata(self, fixture_labels: Sequence[str]) -> None:
        # The rows of each model as they were before the load, by primary key.
        self.stored: dict[type[Record], dict[Any, Record]] = {}
        # By model and primary key, so that a record named by two fixtures counts once.
        self.new: dict[tuple[type[Record], Any], Record] = {}
        self.restored: dict[tuple[type[Record], Any], Record] = {}
        self.unchanged = 0
        super().loaddata(fixture_labels)
        # Not before, since Django saves references to rows further down last.
        write_history(self.new.values(), update=False)
        write_history(self.restored.values(), update=True)
        if self.new or self.restored:
            # All of them, since a row may also have been taken off a recommendation that the fixture does not name.
            search_index.refresh()
        if self.verbosity:
            self.stdout.write(f"{len(self.new)} new, {len(self.restored)} restored, {self.unchanged} unchanged")

    def load_label(self, fixture_label: str) -> None:
        self.fixture_name = Path(fixture_label).stem
        super().load_label(fixture_label)

    def save_obj(self, obj: DeserializedObject) -> bool:
        record: Any = obj.object
        model = type(record)
        refuse_ledger(model)
        if not issubclass(model, Record):
            return super().save_obj(obj)
        if model not in self.stored:
            self.stored[model] = self.locked_rows(model)
        stored = self.stored[model].get(record.pk)
        if stored and not differs(obj, stored):
            self.unchanged += 1
            return False
        if stored:
            record.version = stored.version + 1
        record._change_reason = f"{'Restored' if stored else 'Loaded'} from fixture {self.fixture_name}"
        # Otherwise each many-to-many field would write a history row of its own.
        record.skip_history_when_saving = True
        saved = super().save_obj(obj)
        if saved:
            written = self.restored if stored else self.new
            written[model, record.pk] = record
        return saved

    def locked_rows(self, model: type[Record]) -> dict[Any, Record]:
        rows = model.objects.using(self.using).select_for_update(no_key=True)
        return {row.pk: row for row in rows.prefetch_related(*(field.name for field in link_fields(model)))}


def refuse_ledger(model: type[Model]) -> None:
    """Of this app, fixtures hold text alone: no ledger, nothing derived from it, no history, no right to report."""
    is_ours = model._meta.app_label == Record._meta.app_label
    if is_ours and (not issubclass(model, Record) or issubclass(model, WRITTEN_BY_PEOPLE)):
        raise CommandError(
            f"Take {model._meta.label} out of the fixture: people write the ledger, through workflow.py alone, and "
            "what follows from it is derived. Fixtures hold text and vocabularies."
        )


def differs(obj: DeserializedObject, stored: Record) -> bool:
    """Whether the fixture holds something else than `stored`, a row from `locked_rows`."""
    names = [field.attname for field in stored._meta.concrete_fields if field.name not in ("id", "version")]
    return (
        # The fixture refers to a row that does not exist yet.
        bool(obj.deferred_fields)
        or any(getattr(obj.object, name) != getattr(stored, name) for name in names)
        or any(
            set(pks) != {linked.pk for linked in getattr(stored, name).all()}
            for name, pks in (obj.m2m_data or {}).items()
        )
    )
