"""What the dataset says of itself: to programs in datapackage.json (Frictionless), to people in README.md."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from recommendations.public.licence import DATA_LICENCE

from ..spreadsheet_cells import MARKS
from .layout import NAME, VERSION, digest
from .schema import RESOURCES, Part, Resource

TITLE = "The GFMD Recommendation Tracker: the whole public record"

DESCRIPTION = (
    "What became of the recommendations of the Global Forum on Migration and Development: the source texts and their "
    "classification, and everything that governments, other voices and the secretariat ever published about them, "
    "with the dates of publication, correction and withdrawal. Drafts, users and notes between authors and reviewers "
    "are not part of it. No information is never the same as not started."
)
INVENTED = "Every entry in this dataset is invented, to show how the tracker works."
FORMULAS = (
    "No spreadsheet takes a text for a formula: one ' stands before it, as in all exports of the tracker, at its "
    "beginning and behind each semicolon, tab or end of a line in it, wherever =, +, -, @, a tab or another ' follows. "
    f"It is no part of the text. Take off whatever this regular expression finds: {MARKS.pattern!r}"
)
SOURCES = [
    {"title": "Documents of the Global Forum on Migration and Development", "path": "https://www.gfmd.org/"},
]


README = """\
# {title}

{description}

`created` in `datapackage.json` is the moment that the dataset speaks of, in UTC. It holds every entry that was ever
published until then, those corrected or withdrawn later included: an entry was in force from `published_at` until it
was withdrawn or a correction of it was published, whichever came first, so the record of any earlier day can be told
from the files. Where the words of an entry were removed (redacted), its dates and statuses stand.

## Reading the files

CSV in UTF-8: commas, all cells in quotation marks, a first line of column names, and CR LF at the ends of lines. An
empty cell means what the column says of it. Days are `YYYY-MM-DD`, moments ISO 8601 in UTC, booleans `true` and
`false`. The order of rows is that in which they were recorded.

{formulas}

`datapackage.json` is a Data Package (https://datapackage.org/): `frictionless validate datapackage.json` checks the
files against it, and `sha256sum -c SHA256SUMS` that none was damaged. Sources that were attached as files are in
`files/`.

## Into another site

On a new and empty database:

    manage.py migrate
    manage.py import_dataset DIR
    manage.py set_up_site

The public pages are then the same, at the new address.

## Licence

{licence.name} ({licence.url}). {licence.scope}

## How to cite

The GFMD Recommendation Tracker, dataset of (the day in `created`), layout {version}. A single entry is cited by its
address: that of the site, then `/updates/`, its `uid` and `/`.

## Files

{files}
"""


def datapackage(directory: Path, at: dt.datetime, *, is_example: bool) -> str:
    """The descriptor of the files in `directory`, as JSON. `at` is the moment that they speak of.

    `is_example` marks the record of a site whose entries are invented.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": TITLE,
        "description": f"{described_record(is_example=is_example)} {FORMULAS}",
        "version": VERSION,
        "created": at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "licenses": [{"name": DATA_LICENCE.name.replace(" ", "-"), "path": DATA_LICENCE.url}],
        "sources": SOURCES,
        "resources": [described(directory, resource) for resource in RESOURCES],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def described(directory: Path, resource: Resource) -> dict[str, Any]:
    path = directory / resource.path
    return {
        "name": resource.name,
        "type": "table",
        "path": resource.path,
        "title": resource.title,
        "description": resource.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
        "schema": {
            "fields": [
                {
                    "name": part.name,
                    "type": column.kind,
                    "description": str(column.meaning),
                    "constraints": constraints(resource, part),
                }
                for part, column in zip(resource.parts, resource.table.columns, strict=True)
            ],
            "missingValues": [""],
            "primaryKey": list(resource.key),
            "foreignKeys": [
                {
                    "fields": list(reference.columns),
                    "reference": {"resource": reference.resource, "fields": list(reference.reference)},
                }
                for reference in resource.references
            ],
        },
    }


def constraints(resource: Resource, part: Part) -> dict[str, Any]:
    found: dict[str, Any] = {"required": part.is_required}
    if resource.key == (part.name,):
        found["unique"] = True
    if part.values:
        found["enum"] = part.values
    return found


def described_record(*, is_example: bool) -> str:
    return f"{INVENTED} {DESCRIPTION}" if is_example else DESCRIPTION


def readme(rows: Mapping[str, int], *, is_example: bool) -> str:
    return README.format(
        title=TITLE,
        description=described_record(is_example=is_example),
        formulas=FORMULAS,
        licence=DATA_LICENCE,
        version=VERSION,
        files="\n".join(files(rows)),
    )


def files(rows: Mapping[str, int]) -> Iterator[str]:
    for resource in RESOURCES:
        yield f"### {resource.path}"
        yield ""
        yield f"{resource.title}: {resource.description} Rows: {rows[resource.name]}."
        yield f"A row is named by {' + '.join(f'`{name}`' for name in resource.key)}."
        yield ""
        yield "| column | type | meaning |"
        yield "| --- | --- | --- |"
        for column in resource.table.columns:
            yield f"| `{column.name}` | {column.kind} | {column.meaning} |"
        yield ""
