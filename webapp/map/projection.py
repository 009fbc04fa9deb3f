"""Projecting degrees to the units of three views: Europe, the world of the partners, the globe."""

import math
from collections.abc import Callable
from typing import NamedTuple

Point = tuple[float, float]


def natural_earth(latitude: float, longitude: float) -> Point:
    """Project degrees by the polynomials of Natural Earth (Šavrič and others, 2011)."""
    phi, lam = math.radians(latitude), math.radians(longitude)
    square = phi * phi
    fourth = square * square
    x = lam * (
        0.870700 - 0.131979 * square
        + fourth * (-0.013791 + fourth * square * (0.003971 - 0.001529 * square))
    )  # fmt: skip
    y = phi * (
        1.007226
        + square * (0.015085 + fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth))
    )
    return x, y


def mercator(latitude: float, longitude: float) -> Point:
    """Project by Mercator's projection, which keeps the shapes of a small part of the world."""
    return math.radians(longitude), math.asinh(math.tan(math.radians(latitude)))


class View(NamedTuple):
    """A drawing: the part of the world that it shows, in degrees, and its width in units.

    Arguments:
        project: converts degrees north, and degrees east of the middle, to units of its own.
    """

    south: float
    west: float
    north: float
    east: float
    width: float
    project: Callable[[float, float], Point]

    @property
    def middle(self) -> float:
        """The longitude in the middle."""
        return (self.west + self.east) / 2

    @property
    def height(self) -> float:
        """The height in whole units."""
        return round(self.point(self.south, self.middle)[1])

    def point(self, latitude: float, longitude: float) -> Point:
        """Return where a place is, in units from the upper left corner."""
        scale = self.width / 2 / self.project(0, self.east - self.middle)[0]
        x, y = self.project(latitude, longitude - self.middle)
        top = self.project(self.north, 0)[1]
        return round(self.width / 2 + x * scale, 1), round((top - y) * scale, 1)

    def shows(self, latitude: float, longitude: float) -> bool:
        """Return whether a place lies within the edges."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


WORLD = View(-32, -18, 66, 132, 360, natural_earth)
EUROPE = View(38.5, -9, 63.5, 27, 360, mercator)
# Cut at the strait between Asia and America.
GLOBE = View(-56, -170, 78, 190, 360, natural_earth)
VIEWS = {"europe": EUROPE, "world": WORLD, "globe": GLOBE}
