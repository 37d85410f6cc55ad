"""The map of governments that have reported: two states and neutral ground, from outlines that are made beforehand."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from recommendations.models import Government

OUTLINES = Path(__file__).parent / "maps" / "world.json"


@dataclass(frozen=True)
class Place:
    """A government's outline in the units of the map (empty: too small), and a dot where it is too small to see."""

    government: Government
    path: str
    dot: tuple[int, int] | None


@dataclass(frozen=True)
class WorldMap:
    """`neutral` and `silent` are paths of many outlines, `silent_dots` the centres of small States among the silent.

    `reported` comes in the order given. `unplaced` have reported and are not on any map: invented governments.
    """

    width: int
    height: int
    neutral: str
    silent: str
    silent_dots: list[tuple[int, int]]
    reported: list[Place]
    unplaced: list[Government]


def world_map(*, reported: Iterable[Government], addressed: Iterable[Government]) -> WorldMap:
    """`reported` stands out; of the others, `addressed` are silent, and all else is neutral ground."""
    outlines = _outlines()
    places = outlines["places"]
    reported = list(reported)
    silent = {government.iso3 for government in addressed} - {government.iso3 for government in reported}
    told = [government for government in reported if government.iso3 in places]
    speaking = silent | {government.iso3 for government in reported}
    neutral = [place.get("path", "") for iso3, place in places.items() if iso3 not in speaking]
    return WorldMap(
        width=outlines["width"],
        height=outlines["height"],
        neutral=outlines["neutral"] + "".join(neutral),
        silent="".join(place.get("path", "") for iso3, place in places.items() if iso3 in silent),
        silent_dots=[tuple(place["dot"]) for iso3, place in places.items() if iso3 in silent and "dot" in place],
        reported=[_place(government, places[government.iso3]) for government in told],
        unplaced=[government for government in reported if government.iso3 not in places],
    )


def _place(government: Government, place: dict[str, Any]) -> Place:
    dot = place.get("dot")
    return Place(government, place.get("path", ""), (dot[0], dot[1]) if dot else None)


@cache
def _outlines() -> dict[str, Any]:
    outlines: dict[str, Any] = json.loads(OUTLINES.read_text(encoding="ascii"))
    return outlines
