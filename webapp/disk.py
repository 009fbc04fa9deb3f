"""Files shared by several programs: replaced in one step, locked, and watched for changes."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from webapp.errors import FileError

Signature = tuple[int, ...] | None


def signature(path: Path) -> Signature:
    """Return a value that changes whenever a file does; None if the file cannot be found."""
    try:
        status = path.stat()
    except OSError:
        return None
    # `cp -p` and `rsync -t` set back the first time, the mtime; nobody can set back the ctime.
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn an OSError into a FileError that names a path."""
    try:
        yield
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error


def read_bytes(path: Path, limit: int = -1) -> bytes:
    """Return the bytes of a file, or only the first `limit` if that is not negative.

    Raises:
        FileError: when the file is missing, the system refuses, or it is a pipe, a socket or a
            device, which may never end.
    """
    with naming(path):
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise FileError(path, "a pipe, a socket or a device, not a file")
        with path.open("rb") as file:
            return file.read(limit)


def replace(path: Path, data: bytes) -> bool:
    """Replace a file in one step: a reader finds either all the old bytes or all the new ones.

    A missing folder is created. A symbolic link stays one, and its target is replaced.

    Returns:
        False when the file already had these bytes; it is then not touched.

    Raises:
        FileError: when the system refuses; the old file stays intact.
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
    """Lock files: another thread or process that wants to read and rewrite one of them waits.

    Temporary files that a killed `replace` left are deleted. A missing file is not locked.

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
