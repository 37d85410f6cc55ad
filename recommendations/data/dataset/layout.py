"""Where things stand in the folder of a dataset."""

import hashlib
from pathlib import Path

# The first number changes where an importer of before could not read the files.
VERSION = "1.0.0"
NAME = "gfmd-recommendation-tracker"

PACKAGE = "datapackage.json"
README = "README.md"
SUMS = "SHA256SUMS"
# Holds the files that are attached to entries, under the names that the storage has for them.
FILES = "files"


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
