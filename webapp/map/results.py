"""The map of places found: cut to where they lie, with one marker for those too near each other."""

import math
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from webapp.map.projection import EUROPE, GLOBE, Point, View
from webapp.map.scene import Label, coasts

APART, MARKERS, CLOSEST = 24.0, 50, 4
"""Units between two markers at least; markers of a drawing, and its enlargement, at most."""

LETTER, LONGEST = 15.0, 26
"""The size of letters (`site.css` has it too), and how many a name next to its marker has."""

SEAT = -1
"""The number of the town of the actors, which every drawing shows."""


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
        points = {
            # The polar regions stand at the edge.
            number: view.point(
                min(max(north, view.south), view.north), east + 360 * (east < view.west)
            )
            for number, (north, east) in places.items()
            if number == SEAT or EUROPE.shows(north, east) == (view is EUROPE)
        }
        if points.keys() - {SEAT}:
            held = [it for number, it in points.items() if tied or number != SEAT]
            drawn.append(_scene(name, view, points, held, name_of))
    return drawn


def _scene(
    name: str,
    view: View,
    points: Mapping[int, Point],
    held: list[Point],
    name_of: Callable[[int], str],
) -> Scene:
    """Return the part of a view that holds some of the points, as large as it can be."""
    (west, east), (north, south) = ((min(it), max(it)) for it in zip(*held, strict=True))
    around, tallest = 0.25 * max(east - west, south - north), view.height / view.width
    closest = CLOSEST if len(held) > 2 else 2  # one place would stand on nothing but land
    width = max(east - west + around, (south - north + around) / tallest, view.width / closest)
    width = min(width, view.width)
    height = max(min(south - north + around, view.height), width * tallest * 0.7)
    left = min(max((west + east - width) / 2, 0), view.width - width)
    top = min(max((north + south - height) / 2, 0), view.height - height)
    scale = view.width / width
    moved = {
        number: (round((x - left) * scale, 1), round((y - top) * scale, 1))
        for number, (x, y) in points.items()
        if left <= x <= left + width and top <= y <= top + height
    }
    spots = _labelled(_gathered(moved, APART), name_of, view.width, height * scale)
    transform = f"scale({scale / 10:.4f})translate({-left * 10:.0f} {-top * 10:.0f})"
    return Scene(name, view.width, round(height * scale), coasts()[name], transform, spots)


def _gathered(points: Mapping[int, Point], apart: float) -> list[Spot]:
    """Put each point to the first marker that is near, or make one of it; `SEAT` stays alone.

    Where that makes too many, what is near lies further away.
    """
    markers: list[tuple[Point, list[int]]] = []
    for number, point in points.items():
        near = (
            numbers
            for at, numbers in markers
            if math.dist(at, point) < apart and number != SEAT != numbers[0]
        )
        if numbers := next(near, None):
            numbers.append(number)
        elif len(markers) == MARKERS:
            return _gathered(points, apart * 1.25)
        else:
            markers.append((point, [number]))
    return [Spot(*at, tuple(numbers)) for at, numbers in markers]


def _labelled(
    spots: list[Spot], name_of: Callable[[int], str], width: float, height: float
) -> list[Spot]:
    """Return markers with the names of places that stand alone, where these meet nothing.

    A name stands after, before, above or below its marker.
    """
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in ((*it[:2], it.radius) for it in spots)]
    labelled = []
    for spot in spots:
        name = name_of(spot.places[0]) if len(spot.places) == 1 else ""
        wide = (1 if unicodedata.east_asian_width(letter) in "WF" else 0.68 for letter in name)
        long, gap, middle = LETTER * sum(wide), spot.radius + 3, spot.y + 0.35 * LETTER
        for x, y, left in (
            (spot.x + gap, middle, spot.x + gap),
            (spot.x - gap, middle, spot.x - gap - long),
            (spot.x - 4, spot.y - gap, spot.x - 4),
            (spot.x - 4, spot.y + gap + 0.75 * LETTER, spot.x - 4),
        ):
            box = left, y - LETTER, left + long, y + 0.3 * LETTER
            inside = min(box[:2]) > 2 and box[2] < width - 2 and box[3] < height - 2
            if (
                inside
                and 0 < len(name) <= LONGEST
                and not any(
                    box[0] < it[2] and it[0] < box[2] and box[1] < it[3] and it[1] < box[3]
                    for it in taken
                )
            ):
                taken.append(box)
                anchor = "start" if left == x else "end"
                spot = spot._replace(label=Label(round(x, 1), round(y, 1), anchor))
                break
        labelled.append(spot)
    return labelled
