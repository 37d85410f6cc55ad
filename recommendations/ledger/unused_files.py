"""When the files of evidence go: as soon as no evidence names them, whatever becomes of the transaction at hand."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from recommendations.models import Evidence

FOLDER = "evidence"
# Longer than any upload takes that is still on its way to its row.
SETTLED_AFTER = dt.timedelta(days=1)


def drop_files(names: Iterable[str | None]) -> None:
    """Delete those that no evidence names, once the transaction has ended well; none where it fails.

    A correction shares the files of what it corrects.
    """
    transaction.on_commit(partial(_delete_unnamed, {name for name in names if name}))


@contextmanager
def undone_with_the_transaction(sources: list[Evidence]) -> Iterator[None]:
    """Around a transaction that stores the files of `sources`, a list that is filled within: a failure deletes them."""
    try:
        yield
    except BaseException:
        _delete_unnamed({source.file.name for source in sources if source.file.name})
        raise


def unused_files() -> set[str]:
    """Names of stored files that no evidence names, without those of the last day. One query."""
    if not default_storage.exists(FOLDER):
        return set()
    stored = {f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]}
    unnamed = stored - {*Evidence.objects.exclude(file="").values_list("file", flat=True)}
    settled = timezone.now() - SETTLED_AFTER
    return {name for name in unnamed if default_storage.get_modified_time(name) < settled}


def _delete_unnamed(names: set[str]) -> None:
    for name in names - {*Evidence.objects.filter(file__in=names).values_list("file", flat=True)}:
        default_storage.delete(name)
