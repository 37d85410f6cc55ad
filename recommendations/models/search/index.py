"""What search looks through, the index that is kept of it, and what is found.

Whoever changes the text of recommendations calls `refresh` in the same transaction; workflow.py calls
`index_entries` and `forget` for follow-ups.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Prefetch, Q, QuerySet

from .. import Citation, Document, EditorialNote, FollowUp, Passage, Recommendation, SearchText
from ..base import Record
from . import full_text
from .words import tokens

# PostgreSQL takes one mebibyte of different words; that is a book. What comes after it is not found.
MAX_BYTES = 1_000_000

BATCH = 500

CITATIONS = Prefetch(
    "citations",
    queryset=Citation.objects.select_related("passage__document")
    .prefetch_related("passage__editorial_notes")
    .order_by("passage__ordinal"),
)


@dataclass(frozen=True)
class Source:
    """A text that search looks through, in its language; `of` is the record that holds it."""

    of: Recommendation | Citation | EditorialNote | FollowUp
    language: str
    text: str


def sources(recommendation: Recommendation) -> Iterator[Source]:
    """Reference, title, cited passages and the notes on them. Reads the document and `CITATIONS`."""
    language = recommendation.document.language
    yield Source(recommendation, language, recommendation.reference)
    yield Source(recommendation, language, recommendation.title)
    citations = recommendation.citations.all()
    for citation in citations:
        yield Source(citation, citation.passage.document.language, citation.passage.text)
    notes = {note.pk: note for citation in citations for note in citation.passage.editorial_notes.all()}
    for note in notes.values():
        for text in (note.remark, note.likely_reading, note.treatment):
            yield Source(note, language, text)


def sources_of_entry(entry: FollowUp) -> Iterator[Source]:
    for text in (entry.summary, entry.details, entry.next_step, entry.reason):
        yield Source(entry, entry.language, text)


def words_of(found: Iterable[Source]) -> str:
    """The tokens of all these texts, as a row of SearchText holds them."""
    distinct = dict.fromkeys(token for source in found for token in tokens(source.text, source.language))
    words = " ".join(distinct).encode()
    return words.decode() if len(words) <= MAX_BYTES else words[:MAX_BYTES].rpartition(b" ")[0].decode()


@transaction.atomic
def refresh(keys: Iterable[int] | None = None) -> list[str]:
    """Bring the index up to the texts of the recommendations with these ids (null: all); names those that differed.

    Whoever writes a reference, a title, a passage, a citation, an editorial note or the language of a document calls
    this afterwards, in the same transaction. It locks the recommendations, so that of two writers the later one sees
    the text of both. Three queries for each batch, and one more where something differs.
    """
    differing: list[str] = []
    for batch in _batches(keys):
        stale = outdated(batch.select_for_update(of=("self",), no_key=True))
        _write(stale, "recommendation")
        differing += map(str, stale)
    return differing


def index_entries(entries: Iterable[FollowUp]) -> None:
    """Make follow-ups that are being published findable."""
    _write([SearchText(follow_up=entry, tokens=words_of(sources_of_entry(entry))) for entry in entries], "follow_up")


def forget(entry: FollowUp) -> None:
    """Take the words of a redacted follow-up out of the index."""
    SearchText.objects.filter(follow_up=entry).delete()
    full_text.purge(connection)


@transaction.atomic
def rebuild(*, check: bool) -> list[str]:
    """Make the whole index right, or only look; returns the names of the rows that differed.

    Whoever calls it holds the ledger's clock, so that nothing is published meanwhile.
    """
    differing = [str(row) for batch in _batches() for row in outdated(batch)] if check else refresh()
    for stale in outdated_entries():
        differing += map(str, stale)
        if not check:
            _write(stale, "follow_up")
    unwanted = SearchText.objects.filter(follow_up__isnull=False).exclude(follow_up__in=_findable_entries())
    differing += map(str, unwanted)
    if not check:
        unwanted.delete()
    if not full_text.is_sound(connection):
        differing.append(full_text.FTS)
        if not check:
            full_text.install(connection)
    return differing


def outdated(recommendations: QuerySet[Recommendation]) -> list[Any]:
    """Rows, not saved, with the right words of those recommendations whose words the index lacks or has otherwise."""
    rows = recommendations.select_related("document", "search_text").prefetch_related(CITATIONS)
    texts = ((row, words_of(sources(row))) for row in rows)
    return [
        SearchText(recommendation=row, tokens=words)
        for row, words in texts
        if not hasattr(row, "search_text") or row.search_text.tokens != words
    ]


def outdated_entries() -> Iterator[list[SearchText]]:
    """The same of the follow-ups that can be found, batch by batch."""
    keys = [*_findable_entries().order_by("pk").values_list("pk", flat=True)]
    entries = FollowUp.objects.select_related("recommendation", "government", "organisation", "search_text")
    for start in range(0, len(keys), BATCH):
        batch = entries.filter(pk__in=keys[start : start + BATCH])
        texts = ((entry, words_of(sources_of_entry(entry))) for entry in batch)
        yield [
            SearchText(follow_up=entry, tokens=words)
            for entry, words in texts
            if not hasattr(entry, "search_text") or entry.search_text.tokens != words
        ]


def concerned(record: Record) -> set[int]:
    """Ids of the recommendations among whose texts search counts this record, as the database has it now."""
    match record:
        case Recommendation():
            rows = Q(pk=record.pk)
        case Citation():
            rows = Q(citations=record)
        case Passage():
            rows = Q(citations__passage=record)
        case EditorialNote():
            rows = Q(citations__passage__editorial_notes=record)
        case Document():
            rows = Q(document=record) | Q(citations__passage__document=record)
        case _:
            return set()
    return {*Recommendation.objects.filter(rows).values_list("pk", flat=True)}


def holding(word: frozenset[str], at: dt.datetime) -> Q:
    """Recommendations with one of these tokens in their text, or in a follow-up that was public at `at`.

    Follow-ups corrected by then are among these: their page shows them.
    """
    published = FollowUp.objects.published(at).filter(search_text__tokens__holds=word)
    texts = SearchText.objects.filter(recommendation__isnull=False, tokens__holds=word)
    return Q(pk__in=texts.values("recommendation")) | Q(pk__in=published.values("recommendation"))


def _findable_entries() -> QuerySet[FollowUp]:
    """Ever published and not redacted: which of them were public at a moment is asked when somebody searches."""
    return FollowUp.objects.filter(published_at__isnull=False, redacted_at__isnull=True)


def _batches(keys: Iterable[int] | None = None) -> Iterator[QuerySet[Recommendation]]:
    everything = Recommendation.objects.order_by("pk")
    sorted_keys = sorted(everything.values_list("pk", flat=True) if keys is None else set(keys))
    for start in range(0, len(sorted_keys), BATCH):
        yield everything.filter(pk__in=sorted_keys[start : start + BATCH])


def _write(rows: list[SearchText], owner: str) -> None:
    SearchText.objects.bulk_create(rows, update_conflicts=True, unique_fields=[owner], update_fields=["tokens"])
