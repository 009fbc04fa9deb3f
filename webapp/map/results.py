"""The map of the places found: cropped to them, with one marker for places close together."""

import math
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from webapp.map.projection import EUROPE, GLOBE, Point, View
from webapp.map.scene import Label, coasts

APART, MARKERS, CLOSEST = 24.0, 50, 3
"""The fewest units between two markers; the most markers of a drawing; its largest enlargement."""

LETTER, LONGEST = 15.0, 26
"""The font size (`site.css` repeats it), and the most letters of a name next to its marker."""

SEAT = -1
"""The number that stands for the actors' town; every drawing shows this town."""


class Spot(NamedTuple):
    """A marker with the numbers of its places; a single place has a label if there is room."""

    x: float
    y: float
    places: tuple[int, ...]
    label: Label | None = None

    @property
    def radius(self) -> int:
        """The radius, large enough for the count of several places."""
        return 6 + 3 * len(str(len(self.places))) if len(self.places) > 1 else 5


class Scene(NamedTuple):
    """A drawing: the coast, the transform that moves it into place, and the markers."""

    name: str
    width: float
    height: float
    land: str
    transform: str
    spots: list[Spot]


def scenes(places: Mapping[int, Point], name_of: Callable[[int], str]) -> list[Scene]:
    """Return Europe, and the world with the places outside it; omit a drawing without places.

    Arguments:
        places: degrees north and east, by number; a marker of several places stands at the first.
    """
    drawn = []
    for name, view in (("europe", EUROPE), ("globe", GLOBE)):
        points = {
            # Places in the polar regions are moved to the edge.
            number: view.point(
                min(max(north, view.south), view.north), east + 360 * (east < view.west)
            )
            for number, (north, east) in places.items()
            if number == SEAT or EUROPE.shows(north, east) == (view is EUROPE)
        }
        if points.keys() - {SEAT}:
            drawn.append(_scene(name, view, points, name_of))
    return drawn


def _scene(
    name: str, view: View, points: Mapping[int, Point], name_of: Callable[[int], str]
) -> Scene:
    """Return the part of a view that holds the points, as large as it can be."""
    ends = zip(*points.values(), strict=True)
    (west, east), (north, south) = ((min(it), max(it)) for it in ends)
    around, tallest = 0.3 * max(east - west, south - north), view.height / view.width
    width = max(east - west + around, (south - north + around) / tallest, view.width / CLOSEST)
    width = min(width, view.width)
    height = max(min(south - north + around, view.height), width * tallest * 0.7)
    left = min(max((west + east - width) / 2, 0), view.width - width)
    top = min(max((north + south - height) / 2, 0), view.height - height)
    scale = view.width / width
    moved = {
        number: (round((x - left) * scale, 1), round((y - top) * scale, 1))
        for number, (x, y) in points.items()
    }
    spots = _labelled(_gathered(moved, APART), name_of, view.width, height * scale)
    transform = f"scale({scale / 10:.4f})translate({-left * 10:.0f} {-top * 10:.0f})"
    return Scene(name, view.width, round(height * scale), coasts()[name], transform, spots)


def _gathered(points: Mapping[int, Point], apart: float) -> list[Spot]:
    """Add each point to the first marker near it, or make it a new marker; `SEAT` stays alone.

    If there are too many markers, start again with a larger distance.
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
    """Return the markers, with a label for each single place if it overlaps nothing.

    A name stands on the outer side of its marker, or else on the inner side, above or below.
    """
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in ((*it[:2], it.radius) for it in spots)]
    labelled = []
    for spot in spots:
        name = name_of(spot.places[0]) if len(spot.places) == 1 else ""
        wide = (1 if unicodedata.east_asian_width(letter) in "WF" else 0.68 for letter in name)
        long, gap, middle = LETTER * sum(wide), spot.radius + 3, spot.y + 0.35 * LETTER
        after, before = (spot.x + gap, middle, 0.0), (spot.x - gap, middle, long)
        above, below = middle - spot.radius - 0.7 * LETTER, middle + spot.radius + 0.7 * LETTER
        for x, y, back in (
            *((before, after) if spot.x < width / 2 else (after, before)),
            *((spot.x - 4, y, 0.0) for y in (above, below)),
            *((spot.x + 4, y, long) for y in (above, below)),
        ):
            box = x - back, y - LETTER, x - back + long, y + 0.3 * LETTER
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
                anchor = "end" if back else "start"
                spot = spot._replace(label=Label(round(x, 1), round(y, 1), anchor))
                break
        labelled.append(spot)
    return labelled
