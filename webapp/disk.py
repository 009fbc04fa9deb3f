"""Files that several programs share: replaced in one step, locked, and known by what changes."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from webapp.errors import FileError

Signature = tuple[int, ...] | None


def signature(path: Path) -> Signature:
    """Return what changes whenever a file does; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    # The last is a time that nobody can set back, as `cp -p` and `rsync -t` do the first.
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn an OSError into a FileError that names a path."""
    try:
        yield
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error


def read_bytes(path: Path, limit: int = -1) -> bytes:
    """Return the bytes of a file, the first `limit` of them when that is not negative.

    Raises:
        FileError: when there is none, the system refuses, or it is a pipe or a device, which may
            never end.
    """
    with naming(path):
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise FileError(path, "a pipe, a socket or a device, not a file")
        with path.open("rb") as file:
            return file.read(limit)


def replace(path: Path, data: bytes) -> bool:
    """Replace a file in one step: a reader finds its old bytes or the new ones, and all of them.

    Its folder is made when it is missing; a link stays a link, and what it leads to is written.

    Returns:
        False when the file already had these bytes; it is then not touched.

    Raises:
        FileError: when the system refuses; the old file is still whole.
    """
    with naming(path):
        if path.is_file() and path.read_bytes() == data:
            return False
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        try:
            with temporary.open("xb") as file:
                if target.exists():
                    os.fchmod(file.fileno(), target.stat().st_mode & 0o777)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return True


@contextmanager
def locked(*paths: Path) -> Iterator[None]:
    """Lock files, among threads and processes: of two that read and rewrite one, the second waits.

    What a killed `replace` left next to them is deleted. A file that does not exist is not locked.

    Raises:
        FileError: when the system does not let a file be written.
    """
    with ExitStack() as stack:
        for path in sorted({Path(os.path.realpath(path)) for path in paths if path.is_file()}):
            with naming(path):
                while True:
                    file = stack.enter_context(path.open("r+b"))
                    fcntl.flock(file, fcntl.LOCK_EX)
                    if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                        break
                    file.close()  # it was replaced while this process waited for the lock
                for leftover in path.parent.glob(f".{path.name}.????????"):
                    leftover.unlink(missing_ok=True)
        yield
