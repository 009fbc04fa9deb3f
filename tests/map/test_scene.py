"""What the map shows, in any language."""

import re
import unicodedata
from itertools import combinations, product
from typing import NamedTuple

from flask import Flask

from webapp.i18n.texts import use_language
from webapp.languages import LANGUAGES, Language
from webapp.map.projection import WORLD
from webapp.map.scene import SHAPE, Detail, Drawing, Label, detail, drawings
from webapp.partners import CAEN, PARTNERS
from webapp.views.partner_map import Map, partner_map

SIZE = 15.0
"""Of the letters, in units of the drawing (`site.css`)."""

RADIUS = 5.0
"""Of a marker (`map/_map.html`)."""


class Box(NamedTuple):
    """A rectangle that something takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether two rectangles overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def map_in(app: Flask, language: Language) -> Map:
    """Return the site's map in a language, without what says a name's own language."""
    with app.test_request_context():
        use_language(language)
        shown = partner_map()
    names = {key: re.sub("<[^>]*>|[\ue000-\uf8ff]", "", name) for key, name in shown.names.items()}
    return shown._replace(names=names)


def width(name: str) -> float:
    """Estimate how wide a name is; East Asian characters are as wide as high (Unicode, UAX 11)."""

    def share(char: str) -> float:
        if char in "mwMWжмшщюфџЖМШЩЮФ":
            return 0.9
        return 1.0 if unicodedata.east_asian_width(char) in "WF" else 0.62

    return SIZE * sum(map(share, name))


def box(label: Label, name: str) -> Box:
    """Return the rectangle that a name takes."""
    left = label.x if label.anchor == "start" else label.x - width(name)
    return Box(left, label.y - SIZE * 0.85, left + width(name), label.y + SIZE * 0.3)


def boxes(drawing: Drawing, names: dict[str, str]) -> list[tuple[str, Box]]:
    """Return the rectangles of a drawing's names."""
    return [
        (marker.key, box(marker.label, names[marker.key]))
        for marker in drawing.markers
        if marker.label
    ]


def test_every_partner_is_named_once(app: Flask) -> None:
    """A partner is named in the drawing that shows it larger, Caen in both; each is a link."""
    placed = [partner.slug for partner in PARTNERS if partner.place]
    named = [marker.key for drawing in drawings() for marker in drawing.markers if marker.label]
    assert sorted(named) == sorted([*placed, "caen", "caen"])
    for language in LANGUAGES:
        shown = map_in(app, language)
        assert all(shown.addresses[key].startswith(f"/{language.path}/") for key in named)
        assert all(shown.names[key] for key in named)


def test_nothing_overlaps(app: Flask) -> None:
    """In no language does a name meet another, a marker, the frame of Europe or an edge."""
    overlaps = []
    for language, drawing in product(LANGUAGES, drawings()):
        names = boxes(drawing, map_in(app, language).names)
        others = [
            (
                f"marker {marker.key}",
                Box(marker.x - RADIUS, marker.y - RADIUS, marker.x + RADIUS, marker.y + RADIUS),
            )
            for marker in drawing.markers
        ]
        if frame := drawing.frame:
            around = Box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
            others.append(("frame", around))
        pairs = [*combinations(names, 2), *product(names, others)]
        overlaps += [(language.path, one[0], two[0]) for one, two in pairs if one[1].meets(two[1])]
        whole = Box(0, 0, drawing.width, drawing.height)
        overlaps += [
            (language.path, key, "edge") for key, name in names if not lies_in(name, whole)
        ]
    assert overlaps == []


def lies_in(inner: Box, outer: Box) -> bool:
    """Return whether a rectangle lies within another."""
    inside = inner.left >= outer.left and inner.right <= outer.right
    return inside and inner.top >= outer.top and inner.bottom <= outer.bottom


def test_no_line_crosses_a_name(app: Flask) -> None:
    """In no language and in neither drawing does a name lie on a line."""
    crossed = [
        (language.path, marker.key, key)
        for language, drawing in product(LANGUAGES, drawings())
        for marker in drawing.markers
        if marker.curve
        for key, name in boxes(drawing, map_in(app, language).names)
        if any(name.meets(Box(x, y, x, y)) for x, y in along(marker.curve))
    ]
    assert crossed == []


