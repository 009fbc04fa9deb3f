"""The rule on characters that no font of the brochure can show.

`brochure_glyphs.txt` lists the characters that they can show, one range of code points per line.
`make brochure-glyphs` makes it by asking the typesetter; reading it needs no typesetter or fonts.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from webapp.checks.model import Pair

GLYPHS = Path(__file__).with_name("brochure_glyphs.txt")
REPLACEMENT = "\ufffd"
"""The character that the brochure shows instead of such a character."""


def no_glyph(pair: Pair) -> Iterator[str]:
    """A character that no font of the brochure has: the PDF shows � in its place."""
    first, *others = [sign for sign in lacking(pair.target) if sign not in pair.source] or [""]
    if first:
        name = unicodedata.name(first, "a character without a name").lower()
        more = f", as are {len(others)} more: {''.join(others[:19])}" if others else ""
        yield f"{first!r} (U+{ord(first):04X}, {name}) is in no font of the brochure{more}"


def lacking(text: str) -> list[str]:
    """List the characters of a text that no font of the brochure has, each once."""
    return list(dict.fromkeys(_lacking().findall(text)))


def shown(text: str) -> str:
    """Return a text with `REPLACEMENT` for each character that the brochure cannot show."""
    return _lacking().sub(REPLACEMENT, text)


@cache
def _lacking() -> re.Pattern[str]:
    ranges = (line.split("-") for line in GLYPHS.read_text(encoding="ascii").split())
    known = "".join(rf"\U{first:0>8}-\U{last:0>8}" for first, last in ranges)
    return re.compile(f"[^{known}]")
