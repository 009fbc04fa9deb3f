"""Compressed forms of an answer, and which of them a client accepts (RFC 9110, 12.5.3)."""

import gzip
from collections.abc import Callable, Mapping
from functools import lru_cache

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

IDENTITY = "identity"

# In order of preference among encodings that a client rates equally.
_COMPRESS: Mapping[str, Callable[[bytes, bool], bytes]] = {
    "br": lambda body, kept: bytes(brotli.compress(body, quality=10 if kept else 4)),
    "gzip": lambda body, kept: gzip.compress(body, 9 if kept else 5, mtime=0),
}
ENCODINGS = tuple(_COMPRESS)
_SMALLEST = 400
"""Bytes below which compression saves nothing noticeable: the answer is one packet anyway."""
_MAX_HEADER = 200


@lru_cache(maxsize=64)
def choose_encoding(header: str) -> str:
    """Return the form of an answer that a client gets: `br`, `gzip` or `identity`.

    Arguments:
        header: its `Accept-Encoding`, or empty; a client that refuses all three gets `identity`.
    """
    if len(header) > _MAX_HEADER:
        header = header[:_MAX_HEADER].rpartition(",")[0]  # without an item that was cut
    accepted = parse_accept_header(header, Accept)
    best = max(ENCODINGS, key=lambda encoding: accepted[encoding])
    quality = float(accepted[best])
    return best if quality > 0 and quality >= float(accepted.quality(IDENTITY)) else IDENTITY


def is_compressible(mimetype: str) -> bool:
    """Return whether a media type is text; PDF and pictures are compressed already."""
    return mimetype.startswith("text/") or mimetype.endswith(("json", "xml", "javascript"))


def compress(body: bytes, encoding: str, *, kept: bool = True) -> bytes:
    """Return a body in an encoding; one that will be kept is compressed more thoroughly."""
    return body if encoding == IDENTITY else _COMPRESS[encoding](body, kept)


def forms(body: bytes, mimetype: str) -> tuple[str, ...]:
    """Return the encodings to offer for a body: all if it is text long enough to gain by them."""
    worth = len(body) >= _SMALLEST and is_compressible(mimetype)
    return (IDENTITY, *ENCODINGS) if worth else (IDENTITY,)
