"""Rules on markup: a text of this site has none, but for `<span lang>` in a translation.

No message has a tag in its source, so none is compared: what a page makes of a text is decided
in `webapp.markup`, and what these rules pass stands there as it was written.
"""

import re
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.markup import DEPTH, OPENING, TAG

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_EMPTY = re.compile(rf"{OPENING}\s*</span>")
_TAG_LIKE = re.compile(r"<[^<>]*>?")


def other_markup(pair: Pair) -> Iterator[str]:
    """A `<` or `&` that is none of `<span lang="…">`: a page would show it as it is written."""
    for entity in dict.fromkeys(_ENTITY.findall(pair.target)):
        yield f"{entity[:30]} would be read as it is written; type the character itself"
    if "&" in _ENTITY.sub("", pair.target) and "&" not in pair.source:
        yield "'&' is not in the source: write the word for “and”"
    for tag in dict.fromkeys(_TAG_LIKE.findall(TAG.sub("", pair.target))):
        yield (
            f"{tag[:30]!r}: say it in words, or leave the tag out;"
            ' only <span lang="fr">…</span> may be in a text, written so'
        )


def unpaired_span(pair: Pair) -> Iterator[str]:
    """A `<span lang>` that is not closed, is empty, or stands in two others."""
    if _EMPTY.search(pair.target):
        yield "a <span lang> has nothing in it: put the name there, or delete both tags"
    depth = 0
    for tag in TAG.finditer(pair.target):
        depth += 1 if tag["lang"] else -1
        if depth < 0:
            yield "</span> closes nothing: delete it"
            return
        if depth > DEPTH:
            yield f"{tag[0]} stands in {DEPTH} others: delete those that are not needed"
            return
    if depth:
        yield "a <span lang> is not closed: write </span> after the name"
