"""The coastlines, as they are kept and as they are made."""

import json
import re
import zlib

from tests.conftest import cannot_run
from tools import map_land
from webapp.map.scene import LAND
from webapp.settings import ROOT

PATHS: dict[str, str] = json.loads(LAND.read_text(encoding="utf-8"))
ATLAS = ROOT / "node_modules" / "world-atlas"


def test_the_coasts_weigh_little() -> None:
    """Two coasts go into a page: they take 8 KB compressed at most."""
    assert all(len(zlib.compress(path.encode(), 9)) <= 5_000 for path in PATHS.values())
    assert len(zlib.compress((PATHS["europe"] + PATHS["world"]).encode(), 9)) <= 8_000


def test_a_path_is_rings_of_whole_steps() -> None:
    """A path is closed shapes alone: a line that closes nothing would be a border."""
    ring = re.compile(r"M-?\d+ -?\d+l-?\d+[ -]-?\d+(?:[ -]-?\d+)*")
    for path in PATHS.values():
        *rings, rest = path.split("z")
        assert rest == ""
        assert [each[:60] for each in rings if not ring.fullmatch(each)] == []


def test_licence_and_package_are_named() -> None:
    """The file of the licence lies next to the data that it covers."""
    assert "Bostock" in LAND.with_name("LICENSE-world-atlas.txt").read_text(encoding="utf-8")


def test_the_coasts_are_what_the_tool_makes() -> None:
    """`make map-land` makes the same file from the same package."""
    if not ATLAS.is_dir():
        cannot_run("npm's world-atlas is not installed: run `make node_modules/.package-lock.json`")
    assert map_land.land(ATLAS) == LAND.read_text(encoding="utf-8")
