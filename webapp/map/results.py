"""The map of places found: cut to where they lie, with one marker for those too near each other."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from webapp.map.projection import EUROPE, GLOBE, Point, View
from webapp.map.scene import LAND, Label

APART, MARKERS, CLOSEST = 24.0, 50, 4
"""Units between two markers at least; markers of a drawing, and its enlargement, at most."""

LETTER, LONGEST = 15.0, 26
"""The size of letters (`site.css` has it too), and how many a name next to its marker has."""

SEAT = -1
"""The number of the town of the actors, which every drawing shows."""

Box = tuple[float, float, float, float]


class Spot(NamedTuple):
    """A marker and the numbers of its places; the name of one alone stands where there is room."""

    x: float
    y: float
    places: tuple[int, ...]
    label: Label | None = None

    @property
    def radius(self) -> int:
        """The radius, with room for the number of places."""
        return 6 + 3 * len(str(len(self.places))) if len(self.places) > 1 else 5


class Scene(NamedTuple):
    """A drawing: the coast with what moves it there, and the markers."""

    name: str
    width: float
    height: float
    land: str
    transform: str
    spots: list[Spot]


def scenes(
    places: Mapping[int, Point], name_of: Callable[[int], str], *, tied: bool
) -> list[Scene]:
    """Return Europe, and the world with the places outside of it; none where no place lies.

    Arguments:
        places: degrees north and east, by number; a marker of several stands at the first.
        tied: whether the town of the actors is shown wherever the places lie.
    """
    drawn = []
    for name, view in (("europe", EUROPE), ("globe", GLOBE)):
        inside = {
            number: place
            for number, place in places.items()
            if number == SEAT or EUROPE.shows(*place) == (view is EUROPE)
        }
        if inside.keys() - {SEAT}:
            points = {number: _point(view, *place) for number, place in inside.items()}
            window = _window(view, [it for number, it in points.items() if tied or number != SEAT])
            drawn.append(_scene(name, view, window, points, name_of))
    return drawn


def _scene(
    name: str, view: View, window: Box, points: Mapping[int, Point], name_of: Callable[[int], str]
) -> Scene:
    """Return a part of a view, as large as it can be."""
    left, top, width, height = window
    scale = view.width / width
    moved = {
        number: (round((x - left) * scale, 1), round((y - top) * scale, 1))
        for number, (x, y) in points.items()
        if left <= x <= left + width and top <= y <= top + height
    }
    apart = APART
    while len(spots := _gathered(moved, apart)) > MARKERS:
        apart *= 1.25
    spots = _labelled(spots, name_of, view.width, height * scale)
    transform = f"scale({scale / 10:.4f})translate({-left * 10:.0f} {-top * 10:.0f})"
    return Scene(name, view.width, round(height * scale), _land()[name], transform, spots)


def _point(view: View, north: float, east: float) -> Point:
    """Return where a place is; the polar regions stand at the edge."""
    return view.point(min(max(north, view.south), view.north), east + 360 * (east < view.west))


@cache
def _land() -> dict[str, str]:
    return dict(json.loads(LAND.read_text(encoding="utf-8")))


def _window(view: View, points: list[Point]) -> Box:
    """Return left, top, width and height of the part of a view that holds points."""
    (left, right), (top, bottom) = ((min(it), max(it)) for it in zip(*points, strict=True))
    around, tallest = 0.25 * max(right - left, bottom - top), view.height / view.width
    closest = CLOSEST if len(points) > 2 else 2  # one place would stand on nothing but land
    width = max(right - left + around, (bottom - top + around) / tallest, view.width / closest)
    width = min(width, view.width)
    height = max(min(bottom - top + around, view.height), width * tallest * 0.7)
    x, y = (left + right - width) / 2, (top + bottom - height) / 2
    return min(max(x, 0), view.width - width), min(max(y, 0), view.height - height), width, height


def _gathered(points: Mapping[int, Point], apart: float) -> list[Spot]:
    """Put each point to the first marker that is near, or make one of it; `SEAT` stays alone."""
    cells: dict[tuple[int, int], list[tuple[Point, list[int]]]] = {}
    for number, point in points.items():
        column, row = (int(it // apart) for it in point)
        around = product((column, column - 1, column + 1), (row, row - 1, row + 1))
        for (x, y), numbers in (marker for cell in around for marker in cells.get(cell, ())):
            near = (x - point[0]) ** 2 + (y - point[1]) ** 2 < apart**2
            if near and number != SEAT != numbers[0]:
                numbers.append(number)
                break
        else:
            cells.setdefault((column, row), []).append((point, [number]))
    return [Spot(*at, tuple(numbers)) for cell in cells.values() for at, numbers in cell]


def _labelled(
    spots: list[Spot], name_of: Callable[[int], str], width: float, height: float
) -> list[Spot]:
    """Return markers with the names of places that stand alone, where these meet nothing."""
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in ((*it[:2], it.radius) for it in spots)]
    labelled = []
    for spot in spots:
        name = name_of(spot.places[0]) if len(spot.places) == 1 else ""
        for label, box in _around(spot, name) if 0 < len(name) <= LONGEST else ():
            inside = min(box[:2]) > 2 and box[2] < width - 2 and box[3] < height - 2
            if inside and not any(
                box[0] < it[2] and it[0] < box[2] and box[1] < it[3] and it[1] < box[3]
                for it in taken
            ):
                taken.append(box)
                spot = spot._replace(label=label)
                break
        labelled.append(spot)
    return labelled


def _around(spot: Spot, name: str) -> Iterator[tuple[Label, Box]]:
    """Yield where a name may stand, and what it takes: after, before, above and below a marker."""
    wide = (1 if unicodedata.east_asian_width(letter) in "WF" else 0.68 for letter in name)
    width, gap, middle = LETTER * sum(wide), spot.radius + 3, spot.y + 0.35 * LETTER
    for x, y, anchor in (
        (spot.x + gap, middle, "start"),
        (spot.x - gap, middle, "end"),
        (spot.x - 4, spot.y - gap, "start"),
        (spot.x - 4, spot.y + gap + 0.75 * LETTER, "start"),
    ):
        left = x if anchor == "start" else x - width
        box = left, y - LETTER, left + width, y + 0.3 * LETTER
        yield Label(round(x, 1), round(y, 1), anchor), box
