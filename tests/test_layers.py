"""Imports go one way: the table of docs/design.md."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from webapp.settings import ROOT

PACKAGE = ROOT / "webapp"

# Top first; a part imports only parts of rows below its own, and itself.
LAYERS = [
    {"webapp"},
    {"cli"},
    {"editor", "export", "workflow"},
    {"delivery"},
    {"views"},
    {"observe"},
    {"guard", "i18n"},
    {"rendering", "site"},
    {"deployment"},
    {"audit", "brochure", "catalogs"},
    {"checks", "directory", "map"},
    {"links", "pages", "po", "static_files"},
    {"markup", "partners", "translators", "typography"},
    {"csv_file", "days", "disk", "git", "languages", "settings", "messages", "filling"},
    {"errors", "hosts", "tables"},
]
ROW = {part: row for row, parts in enumerate(LAYERS) for part in parts}
WEB_ROWS = 8
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


def test_a_part_imports_only_parts_of_lower_rows() -> None:
    """No module reaches upwards or sideways, but a command that makes an application of its own."""
    wrong = []
    for path in MODULES:
        here = part_of(path)
        used = {name.split(".")[1] for name in imports(path) if name.startswith("webapp.")}
        used = {"webapp" if name == "create_app" else name for name in used}
        high = {part for part in used - {here} if ROW[part] <= ROW[here] and here != "webapp"}
        wrong += [(str(path.relative_to(PACKAGE)), part) for part in sorted(high)]
    assert wrong == [("cli/i18n/edit.py", "webapp")]


def test_only_the_upper_rows_know_the_web() -> None:
    """Flask and Werkzeug stand in the upper rows, flask_babel in i18n alone."""
    wrong = []
    for path in MODULES:
        here = part_of(path)
        roots = {name.split(".")[0] for name in imports(path)}
        allowed = {"flask", "werkzeug"} if ROW[here] < WEB_ROWS else set()
        allowed |= {"flask_babel"} if here == "i18n" else set()
        web = roots & {"flask", "werkzeug", "flask_babel"} - allowed
        wrong += [(str(path.relative_to(PACKAGE)), name) for name in sorted(web)]
    assert wrong == []


SERVED = """
import sys
from pathlib import Path
import webapp.cli.site
from webapp import create_app
from webapp.settings import Settings
settings = Settings(base_url="https://pages.example.org", cache=Path(sys.argv[1]))
assert create_app(settings).test_client().get("/mk/").status_code == 200
tools = ("webapp.workflow", "webapp.export", "webapp.cli.i18n", "webapp.catalogs.update")
tools += ("webapp.editor", "webapp.git", "rapidfuzz", "openpyxl", "polib", "typst")
print(*(name for name in sys.modules if name.startswith(tools)))
"""


def test_a_site_that_is_served_imports_no_tool_of_translators(tmp_path: Path) -> None:
    """What other commands need is imported by them: `site serve` is small and starts quickly."""
    command = [sys.executable, "-c", SERVED, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_nothing_that_serves_pages_imports_a_tool_of_translators() -> None:
    """The editor and the workflow are imported by commands, and by `create_app` for a setting."""
    users = {
        (part_of(path), tool)
        for path in MODULES
        for tool in ("editor", "workflow")
        if part_of(path) != tool and any(it.split(".")[1:2] == [tool] for it in imports(path))
    }
    assert users == {("webapp", "editor"), ("cli", "editor"), ("cli", "workflow")}


def test_every_part_has_a_row() -> None:
    """The table names every part there is and no other."""
    assert {part_of(path) for path in MODULES} == set(ROW)
