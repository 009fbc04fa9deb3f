"""Compressed forms of an answer, and which of them a client takes (RFC 9110, 12.5.3)."""

import gzip
from collections.abc import Callable, Iterable
from functools import lru_cache

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

IDENTITY = "identity"

# The first that a client takes as gladly as any other.
_COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=10),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}
_COMPRESS_AT_ONCE: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=4),
    "gzip": lambda body: gzip.compress(body, 5, mtime=0),
}
ENCODINGS = tuple(_COMPRESS)
_SMALLEST = 400
"""Bytes under which compressing saves nothing that is noticed: the answer is one packet anyway."""
_MAX_HEADER = 200


def choose_encoding(header: str) -> str:
    """Choose the form of an answer for a client.

    Arguments:
        header: its `Accept-Encoding`, empty when it has none.

    Returns:
        `br`, `gzip` or `identity`; the last too for a client that refuses all three.
    """
    if len(header) > _MAX_HEADER:
        header = header[:_MAX_HEADER].rpartition(",")[0]  # no half of a choice
    return _chosen(header)


@lru_cache(maxsize=256)
def _chosen(header: str) -> str:
    accepted = parse_accept_header(header, Accept)
    best = max(ENCODINGS, key=lambda each: accepted[each])
    wanted = float(accepted[best])
    return best if wanted > 0 and wanted >= float(accepted.quality(IDENTITY)) else IDENTITY


def is_compressible(mimetype: str) -> bool:
    """Tell whether a kind of content is text: PDF and pictures are compressed already."""
    return mimetype.startswith("text/") or mimetype.endswith(("json", "xml", "javascript"))


def compress(body: bytes, encoding: str, *, kept: bool = True) -> bytes:
    """Compress a body.

    Arguments:
        body: the bytes.
        encoding: `br`, `gzip` or `identity`.
        kept: whether the result is kept, which is worth more work.
    """
    if encoding == IDENTITY:
        return body
    return (_COMPRESS if kept else _COMPRESS_AT_ONCE)[encoding](body)


def forms(body: bytes, mimetype: str) -> Iterable[str]:
    """List the encodings that a body has: all where it is text long enough to gain by them."""
    worth = len(body) >= _SMALLEST and is_compressible(mimetype)
    return (IDENTITY, *ENCODINGS) if worth else (IDENTITY,)
