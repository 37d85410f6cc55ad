"""Uploaded files between the page that shows what they would change and the step that changes it.

Each lies in a folder that no address leads to, under the person and the hash of its content; a signed token says which,
to that person alone and for a day.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.base import File

KEPT_FOR = 24 * 60 * 60


@dataclass(frozen=True)
class KeptFile:
    """`name` is what the person calls it; `token` is how a form names it."""

    name: str
    token: str
    path: Path

    @property
    def done(self) -> int:
        """How many of its rows are written, while they are."""
        try:
            return int(self._tally.read_text() or 0)
        except FileNotFoundError:
            return 0

    def count(self, done: int) -> None:
        """Beside the file, since nothing that the import writes to the database can be read before it ends."""
        self._tally.write_text(str(done))

    def forget(self) -> None:
        self._tally.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    @property
    def _tally(self) -> Path:
        return self.path.with_suffix(".done")


def keep(upload: "File[bytes]", by: Any) -> KeptFile:
    """Stores the upload for the person `by`, and deletes what has lain there for more than a day."""
    folder = Path(settings.IMPORTS_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder.iterdir())
    digest = hashlib.sha256()
    # Readable to the site alone, and complete from the moment that it has its name.
    handle, draft = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as file:
        for chunk in upload.chunks():
            digest.update(chunk)
            file.write(chunk)
    said = {"name": Path(upload.name or "").name, "sha256": digest.hexdigest()}
    path = _path(said["sha256"], by)
    Path(draft).replace(path)
    return KeptFile(said["name"], signing.dumps(said, salt=_salt(by)), path)


def kept(token: str, by: Any) -> KeptFile | None:
    """The file that the token names; null where it is another person's, or no longer kept."""
    try:
        said = signing.loads(token, salt=_salt(by), max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    path = _path(said["sha256"], by)
    return KeptFile(said["name"], token, path) if path.exists() else None


def _salt(by: Any) -> str:
    return f"imported file of {by.pk}"


def _path(sha256: str, by: Any) -> Path:
    return Path(settings.IMPORTS_ROOT) / f"{by.pk}-{sha256}"


def _sweep(paths: Iterable[Path]) -> None:
    before = time.time() - KEPT_FOR
    for path in paths:
        try:
            if path.stat().st_mtime < before:
                path.unlink()
        except FileNotFoundError:
            # Another upload sweeps at the same time.
            continue
