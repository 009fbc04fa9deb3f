"""Putting an export in place: whole or not at all, and nothing when nothing changed.

`DIR` is a symbolic link into the hidden folder next to it, `.DIR.versions/`, which holds one
numbered folder: the current export. A new export is written next to it; unchanged files become hard
links to the old ones, so they keep their times and take no space. Then the link is replaced by
`rename`, which is atomic (POSIX): a reader finds the old export or the new one, and a process that
is killed, or a full disk, leaves the old one as it was. The next export removes half-written
files. Swapping two folders would need Linux's `renameat2`.
"""

import fcntl
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from webapp.disk import naming
from webapp.errors import SiteError

_LOCK = ".lock"


def current(folder: Path) -> Path | None:
    """Return the folder of the current export of `DIR`, None before the first.

    Raises:
        SiteError: when `DIR` exists and is neither an export nor an empty folder.
    """
    with naming(folder):
        link, empty = folder.is_symlink(), folder.is_dir() and not any(folder.iterdir())
    if link:
        target = folder.parent / folder.readlink()
        if target.parent != versions(folder) or not target.name.isdecimal():
            raise SiteError(folder, "leads somewhere that is not an export of this site")
        return target if target.is_dir() else None
    if folder.exists() and not empty:
        raise SiteError(
            folder, "holds something that is not an export of this site; name another folder"
        )
    return None


def versions(folder: Path) -> Path:
    """Return the hidden folder next to `DIR` that holds the files."""
    return folder.parent / f".{folder.name}.versions"


def put(files: Mapping[str, bytes], folder: Path) -> tuple[int, int]:
    """Put files in place of the last export.

    Arguments:
        files: the bytes of every file by its path below `DIR`.
        folder: `DIR`, absolute.

    Returns:
        How many files were written, and how many of the last export removed.

    Raises:
        SiteError: when something cannot be written; the last export stays as it was.
    """
    with naming(versions(folder)):
        versions(folder).mkdir(parents=True, exist_ok=True)
        lock = (versions(folder) / _LOCK).open("a")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        old = current(folder)
        _clear(folder, old)
        there = {
            path.relative_to(old).as_posix(): path
            for path in (old.rglob("*") if old else ())
            if old and path.is_file()
        }
        same = {}
        for name, path in there.items():
            with suppress(OSError):  # a file that cannot be read is written anew
                if path.read_bytes() == files.get(name):
                    same[name] = path
        gone = there.keys() - files.keys()
        if old and len(same) == len(files) and not gone:
            return 0, 0
        new = versions(folder) / str(int(old.name) + 1 if old else 1)
        try:
            _write(folder, new, files, same)
        except BaseException:
            if current(folder) != new:
                shutil.rmtree(new, ignore_errors=True)
            raise
        _clear(folder, new)
        return len(files) - len(same), len(gone)


def _clear(folder: Path, kept: Path | None) -> None:
    """Remove all versions but one."""
    for version in versions(folder).iterdir():
        if version.name.isdecimal() and version != kept:
            shutil.rmtree(version, ignore_errors=True)


def _write(folder: Path, new: Path, files: Mapping[str, bytes], same: Mapping[str, Path]) -> None:
    """Write a version, with hard links to unchanged files; then make `DIR` lead to it."""
    for name, body in files.items():
        path = new / name
        with naming(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if name not in same:
                path.write_bytes(body)
                continue
            try:
                path.hardlink_to(same[name])
            except OSError:  # a file system without hard links: copied with its time
                shutil.copy2(same[name], path)
    os.sync()  # before the link leads to the files, they must survive a power cut
    link = versions(folder) / "next"
    with naming(folder):
        link.unlink(missing_ok=True)
        # Relative to the folder of `DIR`, where the link will lie.
        link.symlink_to(os.path.relpath(new, folder.parent))
        with suppress(FileNotFoundError, NotADirectoryError):
            if not folder.is_symlink():
                folder.rmdir()
        link.replace(folder)  # atomic
