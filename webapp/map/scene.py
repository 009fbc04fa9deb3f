"""What the maps show: the coast, the markers, the lines to them and the names in each drawing."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from webapp.map.projection import EUROPE, WORLD, View
from webapp.partners import CAEN, PARTNERS, Place

SEAT = "caen"
LAND = Path(__file__).with_name("land.json")
"""The coastlines that `make map-land` writes."""


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: a point, and the end of the name that is there (`text-anchor`)."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A place in a drawing; its key is the slug of the partner, or `SEAT`.

    Arguments:
        label: None if the name stands in the other drawing, or has no room.
        curve: the path of the line from Caen; empty for Caen itself.
    """

    key: str
    x: float
    y: float
    label: Label | None
    curve: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle that Europe covers in the drawing of the world."""

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


class Detail(NamedTuple):
    """The part of a drawing that shows Caen and one partner.

    Arguments:
        drawing: the name of the drawing, `europe` or `world`.
        box: x, y, width and height of the part; the width is always `SHAPE` times the height.
        markers: Caen and the partner; the upper one has its label above, the lower one below.
    """

    drawing: str
    box: tuple[float, float, float, float]
    markers: tuple[Marker, Marker]

    @property
    def letter(self) -> float:
        """The font size of its labels; the template derives the size of markers from it."""
        return round(self.box[2] * LETTER, 1)


SHAPE = 1.25
"""The width of a detail, divided by its height."""

LETTER = 0.055
"""The font size in a detail, divided by its width."""


def detail(key: str, names: Mapping[str, str]) -> Detail | None:
    """Return the map of a partner, or None if it has no place; too long a name gets no label."""
    for drawing in drawings():
        ends = {marker.key: marker for marker in drawing.markers if marker.key in (SEAT, key)}
        if len(ends) == 2:
            break
    else:
        return None
    caen, other = ends[SEAT], ends[key]
    widest = min(drawing.width, drawing.height * SHAPE)
    wanted = max(1.35 * abs(caen.x - other.x), 1.75 * abs(caen.y - other.y), 150)
    width, height = min(wanted, widest), min(wanted, widest) / SHAPE
    left = min(max((caen.x + other.x - width) / 2, 0), drawing.width - width)
    top = min(max((caen.y + other.y - height) / 2, 0), drawing.height - height)
    box = (round(left, 1), round(top, 1), round(width, 1), round(height, 1))
    markers = []
    for marker, opposite in ((caen, other), (other, caen)):
        # Half the width of each letter; Han characters are as wide as they are high.
        half = sum(0.5 if char > "\u2e80" else 0.36 for char in names[marker.key]) * LETTER * width
        x = min(max(marker.x, left + half), left + width - half)
        y = marker.y + (-0.04 if marker.y <= opposite.y else 0.085) * width
        label = Label(round(x, 1), round(y, 1), "middle") if 2 * half < width else None
        markers.append(replace(marker, label=label))
    return Detail(drawing.name, box, (markers[0], markers[1]))


@cache
def coasts() -> dict[str, str]:
    """Return the path of the coast of each view, by name."""
    return dict(json.loads(LAND.read_text(encoding="utf-8")))


@cache
def drawings() -> tuple[Drawing, Drawing]:
    """Return Europe and the world; a partner that Europe shows is named there, not in the world."""
    places = {partner.slug: partner.place for partner in PARTNERS if partner.place}
    inside = {
        key: place for key, place in places.items() if EUROPE.shows(place.latitude, place.longitude)
    }
    left, top = WORLD.point(EUROPE.north, EUROPE.west)
    right, bottom = WORLD.point(EUROPE.south, EUROPE.east)
    frame = Frame(left, top, round(right - left, 1), round(bottom - top, 1))
    return (
        _drawing("europe", EUROPE, inside, inside, None),
        _drawing("world", WORLD, places, places.keys() - inside, frame),
    )


def _drawing(
    name: str, view: View, places: dict[str, Place], named: Collection[str], frame: Frame | None
) -> Drawing:
    """Return a drawing of Caen and other places, with labels for Caen and those in `named`."""
    x, y = view.point(CAEN.latitude, CAEN.longitude)
    markers = []
    for key, place in ({SEAT: CAEN} | places).items():
        to_x, to_y = view.point(place.latitude, place.longitude)
        label, curve = None, ""
        if key == SEAT or key in named:
            right, down = place.offset
            label = Label(round(to_x + right, 1), round(to_y + down, 1), place.anchor)
        if key != SEAT:
            # The control point lies to the north-east of the middle, by a fifth of the length.
            bend_x = (x + to_x) / 2 + abs(to_y - y) / 5
            bend_y = (y + to_y) / 2 - abs(to_x - x) / 5
            curve = f"M{x:g} {y:g}Q{bend_x:.1f} {bend_y:.1f} {to_x:g} {to_y:g}"
        markers.append(Marker(key, to_x, to_y, label, curve))
    return Drawing(name, view.width, view.height, coasts()[name], tuple(markers), frame)
