"""Imports go one way: the table of docs/design.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.settings import ROOT

PACKAGE = ROOT / "webapp"

# Top first; a part imports only parts of rows below its own, and itself.
LAYERS = [
    {"webapp"},
    {"cli"},
    {"export"},
    {"views", "observe"},
    {"guard", "i18n"},
    {"rendering", "site"},
    {"deployment"},
    {"brochure"},
    {"catalog", "directory", "map"},
    {"checks", "pages", "links", "static_files"},
    {"markup", "partners"},
    {"days", "languages", "settings", "messages", "filling"},
    {"errors", "hosts"},
]
ROW = {part: row for row, parts in enumerate(LAYERS) for part in parts}
WEB_ROWS = 6
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    """Name the part that a module belongs to."""
    names = path.relative_to(PACKAGE).with_suffix("").parts
    return "webapp" if names == ("__init__",) else names[0]


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted names of all that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_part_imports_only_parts_of_lower_rows(path: Path) -> None:
    """No module reaches upwards or sideways."""
    here = part_of(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("webapp.")}
    wrong = {part for part in used - {here} if ROW[part] <= ROW[here] and here != "webapp"}
    assert wrong == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_upper_rows_know_the_web(path: Path) -> None:
    """Flask and Werkzeug stand in the upper six rows, flask_babel in i18n alone."""
    here = part_of(path)
    roots = {name.split(".")[0] for name in imports(path)}
    assert not roots & {"flask", "werkzeug"} or ROW[here] < WEB_ROWS
    assert "flask_babel" not in roots or here == "i18n"


def test_every_part_has_a_row() -> None:
    """The table names every part there is and no other."""
    assert {part_of(path) for path in MODULES} == set(ROW)
