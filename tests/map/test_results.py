"""The map of places found: what it shows, and that it stays within its size."""

import random
from itertools import combinations

import pytest

from webapp.map.projection import Point
from webapp.map.results import APART, LONGEST, MARKERS, SEAT, Scene, scenes

CAEN, OHRID, LONDON, PORTSMOUTH = (49.18, -0.37), (41.12, 20.8), (51.5, -0.1), (50.8, -1.1)
NASHVILLE, SAMOA, SPITSBERGEN = (36.17, -86.78), (-13.8, -171.8), (78.2, 15.6)


def drawn(*places: Point, name: str = "Ohrid") -> list[Scene]:
    """Return the drawings of some places with Caen."""
    numbered = dict(enumerate(places))
    return scenes({SEAT: CAEN, **numbered}, lambda _: name)


CASES = [
    ("no place", [], []),
    ("in Europe", [OHRID], ["europe"]),
    ("elsewhere", [NASHVILLE], ["globe"]),
    ("in both", [NASHVILLE, OHRID], ["europe", "globe"]),
    ("beyond the date line", [SAMOA], ["globe"]),
    ("a pole", [(-90.0, 0.0), (90.0, 180.0), (0.0, -180.0)], ["globe"]),
    ("all in one point", [OHRID] * 50, ["europe"]),
    ("the actors' own town", [CAEN], ["europe"]),
]


@pytest.mark.parametrize(
    ("places", "names"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_every_place_is_in_one_marker(places: list[Point], names: list[str]) -> None:
    """Each place stands in one marker of one drawing and within its edges, as Caen does in all."""
    shown = drawn(*places)
    assert [scene.name for scene in shown] == names
    meant = [n for scene in shown for spot in scene.spots for n in spot.places if n != SEAT]
    assert sorted(meant) == list(range(len(places)))
    for scene in shown:
        assert 100 < scene.height <= 1.2 * scene.width
        assert all(0 <= it.x <= scene.width and 0 <= it.y <= scene.height for it in scene.spots)
        assert scene.spots[0].places == (SEAT,)


def test_places_near_each_other_are_one_marker_until_the_map_is_closer() -> None:
    """Two neighbours are a marker on a map of Europe and two where only Caen is with them."""
    far, near = drawn(LONDON, PORTSMOUTH, OHRID), drawn(LONDON, PORTSMOUTH)
    assert [len(it.places) for it in far[0].spots if 0 in it.places] == [2]
    assert [len(it.places) for it in near[0].spots if 0 in it.places] == [1]


@pytest.mark.parametrize("count", [100, 4_000])
def test_markers_are_bounded_and_apart(count: int) -> None:
    """However many places there are, a drawing has so many markers, none upon another."""
    source = random.Random(count)
    places = [(source.uniform(-60, 80), source.uniform(-180, 180)) for _ in range(count)]
    places += [(source.uniform(39, 63), source.uniform(-9, 27)) for _ in range(count)]
    for scene in drawn(*places):
        spots = [spot for spot in scene.spots if spot.places != (SEAT,)]
        assert 1 < len(spots) <= MARKERS
        apart = min((a.x - b.x) ** 2 + (a.y - b.y) ** 2 for a, b in combinations(spots, 2))
        assert apart**0.5 >= APART - 0.1


def test_a_name_stands_where_there_is_room() -> None:
    """A short name stands next to its marker, no long one does, and none upon another."""
    (short,) = drawn(OHRID)
    assert [spot.label is not None for spot in short.spots] == [True, True]
    (long,) = drawn(OHRID, name="Охрид" * 40)
    assert [spot.label for spot in long.spots] == [None, None]
    (row,) = drawn(*[(45.0, 2.0 * east) for east in range(12)], name="W" * LONGEST)
    labels = [(spot.label.x, spot.label.y) for spot in row.spots if spot.label]
    assert len(labels) < 12
    assert len(set(labels)) == len(labels)
