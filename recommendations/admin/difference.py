"""An entry beside the one that it corrects or would replace: each field before and now, changed words marked."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.models import Entry, Evidence, FollowUp, Rights

from .forms import label_of, said

# A word with the white space behind it, so that the words joined are the text again.
WORD = re.compile(r"\S+\s*|\s+")
LINE = re.compile(r"[^\n]+\n*|\n+")
# Both texts together, in characters: longer ones are compared line by line, which stays quick.
COMPARED_BY_WORDS = 30_000


@dataclass(frozen=True)
class Row:
    """A field of both entries; empty: it says nothing. Words that the other side lacks are marked."""

    label: str
    before: SafeString | str
    now: SafeString | str
    is_changed: bool


@dataclass(frozen=True)
class Difference:
    """`is_correction`: `earlier` is what the entry corrects, else the entry in force of the same subject.

    `replaces`: the entry comes into the place of `earlier` once published, as its date is not the earlier one.
    """

    earlier: Entry
    is_correction: bool
    replaces: bool
    rows: list[Row]

    @property
    def changed(self) -> list[Row]:
        return [row for row in self.rows if row.is_changed]

    @property
    def same(self) -> list[Row]:
        return [row for row in self.rows if not row.is_changed and row.now]


def difference_of(entry: Any, rights: Rights, at: dt.datetime) -> Difference | None:
    """Null where the person may see no earlier entry of the subject. Seven queries at the most."""
    earlier = earlier_of(entry, rights, at)
    if earlier is None:
        return None
    is_correction = entry.corrects_id is not None
    return Difference(
        earlier=earlier,
        is_correction=is_correction,
        replaces=is_correction or entry.stated_on_day >= earlier.stated_on_day,
        rows=[row_of(label, before, now) for label, before, now in _pairs(earlier, entry)],
    )


def earlier_of(entry: Any, rights: Rights, at: dt.datetime) -> Entry | None:
    """What the entry corrects; for one that was never published else the current entry in force of its subject."""
    entries: Any = type(entry).objects
    found: Entry | None = None
    if entry.corrects_id:
        found = entries.visible_to(rights, at).filter(pk=entry.corrects_id).first()
    elif not entry.was_published:
        subject = {name: getattr(entry, f"{name}_id", getattr(entry, name)) for name in entry.subject_fields}
        newest_first = (f"-{entry.date_field}", "-published_at")
        found = entries.in_force(at).filter(**subject).order_by(*newest_first).first()
    return found


def _pairs(earlier: Entry, entry: Entry) -> Iterable[tuple[str, str, str]]:
    for name in entry.content_fields:
        yield label_of(type(entry), name), words_of(earlier, name), words_of(entry, name)
    if isinstance(entry, FollowUp):
        for name in ("components", "joint_with"):
            before, now = ("\n".join(str(row) for row in getattr(each, name).all()) for each in (earlier, entry))
            yield label_of(FollowUp, name), before, now
    before, now = ("\n".join(source_in_words(source) for source in each.evidence.all()) for each in (earlier, entry))
    yield str(Evidence._meta.verbose_name), before, now


def words_of(entry: Entry, name: str) -> str:
    """The value of a field in words, empty where it says nothing."""
    if getattr(entry, name) in (None, ""):
        return _("redacted") if entry.redacted_at and name in entry.text_fields else ""
    return said(entry, name)


def source_in_words(source: Evidence) -> str:
    """All that is recorded of a source, on one line."""
    about = [str(source), source.publisher, source.url or source.file.name, source.language]
    if source.published_on:
        about.append(_("published on %(day)s") % {"day": said(source, "published_on")})
    about.append(_("retrieved on %(day)s") % {"day": said(source, "retrieved_on")})
    if source.is_independent:
        about.append(_("independent"))
    return ", ".join(filter(None, about))


def row_of(label: str, before: str, now: str) -> Row:
    if before == now:
        return Row(label, before, now, is_changed=False)
    part = WORD if len(before) + len(now) <= COMPARED_BY_WORDS else LINE
    old, new = part.findall(before), part.findall(now)
    # White space alone makes no other word.
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new])
    steps = matcher.get_opcodes()
    return Row(
        label,
        marked(((old[first:last], tag == "equal") for tag, first, last, _from, _to in steps), "del"),
        marked(((new[first:last], tag == "equal") for tag, _from, _to, first, last in steps), "ins"),
        is_changed=True,
    )


def marked(parts: Iterable[tuple[list[str], bool]], tag: str) -> SafeString:
    """The words as HTML, escaped, those that are not the same on both sides in the element `tag`."""
    pieces = (("".join(words), is_same) for words, is_same in parts if words)
    return format_html_join(
        "",
        "{}{}",
        (
            (text, "") if is_same else (format_html(f"<{tag}>{{}}</{tag}>", text.rstrip()), text[len(text.rstrip()) :])
            for text, is_same in pieces
        ),
    )
