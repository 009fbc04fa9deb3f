"""What the map shows, in any language."""

import re
from itertools import combinations

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.i18n import use_language
from webapp.languages import LANGUAGES, Language
from webapp.map.projection import VIEWS
from webapp.map.scene import RADIUS, Box, Drawing, Place, scene
from webapp.partners import CAEN, PARTNERS
from webapp.views.partner_map import Map, partner_map

MIDDLE = Place("caen", *CAEN, "Caen")


def drawn(app: Flask, language: Language) -> Map:
    """Lay out the site's map in a language."""
    with app.test_request_context():
        use_language(language)
        return partner_map()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.path)
def test_every_partner_is_named_once(app: Flask, language: Language) -> None:
    """In the drawing that shows it larger; Caen in both; each is a link."""
    shown = drawn(app, language)
    named = [marker.key for drawing in shown.drawings for marker in drawing.markers if marker.label]
    placed = [partner.slug for partner in PARTNERS if partner.place]
    assert sorted(named) == sorted([*placed, "caen", "caen"])
    assert all(shown.addresses[key].startswith(f"/{language.path}/") for key in named)
    assert all(shown.names[key] for key in named)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.path)
def test_nothing_overlaps(app: Flask, language: Language) -> None:
    """No label meets another, a marker, the frame of Europe or an edge."""
    for drawing in drawn(app, language).drawings:
        assert overlaps(drawing) == []


def overlaps(drawing: Drawing) -> list[tuple[str, str]]:
    """List what meets a label that should not."""
    boxes = [(marker.key, marker.label.box) for marker in drawing.markers if marker.label]
    points = [
        (
            f"marker {marker.key}",
            Box(marker.x - RADIUS, marker.y - RADIUS, marker.x + RADIUS, marker.y + RADIUS),
        )
        for marker in drawing.markers
    ]
    frames = [("frame", drawing.frame)] if drawing.frame else []
    pairs = [*combinations(boxes, 2), *((one, two) for one in boxes for two in points + frames)]
    found = [(one[0], two[0]) for one, two in pairs if one[1].meets(two[1])]
    return found + [
        (key, "edge")
        for key, box in boxes
        if box.left < 0 or box.top < 0 or box.right > drawing.width or box.bottom > drawing.height
    ]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.path)
def test_no_link_crosses_a_name(app: Flask, language: Language) -> None:
    """In no language, in neither drawing: there is room enough for the partners there are."""
    for drawing in drawn(app, language).drawings:
        names = [(marker.key, marker.label.box) for marker in drawing.markers if marker.label]
        links = [(marker.key, marker.curve) for marker in drawing.markers if marker.curve]
        met = [
            (link, name)
            for link, curve in links
            for name, box in names
            if any(box.meets(Box(x, y, x, y)) for x, y in along(curve))
        ]
        assert met == []


def along(path: str) -> list[tuple[float, float]]:
    """List points of a link, half a unit apart at most."""
    x, y, bend_x, bend_y, to_x, to_y = (float(each) for each in re.findall(r"-?[\d.]+", path))
    shares = [step / 1000 for step in range(1001)]
    return [
        (
            (1 - t) ** 2 * x + 2 * t * (1 - t) * bend_x + t**2 * to_x,
            (1 - t) ** 2 * y + 2 * t * (1 - t) * bend_y + t**2 * to_y,
        )
        for t in shares
    ]


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.floats(-30, 64), st.floats(-10, 128), st.text("Wi福ЖÅ ", min_size=1, max_size=30)
        ),
        max_size=12,
    )
)
def test_any_partners_never_overlap(places: list[tuple[float, float, str]]) -> None:
    """Where there is no room for a name, the marker stands alone: the list below has the link."""
    for drawing in scene(MIDDLE, [Place(f"p{i}", *each) for i, each in enumerate(places)]):
        assert overlaps(drawing) == []
        assert len(drawing.markers) == len(places) + 1 or drawing.name == "europe"


def test_the_same_map_is_drawn_the_same(app: Flask) -> None:
    """Byte for byte, so that a page keeps its ETag; no order of sets or dicts decides."""
    first = drawn(app, LANGUAGES[0])
    assert first == drawn(app, LANGUAGES[0])
    turned = [Place(p.slug, *p.place, p.name) for p in PARTNERS if p.place]
    labels = [
        {marker.key: marker.label for drawing in drawings for marker in drawing.markers}
        for drawings in (scene(MIDDLE, turned), scene(MIDDLE, turned[::-1]))
    ]
    assert labels[0] == labels[1]


def test_links_run_from_caen(app: Flask) -> None:
    """One to each partner, none to Caen itself, each beginning at Caen's marker."""
    for drawing in drawn(app, LANGUAGES[0]).drawings:
        caen = next(marker for marker in drawing.markers if marker.key == "caen")
        others = [marker for marker in drawing.markers if marker.key != "caen"]
        assert not caen.curve
        for marker in others:
            assert marker.curve.startswith(f"M{caen.x:g} {caen.y:g}Q")
            assert marker.curve.endswith(f" {marker.x:g} {marker.y:g}")


def test_the_frame_is_europe(app: Flask) -> None:
    """In the drawing of the world, around what the other one shows."""
    europe, world = drawn(app, LANGUAGES[0]).drawings
    assert europe.frame is None
    assert world.frame is not None
    caen = VIEWS["world"].point(*CAEN)
    assert world.frame.left < caen[0] < world.frame.right
    assert world.frame.top < caen[1] < world.frame.bottom
