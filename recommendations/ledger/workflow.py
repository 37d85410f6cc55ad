"""The only writer of the ledger: drafts, and the steps by which they become public and cease to be.

Every function takes the person as `by` and the moment as `at` (null: now), runs in one
transaction, locks the entry's row, refuses an illegal step with a sentence that says how to mend
it, and returns the entry as it stands afterwards. Steps that change what is in force write the
standings in the same transaction.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.models import (
    Component,
    Entry,
    Evidence,
    FollowUp,
    FollowUpComponent,
    Government,
    JointGovernment,
    LedgerClock,
    rights_of,
)
from recommendations.models.choices import EDITABLE_STATES, EntryState
from recommendations.models.search import index as search_index

from .rules import (
    WRITTEN,
    Conflict,
    Refused,
    check_components_settled,
    check_content,
    check_correction,
    check_evidence,
    check_links,
    require_editable,
    require_reviewer,
    require_writable,
)
from .standings import write_standings
from .unused_files import drop_files

E = TypeVar("E", bound=Entry)


@transaction.atomic
def save_draft(
    *,
    entry: E,
    by: Any,
    components: Iterable[Component] | None = None,
    joint_with: Iterable[Government] | None = None,
    at: dt.datetime | None = None,
) -> E:
    """Write a new draft, or the content of one that is a draft or was returned.

    `entry.version` must be the version that was read (see `Conflict`). `components` and
    `joint_with` replace those of a follow-up; null leaves them as they are.
    """
    now = in_utc(at)
    rights = rights_of(by, now.date())
    stored = None if entry.pk is None else _locked(entry)
    if stored is None:
        entry.author = by
    else:
        require_editable(stored)
        require_writable(stored, rights)
    keep_steps(entry, stored)
    require_writable(entry, rights)
    entry.full_clean(exclude=["author"])
    check_content(entry, now.date())
    # Not before the checks: whoever was refused tries again with the version that they read.
    entry.version = stored.version + 1 if stored else 1
    _save(entry, by=by, at=now, reason=WRITTEN)
    if isinstance(entry, FollowUp):
        _save_links(entry, components, joint_with, by=by)
    return entry


@transaction.atomic
def save_evidence(*, evidence: Evidence, by: Any, at: dt.datetime | None = None) -> Evidence:
    """Attach `evidence` to the draft that it names, or change it there. The draft's version counts on."""
    now = in_utc(at)
    _require_draft_of(evidence, by, now)
    evidence.full_clean()
    if evidence.pk is not None:
        evidence.version += 1
    replaced = {*Evidence.objects.filter(pk=evidence.pk).values_list("file", flat=True)}
    _save(evidence, by=by, at=now, reason=WRITTEN)
    drop_files(replaced)
    _count_on(evidence.entry)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Any, at: dt.datetime | None = None) -> None:
    """Take `evidence` off a draft. The draft's version counts on."""
    _require_draft_of(evidence, by, in_utc(at))
    name = evidence.file.name
    _delete(evidence, by=by, reason=WRITTEN)
    _count_on(evidence.entry)
    drop_files([name])


@transaction.atomic
def delete_draft(*, entry: Entry, by: Any, at: dt.datetime | None = None) -> None:
    """Delete an entry that was never published, with its evidence, its files and links."""
    now = in_utc(at)
    stored = _locked(entry)
    require_editable(stored)
    require_writable(stored, rights_of(by, now.date()))
    sources = [*stored.evidence.all()]
    children: list[Any] = [*sources]
    if isinstance(stored, FollowUp):
        children += [*stored.component_links.all(), *stored.joint_links.all()]
    for row in (*children, stored):
        _delete(row, by=by, reason="deleted")
    drop_files(source.file.name for source in sources)


@transaction.atomic
def submit(*, entry: E, by: Any, at: dt.datetime | None = None) -> E:
    """Hand a draft in for review."""
    now = in_utc(at)
    stored = _locked(entry)
    if stored.state not in (EntryState.DRAFT, EntryState.RETURNED):
        raise Refused(_("Only a draft or a returned entry can be submitted."))
    require_writable(stored, rights_of(by, now.date()))
    check_content(stored, now.date())
    check_evidence(stored)
    check_correction(stored, now)
    check_components_settled(stored, now)
    stored.state = EntryState.SUBMITTED
    stored.submitted_by, stored.submitted_at = by, now
    return _step(stored, by=by, at=now, reason="submitted")


@transaction.atomic
def return_to_author(*, entry: E, by: Any, note: str, at: dt.datetime | None = None) -> E:
    """Give a submitted entry back with a note that says what to change."""
    now = in_utc(at)
    stored = _locked(entry)
    if stored.state != EntryState.SUBMITTED:
        raise Refused(_("Only a submitted entry can be returned."))
    require_reviewer(stored, by, now)
    if not note.strip():
        raise Refused(_("Say in a note what the author should change."))
    stored.state = EntryState.RETURNED
    stored.reviewed_by, stored.reviewed_at = by, now
    stored.return_note = note
    return _step(stored, by=by, at=now, reason="returned")


