"""Rules on length: blank, out of proportion, too long for its place."""

import re
import unicodedata
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import STRETCH, prose
from webapp.markup import plain

_EMPTY_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing: Hangul fillers and the Braille blank."""
_LIMIT = re.compile(r"\bmax-length:\s*(\d{1,5})\b")


def blank(pair: Pair) -> Iterator[str]:
    """A translation without a letter, a number or a sign: the page would show nothing."""
    text = plain(pair.target)
    if not any(
        # A letter, a number, a punctuation mark or a symbol.
        unicodedata.category(character)[0] in "LNPS" and character not in _EMPTY_LETTERS
        for character in text
    ):
        yield "there is nothing to be seen in the translation"


def newline_ends(pair: Pair) -> Iterator[str]:
    """A newline at the beginning or the end on one side only: `msgfmt` refuses the file."""
    for name, has in (("begins", str.startswith), ("ends", str.endswith)):
        if has(pair.source, "\n") != has(pair.target, "\n"):
            one, other = ("source", "translation")[:: 1 if has(pair.source, "\n") else -1]
            yield f"the {one} {name} with a newline, the {other} does not"


def out_of_proportion(pair: Pair) -> Iterator[str]:
    """More than a thousand characters, and over ten times the source: no translation of it."""
    length = len(pair.target)
    if length > max(1_000, 10 * len(pair.source)):
        yield f"{length} characters long, the source {len(pair.source)}: translate it and no more"


def too_long(pair: Pair) -> Iterator[str]:
    """More than the room there is: the source's comment says `max-length: 60`."""
    for limit in filter(None, map(_LIMIT.search, pair.message.extracted)):
        # Count what a reader sees: fields count as nothing, a Chinese character as two.
        text = prose(pair.target).replace(STRETCH, "")
        length = len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
        if length > int(limit[1]):
            yield f"{length} characters long; there is room for {int(limit[1])}"
