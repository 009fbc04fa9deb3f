"""What the map shows: for each drawing its coast, markers, links between them, and labels.

Labels are laid out here, in every language alike: beside its marker a label takes the first place
where it meets no other label, no marker and no edge, and if there is one, where no link crosses it.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webapp.map.projection import EUROPE, VIEWS, Point, View

SIZE = 15.0
"""Of the letters, in units of the drawing: 12 CSS pixels where it is 288 wide."""

RADIUS = 5.0
"""Of a marker."""

Curve = tuple[Point, Point, Point]
"""A link: its beginning, the point that it bends towards, its end (a quadratic Bézier curve)."""

_GAP = 4.0
_STEPS = 100
_AWAY = 2.0
"""How near a link may come to a name."""
_WIDE = {"W": 1.0, "F": 1.0}
_WIDEST = 0.62
"""The width of a letter to its size, a little above the mean of the faces that may be used."""
_BROAD = frozenset("mwMWжмшщюфџЖМШЩЮФ")
_BROADEST = 0.9


@dataclass(frozen=True, slots=True)
class Place:
    """A place to be shown.

    Arguments:
        key: names it in the page.
        latitude: degrees north.
        longitude: degrees east.
        name: as it is written; its width decides where it stands.
    """

    key: str
    latitude: float
    longitude: float
    name: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: its point, and which of its ends is there (`text-anchor`)."""

    x: float
    y: float
    anchor: str
    box: Box


@dataclass(frozen=True, slots=True)
class Marker:
    """A place in a drawing; `curve` is the path that links the middle of the map with it."""

    key: str
    x: float
    y: float
    label: Label | None
    curve: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One of the two drawings.

    Arguments:
        name: `europe` or `world`.
        land: the path of the coast, in tenths of a unit.
        frame: in the world, where Europe is drawn larger.
    """

    name: str
    width: float
    height: float
    land: str
    markers: tuple[Marker, ...]
    frame: Box | None


def scene(middle: Place, places: Sequence[Place]) -> tuple[Drawing, ...]:
    """Lay out both drawings; a place is named in the larger one that shows it.

    Arguments:
        middle: where all links begin.
        places: the partners that have a place.
    """
    inside = [place for place in places if EUROPE.shows(place.latitude, place.longitude)]
    outside = [place for place in places if place not in inside]
    return (
        _drawing("europe", middle, inside, inside),
        _drawing("world", middle, places, outside),
    )


def _drawing(name: str, middle: Place, places: Sequence[Place], named: Sequence[Place]) -> Drawing:
    view = VIEWS[name]
    points = {place.key: view.point(place.latitude, place.longitude) for place in (middle, *places)}
    frame = None if view is EUROPE else _frame(view)
    curves = {place.key: _curve(points[middle.key], points[place.key]) for place in places}
    taken = [_around(point) for point in points.values()] + ([frame] if frame else [])
    links = [_along(curve) for curve in curves.values()]
    labels = dict(_labels(view, [middle, *named], points, taken, links))
    markers = (
        Marker(place.key, *points[place.key], labels.get(place.key), _path(curves.get(place.key)))
        for place in (middle, *places)
    )
    return Drawing(name, view.width, view.height, _land()[name], tuple(markers), frame)


def _frame(view: View) -> Box:
    """Give the rectangle of Europe in the world."""
    left, top = view.point(EUROPE.north, EUROPE.west)
    right, bottom = view.point(EUROPE.south, EUROPE.east)
    return Box(left, top, right, bottom)


def _labels(
    view: View,
    places: Iterable[Place],
    points: dict[str, Point],
    taken: list[Box],
    links: list[list[Point]],
) -> Iterator[tuple[str, Label]]:
    """Find a place for each name, the longest first, which have the least choice."""
    for place in sorted(places, key=lambda place: (-width(place.name), place.key)):
        options = list(_options(points[place.key], width(place.name)))
        free = [option for option in options if _is_free(view, option.box, taken)]
        clear = (each for each in free if not any(_touches(link, each.box) for link in links))
        label = next(clear, next(iter(free), None))
        if label is not None:
            taken.append(label.box)
            yield place.key, label


def _is_free(view: View, box: Box, taken: list[Box]) -> bool:
    edge = 2.0
    seen = box.left >= edge and box.right <= view.width - edge
    seen = seen and box.top >= edge and box.bottom <= view.height - edge
    return seen and not any(box.meets(other) for other in taken)


def _options(point: Point, wide: float) -> Iterator[Label]:
    """Yield where a name may stand: beside its marker, above and below it, then further away."""
    x, y = point
    for far in (0.0, 8.0, 18.0, 30.0):
        right, left = x + RADIUS + _GAP + far, x - RADIUS - _GAP - far
        up, down = y - RADIUS - _GAP - far, y + RADIUS + SIZE * 0.8 + far
        for at, base, anchor in (
            (right, y + SIZE * 0.35, "start"),
            (left, y + SIZE * 0.35, "end"),
            (x, up, "middle"),
            (x, down, "middle"),
            (right, up, "start"),
            (left, up, "end"),
            (right, down, "start"),
            (left, down, "end"),
            (x, up, "end"),
            (x, down, "end"),
        ):
            start = at - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = Box(start, base - SIZE * 0.85, start + wide, base + SIZE * 0.3)
            yield Label(round(at, 1), round(base, 1), anchor, box)


def width(name: str) -> float:
    """Estimate how wide a name is, in units of the drawing.

    East Asian characters are as wide as high (Unicode, UAX 11); other letters are given what wide
    faces need.
    """
    return SIZE * sum(map(_share, name))


def _share(char: str) -> float:
    """Give the width of a letter to its size."""
    if char in _BROAD:
        return _BROADEST
    return _WIDE.get(unicodedata.east_asian_width(char), _WIDEST)


def _around(point: Point) -> Box:
    x, y = point
    reach = RADIUS + 1
    return Box(x - reach, y - reach, x + reach, y + reach)


def _curve(start: Point, end: Point) -> Curve:
    """Draw a link that bends to the left of its way, by a fifth of its length."""
    (x, y), (to_x, to_y) = start, end
    bend = (x + to_x) / 2 + (to_y - y) / 5, (y + to_y) / 2 - (to_x - x) / 5
    return start, bend, end


def _path(curve: Curve | None) -> str:
    """Write a link as the path of an SVG; nothing where there is none."""
    if curve is None:
        return ""
    (x, y), (bend_x, bend_y), (to_x, to_y) = curve
    return f"M{x:g} {y:g}Q{bend_x:.1f} {bend_y:.1f} {to_x:g} {to_y:g}"


def _along(curve: Curve) -> list[Point]:
    """List points of a link, near enough to each other that no name lies between two."""
    (x, y), (bend_x, bend_y), (to_x, to_y) = curve
    shares = (step / _STEPS for step in range(_STEPS + 1))
    return [
        (
            (1 - t) ** 2 * x + 2 * t * (1 - t) * bend_x + t**2 * to_x,
            (1 - t) ** 2 * y + 2 * t * (1 - t) * bend_y + t**2 * to_y,
        )
        for t in shares
    ]


def _touches(points: list[Point], box: Box) -> bool:
    """Tell whether a link comes too near to a rectangle."""
    left, right = box.left - _AWAY, box.right + _AWAY
    top, bottom = box.top - _AWAY, box.bottom + _AWAY
    return any(left < x < right and top < y < bottom for x, y in points)


@cache
def _land() -> dict[str, str]:
    """Read the coastlines that `make_land` wrote."""
    text = (Path(__file__).parent / "land.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found
