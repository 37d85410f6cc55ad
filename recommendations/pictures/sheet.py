"""A chart as a file of its own: an SVG that needs no style sheet, no font and no other file.

A server cannot know how wide the reader's font is, so each text gets a quarter more room than its own typeface takes.
"""

from dataclasses import dataclass, field
from typing import Literal

from django.template.loader import render_to_string

from recommendations.models.choices import StatusGroup

from .geometry import Stretch
from .looks import INK, INK_SOFT, PAPER, SHEET, TONES
from .typesetting import Face, lines

WIDTH = 960
MARGIN = 40
INNER = WIDTH - 2 * MARGIN
SLACK = 1.25
LEADING = 1.35

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    words: str
    size: int
    fill: str
    weight: int
    anchor: Anchor


@dataclass(frozen=True)
class Box:
    """`fill` is a colour, or the tone of a status."""

    x: float
    y: float
    width: float
    height: float
    fill: str

    @property
    def paint(self) -> str:
        return f"url(#{self.fill})" if self.fill in TONES else self.fill


@dataclass(frozen=True)
class Outline:
    path: str
    fill: str


@dataclass
class Sheet:
    """Grows downwards from the title to the imprint; `y` is where the next row begins."""

    title: str
    description: str
    y: float = MARGIN
    texts: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    dots: list[tuple[float, float, str]] = field(default_factory=list)
    map_top: float = 0
    map_scale: float = 1

    def write(
        self,
        words: str,
        *,
        x: float = MARGIN,
        y: float,
        room: float = INNER,
        size: int = 15,
        fill: str = INK,
        is_strong: bool = False,
        anchor: Anchor = "start",
    ) -> float:
        """Sets the words in lines of `room` below `y`; returns where they end."""
        face, weight = (Face.STRONG, 600) if is_strong else (Face.REGULAR, 400)
        for line in lines(words, face, size, room / SLACK):
            self.texts.append(Text(x, round(y + size, 1), line, size, fill, weight, anchor))
            y += size * LEADING
        return y

    def head(self, subtitle: str) -> None:
        self.y = self.write(self.title, y=self.y, size=26, is_strong=True)
        self.y = self.write(subtitle, y=self.y + 4, fill=INK_SOFT) + 18

    def bar(self, stretches: list[Stretch], *, x: float, y: float, width: float, height: float) -> None:
        for stretch in stretches:
            self.boxes.append(
                Box(
                    round(x + width * stretch.start / 100, 2),
                    y,
                    round(width * stretch.length / 100, 2),
                    height,
                    stretch.group.look.tone,
                )
            )

    def column(self, stretches: list[Stretch], *, x: float, y: float, width: float, height: float) -> None:
        for stretch in stretches:
            self.boxes.append(
                Box(
                    round(x, 2),
                    round(y + height * stretch.start / 100, 2),
                    round(width, 2),
                    round(height * stretch.length / 100, 2),
                    stretch.group.look.tone,
                )
            )

    def key(self, counts: dict[StatusGroup, int]) -> None:
        """The five groups by pattern, word and number, in one row."""
        room = INNER / len(counts)
        bottom = self.y
        for place, (group, count) in enumerate(counts.items()):
            x = MARGIN + place * room
            self.boxes.append(Box(x, self.y, 18, 18, group.look.tone))
            words = f"{group.label} {count}"
            tone = TONES[group.look.tone]
            bottom = max(
                bottom, self.write(words, x=x + 26, y=self.y, room=room - 34, size=14, fill=tone, is_strong=True)
            )
        self.y = bottom + 14

    def imprint(self, *sentences: str) -> None:
        self.y += 10
        for sentence in sentences:
            self.y = self.write(sentence, y=self.y, size=12, fill=INK_SOFT) + 3

    def draw(self) -> str:
        """The whole file."""
        context = {
            "sheet": self,
            "width": WIDTH,
            "height": round(self.y + MARGIN / 2),
            "colours": {"paper": PAPER, "sheet": SHEET, "ink": INK},
            "tones": {name.replace("-", "_"): colour for name, colour in TONES.items()},
        }
        return render_to_string("pictures/sheet.svg", context)
