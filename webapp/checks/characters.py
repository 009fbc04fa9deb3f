"""Rules on characters that nobody sees and that change what the others do."""

import re
import unicodedata
from collections.abc import Iterator

from webapp.checks.model import Pair

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls; tab and newline are text
    "\u200b\u200e\u200f\u2028\u2029\u2060-\u2064"  # zero width, direction marks, separators
    "\u061c\u202a-\u202e\u2066-\u206f"  # bidirectional embedding, override, isolate
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order mark, interlinear, non-characters
    "\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff"  # private use, tags
    "\ud800-\udfff]"  # lone surrogates
)


def hidden_character(pair: Pair) -> Iterator[str]:
    """A control, bidirectional, zero-width or private-use character that the source has not."""
    if pair.target.isascii() and pair.target.isprintable():
        return
    known = set(_HIDDEN.findall(pair.source))
    for character in dict.fromkeys(_HIDDEN.findall(pair.target)):
        if character not in known:
            name = unicodedata.name(character, "a character without a name")
            yield f"U+{ord(character):04X} ({name.lower()}) cannot be seen; delete it"
