"""Which entry of the record a row of a file speaks of, and in what the two differ."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from recommendations.ledger.bulk_steps import chunks, with_subject
from recommendations.models import Evidence, FollowUp, Government, Recommendation, Rights, Stakeholder
from recommendations.models.choices import EDITABLE_STATES, EntryState

from ..spreadsheet_cells import line_feeds
from .plans import FieldChange, Problem, Problems

COMPARED = ("channel", "status", "reason", "reported_on", "summary", "details", "language")
# Enough to ask for at once, where each has a follow-up of each government.
AT_ONCE = 50

SUBJECT = ("recommendation_id", "government_id", "voice", "organisation_id")
REFUSED: Any = object()

Stored = dict[str, Any]


@dataclass(slots=True)
class Values:
    """What a row says. `content` and `urls` hold what the file has columns for; `urls` is null where it has none."""

    line: int
    uid: uuid.UUID | None
    recommendation: Recommendation
    government: Government | None
    voice: str
    organisation: Stakeholder | None
    content: dict[str, Any]
    urls: list[str] | None

    @property
    def subject(self) -> tuple[Any, ...]:
        return (
            self.recommendation.pk,
            self.government and self.government.pk,
            self.voice,
            self.organisation and self.organisation.pk,
        )


@dataclass
class Found:
    """What a row speaks of. `stored`, with its evidence as `sources`, is the entry that it changes (null: none)."""

    values: Values
    stored: FollowUp | None = None
    sources: list[Evidence] = field(default_factory=list)
    changes: list[FieldChange] = field(default_factory=list)
    is_new: bool = False
    is_waiting: bool = False


class Matcher:
    def __init__(self, rows: list[Values], problems: Problems, rights: Rights, now: dt.datetime) -> None:
        self.rows, self.problems = rows, problems
        self.entries = FollowUp.objects.visible_to(rights, now)
        self.sees_all = rights.sees_all_entries
        # The line that spoke of an entry, and of a subject and day, first.
        self.lines: dict[Any, int] = {}

    def refuse(self, values: Values, column: str, message: str, **names: Any) -> None:
        self.problems.add(Problem(values.line, column, message % names))

    def matches(self) -> Iterator[Found]:
        """Each row that is not refused, with what it speaks of. Four queries for each 50 recommendations."""
        by_recommendation: dict[int, list[Values]] = defaultdict(list)
        for values in self.rows:
            by_recommendation[values.recommendation.pk].append(values)
        named = self.named()
        for some in chunks(list(by_recommendation), AT_ONCE):
            chains = Chains(self.entries.filter(recommendation__in=some))
            rows = [values for pk in some for values in by_recommendation[pk]]
            found = [(values, self.entry_of(values, chains, named)) for values in rows if self.is_first(values)]
            yield from self.compared([(values, entry) for values, entry in found if entry is not REFUSED])

    def named(self) -> dict[Any, Stored]:
        """The entries that rows name by uid, among those that the person may see."""
        uids = [values.uid for values in self.rows if values.uid]
        named: dict[Any, Stored] = {}
        for some in chunks(uids):
            rows = self.entries.filter(uid__in=some)
            named |= {row["uid"]: row for row in rows.values("uid", "pk", "state", *SUBJECT)}
        return named

    def is_first(self, values: Values) -> bool:
        """Refuses a row that speaks of the same entry, or of the same subject and day, as an earlier one."""
        key = values.uid or (*values.subject, values.content["reported_on"])
        before = self.lines.setdefault(key, values.line)
        if before != values.line:
            self.refuse(
                values, "uid" if values.uid else "", _("speaks of the same entry as line %(line)d"), line=before
            )
        return before == values.line

    def entry_of(self, values: Values, chains: "Chains", named: dict[Any, Stored]) -> Any:
        """The stored entry that a row speaks of, null for none; `REFUSED` where it may not."""
        if values.uid in named:
            return self.entry_named(values, chains, named[values.uid])
        if values.uid and not self.sees_all:
            # One and the same answer for what is not there and for what the person may not see.
            self.refuse(values, "uid", _("no entry of yours has this uid: leave it empty to record a new one"))
            return REFUSED
        heads = {chains.head(row["pk"]) for row in chains.of(values)}
        if not heads:
            return None
        head = heads.pop()
        if heads or head is None:
            self.refuse(
                values, "uid", _("several entries have this recommendation, speaker and day: give the uid of one")
            )
            return REFUSED
        return self.once(values, chains.rows[head])

    def entry_named(self, values: Values, chains: "Chains", named: Stored) -> Any:
        if named["state"] == EntryState.WITHDRAWN:
            self.refuse(values, "uid", _("this entry was withdrawn: leave the uid empty to record a new one"))
            return REFUSED
        if tuple(named[name] for name in SUBJECT) != values.subject or named["pk"] not in chains.rows:
            self.refuse(
                values,
                "uid",
                _("this uid belongs to an entry with another recommendation, government, voice or organisation"),
            )
            return REFUSED
        entry = chains.rows[named["pk"]]
        if not list(chains.differences(values, entry)):
            return self.once(values, entry)
        head = chains.head(entry["pk"])
        if head is None:
            self.refuse(values, "uid", _("two drafts correct this entry: give the uid of one of them"))
            return REFUSED
        return self.once(values, chains.rows[head])

    def once(self, values: Values, entry: Stored) -> Any:
        before = self.lines.setdefault(entry["pk"], values.line)
        if before != values.line:
            self.refuse(values, "", _("speaks of the same entry as line %(line)d"), line=before)
            return REFUSED
        return entry

    def compared(self, rows: list[tuple[Values, Stored | None]]) -> Iterator[Found]:
        wanted = {}
        for values, entry in rows:
            changes = list(Chains.differences(values, entry)) if entry else []
            if changes and entry and entry["state"] == EntryState.SUBMITTED:
                self.refuse(values, "", _("this entry waits for review and cannot change: have it returned first"))
            elif entry and changes:
                wanted[entry["pk"]] = (values, changes)
            else:
                is_waiting = entry is not None and entry["state"] in EDITABLE_STATES
                yield Found(values, is_new=entry is None, is_waiting=is_waiting)
        for some in chunks(list(wanted)):
            stored = with_subject(FollowUp.objects.filter(pk__in=some)).prefetch_related("evidence")
            for entry in stored:
                values, changes = wanted[entry.pk]
                yield Found(values, entry, list(entry.evidence.all()), changes)


class Chains:
    """The entries of some recommendations that were not withdrawn, and which of them correct which. Two queries."""

    def __init__(self, entries: Any) -> None:
        entries = entries.exclude(state=EntryState.WITHDRAWN)
        rows = entries.values("pk", "state", "corrects_id", *SUBJECT, *COMPARED)
        self.rows: dict[int, Stored] = {row["pk"]: row | {"urls": set()} for row in rows}
        sources = Evidence.objects.filter(follow_up__in=entries.values("pk")).exclude(url="")
        for pk, url in sources.values_list("follow_up", "url"):
            self.rows[pk]["urls"].add(url)
        self.corrections: dict[int, list[Stored]] = defaultdict(list)
        self.by_key: dict[tuple[Any, ...], list[Stored]] = defaultdict(list)
        for row in self.rows.values():
            if row["corrects_id"]:
                self.corrections[row["corrects_id"]].append(row)
            self.by_key[(*(row[name] for name in SUBJECT), row["reported_on"])].append(row)

    def of(self, values: Values) -> list[Stored]:
        return self.by_key.get((*values.subject, values.content["reported_on"]), [])

    def head(self, pk: int) -> int | None:
        """The newest correction of an entry, or of its correction, and so on; null where two drafts compete."""
        corrections = self.corrections.get(pk, [])
        published = [row for row in corrections if row["state"] == EntryState.PUBLISHED]
        if len(published or corrections) > 1:
            return None
        return self.head((published or corrections)[0]["pk"]) if corrections else pk

    @staticmethod
    def differences(values: Values, entry: Stored) -> Iterator[FieldChange]:
        for name, after in values.content.items():
            if one_way(entry[name]) != one_way(after):
                yield FieldChange(name, str(entry[name]), str(after))
        if values.urls is not None and set(values.urls) != entry["urls"]:
            yield FieldChange("evidence_urls", ";".join(sorted(entry["urls"])), ";".join(values.urls))


def one_way(value: Any) -> Any:
    """Text as a cell gives it: browsers send other line ends than files have."""
    return line_feeds(value).strip() if isinstance(value, str) else value
