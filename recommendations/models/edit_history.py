"""Beginning the edit history of many records at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model


def link_fields(model: type[Model]) -> list[Any]:
    """The many-to-many fields that a row of the fixture names; those through a model have rows of their own."""
    fields: Iterable[Any] = model._meta.many_to_many
    return [field for field in fields if field.remote_field.through._meta.auto_created]


def write_history(records: Iterable[Model], *, update: bool) -> None:
    """Write one history row per record, with its links, which simple-history's bulk method leaves out."""
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for record in records:
        by_model[type(record)].append(record)
    for model, rows in by_model.items():
        history: Any = model.history  # type: ignore[attr-defined]  # Of django-simple-history.
        logged = {row.id: row for row in history.bulk_history_create(rows, update=update)}
        for field in link_fields(model):
            through = field.remote_field.through
            source = field.m2m_field_name()
            historical_link = getattr(history.model, field.name).model
            historical_link.objects.bulk_create(
                historical_link(
                    history=logged[getattr(link, f"{source}_id")],
                    **{column.attname: getattr(link, column.attname) for column in through._meta.fields},
                )
                for link in through.objects.filter(**{f"{source}__in": rows})
            )
