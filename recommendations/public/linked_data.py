"""What pages say of themselves to machines, in the words of schema.org."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from recommendations.models import Document, Recommendation
from recommendations.models.choices import CitationRole

from .last_changed import newest
from .licence import DATA_LICENCE
from .source_text import whole_text

CONTEXT = "https://schema.org"


def _publisher(root: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": _("GFMD Recommendation Tracker"), "url": f"{root}/"}


def of_recommendation(recommendation: Recommendation, root: str) -> dict[str, Any]:
    """A row of `reading.in_full`: no query. The words are the document's, so the licence of the data is not named."""
    row: Any = recommendation
    changed: dt.datetime | None = newest(row.last_published_at, row.assessment_published_at)
    sources = [each.passage.text for each in row.citations.all() if each.role == CitationRole.SOURCE]
    return {
        "@context": CONTEXT,
        "@type": "Report",
        "@id": f"{root}/recommendations/{row.reference}/",
        "url": f"{root}/recommendations/{row.reference}/",
        "name": row.title,
        "reportNumber": row.reference,
        "text": whole_text(sources),
        "inLanguage": row.document.language,
        "about": [theme.name for theme in row.themes.all()],
        "isPartOf": {"@id": f"{root}/documents/{row.document.slug}/"},
        "publisher": _publisher(root),
        **({"dateModified": changed.isoformat()} if changed else {}),
    }


def of_document(document: Document, root: str) -> dict[str, Any]:
    """A document with its Round Table and summit: no query."""
    summit = document.round_table.summit if document.round_table else None
    return {
        "@context": CONTEXT,
        "@type": "Report",
        "@id": f"{root}/documents/{document.slug}/",
        "url": f"{root}/documents/{document.slug}/",
        "name": document.title,
        "inLanguage": document.language,
        "publisher": _publisher(root),
        **({"recordedAt": _event(summit)} if summit else {}),
    }


def _event(summit: Any) -> dict[str, Any]:
    return {
        "@type": "Event",
        "name": summit.title,
        "startDate": summit.starts_on.isoformat(),
        "endDate": summit.ends_on.isoformat(),
        "location": {"@type": "Place", "name": f"{summit.host_city}, {summit.host_country}"},
    }


def of_data(root: str, files: Mapping[str, str], changed: dt.datetime | None) -> dict[str, Any]:
    """The record as a data set: its CSV files by what each holds, and the API.

    `changed` is the last moment of the ledger, null before the first.
    """
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": f"{root}/data/",
        "url": f"{root}/data/",
        "name": _("GFMD Recommendation Tracker"),
        "description": _(
            "What the Global Forum on Migration and Development recommended, word for word, and what governments say "
            "has been done since."
        ),
        "license": DATA_LICENCE.url,
        "isAccessibleForFree": True,
        "creator": _publisher(root),
        "distribution": [
            *(_download(name, "text/csv", address) for name, address in files.items()),
            _download(_("API"), "application/json", f"{root}/api/v1/"),
        ],
        **({"dateModified": changed.isoformat()} if changed else {}),
    }


def _download(name: str, media_type: str, address: str) -> dict[str, str]:
    return {"@type": "DataDownload", "name": name, "encodingFormat": media_type, "contentUrl": address}
