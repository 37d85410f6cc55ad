"""A dataset of a site that is gone, for all tests of this package."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.databases import pristine
from tests.dataset.helpers import export_whole_record


@pytest.fixture(scope="session")
def exported(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of the dataset; its site is gone when the tests begin."""
    folder = tmp_path_factory.mktemp("earlier")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"):
        empty = pristine(connection)
        try:
            export_whole_record(folder / "dataset")
        finally:
            empty.restore()
    return folder / "dataset"


@pytest.fixture
def new_site(tmp_path: Path) -> Iterator[Path]:
    """An empty site with uploads of its own; yields their folder."""
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield tmp_path / "media"


@pytest.fixture
def copy(exported: Path, tmp_path: Path) -> Path:
    """A dataset of one's own to damage."""
    return Path(shutil.copytree(exported, tmp_path / "copy"))
