"""Files of follow-ups: what each row says, which entry it speaks of, and what it would change.

A row speaks of the entry that its `uid` names, else of the one with the same recommendation, speaker and day. What was
published is not changed: a row that differs from it becomes a draft that corrects it.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.ledger.bulk_steps import (
    Draft,
    check_draft,
    chunks,
    for_rules,
    publish_all,
    save_drafts,
    submit_all,
)
from recommendations.ledger.rules import Refused, check_evidence, is_example_site
from recommendations.ledger.workflow import locked_clock
from recommendations.models import Evidence, FollowUp, Government, Recommendation, Stakeholder, rights_of
from recommendations.models.choices import Channel, FollowUpStatus, Voice

from ..tables import FOLLOW_UPS
from ..tables.entries import BROUGHT_IN
from ..tables.recommendations import FOR_READING
from .files import Source, read_table
from .layout import MAX_ROWS, Layout, Row, shortened
from .matching import Found, Matcher, Values
from .plans import Item, Plan, Problem
from .recommendations import names_of
from .values import Names, RowReader, Wrong, by_choices, by_field, day

LAYOUT = Layout.of(
    FOLLOW_UPS,
    BROUGHT_IN,
    required=("recommendation", "voice", "channel", "status", "reported_on", "summary"),
    beside=FOR_READING,
)
# Where all of these are empty, a row names a recommendation and says nothing of it, as in a workbook to be filled in.
SAYING = ("uid", "status", "reason", "reported_on", "summary", "details", "evidence_urls")
# A `;` may stand inside of an address, so an address ends where the next one begins.
BETWEEN_ADDRESSES = re.compile(r";\s*(?=[A-Za-z][A-Za-z0-9+.-]*://)")
COLUMN_OF_RULE = {
    "followup_organisation_is_empty_exactly_for_governments": "organisation",
    "followup_other_voices_are_recorded_by_the_secretariat": "channel",
    "followup_discontinued_gives_the_reason": "reason",
    "followup_has_a_summary": "summary",
}

Progress = Callable[[int], None]


class Parser:
    def __init__(self, rows: list[Row], plan: Plan[Draft]) -> None:
        self.problems = plan.problems
        known = {
            reference.lower(): pk for reference, pk in Recommendation.objects.values_list("reference", "pk").iterator()
        }
        named = {row.cells["recommendation"].strip().lower() for row in rows}
        wanted = [pk for reference, pk in known.items() if reference in named]
        stored: dict[int, Recommendation] = {}
        for some in chunks(wanted):
            stored |= for_rules(Recommendation.objects.all()).in_bulk(some)
        self.recommendations = Names(
            _("recommendation"), ((row.reference, [], row) for row in stored.values()), hint=_("bring it in first")
        )
        governments = Government.objects.of_this_site()
        self.governments = Names(_("government"), ((row.iso3, names_of(row), row) for row in governments))
        self.organisations = Names(_("stakeholder"), ((row.slug, [row.name], row) for row in Stakeholder.objects.all()))
        meta = FollowUp._meta
        self.converters: dict[str, Callable[[str], Any]] = {
            "channel": by_choices(Channel),
            "status": by_choices(FollowUpStatus),
            "reported_on": day,
            **{name: by_field(meta.get_field(name)) for name in ("reason", "summary", "details")},
            "language": lambda text: by_field(meta.get_field("language"))(text or "en"),
        }
        self.url = by_field(Evidence._meta.get_field("url"))

    def __call__(self, row: Row) -> Values | None:
        reader = RowReader(row, self.problems)
        uid = reader.read("uid", identifier)
        recommendation = reader.read("recommendation", self.needed(self.recommendations))
        government = reader.read("government", optional(self.governments))
        voice = reader.read("voice", by_choices(Voice))
        organisation = reader.read("organisation", optional(self.organisations))
        content = {name: reader.read(name, convert) for name, convert in self.converters.items() if name in row.cells}
        urls = reader.read("evidence_urls", self.addresses) if "evidence_urls" in row.cells else None
        if not reader.is_good or not recommendation or not voice:
            return None
        return Values(row.line, uid, recommendation, government, voice, organisation, content, urls)

    def needed(self, names: Names[Recommendation]) -> Callable[[str], Recommendation]:
        def find(text: str) -> Recommendation:
            if not text:
                raise Wrong(_("this cell may not be empty"))
            return names.find(text)

        return find

    def addresses(self, text: str) -> list[str]:
        parts = (part.strip().rstrip(";") for part in BETWEEN_ADDRESSES.split(text))
        return list(dict.fromkeys(self.url(part) for part in parts if part))


def optional(names: Names[Any]) -> Callable[[str], Any]:
    return lambda text: names.find(text) if text else None


def identifier(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise Wrong(
            _("“%(text)s” is no uid: leave the cell empty for a new entry") % {"text": shortened(text)}
        ) from None


def plan_follow_ups(
    source: Source,
    *,
    by: Any,
    encoding: str = "",
    max_rows: int = MAX_ROWS,
    reviewer: Any = None,
    at: dt.datetime | None = None,
) -> Plan[Draft]:
    """What `source` would change, as drafts by the person `by`, or published by `reviewer`; writes nothing.

    Each row is checked by the rules for drafts, and by those for publication where there is a reviewer. Raises
    `FileRefused` where the file as a whole cannot be read. A plan is carried out once.
    """
    now = at or timezone.now()
    plan: Plan[Draft] = Plan()
    table = read_table(source, LAYOUT, plan.problems, encoding=encoding, max_rows=max_rows)
    saying = [row for row in table.rows if any(row.cells.get(name, "").strip() for name in SAYING)]
    parse = Parser(saying, plan)
    rows = [values for values in map(parse, saying) if values]
    matcher = Matcher(rows, plan.problems, rights_of(by, now.date()), now)
    check = Checker(by, now, plan, is_published=reviewer is not None)
    waiting = 0
    for found in matcher.matches():
        if not found.is_new and not found.changes:
            plan.unchanged += 1
            waiting += found.is_waiting
            continue
        draft = draft_of(found, now.date())
        if check(found.values.line, draft):
            item = Item(found.values.line, label_of(found.values), draft, tuple(found.changes))
            (plan.new if found.is_new else plan.changed).append(item)
    plan.new.sort(key=lambda item: item.line)
    plan.changed.sort(key=lambda item: item.line)
    if table.ignored:
        plan.notes.append(_("columns that no import reads: %(names)s") % {"names": ", ".join(table.ignored)})
    if len(saying) < len(table.rows):
        silent = len(table.rows) - len(saying)
        plan.notes.append(_("%(count)d rows say nothing yet and are left aside") % {"count": silent})
    if waiting:
        plan.notes.append(_("%(count)d unchanged rows are drafts that nobody has submitted yet") % {"count": waiting})
    return plan


def label_of(values: Values) -> str:
    speaker = values.organisation or values.government
    return f"{values.recommendation.reference}, {speaker}, {values.content['reported_on']}"


def draft_of(found: Found, on: dt.date) -> Draft:
    """The entry to be written, as the row and what is stored make it."""
    values, stored = found.values, found.stored
    if stored is None:
        entry = FollowUp(**({"uid": values.uid} if values.uid else {}))
    elif stored.is_editable:
        entry = stored
    else:
        entry = FollowUp(corrects=stored, **{name: getattr(stored, name) for name in FollowUp.content_fields})
    entry.recommendation, entry.government = values.recommendation, values.government
    entry.voice, entry.organisation = values.voice, values.organisation
    for name, value in values.content.items():
        setattr(entry, name, value)
    old = {source.url for source in found.sources}
    sources = [
        Evidence(title=url[:300], url=url, language=entry.language, retrieved_on=on)
        for url in values.urls or ()
        if url not in old
    ]
    dropped = [
        source for source in found.sources if values.urls is not None and source.url and source.url not in values.urls
    ]
    return Draft(entry, sources, dropped, [source for source in found.sources if source not in dropped])


class Checker:
    """The rules of the record for one draft after the other; what breaks one is named with its line and column."""

    def __init__(self, by: Any, now: dt.datetime, plan: Plan[Draft], *, is_published: bool) -> None:
        self.rights, self.on, self.problems = rights_of(by, now.date()), now.date(), plan.problems
        self.of_example_site, self.is_published = is_example_site(), is_published

    def __call__(self, line: int, draft: Draft) -> bool:
        try:
            check_draft(draft.entry, self.rights, self.on, of_example_site=self.of_example_site)
            for source in draft.sources:
                source.clean_fields(exclude=["follow_up"])
            if self.is_published:
                check_evidence(draft.entry, has_public_source=draft.has_public_source)
        except ValidationError as error:
            for column, message in messages_of(error):
                self.problems.add(Problem(line, column, message))
            return False
        return True


def messages_of(error: ValidationError) -> Iterator[tuple[str, str]]:
    if hasattr(error, "error_dict"):
        for name, messages in error.message_dict.items():
            yield (name if name in LAYOUT.columns else ""), " ".join(messages)
        return
    code = getattr(error, "code", None) or ""
    yield COLUMN_OF_RULE.get(code, ""), " ".join(error.messages)


@transaction.atomic
def apply_follow_ups(
    plan: Plan[Draft],
    *,
    by: Any,
    reviewer: Any = None,
    at: dt.datetime | None = None,
    progress: Progress = lambda _done: None,
) -> None:
    """Write the drafts of `plan` as the person `by`; `reviewer`, another person, publishes them. All or nothing."""
    if plan.problems:
        raise Refused(_("The file has rows that are refused: mend them first."))
    if reviewer is not None:
        if reviewer.pk == by.pk:
            raise Refused(_("Author and reviewer are two people: nobody publishes what they brought in."))
        # Publications take the clock before the rows of entries; the other order could end in a deadlock.
        locked_clock()
    drafts = [item.work for item in (*plan.new, *plan.changed)]
    done = 0
    for some in chunks(drafts):
        save_drafts(some, by=by, at=at)
        done += len(some)
        progress(done)
    if reviewer is not None and drafts:
        submitted = submit_all([draft.entry for draft in drafts], by=by, at=at)
        publish_all(submitted, by=reviewer, at=at)
