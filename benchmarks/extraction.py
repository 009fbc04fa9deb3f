"""Extraction of a thousand templates beside `pybabel extract`, whole processes, in one run.

    make benchmark-extraction          # five runs of each

Prints the median of the runs and their spread: everything read, and five files changed.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYBABEL = Path(sys.executable).parent / "pybabel"
TEMPLATES = 1_000
CHANGED = 5
OURS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from webapp.catalog.extract import extract_template
from webapp.catalog.write import write
root = Path(sys.argv[1])
write(extract_template(root, root / "translations", {}, root / "build" / "extract.json"))
"""


def template(number: int, turn: int) -> str:
    """Write a page of a hundred lines: twenty-four sections, eight of them with a message."""
    lines = [
        '{% extends "base.html" %}',
        "{% block main %}",
        f'<h1>{{{{ _("Titre {number}") }}}}</h1>',
    ]
    for line in range(24):
        text = f"Phrase {line} de la page {number}, tour {turn} : %(name)s"
        message = f'{{{{ _("{text}", name=page) }}}}' if line % 3 == 0 else "{{ page.text|safe }}"
        lines += [
            f'<section id="s{line}" class="{{{{ "wide" if page.wide else "narrow" }}}}">',
            f"  <p>{message}</p>",
            "  {% for item in items if item.shown %}<li>{{ item.name|upper }}</li>{% endfor %}",
            "</section>",
        ]
    return "\n".join([*lines, "{% endblock %}", ""])


def project(folder: Path) -> None:
    """Make the project anew."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "templates").mkdir(parents=True)
    shutil.copy(ROOT / "babel.cfg", folder)
    for number in range(TEMPLATES):
        (folder / "templates" / f"page{number}.html").write_text(template(number, 0))


def change(folder: Path, turn: int) -> None:
    """Change five templates."""
    for number in range(CHANGED):
        (folder / "templates" / f"page{number}.html").write_text(template(number, turn))


def timed(command: list[str], folder: Path) -> float:
    """Run a program to its end."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Run all in turns and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="extraction-") as name:
        folder = Path(name) / "project"
        pybabel = [str(PYBABEL), "extract", "-F", "babel.cfg", "-o", "pybabel.pot", "."]
        ours = [sys.executable, "-c", OURS, str(folder), str(ROOT)]
        rows: dict[tuple[str, str], list[float]] = {}

        def note(task: str, program: str, command: list[str], before: Callable[[], None]) -> None:
            before()
            rows.setdefault((task, program), []).append(timed(command, folder))

        for turn in range(1, runs + 1):
            note("everything", "i18n extract", ours, lambda: project(folder))
            note("five files changed", "i18n extract", ours, lambda turn=turn: change(folder, turn))
            note("everything", "pybabel extract", pybabel, lambda: None)
    print("| task, 1,000 templates | program | median s | spread s |\n|---|---|---|---|")
    for (task, program), seconds in sorted(rows.items()):
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        print(f"| {task} | {program} | {statistics.median(seconds):.2f} | {spread} |")


if __name__ == "__main__":
    main()
