"""Files on disk: replaced in one step, locked, known by their signature."""

import os
import subprocess
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import need
from webapp.disk import locked, replace, signature
from webapp.errors import FileError
from webapp.settings import ROOT


def file(path: Path) -> Path:
    """Write a file with an old text."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("old")
    return path


def test_a_signature_changes_with_the_file_whatever_its_time_says(tmp_path: Path) -> None:
    """A file that another program replaced and gave the old time is another file."""
    path = file(tmp_path / "x.po")
    before, status = signature(path), path.stat()
    assert signature(path) == before
    path.write_text("new")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert signature(path) != before
    path.unlink()
    assert signature(path) is None


def test_writing_makes_the_folder_and_keeps_the_mode(tmp_path: Path) -> None:
    """A missing folder is made, and a file keeps its permissions."""
    path = tmp_path / "it" / "LC_MESSAGES" / "x.po"
    assert replace(path, b"one")
    path.chmod(0o640)
    assert replace(path, b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o640)


def refuse(*_: object) -> None:
    """Fail as the system does when the disk is gone."""
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize("step", [("pathlib.Path", "replace"), ("os", "fsync")])
def test_a_write_that_is_cut_off_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[str, str]
) -> None:
    """An error before or after the bytes are written leaves the old file and nothing next to it."""
    path = file(tmp_path / "x.po")
    old = path.read_bytes()
    monkeypatch.setattr(".".join(step), refuse)
    with pytest.raises(FileError, match=r"x\.po: Input/output error"):
        replace(path, b"new")
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control-C between write and rename is passed on, and leaves the old file alone."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    path = file(tmp_path / "x.po")
    old = path.read_bytes()
    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace(path, b"new")
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    """A folder with the name of the file stays as it is."""
    path = tmp_path / "x.po"
    path.mkdir()
    with pytest.raises(FileError, match=r"x\.po: Is a directory"):
        replace(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A file with the name of the folder is not moved out of the way."""
    (tmp_path / "it").write_text("")
    with pytest.raises(FileError, match=r"x\.po: "):
        replace(tmp_path / "it" / "x.po", b"new")


def test_a_folder_that_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own words say why a file cannot be made (root may write anywhere: feigned)."""

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbid)
    with pytest.raises(FileError, match=r"x\.po: Permission denied"):
        replace(tmp_path / "x.po", b"new")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a symbolic link leads to is written, in its own folder."""
    target = file(tmp_path / "real" / "x.po")
    link = tmp_path / "x.po"
    link.symlink_to(Path("real") / "x.po")
    assert replace(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["real", "x.po", "x.po"]


def test_of_two_writers_the_second_waits_and_reads_what_the_first_wrote(tmp_path: Path) -> None:
    """The second writer waits, though the file is another one by then; a link is its target."""
    path = file(tmp_path / "x.po")
    link = tmp_path / "link.po"
    link.symlink_to(path)
    texts: list[str] = []

    def second() -> None:
        with locked(link, path):
            texts.append(path.read_text())

    thread = Thread(target=second)
    with locked(path):
        thread.start()
        thread.join(0.2)
        assert thread.is_alive()
        replace(path, b"new")
        assert texts == []
    thread.join(10)
    assert texts == ["new"]


def test_what_a_killed_process_left_is_deleted_by_the_next(tmp_path: Path) -> None:
    """What a killed process left of the same file is deleted; until then git ignores it."""
    path = file(tmp_path / "messages.po")
    names = (".messages.po.abc_1234", ".other.po.abc_1234", "messages.po.abc_1234", ".messages.po")
    for name in names:
        (tmp_path / name).write_text("")
    with locked(path):
        pass
    assert {file.name for file in tmp_path.iterdir()} == {"messages.po", *names[1:]}
    left = ["translations/en/LC_MESSAGES/.messages.po.a", "translations/.messages.pot.a"]
    ignored = subprocess.run(
        [need("git"), "check-ignore", "--no-index", *left],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ignored.stdout.split() == left
