"""How names and search words are compared, the same on every database."""

import re
import unicodedata


def fold(text: str) -> str:
    """`text` without case and accents, for sorting and comparing names alike on every database."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\u0300-\u036f]", "", decomposed)
