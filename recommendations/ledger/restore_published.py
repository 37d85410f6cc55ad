"""Writing a ledger that was published elsewhere into an empty site, with the moments at which it was published there.

`workflow.py` writes what happens here and now, step by step, by somebody who may. A record that is taken over has
happened: its steps cannot be taken again, and who took them is not handed on. So this module is the one other writer
of the ledger, and it writes only where there is none yet. Its caller holds the transaction.

What the database itself demands holds here too: evidence is attached to what is not published yet, so entries come
in as drafts first, and are published when everything that belongs to them is there.
"""

import datetime as dt
from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db.models import Max
from django.utils.translation import gettext as _

from recommendations.models import Assessment, Entry, FollowUp, LedgerClock, Position
from recommendations.models.choices import EntryState
from recommendations.models.search import index as search_index

from .rules import Refused
from .standings import concerned, write_standings

ENTRY_MODELS: tuple[type[Entry], ...] = (Position, FollowUp, Assessment)

USERNAME = "imported-record"

# What happens to an entry after it is a draft.
STEPS = (
    "state",
    "corrects",
    "published_by",
    "published_at",
    "self_published",
    "withdrawn_by",
    "withdrawn_at",
    "withdrawal_reason",
    "redacted_by",
    "redacted_at",
    "redaction_reason",
)
# Of these, what refers to entries that may come in with the same rows.
LATER = ("corrects",)

REMOVED = "-"

AT_ONCE = 500


def begin() -> Any:
    """Close the ledger to other writers, and make the account that stands for people of the site it comes from.

    Nobody can sign in with it. Raises Refused where the ledger is not empty, or the account's name is taken.
    """
    LedgerClock.objects.select_for_update().get_or_create(pk=1)
    if any(model.objects.exists() for model in ENTRY_MODELS):
        raise Refused(_("This site has entries already: a record is taken over by an empty site only."))
    users = get_user_model().objects
    if users.filter(username=USERNAME).exists():
        raise Refused(
            _("The account name %(name)s stands for the people of the earlier site: rename that account first.")
            % {"name": USERNAME}
        )
    return users.create(
        username=USERNAME,
        first_name="Earlier site",
        last_name="(imported record, nobody’s account)",
        is_active=False,
        password=make_password(None),
    )


def write_drafts(entries: Sequence[Entry], *, by: Any) -> None:
    """Insert entries of one model as drafts, whatever has happened to them since.

    What they correct need not be there yet.
    """
    for entry in entries:
        entry.author = by
        if entry.redacted_at:
            # The database takes an entry without words only once it is redacted.
            for name in entry.text_fields:
                setattr(entry, name, REMOVED)
        for name in STEPS:
            field: Any = entry._meta.get_field(name)
            setattr(entry, field.attname, field.get_default())
    type(entries[0]).objects.bulk_create(entries)


def publish(entries: Sequence[Entry], *, by: Any) -> None:
    """Let the drafts that `write_drafts` made of these entries be what they were: published, corrected, withdrawn."""
    for entry in entries:
        entry.author = by
        entry.state = EntryState.WITHDRAWN if entry.withdrawn_at else EntryState.PUBLISHED
        for step in ("published", "withdrawn", "redacted"):
            setattr(entry, f"{step}_by", by if getattr(entry, f"{step}_at") else None)
    model = type(entries[0])
    changing = (*STEPS, *model.text_fields)
    model.objects.bulk_create(entries, update_conflicts=True, unique_fields=["uid"], update_fields=changing)


def finish(now: dt.datetime) -> None:
    """Set the clock to the latest moment of the record, and compute what follows from it.

    Raises Refused where that moment is still to come, since nothing could be published here until then.
    """
    latest = [
        model.objects.aggregate(published=Max("published_at"), withdrawn=Max("withdrawn_at")) for model in ENTRY_MODELS
    ]
    last_at = max((moment for row in latest for moment in row.values() if moment), default=None)
    if last_at and last_at > now:
        raise Refused(
            _("The record holds something published at %(at)s, which is still to come: set this machine's clock right.")
            % {"at": last_at.isoformat()}
        )
    LedgerClock.objects.update(last_at=last_at)
    recommendations = concerned()
    while some := list(islice(recommendations, AT_ONCE)):
        write_standings(*some)
    search_index.rebuild(check=False)
