"""Cards: the picture that shows beside a link to a page, 1200 by 630 pixels."""

import hashlib
import io
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import product

from PIL import Image, ImageDraw

from recommendations.figures.metrics import StatusCounts

from .geometry import stretches
from .looks import INK, INK_SOFT, PAPER, RUBRIC, SHEET, TONES
from .typesetting import Face, fitted, font, one_line, width_of

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
INNER = WIDTH - 2 * MARGIN
BAR_HEIGHT = 44
# In the key: from the left of a pattern to its word, and from a word to the next pattern.
SWATCH, GAP = 34, 30
KEY_SIZES = range(28, 13, -1)
HOLLOW = {"none", "not-started"}
# Enough for the edges of letters in every colour; a card of few colours is a third of the size.
COLOURS = 128
# Drawn into what is kept of a card, so that a change of the design is a change of the card.
DESIGN = 1


@dataclass(frozen=True)
class Card:
    """What a card says, in the reader's language. Equal cards are equal pictures.

    `over` stands small above `words`, which are quoted or the tracker's own; `counts` are drawn as a bar with its key;
    `facts` stand at the foot.
    """

    over: str
    words: str
    is_quoted: bool
    counts: tuple[tuple[str, str, int], ...]
    facts: tuple[str, ...]

    @property
    def etag(self) -> str:
        said = repr([DESIGN, *(getattr(self, field.name) for field in fields(self))])
        return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def shares(counts: StatusCounts) -> tuple[tuple[str, str, int], ...]:
    """The groups that are not empty, as a card holds them: tone, word, number."""
    return tuple((stretch.group.look.tone, str(stretch.group.label), stretch.count) for stretch in stretches(counts))


@lru_cache(maxsize=32)
def draw(card: Card) -> bytes:
    """The card as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 12), fill=INK)
    _wordmark(pen)
    foot = _facts(pen, card)
    if card.counts:
        foot = _bar(image, pen, card, foot)
    _words(pen, card, foot)
    file = io.BytesIO()
    image.quantize(COLOURS).save(file, "PNG")
    return file.getvalue()


def _write(pen: ImageDraw.ImageDraw, words: str, face: Face, size: int, at: tuple[float, float], fill: str) -> None:
    """One line whose baseline begins at `at`."""
    pen.text(at, words, font=font(face, size), fill=fill, anchor="ls")


def _wordmark(pen: ImageDraw.ImageDraw) -> None:
    size, baseline = 34, 82
    _write(pen, "GFMD", Face.STRONG, size, (MARGIN, baseline), INK)
    after = MARGIN + width_of("GFMD ", Face.STRONG, size)
    _write(pen, "Recommendation Tracker", Face.STRONG, size, (after, baseline), RUBRIC)


def _facts(pen: ImageDraw.ImageDraw, card: Card) -> float:
    """At the foot, the last fact lowest; returns the height at which what stands above has to end."""
    y = HEIGHT - 48.0
    for fact in reversed(card.facts):
        size, shown = one_line(fact, Face.REGULAR, range(28, 17, -2), INNER)
        _write(pen, shown, Face.REGULAR, size, (MARGIN, y), INK_SOFT)
        y -= 40
    return y - 8


def _bar(image: Image.Image, pen: ImageDraw.ImageDraw, card: Card, foot: float) -> float:
    """The bar and its key, which end at `foot`; returns where what stands above has to end."""
    labels = [f"{label} {count}" for _tone, label, count in card.counts]
    most = (INNER - GAP * (len(labels) - 1)) / len(labels) - SWATCH
    fitting = (size for size in KEY_SIZES if _length_of_key(labels, size) <= INNER)
    size = next(fitting, KEY_SIZES[-1])
    if _length_of_key(labels, size) > INNER:
        labels = [one_line(label, Face.STRONG, KEY_SIZES[-1:], most)[1] for label in labels]
    x: float = MARGIN
    for (tone, _label, _count), words in zip(card.counts, labels, strict=True):
        _stretch(image, tone, (round(x), round(foot - 24), 24, 24))
        _write(pen, words, Face.STRONG, size, (x + SWATCH, foot - 3), TONES[tone])
        x += SWATCH + width_of(words, Face.STRONG, size) + GAP
    top = foot - 24 - 22 - BAR_HEIGHT
    total = sum(count for _tone, _label, count in card.counts)
    passed = 0
    for tone, _label, count in card.counts:
        left, right = (round(MARGIN + INNER * number / total) for number in (passed, passed + count))
        _stretch(image, tone, (left, round(top), right - left, BAR_HEIGHT))
        passed += count
    return top - 26


def _length_of_key(labels: list[str], size: int) -> float:
    return sum(SWATCH + width_of(words, Face.STRONG, size) for words in labels) + GAP * (len(labels) - 1)


def _stretch(image: Image.Image, tone: str, box: tuple[int, int, int, int]) -> None:
    """A stretch in the pattern of its status, as on the pages."""
    x, y, width, height = box
    tile = Image.new("RGB", (width, height), SHEET if tone in HOLLOW else TONES[tone])
    _pattern(ImageDraw.Draw(tile), tone, width, height)
    ImageDraw.Draw(tile).rectangle((0, 0, width - 1, height - 1), outline=INK)
    image.paste(tile, (x, y))


def _pattern(pen: ImageDraw.ImageDraw, tone: str, width: int, height: int) -> None:
    match tone:
        case "none":
            for across, down in product(range(5, width, 10), range(5, height, 10)):
                pen.ellipse((across - 1.5, down - 1.5, across + 1.5, down + 1.5), fill=TONES[tone])
        case "not-started":
            for across in range(6, width, 12):
                pen.line((across, 0, across, height), fill=TONES[tone], width=2)
            for down in range(6, height, 12):
                pen.line((0, down, width, down), fill=TONES[tone], width=2)
        case "moving":
            for across in range(-height, width, 20):
                pen.line((across, height, across + height, 0), fill=SHEET, width=5)
        case "closed":
            for down in range(3, height, 8):
                pen.line((0, down, width, down), fill=SHEET, width=3)


def _words(pen: ImageDraw.ImageDraw, card: Card, foot: float) -> None:
    top = 124.0
    if card.over:
        size, over = one_line(card.over, Face.STRONG, range(30, 17, -2), INNER)
        _write(pen, over, Face.STRONG, size, (MARGIN, top + 28), RUBRIC)
        top += 48
    indent = 28 if card.is_quoted else 0
    face, sizes, leading = Face.STRONG, range(76, 37, -2), 1.14
    if card.is_quoted:
        face, sizes, leading = Face.QUOTED, range(46, 25, -2), 1.32
    size, shown = fitted(card.words, face, sizes, INNER - indent, foot - top, leading)
    if card.is_quoted:
        pen.rectangle((MARGIN, top + 6, MARGIN + 4, top + len(shown) * size * leading), fill=RUBRIC)
    for place, line in enumerate(shown):
        _write(pen, line, face, size, (MARGIN + indent, top + place * size * leading + size), INK)
