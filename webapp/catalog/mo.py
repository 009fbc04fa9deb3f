"""The `.mo` format (gettext manual, §10.3): written here, read by Babel.

The writers of Babel and polib take quadratic time; Babel's reader refuses every file that is cut.
"""

import struct
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from webapp.catalog.model import lookup_key
from webapp.errors import CompiledCatalogError

Texts = dict[str, tuple[str, ...]]
"""The forms of each message by its key: see `Message.lookup_key`."""

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")


def pack(texts: Iterable[tuple[str, str]]) -> bytes:
    """Return the bytes of a `.mo`: sorted originals, translations, no hash table.

    Arguments:
        texts: each original with its translation; forms are divided by U+0000.
    """
    pairs = sorted((key.encode(), text.encode()) for key, text in texts)
    ids = b"\0".join(key for key, _ in pairs) + b"\0"
    strings = b"\0".join(text for _, text in pairs) + b"\0"
    start = _HEADER.size + 16 * len(pairs)
    numbers = [*_table((key for key, _ in pairs), start)]
    numbers += _table((text for _, text in pairs), start + len(ids))
    count = len(pairs)
    head = _HEADER.pack(_MAGIC, 0, count, _HEADER.size, _HEADER.size + 8 * count, 0, start)
    return head + struct.pack(f"<{len(numbers)}I", *numbers) + ids + strings


def _table(texts: Iterable[bytes], offset: int) -> Iterator[int]:
    """Yield length and offset of each text."""
    for text in texts:
        yield len(text)
        yield offset
        offset += len(text) + 1


def unpack(data: bytes, path: Path) -> Texts:
    """Return the texts of a `.mo`.

    Arguments:
        data: the file's bytes.
        path: the file, for errors.

    Raises:
        CompiledCatalogError: when the bytes are not a whole `.mo`.
    """
    try:
        return dict(_entries(read_mo(BytesIO(data))))
    except (OSError, ValueError, LookupError, struct.error) as error:
        raise CompiledCatalogError(path, "not a whole compiled catalogue") from error


def _entries(catalogue: Catalog) -> Iterator[tuple[str, tuple[str, ...]]]:
    for message in catalogue:
        if message.id:
            msgid = "\0".join(_forms(message.id))
            yield lookup_key(msgid, None, _context(message)), _forms(message.string)


def _context(message: Message) -> str | None:
    """Return the context of a message, which Babel 2.18 leaves as the bytes of the file."""
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())