def along(path: str) -> list[tuple[float, float]]:
    """List points of a line, half a unit apart at most."""
    x, y, bend_x, bend_y, to_x, to_y = (float(number) for number in re.findall(r"-?[\d.]+", path))
    shares = [step / 1000 for step in range(1001)]
    return [
        (
            (1 - t) ** 2 * x + 2 * t * (1 - t) * bend_x + t**2 * to_x,
            (1 - t) ** 2 * y + 2 * t * (1 - t) * bend_y + t**2 * to_y,
        )
        for t in shares
    ]


def test_lines_run_from_caen() -> None:
    """Every marker but Caen's own has a line that begins in Caen and ends at the marker."""
    for drawing in drawings():
        caen, *others = drawing.markers
        assert (caen.key, caen.curve) == ("caen", "")
        for marker in others:
            assert marker.curve.startswith(f"M{caen.x:g} {caen.y:g}Q")
            assert marker.curve.endswith(f" {marker.x:g} {marker.y:g}")


def test_the_frame_is_europe() -> None:
    """The frame stands in the drawing of the world, around what the other one shows."""
    europe, world = drawings()
    assert europe.frame is None
    assert world.frame is not None
    x, y = WORLD.point(CAEN.latitude, CAEN.longitude)
    assert world.frame.x < x < world.frame.x + world.frame.width
    assert world.frame.y < y < world.frame.y + world.frame.height


def details(names: dict[str, str]) -> list[Detail]:
    """Return the maps of those partners that have a place."""
    return [found for partner in PARTNERS if (found := detail(partner.slug, names))]


def test_a_map_of_a_partner_shows_it_and_caen(app: Flask) -> None:
    """Both lie well within the part that is shown, which is no larger than the drawing."""
    sizes = {drawing.name: (drawing.width, drawing.height) for drawing in drawings()}
    for found in details(map_in(app, LANGUAGES[0]).names):
        left, top, wide, high = found.box
        room = found.letter / 2
        assert 0 <= left <= left + wide <= sizes[found.drawing][0] + 0.1
        assert 0 <= top <= top + high <= sizes[found.drawing][1] + 0.1
        assert abs(wide / high - SHAPE) < 0.01
        for marker in found.markers:
            assert left + room < marker.x < left + wide - room
            assert top + room < marker.y < top + high - room


def test_the_names_on_it_are_seen_whole(app: Flask) -> None:
    """In no language is a name cut off or does it lie on the other one or on a marker."""
    for language in LANGUAGES:
        names = map_in(app, language).names
        for found in details(names):
            left, top, wide, high = found.box
            caen, other = (
                label_box(marker.label, found, names[marker.key]) for marker in found.markers
            )
            assert not caen.meets(other), (language.path, found.markers[1].key)
            whole = Box(left - 1, top - 1, left + wide + 1, top + high + 1)
            assert lies_in(caen, whole), (language.path, found.markers[1].key)
            assert lies_in(other, whole), (language.path, found.markers[1].key)


def label_box(label: Label | None, found: Detail, name: str) -> Box:
    """Return the rectangle that a name takes in the map of a partner."""
    assert label, name
    half = width(name) / SIZE / 2 * found.letter
    upper, lower = label.y - found.letter * 0.8, label.y + found.letter * 0.2
    return Box(label.x - half, upper, label.x + half, lower)


def test_a_partner_without_a_place_has_no_map(app: Flask) -> None:
    """Nothing is drawn for it, as for one that nobody knows."""
    names = map_in(app, LANGUAGES[0]).names
    unplaced = [partner.slug for partner in PARTNERS if not partner.place]
    assert [detail(slug, names) for slug in [*unplaced, "none"]] == [None] * (len(unplaced) + 1)


def test_a_name_without_end_has_no_label(app: Flask) -> None:
    """The map keeps its size; the heading next to it has the name."""
    names = map_in(app, LANGUAGES[0]).names | {"hampshire": "x" * 200}
    found, usual = detail("hampshire", names), detail("hampshire", names | {"hampshire": "x"})
    assert found
    assert usual
    assert found.box == usual.box
    assert [marker.label is None for marker in found.markers] == [False, True]
