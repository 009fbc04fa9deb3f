"""What the map shows: for each drawing its coast, markers, the lines to them, and names.

Each place says in the table of partners where its name stands, in every language alike.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webapp.map.projection import EUROPE, WORLD, Point, View
from webapp.partners import CAEN, PARTNERS, Place

SEAT = "caen"
"""The key of the marker where every line begins."""

LAND = Path(__file__).with_name("land.json")
"""The coastlines that `make map-land` writes."""


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: a point, and which end of the name is there (`text-anchor`)."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A place in a drawing.

    Arguments:
        key: the slug of the partner, or `SEAT`.
        label: None where the name stands in the other drawing.
        curve: the path of the line from Caen; empty for Caen itself.
    """

    key: str
    x: float
    y: float
    label: Label | None
    curve: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of Europe in the world."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One of the two drawings; `land` is the path of the coast, in tenths of a unit."""

    name: str
    width: float
    height: float
    land: str
    markers: tuple[Marker, ...]
    frame: Frame | None


@cache
def drawings() -> tuple[Drawing, Drawing]:
    """Return Europe and the world; a partner is named in the larger one that shows it."""
    land = json.loads(LAND.read_text(encoding="utf-8"))
    places = {partner.slug: partner.place for partner in PARTNERS if partner.place}
    inside = {
        key: place for key, place in places.items() if EUROPE.shows(place.latitude, place.longitude)
    }
    europe = tuple(_markers(EUROPE, inside, inside))
    world = tuple(_markers(WORLD, places, places.keys() - inside))
    left, top = WORLD.point(EUROPE.north, EUROPE.west)
    right, bottom = WORLD.point(EUROPE.south, EUROPE.east)
    frame = Frame(left, top, round(right - left, 1), round(bottom - top, 1))
    return (
        Drawing("europe", EUROPE.width, EUROPE.height, land["europe"], europe, None),
        Drawing("world", WORLD.width, WORLD.height, land["world"], world, frame),
    )


def _markers(view: View, places: Mapping[str, Place], named: Collection[str]) -> Iterator[Marker]:
    """Yield Caen's marker and those of places, with the names that belong to this drawing."""
    start = view.point(CAEN.latitude, CAEN.longitude)
    yield Marker(SEAT, *start, _label(start, CAEN), "")
    for key, place in places.items():
        point = view.point(place.latitude, place.longitude)
        yield Marker(
            key, *point, _label(point, place) if key in named else None, _curve(start, point)
        )


def _label(point: Point, place: Place) -> Label:
    (x, y), (right, down) = point, place.offset
    return Label(round(x + right, 1), round(y + down, 1), place.anchor)


def _curve(start: Point, end: Point) -> str:
    """Return the path of a line that bends to the left of its way, by a fifth of its length."""
    (x, y), (to_x, to_y) = start, end
    bend_x, bend_y = (x + to_x) / 2 + (to_y - y) / 5, (y + to_y) / 2 - (to_x - x) / 5
    return f"M{x:g} {y:g}Q{bend_x:.1f} {bend_y:.1f} {to_x:g} {to_y:g}"
