"""Make `land.json`, the coastlines of both drawings, from npm's world-atlas (ISC, Natural Earth).

    make map-land

Natural Earth's land has no borders. Each polygon is cut at the edges of its drawing, projected,
thinned to what can be seen and written as the path of an SVG.
"""

import json
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from webapp.map.projection import EUROPE, GLOBE, VIEWS, Point, View
from webapp.map.scene import LAND

TOLERANCE = 0.6
"""Units of the drawing that a coast may move when points are left out."""

SMALLEST = 2.0
"""Units of the drawing that an island must measure to be drawn."""


def land(folder: Path) -> str:
    """Return the coastlines of both drawings as JSON.

    Arguments:
        folder: of the package world-atlas.
    """
    paths = {name: path(view, polygons(folder, view)) for name, view in VIEWS.items()}
    return json.dumps(paths, indent=1) + "\n"


def polygons(folder: Path, view: View) -> Iterator[list[Point]]:
    """Yield the rings of the land as longitude and latitude, finer for the smaller view."""
    name = "land-50m.json" if view is EUROPE else "land-110m.json"
    topology = json.loads((folder / name).read_text(encoding="utf-8"))
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                yield _unwrapped(_ring(ring, arcs)) if view is GLOBE else _ring(ring, arcs)


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> Iterator[Point]:
    """Add up the differences of a TopoJSON arc and scale them to degrees."""
    x = y = 0
    for east, north in arc:
        x, y = x + east, y + north
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Join arcs into a ring; a negative number is an arc walked backwards."""
    ring: list[Point] = []
    for number in numbers:
        ring += arcs[number] if number >= 0 else arcs[~number][::-1]
    return ring


def _unwrapped(ring: list[Point]) -> list[Point]:
    """Let Asia go on beyond the date line, as far as the strait, and not back around the world."""
    beyond = any(abs(one[0] - two[0]) > 180 for one, two in pairwise(ring))
    return [(east + 360 if beyond and east < -160 else east, north) for east, north in ring]


def path(view: View, rings: Iterator[list[Point]]) -> str:
    """Write rings as the path of a drawing."""
    drawn = (_drawn(view, ring) for ring in rings)
    return "".join(_written(ring) for ring in drawn if ring)


def _written(ring: list[Point]) -> str:
    """Write a ring as steps in tenths of a unit, which takes the fewest bytes."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [
        f"{x - before[0]}" + (f"{y - before[1]}" if y < before[1] else f" {y - before[1]}")
        for before, (x, y) in pairwise(tenths)
    ]
    return f"M{tenths[0][0]} {tenths[0][1]}l" + " ".join(steps).replace(" -", "-") + "z"


def _drawn(view: View, ring: list[Point]) -> list[Point]:
    """Cut, project and thin a ring; empty when nothing of it can be seen."""
    if _around_the_world(ring):
        return []
    # Past the edges, which the projection of the world bends inwards towards the poles.
    margin = 1.0 if view is EUROPE else 15.0
    for axis, limit, keep_below in (
        (0, view.west - margin, False),
        (0, view.east + margin, True),
        (1, view.south - margin, False),
        (1, view.north + margin, True),
    ):
        ring = _cut(ring, axis, limit, keep_below=keep_below)
    points = [view.point(latitude, longitude) for longitude, latitude in ring]
    if not points or max(_extents(points)) < SMALLEST or min(_extents(points)) < TOLERANCE:
        return []
    half = len(points) // 2
    thin = _thin(points[: half + 1])[:-1] + _thin(points[half:])
    return thin if len(thin) > 3 else []


def _around_the_world(ring: list[Point]) -> bool:
    """Return whether a ring is a band from date line to date line: Antarctica, or a cut island.

    Eurasia with Africa reaches both date lines too, and from north to south.
    """
    wide, high = _extents(ring)
    return wide > 355 and high < 60


def _extents(points: list[Point]) -> tuple[float, float]:
    xs, ys = zip(*points, strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def _cut(ring: list[Point], axis: int, limit: float, *, keep_below: bool) -> list[Point]:
    """Cut a ring at a line (Sutherland and Hodgman)."""
    inside: Callable[[Point], bool] = lambda p: p[axis] <= limit if keep_below else p[axis] >= limit  # noqa: E731
    result: list[Point] = []
    for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if inside(before) != inside(here):
            share = (limit - before[axis]) / (here[axis] - before[axis])
            result.append(
                (
                    before[0] + share * (here[0] - before[0]),
                    before[1] + share * (here[1] - before[1]),
                )
            )
        if inside(here):
            result.append(here)
    return result


def _thin(points: list[Point]) -> list[Point]:
    """Leave out points that a straight line nearly goes through (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    far, at = max((_distance(p, points[0], points[-1]), i) for i, p in enumerate(points[1:-1], 1))
    if far <= TOLERANCE:
        return [points[0], points[-1]]
    return _thin(points[: at + 1])[:-1] + _thin(points[at:])


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    if not length:
        return float(((point[0] - start[0]) ** 2 + (point[1] - start[1]) ** 2) ** 0.5)
    return float(abs(dy * (point[0] - start[0]) - dx * (point[1] - start[1])) / length)


if __name__ == "__main__":
    LAND.write_text(land(Path(sys.argv[1])), encoding="utf-8")
