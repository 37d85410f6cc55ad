"""The import: a dataset becomes the record of an empty site, all of it or nothing."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.db.models import Model

from recommendations.ledger import restore_published
from recommendations.models import Entry, Evidence
from recommendations.models.edit_history import write_history

from ..tables.base import CHUNK, chunks
from .layout import FILES
from .reading import BadDataset, Line, check, lines
from .schema import RESOURCES, Reference, Resource, key_paths

Write = Callable[[Sequence[Any]], None]

REASON = "Imported from a dataset"


@transaction.atomic(durable=True)
def load(directory: Path, now: dt.datetime) -> dict[str, int]:
    """Rows by file. Raises BadDataset, or what restore_published.py refuses; then nothing is stored."""
    paths = check(directory)
    by = restore_published.begin()
    require_empty()
    rows = {resource.name: insert(directory, resource, by) for resource in RESOURCES}
    for resource in RESOURCES:
        if issubclass(resource.model, Entry):
            publish(directory, resource, by)
    for resource in RESOURCES:
        if hasattr(resource.model, "history"):
            begin_history(resource.model, by, now)
    restore_published.finish(now)
    store_files(directory, paths)
    return rows


def require_empty() -> None:
    for resource in RESOURCES:
        if number := resource.model._default_manager.count():
            raise BadDataset(
                f"This site is not empty: it has {number} {resource.title.lower()}. A dataset goes into a new "
                "database, after `manage.py migrate` and before anything else."
            )


def insert(directory: Path, resource: Resource, by: Any) -> int:
    """Entries become drafts first; see restore_published.py."""
    model, number = resource.model, 0
    is_entry = issubclass(model, Entry)
    write: Write = partial(restore_published.write_drafts, by=by) if is_entry else model._default_manager.bulk_create
    for chunk in lines(directory, resource):
        write_lines(chunk, list(instances(resource, chunk, without=restore_published.LATER if is_entry else ())), write)
        number += len(chunk)
    return number


def publish(directory: Path, resource: Resource, by: Any) -> None:
    for chunk in lines(directory, resource):
        write_lines(chunk, list(instances(resource, chunk)), partial(restore_published.publish, by=by))


def begin_history(model: Any, by: Any, now: dt.datetime) -> None:
    """Without it, a later redaction would not find the files of the record."""
    for rows in chunks(model.objects.order_by("pk").iterator(CHUNK), CHUNK):
        for row in rows:
            row._history_user, row._history_date, row._change_reason = by, now, REASON
        write_history(rows, update=False)


def instances(resource: Resource, chunk: list[Line], *, without: Sequence[str] = ()) -> Iterator[Any]:
    """A row of the model for each line. One query for each reference to another file."""
    references = [reference for reference in resource.references if reference.field.name not in without]
    keys = [(reference, keys_of(reference, chunk)) for reference in references]
    plain = [field for field in resource.fields if not field.is_relation and field.name not in without]
    for line in chunk:
        row = resource.model(**{field.name: content(field, line.values[field.name]) for field in plain})
        for reference, found in keys:
            setattr(row, reference.field.attname, referred(reference, found, line))
        yield row


def content(field: Any, value: Any) -> Any:
    """An empty cell is null where the model knows null, else an empty text."""
    return "" if value is None and not field.null else value


def keys_of(reference: Reference, chunk: list[Line]) -> dict[tuple[Any, ...], int]:
    """The database id of each row that the lines refer to, by its natural key."""
    model = reference.field.related_model
    paths = key_paths(model)
    columns = zip(*(named(reference, line) for line in chunk), strict=True)
    # More rows than are referred to, where a key has several parts, but none too few.
    lookups = {f"{path}__in": set(values) - {None} for path, values in zip(paths, columns, strict=True)}
    return {tuple(key): pk for *key, pk in model._default_manager.filter(**lookups).values_list(*paths, "pk")}


def named(reference: Reference, line: Line) -> tuple[Any, ...]:
    return tuple(line.values[column] for column in reference.columns)


def referred(reference: Reference, found: dict[tuple[Any, ...], int], line: Line) -> int | None:
    key = named(reference, line)
    if reference.field.null and set(key) == {None}:
        return None
    if key not in found:
        words = ", ".join("" if value is None else str(value) for value in key)
        raise line.complaint(f"{reference.file or line.file} has no row “{words}”.", *reference.columns)
    return found[key]


def write_lines(chunk: list[Line], rows: list[Any], write: Write) -> None:
    """Write the rows of the lines at once; if the database refuses, find the line that it refuses."""
    try:
        with transaction.atomic():
            write(rows)
    except DatabaseError:
        for line, row in zip(chunk, rows, strict=True):
            try:
                with transaction.atomic():
                    write([row])
            except DatabaseError as error:
                raise line.complaint(reason(row, error)) from error
        raise


def reason(row: Model, error: DatabaseError) -> str:
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return str(error)


def store_files(directory: Path, paths: set[str]) -> None:
    """Bring in the files that evidence names. One that was lost before the export is not in the dataset."""
    names = Evidence.objects.exclude(file="").order_by("file").values_list("file", flat=True).distinct()
    stored: list[str] = []
    try:
        for name in names:
            if f"{FILES}/{name}" in paths:
                stored += store(directory / FILES / name, name)
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise


def store(path: Path, name: str) -> list[str]:
    """What was written: nothing where the storage has the file already, as after an import that was killed."""
    if default_storage.exists(name):
        with default_storage.open(name) as found, path.open("rb") as file:
            if found.read() == file.read():
                return []
        raise BadDataset(
            f"The folder of uploads of this site holds another file named {name}: take it away and import again."
        )
    with path.open("rb") as file:
        return [default_storage.save(name, File(file))]
