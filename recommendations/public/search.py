"""Where a recommendation was found: the words that were searched for, marked in the text that holds them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, prefetch_related_objects

from recommendations.models import FollowUp, Recommendation
from recommendations.models.search.index import CITATIONS, Source, sources, sources_of_entry
from recommendations.models.search.words import split

# In characters: some three lines of the list.
BEFORE = 80
LENGTH = 260


class Piece(NamedTuple):
    text: str
    is_match: bool


@dataclass(frozen=True)
class Snippet:
    """A part of a source, or all of it, as it stands there. The dots at its ends stand for what was left out."""

    source: Source
    pieces: Sequence[Piece]

    @property
    def kind(self) -> str:
        """`citation`, `editorialnote` or `followup`; `recommendation` for the reference and the title."""
        name: str = self.source.of._meta.model_name or ""
        return name


@dataclass(frozen=True)
class Found:
    """The reference and the title marked, and snippets of as many other texts as it takes to show each word once."""

    reference: Sequence[Piece]
    title: Sequence[Piece]
    snippets: Sequence[Snippet]


def found(
    recommendations: Sequence[Recommendation], sought: Sequence[frozenset[str]], at: dt.datetime
) -> dict[int, Found]:
    """By primary key, where each of these holds the words of `words.sought`. Up to four queries; no words, none."""
    if not sought:
        return {}
    prefetch_related_objects(recommendations, "document", CITATIONS)
    chosen: dict[int, list[Source]] = {}
    missing: dict[int, list[frozenset[str]]] = {}
    for row in recommendations:
        chosen[row.pk], missing[row.pk] = _covering(sources(row), sought)
    for entry in _entries(missing, at):
        key = entry.recommendation_id
        holding, missing[key] = _covering(sources_of_entry(entry), missing[key])
        chosen[key] += holding
    wanted = frozenset().union(*sought)
    return {
        row.pk: Found(
            reference=pieces(row.reference, row.document.language, wanted),
            title=pieces(row.title, row.document.language, wanted),
            snippets=[snippet(source, wanted) for source in chosen[row.pk] if source.of != row],
        )
        for row in recommendations
    }


def pieces(text: str, language: str, wanted: frozenset[str]) -> list[Piece]:
    """`text` cut at the words that have one of the tokens `wanted`; put together again, it is the same text."""
    cut = []
    last = 0
    for word in split(text):
        if not wanted.isdisjoint(word.tokens(language)):
            cut += [Piece(text[last : word.start], is_match=False), Piece(text[word.start : word.end], is_match=True)]
            last = word.end
    cut.append(Piece(text[last:], is_match=False))
    return [piece for piece in cut if piece.text]


def snippet(source: Source, wanted: frozenset[str]) -> Snippet:
    """The stretch of `source` around the first word that has one of the tokens `wanted`."""
    text = source.text
    words = list(split(text))
    first = next(word.start for word in words if not wanted.isdisjoint(word.tokens(source.language)))
    start = next(word.start for word in words if word.start >= first - BEFORE) if first > BEFORE else 0
    ends = [word.end for word in words if start < word.end <= start + LENGTH]
    end = len(text) if len(text) <= start + LENGTH or not ends else ends[-1]
    cut = pieces(text[start:end], source.language, wanted)
    if start:
        cut.insert(0, Piece("… ", is_match=False))
    if end < len(text):
        cut.append(Piece(" …", is_match=False))
    return Snippet(source, cut)


def _covering(texts: Iterable[Source], sought: Sequence[frozenset[str]]) -> tuple[list[Source], list[frozenset[str]]]:
    """Of `texts`, the first ones that have a word which none before them has; and the words that none has."""
    chosen, missing = [], list(sought)
    for source in texts:
        tokens = {token for word in split(source.text) for token in word.tokens(source.language)}
        left = [word for word in missing if word.isdisjoint(tokens)]
        if len(left) < len(missing):
            chosen.append(source)
            missing = left
    return chosen, missing


def _entries(missing: dict[int, list[frozenset[str]]], at: dt.datetime) -> list[FollowUp]:
    """Follow-ups that have the words still missing, as few as will do, the newest first: so corrections come first.

    Each has `is_in_force`.
    """
    words = frozenset(token for several in missing.values() for word in several for token in word)
    if not words:
        return []
    left = {key: several for key, several in missing.items() if several}
    rows = (
        FollowUp.objects.published(at)
        .filter(recommendation__in=left, search_text__tokens__holds=words)
        .order_by("-published_at", "uid")
    )
    chosen = []
    for pk, key, tokens in rows.values_list("pk", "recommendation", "search_text__tokens"):
        held = set(tokens.split())
        rest = [word for word in left[key] if word.isdisjoint(held)]
        if len(rest) < len(left[key]):
            chosen.append(pk)
            left[key] = rest
    in_force = FollowUp.objects.in_force(at).filter(pk=OuterRef("pk"))
    entries = FollowUp.objects.published(at).annotate(is_in_force=Exists(in_force))
    return list(
        entries.filter(pk__in=chosen).select_related("government", "organisation").order_by("-published_at", "uid")
    )
