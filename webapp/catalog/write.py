"""Writing PO in one canonical form, and any file in one piece."""

import fcntl
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from webapp.catalog.model import Catalogue, Message
from webapp.errors import CatalogFileError

_ESCAPES = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f",
    "\v": "\\v", "\a": "\\a",
}  # fmt: skip
_ESCAPED = re.compile(r'[\\"\n\t\r\x08\f\v\a]')


def render(catalogue: Catalogue) -> str:
    """Give the canonical text of a catalogue.

    Entries are divided by one blank line, a text is broken after its newlines and nowhere else,
    flags stand in one line with `fuzzy` first, obsolete messages last: the same messages give the
    same bytes, so a change of one message is a change of its lines only.
    """
    messages = [catalogue.header, *catalogue.active(), *catalogue.obsolete()]
    entries = [*map(_entry, messages), _comments("#", catalogue.ending)]
    texts = ("".join(f"{line}\n" for line in entry) for entry in entries)
    return "\n".join(text for text in texts if text)


def _comments(mark: str, lines: list[str]) -> Iterator[str]:
    return (f"{mark} {line}".rstrip() for line in lines)


def _entry(message: Message) -> Iterator[str]:
    yield from _comments("#", message.comments)
    yield from _comments("#.", message.extracted)
    yield from _comments("#:", message.references)
    if message.flags:
        flags = sorted(message.flags, key=lambda flag: flag != "fuzzy")
        yield f"#, {', '.join(flags)}"
    yield from _comments("#=", message.sticky)
    dead = "#~" if message.obsolete else ""
    if message.previous:
        yield from _texts(message.previous, f"{dead or '#'}| ")
    dead = dead and f"{dead} "
    yield from _texts((message.msgctxt, message.msgid, message.msgid_plural), dead)
    if message.msgid_plural is None:
        yield from _text("msgstr", message.msgstr[0], dead)
        return
    for number, form in enumerate(message.msgstr):
        yield from _text(f"msgstr[{number}]", form, dead)


def _texts(texts: tuple[str | None, str, str | None], prefix: str) -> Iterator[str]:
    for keyword, text in zip(("msgctxt", "msgid", "msgid_plural"), texts, strict=True):
        if text is not None:
            yield from _text(keyword, text, prefix)


def _text(keyword: str, text: str, prefix: str) -> Iterator[str]:
    """Yield the lines of one text, broken after every newline it has inside."""
    if "\n" not in text[:-1]:
        yield f'{prefix}{keyword} "{_escape(text)}"'
        return
    yield f'{prefix}{keyword} ""'
    for line in text.split("\n")[:-1]:
        yield f'{prefix}"{_escape(line)}\\n"'
    if not text.endswith("\n"):
        last = text.rpartition("\n")[2]
        yield f'{prefix}"{_escape(last)}"'


def _escape(text: str) -> str:
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)


def write(catalogue: Catalogue) -> bool:
    """Write a catalogue to its path; say whether its bytes changed."""
    return replace(catalogue.path, render(catalogue).encode())


@contextmanager
def locked(*paths: Path) -> Iterator[None]:
    """Hold catalogues from reading to writing: of two commands at once, the second waits.

    What a killed process left next to them is deleted. A catalogue that is not there yet is not
    held: nobody has anything to lose in it.

    Raises:
        CatalogFileError: when the system does not let the file be written.
    """
    files = sorted({_target(path) for path in paths if path.is_file()})
    with ExitStack() as stack:
        for path in files:
            try:
                stack.enter_context(_held(path))
                for left in path.parent.glob(f".{path.name}.????????"):
                    left.unlink(missing_ok=True)
            except OSError as error:
                raise CatalogFileError(path, error.strerror or str(error)) from error
        yield


def _held(path: Path) -> IO[bytes]:
    """Lock a file; once more when it was replaced while this process waited for the lock."""
    while True:
        file = path.open("r+b")
        fcntl.flock(file, fcntl.LOCK_EX)
        if os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return file
        file.close()


def _target(path: Path) -> Path:
    """Return the file that a path means: a link stays a link, and what it leads to is written."""
    return Path(os.path.realpath(path))


def replace(path: Path, data: bytes) -> bool:
    """Put a file's new bytes in place in one step, so that a reader finds the old or the new.

    Arguments:
        path: the file; its folder is made when it is not there.
        data: all of its bytes.

    Returns:
        False when the file already had them; it is then not touched.

    Raises:
        CatalogFileError: when the system refuses; the old file is still whole.
    """
    try:
        if _holds(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_beside(_target(path), data)
    except OSError as error:
        raise CatalogFileError(path, error.strerror or str(error)) from error
    return True


def differs(catalogue: Catalogue) -> bool:
    """Tell whether writing a catalogue would change its file.

    Raises:
        CatalogFileError: when the system refuses to read the file.
    """
    try:
        return not _holds(catalogue.path, render(catalogue).encode())
    except OSError as error:
        raise CatalogFileError(catalogue.path, error.strerror or str(error)) from error


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _write_beside(path: Path, data: bytes) -> None:
    """Write to a new file in the same folder and rename it over the old one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        beside.chmod(mode)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
