"""Putting an export in place: whole or not at all, and nothing when nothing changed.

`DIR` is a symbolic link into the hidden folder beside it, `.DIR.versions/`, which holds one
numbered folder: the export as it is. A new one is made whole beside it, its unchanged files as hard
links to the old ones, so that they keep their times and take no room. Then the link is replaced by
`rename`, which POSIX promises to be one step: whoever opens a file finds the old export or the new
one, and a process that is killed, or a full disk, leaves the old one as it was. What it left half
made, the next export clears away. Swapping two folders would need Linux's `renameat2` and leaves
other systems a moment without either.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from webapp.errors import ExportError

_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Placed:
    """What was done: files written, files of the last export that are gone."""

    written: int
    removed: int


def current(folder: Path) -> Path | None:
    """Give the folder of the export that is in place, None before the first.

    Arguments:
        folder: `DIR`.

    Raises:
        ExportError: when there is something else at `DIR`.
    """
    with _naming(folder):
        link, empty = folder.is_symlink(), folder.is_dir() and not any(folder.iterdir())
    if link:
        target = folder.parent / folder.readlink()
        if target.parent != versions(folder) or not target.name.isdecimal():
            raise ExportError(folder, "leads somewhere that is not an export of this site")
        return target if target.is_dir() else None
    if folder.exists() and not empty:
        raise ExportError(
            folder, "holds something that is not an export of this site; name another folder"
        )
    return None


def versions(folder: Path) -> Path:
    """Give the hidden folder beside `DIR` that holds the files."""
    return folder.parent / f".{folder.name}.versions"


def put(files: Mapping[str, bytes], folder: Path) -> Placed:
    """Put files in place of the last export.

    Arguments:
        files: the bytes of every file by its path below `folder`.
        folder: `DIR`, absolute.

    Raises:
        ExportError: when something cannot be written; the last export stays as it was.
    """
    with _alone(folder):
        old = current(folder)
        _clear(folder, old)
        same = {name for name, body in files.items() if old and _is(old / name, body)}
        gone = _names(old) - files.keys()
        if old and len(same) == len(files) and not gone:
            return Placed(0, 0)
        new = versions(folder) / str(int(old.name) + 1 if old else 1)
        try:
            _fill(new, files, old, same)
            _switch(folder, new)
        except BaseException:
            if current(folder) != new:
                shutil.rmtree(new, ignore_errors=True)
            raise
        _clear(folder, new)
        return Placed(len(files) - len(same), len(gone))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock that keeps two exports to one place apart."""
    place = versions(folder)
    with _naming(place):
        place.mkdir(parents=True, exist_ok=True)
        lock = (place / _LOCK).open("a")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Have the system's refusals name a path."""
    try:
        yield
    except OSError as error:
        raise ExportError(path, error.strerror or str(error)) from error


def _clear(folder: Path, kept: Path | None) -> None:
    """Remove the versions but one: the last one, or what an interrupted export left."""
    for each in versions(folder).iterdir():
        if each.name.isdecimal() and each != kept:
            shutil.rmtree(each, ignore_errors=True)


def _names(old: Path | None) -> set[str]:
    """List the paths of the files of an export."""
    files = (each for each in old.rglob("*") if each.is_file()) if old else ()
    return {each.relative_to(old).as_posix() for each in files if old}


def _is(path: Path, body: bytes) -> bool:
    """Tell whether a file holds just these bytes."""
    try:
        return path.stat().st_size == len(body) and path.read_bytes() == body
    except OSError:
        return False


def _fill(new: Path, files: Mapping[str, bytes], old: Path | None, same: set[str]) -> None:
    """Write a version whole: what did not change as links to the files that there are."""
    for name, body in files.items():
        path = new / name
        with _naming(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if old and name in same:
                _link(old / name, path)
            else:
                path.write_bytes(body)
    os.sync()  # what the link will lead to outlives a power cut


def _link(old: Path, new: Path) -> None:
    """Link a file, or copy it with its time where the file system has no such links."""
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _switch(folder: Path, new: Path) -> None:
    """Have `DIR` lead to a version, in one step."""
    link = versions(folder) / "next"
    with _naming(folder):
        link.unlink(missing_ok=True)
        # Beside `DIR`, not below `versions`: a link's target is read from where the link is.
        link.symlink_to(os.path.relpath(new, folder.parent))
        with suppress(FileNotFoundError, NotADirectoryError):
            if not folder.is_symlink():
                folder.rmdir()
        link.replace(folder)
