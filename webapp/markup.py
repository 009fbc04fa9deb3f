"""What the text of a message becomes where it is shown: markup is decided here, once.

No message of this site has markup. A translation may say in which language a name or a quotation
is, by `<span lang="xx">…</span>`; whatever else is in it is text, for pages and for rules.
"""

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

DEPTH = 2
"""How many spans may stand in one another."""

OPENING = r'<span lang="(?P<lang>[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)">'
TAG = re.compile(f"{OPENING}|</span>")
"""The two tags that a translation may hold, written exactly so."""


def html(text: str) -> Markup:
    """Return a message's text as HTML: its pairs of span tags kept, all else escaped."""
    if "<" not in text:
        return escape(text)
    return Markup("".join(piece if tag else escape(piece) for piece, tag in _pieces(text)))


def plain(text: str) -> str:
    """Return a message's text without its pairs of span tags: for places that hold no element.

    Nothing is escaped: Jinja does that for a page, the writer of JSON or CSV for a file.
    """
    if "<" not in text:
        return text
    return "".join(piece for piece, tag in _pieces(text) if not tag)


def without_tags(escaped: str) -> str:
    """Return HTML text that stays text where no element can stand, as in titles and attributes.

    Arguments:
        escaped: what `html` made; a tag that is not a span's becomes text too.
    """
    text = TAG.sub("", escaped)
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text in their order, with whether each is one of a pair of tags."""
    tags = list(TAG.finditer(text))
    position = 0
    for number in sorted(_paired(tags)):
        yield text[position : tags[number].start()], False
        yield tags[number][0], True
        position = tags[number].end()
    yield text[position:], False


def _paired(tags: Sequence[re.Match[str]]) -> set[int]:
    """Return the numbers of the tags that have a partner and are nested no deeper than allowed."""
    begun: list[int] = []
    paired: set[int] = set()
    for number, tag in enumerate(tags):
        if tag["lang"]:
            begun.append(number)
        elif begun:
            start = begun.pop()
            if len(begun) < DEPTH:
                paired |= {start, number}
    return paired
