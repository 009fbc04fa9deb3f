"""Catalogues that are broken in every way while visitors read."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.conftest import Start
from tests.faults.load import more, visitors, whole
from webapp.catalog import files
from webapp.languages import BY_PATH

ITALIAN = "I partner della Regione"


def replaced(path: Path) -> None:
    """Put another catalogue in its place, as `i18n compile` does."""
    beside = path.with_suffix(".new")
    shutil.copyfile(path.parent.parent.parent / "mk" / "LC_MESSAGES" / path.name, beside)
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


@pytest.mark.parametrize(
    "fault", [replaced, Path.unlink, truncated, emptied, unreadable, folder, loop, pipe]
)
def test_visitors_read_on(start: Start, translations: Path, fault: Callable[[Path], None]) -> None:
    """Every page comes whole, in French where its language is gone, and is right again after."""
    server = start(workers=1)
    path = files.compiled(translations, BY_PATH["it"])
    good = path.read_bytes()
    shown = {"it": threading.Event(), "other": threading.Event()}

    def judge(address: str, body: bytes) -> str | None:
        if address == "/it/partners":
            shown["it" if f"<h1>{ITALIAN}".encode() in body else "other"].set()
        return whole(address, body)

    with visitors(server, 3, judge) as seen:
        more(seen, 20)
        for _ in range(2):
            shown["other"].clear()
            fault(path)
            assert shown["other"].wait(3), "the change is seen"
            more(seen, 20)
            shown["it"].clear()
            restore(path, good)
            assert shown["it"].wait(3), "and its mending too"
    assert set(seen.statuses) == {200}
    assert (seen.wrong, seen.cut) == ([], [])
