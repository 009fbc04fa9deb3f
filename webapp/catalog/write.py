"""Writing PO in one canonical form, and any file in one piece."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from webapp.catalog.model import Catalogue, Message
from webapp.errors import CatalogFileError

_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f",
     "\v": "\\v", "\a": "\\a"}
)  # fmt: skip


def render(catalogue: Catalogue) -> str:
    """Give the canonical text of a catalogue.

    Entries are divided by one blank line, a text is broken after its newlines and nowhere else,
    flags stand in one line with `fuzzy` first, obsolete messages last: the same messages give the
    same bytes, so a change of one message is a change of its lines only.
    """
    entries = [catalogue.header, *catalogue.active(), *catalogue.obsolete()]
    return "\n".join("".join(f"{line}\n" for line in _entry(entry)) for entry in entries)


def _entry(message: Message) -> Iterator[str]:
    for comment in message.comments:
        yield f"# {comment}".rstrip()
    for mark, lines in (("#.", message.extracted), ("#:", message.references)):
        for line in lines:
            yield f"{mark} {line}".rstrip()
    if message.flags:
        flags = sorted(message.flags, key=lambda flag: flag != "fuzzy")
        yield f"#, {', '.join(flags)}"
    for line in message.sticky:
        yield f"#= {line}"
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
        yield f'{prefix}{keyword} "{text.translate(_ESCAPES)}"'
        return
    yield f'{prefix}{keyword} ""'
    for line in text.split("\n")[:-1]:
        yield f'{prefix}"{line.translate(_ESCAPES)}\\n"'
    if not text.endswith("\n"):
        last = text.rpartition("\n")[2]
        yield f'{prefix}"{last.translate(_ESCAPES)}"'


def write(catalogue: Catalogue) -> bool:
    """Write a catalogue to its path; say whether its bytes changed."""
    return replace(catalogue.path, render(catalogue).encode())


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
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_beside(path, data)
    except OSError as error:
        raise CatalogFileError(path, error.strerror or str(error)) from error
    return True


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
