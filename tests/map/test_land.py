"""The coastlines, as they are kept and as they are made."""

import json
import re
import zlib
from pathlib import Path

import pytest

from webapp.map import make_land
from webapp.map.projection import EUROPE, VIEWS, WORLD, Point

FOLDER = Path(make_land.__file__).parent
LAND: dict[str, str] = json.loads((FOLDER / "land.json").read_text(encoding="utf-8"))


def test_the_coasts_weigh_little() -> None:
    """Both go into pages: 8 KB compressed at most."""
    assert len(zlib.compress("".join(LAND.values()).encode(), 9)) <= 8_000


@pytest.mark.parametrize("name", VIEWS)
def test_a_path_is_rings_of_whole_steps(name: str) -> None:
    """Closed shapes alone: a line that closes nothing would be a border."""
    rings = LAND[name].split("z")
    assert rings.pop() == ""
    for ring in rings:
        assert re.fullmatch(r"M-?\d+ -?\d+l-?\d+[ -]-?\d+(?:[ -]-?\d+)*", ring), ring[:60]


def test_licence_and_package_are_named() -> None:
    """The file of the licence lies beside the data that it covers."""
    assert "Bostock" in (FOLDER / "LICENSE-world-atlas.txt").read_text(encoding="utf-8")


def topology(rings: list[list[Point]]) -> dict[str, object]:
    """Write rings of degrees as TopoJSON, each an arc of its own."""
    scale = 0.01
    arcs = []
    for ring in rings:
        x = y = 0
        steps = []
        for longitude, latitude in ring:
            to_x, to_y = round(longitude / scale), round(latitude / scale)
            steps.append([to_x - x, to_y - y])
            x, y = to_x, to_y
        arcs.append(steps)
    return {
        "transform": {"scale": [scale, scale], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {"land": {"geometries": [{"arcs": [[[i]] for i in range(len(rings))]}]}},
    }


SQUARE = [(0.0, 45.0), (5.0, 45.0), (5.0, 50.0), (0.0, 50.0), (0.0, 45.0)]
ISLET = [(0.0, 45.0), (0.01, 45.0), (0.01, 45.01), (0.0, 45.0)]
BAND = [(-180.0, -90.0), (180.0, -90.0), (180.0, -60.0), (-180.0, -60.0), (-180.0, -90.0)]
LARGE = [(-30.0, 30.0), (40.0, 30.0), (40.0, 70.0), (-30.0, 70.0), (-30.0, 30.0)]


@pytest.mark.parametrize(
    ("ring", "count"),
    [(SQUARE, 1), (ISLET, 0), (BAND, 0), (LARGE, 1)],
    ids=["a square", "an islet", "a band around the world", "larger than the drawing"],
)
def test_what_can_be_seen_is_drawn(ring: list[Point], count: int, tmp_path: Path) -> None:
    """An islet and the band of Antarctica are left out; what is too large is cut."""
    for name in ("land-50m.json", "land-110m.json"):
        (tmp_path / name).write_text(json.dumps(topology([ring])), encoding="utf-8")
    path = make_land.path(EUROPE, make_land.polygons(tmp_path, EUROPE))
    assert path.count("z") == count


def test_a_ring_is_cut_at_the_edges(tmp_path: Path) -> None:
    """Nothing is drawn far outside of the picture, whatever the land measures."""
    (tmp_path / "land-50m.json").write_text(json.dumps(topology([LARGE])), encoding="utf-8")
    (ring,) = [make_land._drawn(EUROPE, ring) for ring in make_land.polygons(tmp_path, EUROPE)]
    for x, y in ring:
        assert -30 <= x <= EUROPE.width + 30
        assert -30 <= y <= EUROPE.height + 30


def test_a_long_coast_keeps_its_shape() -> None:
    """Thinned, no point lies further from the line than the tolerance says."""
    points = [(x / 10, (x % 7) / 20) for x in range(200)]
    thin = make_land._thin(points)
    assert len(thin) < len(points) / 10
    assert {thin[0], thin[-1]} == {points[0], points[-1]}


def test_the_places_of_partners_lie_on_land() -> None:
    """A sign that coast and markers share one projection: Caen is inside a ring of the path."""
    x, y = WORLD.point(49.18, -0.37)
    assert any(inside(ring, x * 10, y * 10) for ring in rings_of(LAND["world"]))


def rings_of(path: str) -> list[list[Point]]:
    """Read a path back."""
    found = []
    for ring in path.split("z")[:-1]:
        start, steps = ring[1:].split("l")
        x, y = (int(each) for each in re.findall(r"-?\d+", start))
        points = [(float(x), float(y))]
        numbers = [int(each) for each in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((float(x), float(y)))
        found.append(points)
    return found


def inside(ring: list[Point], x: float, y: float) -> bool:
    """Tell whether a point lies in a ring, by the edges that a ray to the right crosses."""
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed
