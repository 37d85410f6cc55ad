"""A dataset of a site that is gone, for all tests of this package."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from recommendations import dataset
from recommendations.models import LedgerClock
from tests.databases import pristine
from tests.dataset.helpers import EXPORTED_AT, Exported
from tests.support.public_pages import addresses, pages
from tests.support.whole_record import WholeRecord, files_of_evidence


@pytest.fixture(scope="session")
def exported(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Exported:
    """The record of a site that is gone when the tests begin."""
    folder = tmp_path_factory.mktemp("earlier")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"):
        empty = pristine(connection)
        try:
            with transaction.atomic():
                record = WholeRecord()
            days = [record.days[len(record.days) * share // 3] for share in (1, 2)]
            queries = ["", *(f"?as_of={day}" for day in days)]
            known = list(addresses())
            with dataset.snapshot():
                dataset.write(folder / "dataset", EXPORTED_AT)
            last_at = LedgerClock.objects.get().last_at
            found = Exported(folder / "dataset", known, queries, pages(known, queries), files_of_evidence(), last_at)
        finally:
            empty.restore()
    return found


@pytest.fixture
def new_site(tmp_path: Path) -> Iterator[Path]:
    """An empty site with uploads of its own; yields their folder."""
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield tmp_path / "media"


@pytest.fixture
def copy(exported: Exported, tmp_path: Path) -> Path:
    """A dataset of one's own to damage."""
    return Path(shutil.copytree(exported.folder, tmp_path / "copy"))
