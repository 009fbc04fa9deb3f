"""Rules on length: texts without end, and texts that have only so much room."""

import re
import unicodedata
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import STRETCH, prose

_LIMIT = re.compile(r"\bmax-length:\s*(\d{1,5})\b")


_TIMES = 10
_SHORT = 1_000


def out_of_proportion(pair: Pair) -> Iterator[str]:
    """More than a thousand characters, and over ten times the source: no translation of it."""
    length = len(pair.target)
    if length > _SHORT and length > _TIMES * len(pair.source):
        yield f"{length} characters long, the source {len(pair.source)}: translate it and no more"


def too_long(pair: Pair) -> Iterator[str]:
    """More than the room there is: the source's comment says `max-length: 60`."""
    for comment in pair.entry.extracted:
        if "max-length" in comment and (limit := _LIMIT.search(comment)):
            length = _length(pair.target)
            if length > int(limit[1]):
                yield f"{length} characters long; there is room for {int(limit[1])}"


def _length(text: str) -> int:
    """Count the characters that a reader sees, a Chinese one as two; fields count nothing."""
    text = prose(text).replace(STRETCH, "")
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)
