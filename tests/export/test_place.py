"""Putting an export in place: whole or not at all."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import cannot_run
from webapp.errors import SiteError
from webapp.export import place
from webapp.settings import ROOT

OLD = {"a.html": b"old a", "mk/b.html": b"old b", "mk/same.html": b"same"}
NEW = {"a.html": b"new a", "mk/c.html": b"new c", "mk/same.html": b"same"}


def content(folder: Path) -> dict[str, bytes]:
    """Read what is in place."""
    found = (path for path in folder.resolve().rglob("*") if path.is_file())
    return {str(path.relative_to(folder.resolve())): path.read_bytes() for path in found}


def kept(folder: Path) -> list[str]:
    """List what lies where the versions are."""
    return sorted(path.name for path in place.versions(folder).iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place with an export in it."""
    folder = tmp_path / "public"
    assert place.put(OLD, folder) == (3, 0)
    return folder


def test_it_is_replaced_and_the_old_one_is_gone(folder: Path) -> None:
    """No file of the old version stays; a file that did not change is the same file."""
    before = (folder / "mk" / "same.html").stat()
    assert place.put(NEW, folder) == (2, 1)
    assert content(folder) == NEW
    assert (folder / "mk" / "same.html").stat().st_ino == before.st_ino
    assert kept(folder) == [".lock", "2"]


def test_nothing_is_written_when_nothing_changed(folder: Path) -> None:
    """Putting the same files again touches nothing, not even the link."""
    before = {path: path.lstat().st_mtime_ns for path in folder.parent.rglob("*")}
    assert place.put(OLD, folder) == (0, 0)
    assert {path: path.lstat().st_mtime_ns for path in folder.parent.rglob("*")} == before


def test_others_may_read_it(folder: Path) -> None:
    """The web server, another account, may read every file."""
    assert folder.stat().st_mode & 0o055 == 0o055
    assert (folder / "a.html").stat().st_mode & 0o044 == 0o044


# For each line of its input, a process of its own puts an export in place and is killed before
# the step of that number among those of its kind; then the process before it goes on.
DYING = """
import os, signal, sys
from pathlib import Path
from webapp.export import place
for line in sys.stdin:
    kind, number, new = eval(line)
    child = os.fork()
    if child == 0:
        seen = 0
        def dying(event, arguments):
            global seen
            if event == kind:
                seen += 1
                if seen == number:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(dying)
        place.put(new, Path(sys.argv[1]))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
MOST = {
    "open": 11,
    "os.mkdir": 5,
    "os.link": 1,
    "os.symlink": 1,
    "os.rename": 1,
    "shutil.rmtree": 2,
    "os.remove": 4,
    "os.rmdir": 3,
}
STEPS = [(step, number) for step, most in MOST.items() for number in range(1, most + 1)]


def test_killed_at_any_step_it_leaves_a_whole_export(folder: Path) -> None:
    """After a kill the old or the new version is there, and the next export clears the rest."""
    killed: Counter[str] = Counter()
    command = [sys.executable, "-c", DYING, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as dying:
        assert dying.stdin
        assert dying.stdout
        for step, number in STEPS:
            place.put(OLD, folder)
            print((step, number, NEW), file=dying.stdin, flush=True)
            code = int(dying.stdout.readline())
            killed[step] += code == -signal.SIGKILL
            assert code in (0, -signal.SIGKILL), (step, number)
            assert content(folder) in (OLD, NEW), (step, number)
            place.put(NEW, folder)
            assert content(folder) == NEW, (step, number)
            assert len(kept(folder)) == 2, (step, number)
        dying.stdin.close()
    assert all(killed[step] for step in MOST), killed


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk of one megabyte; skip where this account may not."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode:
        cannot_run("this account may not mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_export(tmp_path: Path) -> None:
    """The file that had no room is named, and nothing is left half written."""
    with small_disk(tmp_path / "disk") as disk:
        folder = disk / "public"
        place.put(OLD, folder)
        with pytest.raises(SiteError, match=r"2/mk/large\.html: No space left on device"):
            place.put(NEW | {"mk/large.html": bytes(2_000_000)}, folder)
        assert content(folder) == OLD
        assert kept(folder) == [".lock", "1"]
        assert place.put(NEW, folder)[0]


def test_a_writer_that_fails_leaves_the_old_export(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failed write names the file and leaves the old version."""

    def full(path: Path, body: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SiteError, match=r"a\.html: No space left on device"):
        place.put(NEW, folder)
    assert content(folder) == OLD


def test_where_files_cannot_be_linked_they_are_copied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies keep their time, by which web servers know them."""

    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    before = (folder / "mk" / "same.html").stat().st_mtime_ns
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    place.put(NEW, folder)
    assert content(folder) == NEW
    assert (folder / "mk" / "same.html").stat().st_mtime_ns == before


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """An empty folder that was made before becomes the export."""
    folder = tmp_path / "public"
    folder.mkdir()
    place.put(NEW, folder)
    assert content(folder) == NEW


def test_a_moved_export_still_stands(folder: Path, tmp_path: Path) -> None:
    """The link is relative: the folder around it may be moved."""
    moved = tmp_path.parent / f"{tmp_path.name}-moved"
    tmp_path.rename(moved)
    assert content(moved / "public") == OLD


def other_folder(folder: Path) -> None:
    """Make a folder with somebody's letters."""
    folder.mkdir()
    (folder / "letter.txt").write_text("dear all")


def other_file(folder: Path) -> None:
    """Make a file."""
    folder.write_text("dear all")


def other_link(folder: Path) -> None:
    """Make a link to somebody's folder."""
    other_folder(folder.parent / "letters")
    folder.symlink_to("letters")


@pytest.mark.parametrize("make", [other_folder, other_file, other_link])
def test_what_is_no_export_is_refused(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    """A folder, file or link of somebody else's is refused and left alone."""
    make(tmp_path / "public")
    before = {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")}
    with pytest.raises(SiteError, match="not an export of this site"):
        place.current(tmp_path / "public")
    assert {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The error names the path and the system's reason."""
    (tmp_path / "file").touch()
    with pytest.raises(SiteError, match=r"file/\.public\.versions: Not a directory"):
        place.put(NEW, tmp_path / "file" / "public")
