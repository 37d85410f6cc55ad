"""The words of a text as search compares them: one function for what is indexed and for what is asked.

A word is folded (case, accents) and stemmed by the language of its text. Its token begins with that language
(`en:polici`), so that “policies”, stemmed as French (`fr:polic`), does not find the English “police” (`en:polic`).
A word with a digit, or of a language without a stemmer, is its own token (`rt3.2-r4`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from ..text_folding import fold

# By the first part of a language tag: those of the United Nations and others that governments report in.
# Chinese has no stems: each of its characters is a word here.
STEMMERS = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}

# No word that anybody looks for is longer, and stemming takes more than twice the time for twice the length.
TOKEN_LENGTH = 64

# Words whose tokens are kept at hand: those of a language, as far as a record uses it.
MEMORY = 100_000

# Accents typed by themselves, Arabic vowel signs, and the invisible characters that stand within words.
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200c\u200d"
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_HYPHENS = "\\-\u2010\u2011"
_RUN = rf"[^\W_{_IDEOGRAPHS}{_MARKS}](?:[^\W_{_IDEOGRAPHS}]|[{_MARKS}])*"
_CHUNK = re.compile(rf"[{_IDEOGRAPHS}]|{_RUN}(?:[.'’{_HYPHENS}]{_RUN})*")
_NAME = re.compile(rf"[{_IDEOGRAPHS}]|{_RUN}(?:['’]{_RUN})*")
_DIGIT = re.compile(r"\d")
# What taking a letter apart may leave besides letters: ½ holds a stroke, and ﷺ three spaces.
_NO_PART = re.compile(r"[^\w.'-]")
_PLAIN = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-", "\u00ad": None, "\u200c": None, "\u200d": None})


class Word(NamedTuple):
    """A word at `text[start:end]`, folded. One with a digit keeps its dots and hyphens, any other its apostrophes."""

    start: int
    end: int
    folded: str

    def tokens(self, language: str) -> tuple[str, ...]:
        """The token of the whole word, then those of its parts: of RT3.2-R4 also rt3.2, rt3, 2 and r4."""
        return _tokens(self.folded, language.partition("-")[0].lower())


def split(text: str) -> Iterator[Word]:
    """The words of `text` in their order. Whatever is no letter and no digit only parts them."""
    for chunk in _CHUNK.finditer(text):
        start, end = chunk.span()
        if chunk[0].isalpha() or _DIGIT.search(chunk[0]):
            yield Word(start, end, _folded(chunk[0]))
        else:
            yield from (Word(*name.span(), _folded(name[0])) for name in _NAME.finditer(text, start, end))


def tokens(text: str, language: str) -> list[str]:
    """The tokens of `text`, which is in `language` (a tag such as fr or pt-BR), each once, in order."""
    return list(dict.fromkeys(each for word in split(text) for each in word.tokens(language)))


def sought(query: str) -> list[frozenset[str]]:
    """For each word of `query`, the tokens that a text may hold for it: nobody says in which language they search.

    Empty where the query has no word.
    """
    return list(dict.fromkeys(_any_language(word.folded) for word in split(query)))


@lru_cache(maxsize=MEMORY)
def _folded(word: str) -> str:
    return _NO_PART.sub("", fold(word.translate(_PLAIN)))[:TOKEN_LENGTH]


@lru_cache(maxsize=MEMORY)
def _tokens(folded: str, code: str) -> tuple[str, ...]:
    limbs = folded.split("-")
    parts = (part for limb in limbs for part in (limb, *re.split(r"[.']", limb)) if part)
    return tuple(dict.fromkeys(_token(part, code) for part in (folded, *parts)))


def _token(word: str, code: str) -> str:
    if code not in STEMMERS or _DIGIT.search(word):
        return word
    # A stemmer of its own each time, since it keeps the word in hand and threads would share it.
    stem = snowballstemmer.stemmer(STEMMERS[code]).stemWord(word)
    return f"{code}:{stem or word}"


def _any_language(word: str) -> frozenset[str]:
    return frozenset((word, *(_tokens(word, code)[0] for code in STEMMERS)))
