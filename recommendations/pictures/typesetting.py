"""Lines of text that fit a width: nothing that is drawn is ever cut at an edge.

The typefaces are Adobe's Source Sans and Source Serif (SIL Open Font License, beside the files), which cover Latin with
its accents, Greek and Cyrillic.
"""

from enum import Enum
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"


class Face(Enum):
    REGULAR = "SourceSans3-Regular.ttf.woff2"
    STRONG = "SourceSans3-Semibold.ttf.woff2"
    # For words that are quoted, as on the pages.
    QUOTED = "SourceSerif4-Regular.ttf.woff2"


@cache
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / face.value, size, layout_engine=ImageFont.Layout.BASIC)


def width_of(words: str, face: Face, size: int) -> float:
    """In pixels, at `size` pixels."""
    return font(face, size).getlength(words)


def lines(words: str, face: Face, size: int, room: float) -> list[str]:
    """The words in lines that are at most `room` wide; a word that is longer by itself is broken."""
    found: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if width_of(longer, face, size) <= room:
            line = longer
            continue
        if line:
            found.append(line)
        *full, line = _broken(word, face, size, room)
        found += full
    return [*found, line] if line else found


def one_line(words: str, face: Face, sizes: range, room: float) -> tuple[int, str]:
    """The words on one line, at the largest of `sizes` that fits; at the smallest, shortened by an ellipsis."""
    for size in sizes:
        if width_of(words, face, size) <= room:
            return size, words
    return size, _shortened(words, face, size, room)


def fitted(words: str, face: Face, sizes: range, room: float, height: float, leading: float) -> tuple[int, list[str]]:
    """The words in lines, each `leading` sizes high, at the largest of `sizes` at which they fit.

    At the smallest as many words as do, and an ellipsis.
    """
    for size in sizes:
        shown = lines(words, face, size, room)
        if len(shown) * size * leading <= height:
            return size, shown
    *kept, last = shown[: max(int(height // (size * leading)), 1)]
    return size, [*kept, _shortened(last, face, size, room)]


def _shortened(words: str, face: Face, size: int, room: float) -> str:
    """As many words as fit before an ellipsis; of a first word that does not, as many letters."""
    shown, *others = words.split()
    for word in others:
        if width_of(f"{shown} {word} …", face, size) > room:
            break
        shown += f" {word}"
    while width_of(f"{shown} …", face, size) > room:
        shown = shown[:-1]
    return f"{shown} …"


def _broken(word: str, face: Face, size: int, room: float) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and width_of(parts[-1] + letter, face, size) > room:
            parts.append("")
        parts[-1] += letter
    return parts
