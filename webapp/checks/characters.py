"""Rules on characters that nobody sees and that change what the others do."""

import re
import unicodedata
from collections.abc import Iterator

from webapp.checks.model import Pair

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls; tab and newline are text
    "\u200b\u200e\u200f\u2028\u2029\u2060-\u2064"  # zero width, direction marks, separators
    "\u061c\u202a-\u202e\u2065-\u206f"  # bidirectional embedding, override, isolate
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear
    "\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\ufff0-\ufff8"  # joiner, fillers, ignorable
    "\U0001d173-\U0001d17a"  # musical controls
    "\ufdd0-\ufdef\ufffe\uffff"  # non-characters, and at the end of each plane
    + "".join(chr(0x10000 * plane + last) for plane in range(1, 15) for last in (0xFFFE, 0xFFFF))
    + "\U000e0100-\U000e01ef"  # variation selectors that only Han characters of old names have
    + "\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff"  # private use, tags
    "\ud800-\udfff]"  # lone surrogates
)

_MOST_MARKS = 4
"""Combining marks on one letter: Vietnamese and phonetic writing need two or three."""


def hidden_character(pair: Pair) -> Iterator[str]:
    """A control, direction, zero-width, private-use or non-character that the source has not."""
    for character in dict.fromkeys(_HIDDEN.findall(pair.target)):
        if character not in pair.source:
            name = unicodedata.name(character, "a character without a name")
            yield f"U+{ord(character):04X} ({name.lower()}) cannot be seen; delete it"


def stacked_marks(pair: Pair) -> Iterator[str]:
    """More than four combining marks on a letter: they would be drawn over the lines around it."""
    row = 0
    for character in pair.target:
        category = unicodedata.category(character)
        if category != "Cf":  # what cannot be seen between marks does not part them
            row = row + 1 if category in ("Mn", "Me") else 0
        if row > _MOST_MARKS:
            name = unicodedata.name(character, "a character without a name").lower()
            yield f"more than {_MOST_MARKS} marks on one letter, such as {name}: delete them"
            return
