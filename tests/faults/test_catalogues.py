"""Catalogues that are broken in every way while visitors read."""

import os
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.conftest import Start
from tests.faults.load import more, visitors, whole
from webapp.languages import BY_PATH
from webapp.po import files

ITALIAN, OTHER = "I partner della Regione e dei comuni", "Altri partner"


def replaced(path: Path) -> None:
    """Put another catalogue in its place, as an editor does."""
    beside = path.with_suffix(".new")
    text = re.sub(f'"{ITALIAN}[ 0-9]*"', f'"{OTHER}"', path.read_text("utf-8"))
    beside.write_text(text, "utf-8")
    beside.rename(path)


def truncated(path: Path) -> None:
    """Cut it in the middle, in place."""
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    """Leave nothing in it."""
    os.truncate(path, 0)


def unreadable(path: Path) -> None:
    """Let reading it fail, for root too: a file whose first bytes cannot be read."""
    path.unlink()
    path.symlink_to("/proc/self/mem")


def folder(path: Path) -> None:
    """Put a folder in its place."""
    path.unlink()
    path.mkdir()


def loop(path: Path) -> None:
    """Put a link in its place that leads to itself."""
    path.unlink()
    path.symlink_to(path.name)


def pipe(path: Path) -> None:
    """Put a pipe in its place, which nobody writes to: opening it would wait for ever."""
    path.unlink()
    os.mkfifo(path)


def restore(path: Path, content: bytes) -> None:
    """Put the catalogue back, whatever is in its place."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
    path.write_bytes(content)


FAULTS = (replaced, Path.unlink, truncated, emptied, unreadable, folder, loop, pipe)


@pytest.mark.slow
def test_visitors_read_on(start: Start, translations: Path) -> None:
    """While a catalogue is broken its pages come whole and as before; once mended, it shows."""
    server = start(workers=1)
    path = files.source(translations, BY_PATH["it"])
    good = path.read_bytes()
    shown: Counter[str] = Counter()

    def check(address: str, body: bytes) -> str | None:
        if address == "/it/partners":
            shown[re.search("<h1[^>]*>(.*?)</h1>", body.decode())[1]] += 1  # type: ignore[index]
        return whole(address, body)

    before, wrong = ITALIAN, []
    with visitors(server, 3, check) as outcome:
        for number, fault in enumerate(FAULTS):
            shown.clear()
            fault(path)
            more(outcome, 40)
            mended = f"{ITALIAN} {number}"
            restore(path, good.replace(f'"{ITALIAN}"'.encode(), f'"{mended}"'.encode()))
            until = time.monotonic() + 3
            while mended not in shown and time.monotonic() < until:
                more(outcome, 5)
            others = shown.keys() - {before, mended, *([OTHER] if fault is replaced else [])}
            if mended not in shown or others:
                wrong.append((fault.__name__, dict(shown)))
            before = mended
    assert wrong == []
    assert set(outcome.statuses) == {200}
    assert (outcome.wrong, outcome.cut) == ([], [])
