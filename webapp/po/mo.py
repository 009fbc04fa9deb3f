"""The `.mo` format (gettext manual, §10.3): written here, read by Babel.

The writers of Babel and polib take quadratic time; Babel's reader refuses truncated files.
"""

import struct
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from webapp.errors import FileError
from webapp.po.model import lookup_key

Texts = dict[str, tuple[str, ...]]
"""The forms of each message by its key: see `Message.lookup_key`."""

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")


def pack(texts: Iterable[tuple[str, str]]) -> bytes:
    """Return the bytes of a `.mo`: sorted originals, translations, no hash table.

    Arguments:
        texts: each original with its translation; forms are separated by U+0000.
    """
    pairs = sorted((key.encode(), text.encode()) for key, text in texts)
    count = len(pairs)
    start = _HEADER.size + 16 * count
    numbers, content = [], b""
    for column in zip(*pairs, strict=True):
        offset = start + len(content)
        for text in column:
            numbers += [len(text), offset]
            offset += len(text) + 1
        content += b"\0".join(column) + b"\0"
    head = _HEADER.pack(_MAGIC, 0, count, _HEADER.size, _HEADER.size + 8 * count, 0, start)
    return head + struct.pack(f"<{len(numbers)}I", *numbers) + content


def unpack(data: bytes, path: Path) -> Texts:
    """Return the texts of a `.mo`; `path` is only named in errors.

    Raises:
        FileError: when the bytes are not a whole `.mo`.
    """
    from babel.messages.mofile import read_mo  # most starts read none

    texts: Texts = {}
    try:
        for message in read_mo(BytesIO(data)):
            if message.id:
                # Babel 2.18 leaves the context as the bytes of the file.
                context: str | bytes | None = message.context
                context = context.decode() if isinstance(context, bytes) else context
                key = lookup_key("\0".join(_forms(message.id)), None, context)
                texts[key] = _forms(message.string)
    except (OSError, ValueError, LookupError, struct.error) as error:
        raise FileError(path, "not a whole compiled catalogue; run `make compile`") from error
    return texts


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())
