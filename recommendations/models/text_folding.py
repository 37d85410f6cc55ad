"""How names and search words are compared, the same on every database."""

import re
import unicodedata

# Accents and Arabic vowel signs; the tatweel only stretches a word.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640]")
# Letters joined, with a stroke, or (the Turkish one) without a dot, which no decomposition takes apart.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i"})


def fold(text: str) -> str:
    """`text` without case and accents, for sorting and comparing names alike on every database."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _MARKS.sub("", decomposed).translate(_LETTERS)
