"""Compiling: the `.mo` that the site reads, made of what may reach a page and of nothing else."""

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from webapp.catalog import files
from webapp.catalog.model import Message
from webapp.catalog.read import read
from webapp.catalog.write import replace
from webapp.checks.runner import acceptable
from webapp.errors import CompiledCatalogError
from webapp.languages import Language

MAGIC = 0x950412DE
"""The first four bytes of a `.mo` (gettext manual, §10.3)."""

_HEADER = struct.Struct("<7I")


@dataclass(slots=True)
class Compiled:
    """What a compilation did: how many messages went in, and which were left out."""

    path: Path
    written: int = 0
    left_out: list[Message] = field(default_factory=list)
    changed: bool = False


def compile_catalogue(folder: Path, language: Language) -> Compiled:
    """Compile a language's `.po` beside it; fuzzy messages and those with an error are left out.

    Arguments:
        folder: the folder of the catalogues.
        language: the language.

    Raises:
        CatalogSyntaxError: when the `.po` cannot be read; the old `.mo` is untouched.
        CatalogFileError: when it is absent or the `.mo` cannot be written.
    """
    result, data = prepare(folder, language)
    result.changed = replace(result.path, data)
    return result


def prepare(folder: Path, language: Language) -> tuple[Compiled, bytes]:
    """Give what would be compiled now, and the bytes of the `.mo`, without writing it.

    Raises:
        CatalogSyntaxError: when the `.po` cannot be read.
        CatalogFileError: when it is absent.
    """
    catalogue = read(files.source(folder, language))
    result = Compiled(files.compiled(folder, language))
    texts = {"": catalogue.header.msgstr[0]}
    for message in catalogue.active():
        if acceptable(message, language):
            texts[_id(message)] = "\0".join(message.msgstr)
            result.written += 1
        elif any(message.msgstr):
            result.left_out.append(message)
    return result, pack(texts)


def _id(message: Message) -> str:
    plural = "" if message.msgid_plural is None else f"\0{message.msgid_plural}"
    return message.lookup_key + plural


def pack(texts: Mapping[str, str]) -> bytes:
    """Lay out a `.mo`: sorted originals, translations, no hash table (gettext manual, §10.3)."""
    pairs = sorted((key.encode(), text.encode()) for key, text in texts.items())
    ids = b"\0".join(key for key, _ in pairs) + b"\0"
    strings = b"\0".join(text for _, text in pairs) + b"\0"
    start = _HEADER.size + 16 * len(pairs)
    numbers = [*_table((key for key, _ in pairs), start)]
    numbers += _table((text for _, text in pairs), start + len(ids))
    count = len(pairs)
    head = _HEADER.pack(MAGIC, 0, count, _HEADER.size, _HEADER.size + 8 * count, 0, start)
    return head + struct.pack(f"<{len(numbers)}I", *numbers) + ids + strings


def _table(texts: Iterable[bytes], offset: int) -> Iterator[int]:
    """Yield length and offset of each text."""
    for text in texts:
        yield len(text)
        yield offset
        offset += len(text) + 1


def unpack(data: bytes, path: Path) -> dict[str, tuple[str, ...]]:
    """Read the bytes of a `.mo`, of either byte order.

    Arguments:
        data: the file's bytes.
        path: the file, for errors.

    Returns:
        The forms of each message by its key: the msgid, after its context and U+0004 if it has one.

    Raises:
        CompiledCatalogError: when the bytes are not a whole `.mo`.
    """
    order = {MAGIC.to_bytes(4, "little"): "<", MAGIC.to_bytes(4, "big"): ">"}.get(data[:4])
    if order is None or len(data) < _HEADER.size:
        raise CompiledCatalogError(path, "not a compiled catalogue" if data else "empty")
    try:
        return dict(_entries(data, order))
    except (struct.error, UnicodeDecodeError, ValueError) as error:
        raise CompiledCatalogError(path, "a compiled catalogue that is cut short") from error


def _entries(data: bytes, order: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    _, revision, count, ids, strings = struct.unpack_from(f"{order}5I", data)
    if revision >> 16 > 1 or 16 * count > len(data):
        raise ValueError(revision)
    id_table = struct.unpack_from(f"{order}{2 * count}I", data, ids)
    string_table = struct.unpack_from(f"{order}{2 * count}I", data, strings)
    for number in range(count):
        key = _slice(data, *id_table[2 * number : 2 * number + 2])
        text = _slice(data, *string_table[2 * number : 2 * number + 2])
        yield key.partition("\0")[0], tuple(text.split("\0"))


def _slice(data: bytes, length: int, offset: int) -> str:
    """Read one text; each ends with a zero byte, which shows that the file goes on so far."""
    if data[offset + length : offset + length + 1] != b"\0":
        raise ValueError(offset)
    return data[offset : offset + length].decode()
