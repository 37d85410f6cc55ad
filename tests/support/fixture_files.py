"""The fixtures as files."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

FIXTURES = ("governments", "frameworks", "summits", "rt3")


def path_of(fixture: str) -> Path:
    return Path(settings.BASE_DIR) / "fixtures" / f"{fixture}.json"


def rows_of(fixture: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path_of(fixture).read_text(encoding="utf-8"))
    return rows
