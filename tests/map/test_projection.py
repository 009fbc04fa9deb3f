"""From degrees to the units of the drawings."""

import math

import pytest

from webapp.map.projection import EUROPE, VIEWS, mercator, natural_earth


def test_natural_earth_reaches_the_published_edges() -> None:
    """The poles stand at 0.8707 × 0.52 × π, as the projection's authors give it (and PROJ)."""
    assert natural_earth(90, 0)[1] == pytest.approx(0.8707 * 0.52 * math.pi, abs=1e-4)
    assert natural_earth(0, 180)[0] == pytest.approx(0.8707 * math.pi)


def test_mercator_keeps_shapes() -> None:
    """A small square on the ground is a square in the drawing, at every latitude."""
    for latitude in (40.0, 50.0, 60.0):
        east = mercator(latitude, 0.01)[0]
        north = mercator(latitude + 0.01, 0)[1] - mercator(latitude, 0)[1]
        assert north * math.cos(math.radians(latitude)) == pytest.approx(east, rel=1e-3)


def test_a_drawing_is_filled() -> None:
    """The edges of what a drawing shows are its own, north is up and east is right."""
    for view in VIEWS.values():
        middle = view.middle
        assert view.point(view.north, middle) == (view.width / 2, 0)
        assert view.point(view.south, middle)[1] == pytest.approx(view.height, abs=0.5)
        assert view.point(view.north, middle + 5) > view.point(view.north, middle)
        assert view.point(0, view.east)[0] <= view.width + 0.1


def test_europe_shows_what_lies_in_it() -> None:
    """Caen and Bergen are in Europe; Fuzhou and the sea north of it are not."""
    assert EUROPE.shows(49.18, -0.37)
    assert EUROPE.shows(60.39, 5.32)
    assert not EUROPE.shows(26.07, 119.3)
    assert not EUROPE.shows(64, 5)