@transaction.atomic
def publish(*, entry: E, by: Any, at: dt.datetime | None = None) -> E:
    """Make a submitted entry public and bring the standings up to date.

    A reviewer publishes nothing that they wrote or edited. A superuser may; the entry then says
    that nobody else reviewed it (`self_published`).
    """
    now = tick(at)
    stored = _locked(entry)
    if stored.state != EntryState.SUBMITTED:
        raise Refused(_("Only a submitted entry can be published: submit it first."))
    is_own = require_reviewer(stored, by, now)
    check_content(stored, now.date())
    check_evidence(stored)
    check_correction(stored, now)
    check_components_settled(stored, now)
    stored.state = EntryState.PUBLISHED
    stored.reviewed_by, stored.reviewed_at = by, now
    stored.published_by, stored.published_at = by, now
    stored.self_published = is_own
    stored = _step(stored, by=by, at=now, reason="published")
    write_standings(stored.recommendation)
    if isinstance(stored, FollowUp):
        search_index.index_entries([stored])
    return stored


@transaction.atomic
def submit_and_publish(*, entry: E, by: Any, at: dt.datetime | None = None) -> E:
    """Both steps at once, for whoever may publish their own work."""
    # Publications take the clock before the entry's row; the other order could end in a deadlock.
    locked_clock()
    return publish(entry=submit(entry=entry, by=by, at=at), by=by, at=at)


@transaction.atomic
def withdraw(*, entry: E, by: Any, reason: str, at: dt.datetime | None = None) -> E:
    """Take a published entry out of force. The record of the days before keeps showing it."""
    now = tick(at)
    stored = _locked(entry)
    if stored.state != EntryState.PUBLISHED:
        raise Refused(_("Only a published entry can be withdrawn."))
    require_reviewer(stored, by, now)
    if not reason.strip():
        raise Refused(_("Give the reason for the withdrawal: it is shown to the public."))
    stored.state = EntryState.WITHDRAWN
    stored.withdrawn_by, stored.withdrawn_at = by, now
    stored.withdrawal_reason = reason
    stored = _step(stored, by=by, at=now, reason="withdrawn")
    write_standings(stored.recommendation)
    return stored


@transaction.atomic
def correct(*, entry: E, by: Any, at: dt.datetime | None = None) -> E:
    """Begin a correction: a draft with the content, evidence and links of an entry in force.

    Whoever has begun one gets it back, so that a second click does not make a second draft.
    Its history begins with the first edit: a copy would keep the words of the original there, out of
    the reach of a later redaction.
    """
    now = in_utc(at)
    stored = _locked(entry)
    draft = type(stored)(
        corrects=stored,
        author=by,
        **{name: getattr(stored, name) for name in stored.subject_fields + stored.content_fields},
    )
    require_writable(draft, rights_of(by, now.date()))
    check_correction(draft, now)
    begun: E | None = type(stored).objects.filter(corrects=stored, author=by, state__in=EDITABLE_STATES).first()
    if begun is not None:
        return begun
    _copy(draft)
    if isinstance(stored, FollowUp) and isinstance(draft, FollowUp):
        for component in stored.components.all():
            _copy(FollowUpComponent(follow_up=draft, component=component))
        for government in stored.joint_with.all():
            _copy(JointGovernment(follow_up=draft, government=government))
    for source in stored.evidence.all():
        content = {name: getattr(source, name) for name in source.content_fields}
        _copy(Evidence(**content, **{stored.evidence_field(): draft}))
    return draft


@transaction.atomic
def redact(*, entry: E, by: Any, reason: str, at: dt.datetime | None = None) -> E:
    """Blank the words and files of a withdrawn entry everywhere, its history included.

    The one permitted change to what was published: dates, statuses and figures stay as they were.
    """
    now = in_utc(at)
    stored = _locked(entry)
    if not rights_of(by, now.date()).redacts:
        raise Refused(_("Only a superuser redacts an entry."))
    if stored.state != EntryState.WITHDRAWN or stored.redacted_at:
        raise Refused(_("Only a withdrawn entry can be redacted, and only once: withdraw it first."))
    if not reason.strip():
        raise Refused(_("Give the reason for the redaction: it is shown in place of the text."))
    text_fields = (*stored.text_fields, *stored.step_text_fields)
    blank = dict.fromkeys(text_fields, "")
    for name in text_fields:
        setattr(stored, name, "")
    stored.redacted_by, stored.redacted_at, stored.redaction_reason = by, now, reason
    stored = _step(stored, by=by, at=now, reason="redacted")
    type(stored).history.filter(id=stored.pk).update(**blank)
    _redact_evidence(stored, by=by, at=now)
    if isinstance(stored, FollowUp):
        search_index.forget(stored)
    return stored


