"""Steps of workflow.py for many follow-ups at once: in one transaction, by the same rules, with the same history.

All that is published at once becomes public at one moment, and the standings of each recommendation are replayed once.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from recommendations.models import (
    Document,
    Evidence,
    FollowUp,
    FollowUpComponent,
    Government,
    JointGovernment,
    Recommendation,
    Rights,
    rights_of,
)
from recommendations.models.choices import EDITABLE_STATES, EntryState
from recommendations.models.constraints import broken
from recommendations.models.many_rows import Batch, Edit, delete, number, update
from recommendations.models.search import index as search_index

from .rules import (
    WRITTEN,
    Conflict,
    Refused,
    check_content,
    check_correction,
    check_evidence,
    is_example_site,
    require_editable,
    require_writable,
    written_by,
)
from .standings import write_standings
from .workflow import in_utc, keep_steps, tick

AT_ONCE = 500
LINKS = ("recommendation", "government", "organisation", "corrects", "author")


@dataclass
class Draft:
    """A follow-up to be written: a new one, a correction (new, with `corrects`), or one that was read and changed.

    `sources` are attached to it, `dropped` taken off, and `kept` are those that stay. A correction begins with the
    sources, components and joint governments of what it corrects: `dropped` and `kept` are then sources of that one.
    """

    entry: FollowUp
    sources: list[Evidence] = field(default_factory=list)
    dropped: list[Evidence] = field(default_factory=list)
    kept: list[Evidence] = field(default_factory=list)

    @property
    def has_public_source(self) -> bool:
        """Whether it will have one, once it is written."""
        return any(source.url or source.file for source in (*self.sources, *self.kept))


def with_subject(entries: Any) -> Any:
    """Follow-ups with all that the rules read of them, so that a rule costs no query."""
    return entries.select_related("government", "organisation", "corrects").prefetch_related(
        Prefetch("recommendation", queryset=for_rules(Recommendation.objects.all()))
    )


def for_rules(recommendations: Any) -> Any:
    addressees = Government.objects.order_by("name_en")
    documents = Document.objects.select_related("round_table__summit")
    return recommendations.prefetch_related(
        Prefetch("document", queryset=documents), Prefetch("addressees", queryset=addressees)
    )


def check_draft(draft: FollowUp, rights: Rights, on: dt.date, *, of_example_site: bool) -> None:
    """All rules for a draft that concern it alone; no query where it comes from `with_subject`.

    Raises what `save_draft` would raise: `Refused`, or the models' own ValidationError.
    """
    require_writable(draft, rights)
    draft.clean_fields(exclude=LINKS)
    for constraint in broken(draft):
        raise Refused(constraint.get_violation_error_message(), code=constraint.name)
    check_content(draft, on, of_example_site=of_example_site)


@transaction.atomic
def save_drafts(drafts: Sequence[Draft], *, by: Any, at: dt.datetime | None = None) -> list[FollowUp]:
    """`save_draft`, `correct` and `save_evidence` for many; all or none. Raises at the first that is refused."""
    now = in_utc(at)
    rights, of_example_site = rights_of(by, now.date()), is_example_site()
    edit = Edit(by, now, WRITTEN)
    for some in chunks(drafts):
        stored = locked([draft.entry for draft in some if draft.entry.pk])
        in_force = still_in_force([draft.entry for draft in some], now)
        for entry in (draft.entry for draft in some):
            before = stored.get(entry.pk) if entry.pk else None
            if before is None:
                entry.author = by
            else:
                require_editable(before)
                require_writable(before, rights)
            keep_steps(entry, before)
            check_draft(entry, rights, now.date(), of_example_site=of_example_site)
            check_correction(entry, now, is_in_force=entry.corrects_id in in_force)
            entry.version = before.version + 1 if before else 1
        write_drafts(some, edit)
    return [draft.entry for draft in drafts]


def write_drafts(drafts: list[Draft], edit: Edit) -> None:
    batch = Batch()
    new = [draft.entry for draft in drafts if not draft.entry.pk]
    changed = [draft for draft in drafts if draft.entry.pk]
    number(new)
    batch.add(FollowUp, new)
    batch.add(FollowUp.history.model, edit.history(FollowUp, new, "+"))
    edited = [draft.entry for draft in changed]
    update(FollowUp, edited, [*FollowUp.subject_fields, *FollowUp.content_fields, "version"])
    batch.add(FollowUp.history.model, edit.history(FollowUp, edited, "~"))
    dropped = [source for draft in changed for source in draft.dropped]
    batch.add(Evidence.history.model, edit.history(Evidence, dropped, "-"))
    delete(Evidence, dropped)
    add_copies([draft for draft in drafts if draft.entry.version == 1 and draft.entry.corrects_id], batch)
    sources = [source for draft in drafts for source in draft.sources]
    for draft in drafts:
        for source in draft.sources:
            source.follow_up = draft.entry
            source.clean_fields(exclude=["follow_up"])
    number(sources)
    batch.add(Evidence, sources)
    batch.add(Evidence.history.model, edit.history(Evidence, sources, "+"))
    batch.write()


def add_copies(corrections: list[Draft], batch: Batch) -> None:
    """What a correction takes over from what it corrects, without history, as `correct` does."""
    drafts = {draft.entry.corrects_id: draft for draft in corrections}
    copies: list[Evidence] = []
    for source in Evidence.objects.filter(follow_up__in=drafts).order_by("pk"):
        draft = drafts[source.follow_up_id]
        if source not in draft.dropped:
            content = {name: getattr(source, name) for name in Evidence.content_fields}
            copies.append(Evidence(follow_up=draft.entry, **content))
    number(copies)
    batch.add(Evidence, copies)
    for model in (FollowUpComponent, JointGovernment):
        links = list(model._default_manager.filter(follow_up__in=drafts).order_by("pk"))
        for link in links:
            link.pk, link.follow_up = None, drafts[link.follow_up_id].entry
        number(links)
        batch.add(model, links)


@transaction.atomic
def submit_all(entries: Sequence[FollowUp], *, by: Any, at: dt.datetime | None = None) -> list[FollowUp]:
    """`submit` for many; all or none."""
    now = in_utc(at)
    rights = rights_of(by, now.date())
    submitted: list[FollowUp] = []
    for some in chunks(entries):
        rows = list(locked(some).values())
        for row in rows:
            if row.state not in EDITABLE_STATES:
                raise Refused(_("Only a draft or a returned entry can be submitted."))
            require_writable(row, rights)
            row.state = EntryState.SUBMITTED
            row.submitted_by, row.submitted_at = by, now
        check_steps(rows, now)
        take_step(rows, ["state", "submitted_by", "submitted_at"], Edit(by, now, "submitted"))
        submitted += rows
    return submitted


@transaction.atomic
def publish_all(entries: Sequence[FollowUp], *, by: Any, at: dt.datetime | None = None) -> list[FollowUp]:
    """`publish` for many, at one moment; all or none."""
    now = tick(at)
    rights = rights_of(by, now.date())
    if not rights.reviews:
        raise Refused(_("Only a reviewer publishes, returns or withdraws entries."))
    published: list[FollowUp] = []
    for some in chunks(entries):
        rows = list(locked(some).values())
        pks = [row.pk for row in rows]
        own = set(written_by(FollowUp.objects.filter(pk__in=pks), by).values_list("pk", flat=True))
        if own and not rights.publishes_own:
            raise Refused(_("You wrote or edited this entry: another reviewer has to decide about it."))
        for row in rows:
            if row.state != EntryState.SUBMITTED:
                raise Refused(_("Only a submitted entry can be published: submit it first."))
            row.state = EntryState.PUBLISHED
            row.reviewed_by = row.published_by = by
            row.reviewed_at = row.published_at = now
            row.self_published = row.pk in own
        check_steps(rows, now)
        fields = ["state", "reviewed_by", "reviewed_at", "published_by", "published_at", "self_published"]
        take_step(rows, fields, Edit(by, now, "published"))
        search_index.index_entries(rows)
        published += rows
    concerned = Recommendation.objects.filter(pk__in={row.recommendation_id for row in published})
    for recommendations in chunks(list(concerned.order_by("pk")), AT_ONCE // 5):
        write_standings(*recommendations)
    return published


def check_steps(rows: list[FollowUp], now: dt.datetime) -> None:
    """The rules for submission and publication."""
    of_example_site = is_example_site()
    pks = [row.pk for row in rows]
    sources = Evidence.objects.filter(follow_up__in=pks).exclude(url="", file="")
    with_source = set(sources.values_list("follow_up", flat=True))
    in_force = still_in_force(rows, now)
    for row in rows:
        check_content(row, now.date(), of_example_site=of_example_site)
        check_evidence(row, has_public_source=row.pk in with_source)
        check_correction(row, now, is_in_force=row.corrects_id in in_force)


def take_step(rows: list[FollowUp], fields: list[str], edit: Edit) -> None:
    for row in rows:
        row.version += 1
    update(FollowUp, rows, [*fields, "version"])
    batch = Batch()
    batch.add(FollowUp.history.model, edit.history(FollowUp, rows, "~"))
    batch.write()


def locked(entries: Collection[FollowUp]) -> dict[int, FollowUp]:
    """The rows as they are now, locked, by id; refused where one is no longer what was read."""
    rows = with_subject(FollowUp.objects.filter(pk__in=[entry.pk for entry in entries]))
    stored = {row.pk: row for row in rows.select_for_update(of=("self",)).order_by("pk")}
    for entry in entries:
        if entry.pk not in stored:
            raise Refused(_("Somebody deleted this draft after you opened it: record it anew."))
        if stored[entry.pk].version != entry.version:
            raise Conflict(stored[entry.pk])
    return stored


def still_in_force(entries: Iterable[FollowUp], now: dt.datetime) -> set[int]:
    """Ids of those that the entries correct and that are in force."""
    corrected = [entry.corrects_id for entry in entries if entry.corrects_id]
    if not corrected:
        return set()
    return set(FollowUp.objects.in_force(now).filter(pk__in=corrected).values_list("pk", flat=True))


def chunks(rows: Sequence[Any], size: int = AT_ONCE) -> Iterator[list[Any]]:
    stream = iter(rows)
    while some := list(islice(stream, size)):
        yield some
