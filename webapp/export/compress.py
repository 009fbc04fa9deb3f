"""The compressed forms that lie beside a file, for servers that send them as they are."""

import gzip
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from webapp.export.answers import Answer

_COMPRESSIBLE = frozenset(
    ["application/javascript", "application/json", "application/xml", "image/svg+xml"]
)


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=11))


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


# How each ending is written and read.
FORMS: Mapping[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
    ".br": (_brotli, brotli.decompress),
    ".gz": (_gzip, gzip.decompress),
}


def compressible(mimetype: str) -> bool:
    """Tell whether files of a type become smaller: text does, PDF and pictures do not."""
    return mimetype.startswith("text/") or mimetype.endswith("+json") or mimetype in _COMPRESSIBLE


def forms(answers: Iterable[Answer], before: Path | None) -> dict[str, bytes]:
    """Give the compressed forms of answers by their paths, where they are smaller.

    Arguments:
        answers: what is exported.
        before: the folder of the last export: what did not change is not compressed again.
    """
    wanted = [
        (answer, ending) for answer in answers if compressible(answer.mimetype) for ending in FORMS
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda each: _form(each[0], each[1], before), wanted)
    return {
        f"{answer.file}{ending}": form
        for (answer, ending), form in zip(wanted, made, strict=True)
        if len(form) < len(answer.body)
    }


def _form(answer: Answer, ending: str, before: Path | None) -> bytes:
    write, read = FORMS[ending]
    if before:
        kept = _kept(before / f"{answer.file}{ending}")
        try:
            if kept and read(kept) == answer.body:
                return kept
        except (OSError, EOFError, brotli.error):
            pass  # a damaged file: made again
    return write(answer.body)


def _kept(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