def in_utc(at: dt.datetime | None) -> dt.datetime:
    """`at`, or now, in UTC: days of the record end at 24:00 UTC."""
    return (at or timezone.now()).astimezone(dt.UTC)


def tick(at: dt.datetime | None) -> dt.datetime:
    """The moment of this publication: later than every earlier one, under the ledger's lock.

    Moments given from outside (`at`) must be later as well: history is not written backwards.
    """
    clock = locked_clock()
    moment = in_utc(at)
    if moment > in_utc(None):
        raise Refused(_("This moment lies in the future: leave it out, or give an earlier one."))
    if clock.last_at and moment <= clock.last_at:
        if at is not None:
            raise Refused(_("The ledger already holds entries published later: give a later moment."))
        moment = clock.last_at + dt.timedelta(microseconds=1)
    clock.last_at = moment
    clock.save()
    return moment


def locked_clock() -> LedgerClock:
    clock, _created = LedgerClock.objects.select_for_update().get_or_create(pk=1)
    return clock


def _locked(entry: E) -> E:
    try:
        stored = type(entry).locked(entry.pk)
    except type(entry).DoesNotExist:
        raise Refused(_("Somebody deleted this draft after you opened it: record it anew.")) from None
    if stored.version != entry.version:
        raise Conflict(stored)
    return stored


def keep_steps(entry: Entry, stored: Entry | None) -> None:
    """What the author does not write stays as it is stored; a new entry begins without steps."""
    own = {"uid", "corrects", "author"} if stored is None else set()
    for field in entry._meta.concrete_fields:
        if not field.editable and field.name not in own:
            value = getattr(stored, field.attname) if stored else field.get_default()
            setattr(entry, field.attname, value)


def _save(row: Any, *, by: Any, at: dt.datetime, reason: str) -> None:
    row._history_user = by
    row._history_date = at
    row._change_reason = reason
    row.save()


def _copy(row: Any) -> None:
    row.skip_history_when_saving = True
    row.save()
    del row.skip_history_when_saving


def _delete(row: Any, *, by: Any, reason: str) -> None:
    row._history_user = by
    row._change_reason = reason
    row.delete()


def _step(stored: E, *, by: Any, at: dt.datetime, reason: str) -> E:
    stored.version += 1
    _save(stored, by=by, at=at, reason=reason)
    return stored


def _count_on(entry: Entry) -> None:
    """Nobody takes a step with a draft whose sources changed after they read it."""
    type(entry).objects.filter(pk=entry.pk).update(version=F("version") + 1)
    entry.version += 1


def _require_draft_of(evidence: Evidence, by: Any, at: dt.datetime) -> None:
    rights = rights_of(by, at.date())
    # The entry that it hangs on in the database too: nobody takes evidence off an entry that is not theirs.
    for row in filter(None, [evidence, Evidence.objects.filter(pk=evidence.pk).first()]):
        stored = type(row.entry).locked(row.entry.pk)
        require_editable(stored)
        require_writable(stored, rights)


def _save_links(
    entry: FollowUp,
    components: Iterable[Component] | None,
    joint_with: Iterable[Government] | None,
    *,
    by: Any,
) -> None:
    chosen = [*(entry.components.all() if components is None else components)]
    partners = [*(entry.joint_with.all() if joint_with is None else joint_with)]
    check_links(entry, chosen, partners)
    _replace_links(FollowUpComponent, entry, "component", chosen, by=by)
    _replace_links(JointGovernment, entry, "government", partners, by=by)


def _replace_links(model: Any, entry: FollowUp, name: str, wanted: list[Any], *, by: Any) -> None:
    missing = {row.pk: row for row in wanted}
    for link in model.objects.filter(follow_up=entry):
        if missing.pop(getattr(link, f"{name}_id"), None) is None:
            _delete(link, by=by, reason=WRITTEN)
    for row in missing.values():
        link = model(follow_up=entry, **{name: row})
        link._history_user = by
        link.save()


def _redact_evidence(stored: Entry, *, by: Any, at: dt.datetime) -> None:
    of_entry = {f"{stored.evidence_field()}_id": stored.pk}
    files = {*Evidence.history.filter(**of_entry).exclude(file="").values_list("file", flat=True)}
    blank = dict.fromkeys(Evidence.text_fields, "")
    for source in stored.evidence.all():
        for name, value in blank.items():
            setattr(source, name, value)
        source.version += 1
        _save(source, by=by, at=at, reason="redacted")
    Evidence.history.filter(**of_entry).update(**blank)
    drop_files(files)
