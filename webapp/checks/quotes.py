"""Rules on quotation marks: each language has its own (CLDR, as this site uses them)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from webapp.checks.model import Pair
from webapp.checks.prose import STRETCH, own

_PAIRS = {
    "en": ("“", "”"), "zh": ("“", "”"), "mk": ("„", "“"),
    "nb": ("«", "»"), "nn": ("«", "»"), "it": ("«", "»"),
}  # fmt: skip
_STRAIGHT = re.compile(r'(?<!\d)"[^"]++"')
_CURLY = re.compile(r"[“”„‟«»「」『』]")
_LOW = "„‟「」『』"


def straight_quotes(pair: Pair) -> Iterator[str]:
    """Straight quotation marks `"` in a text, instead of the language's own."""
    if '"' not in pair.target and "&quot;" not in pair.target and "&#34;" not in pair.target:
        return
    opening, closing = _PAIRS.get(pair.language.path, _PAIRS["en"])
    match = _STRAIGHT.search(own(pair.target))
    if match:
        quoted = match[0][:30].replace(STRETCH, "…")
        yield f"straight quotation marks in {quoted}: write {opening}…{closing}"


def foreign_quotes(pair: Pair) -> Iterator[str]:
    """Quotation marks of another language."""
    right = _PAIRS.get(pair.language.path)
    if right is None or pair.target.isascii() or not _CURLY.search(pair.target):
        return
    foreign = _foreign(own(pair.target), pair.language.path)
    if foreign:
        yield f"{foreign} is another language's quotation mark: write {right[0]}…{right[1]}"


def _foreign(text: str, path: str) -> str:
    """Give the first mark, or pair of marks, that the language does not use; else nothing."""
    if path in ("en", "zh"):
        return next((mark for mark in text if mark in _LOW), "")
    if path == "mk":
        return _not_macedonian(text)
    depth = 0
    for mark in filter(_CURLY.match, text):
        depth += {"«": 1, "»": -1}.get(mark, 0)
        if mark not in "«»" and depth < 1:
            return mark
    return ""


def _not_macedonian(text: str) -> str:
    """Find “…” or a „…” closed as elsewhere: “ closes in Macedonian, ” is not used."""
    depth = 0
    for mark in filter(_CURLY.match, text):
        if mark == "„":
            depth += 1
        elif mark == "“" and depth:
            depth -= 1
        elif mark not in "«»":
            return mark
    return ""


def unbalanced_quotes(pair: Pair) -> Iterator[str]:
    """A quotation mark that is not closed, or not opened."""
    right = _PAIRS.get(pair.language.path)
    if right is None or (right[0] not in pair.target and right[1] not in pair.target):
        return
    if _foreign(own(pair.target), pair.language.path):
        return
    lone = _unpaired(own(pair.target), *right)
    if lone and not any(_unpaired(own(pair.source), *marks) for marks in (("«", "»"), ("“", "”"))):
        yield f"the quotation mark {lone} has no counterpart: write {right[0]}…{right[1]}"


_INCHES = re.compile(r"(?<=\d)”")


@lru_cache(maxsize=64)
def _unpaired(text: str, opening: str, closing: str) -> str:
    """Give a quotation mark without its counterpart, or nothing."""
    if text.count(opening) != text.count(closing):
        text = _INCHES.sub("", text)
    depth = 0
    for mark in text:
        if mark == opening:
            depth += 1
        elif mark == closing:
            depth -= 1
            if depth < 0:
                return closing
    return opening if depth else ""
