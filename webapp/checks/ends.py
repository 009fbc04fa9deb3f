"""Rules on the ends of a text."""

import unicodedata
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.markup import plain

_EMPTY_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing: Hangul fillers and the Braille blank."""


def blank(pair: Pair) -> Iterator[str]:
    """A translation without a letter, a number or a sign: the page would show nothing."""
    text = plain(pair.target)
    if not (text[:1].isascii() and text[:1].isalnum()) and not any(map(_is_seen, text)):
        yield "there is nothing to be seen in the translation"


def _is_seen(character: str) -> bool:
    """Return whether a character is drawn: a letter, number, punctuation mark or symbol."""
    return unicodedata.category(character)[0] in "LNPS" and character not in _EMPTY_LETTERS


def newline_ends(pair: Pair) -> Iterator[str]:
    """A newline at the beginning or the end on one side only: `msgfmt` refuses the file."""
    for name, has in (("begin", str.startswith), ("end", str.endswith)):
        source, target = has(pair.source, "\n"), has(pair.target, "\n")
        if source and not target:
            yield f"the source {name}s with a newline, the translation does not"
        elif target and not source:
            yield f"the translation {name}s with a newline, the source does not"
