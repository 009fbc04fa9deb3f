"""The rule on what is written in a French way: numbers, sums, hours, dates, abbreviations."""

import re
from collections.abc import Iterator
from functools import cache

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, in_language
from webapp.typography import typography

_SPACE = re.compile(rf"[{SPACES}]")
_NUMBER = re.compile(
    rf"(?<![\d.,/:-])(?:\d{{1,3}}(?:[{SPACES}]\d{{3}}(?!\d))+(?:,\d++)?"
    r"|[1-9]\d{0,2}(?:\.\d{3})+,\d++|\d++,\d++)(?![.,/:-]?\d)"
)

_WAYS = (
    (re.compile(r"\b[nN][°º]"), "numero", False),
    (re.compile(r"\b(?:1(?:er|ère|re)|\d{1,3}(?:i?ème|e))s?\b"), "first", True),
    (re.compile(rf"\b(?:[01]?\d|2[0-3])[{SPACES}]?[hH][{SPACES}]?[0-5]\d\b"), "time", False),
    (re.compile(r"\bjj[/.-]mm[/.-]aa(?:aa)?\b", re.IGNORECASE), "date_letters", False),
    (re.compile(r"(?<![\d/.])\d{1,2}/\d{1,2}/\d{4}(?![\d/])"), "date", True),
    (re.compile(rf"[\d{STRETCH}][{SPACES}]?€"), "euro", False),
    (re.compile(rf"[\d{STRETCH}][{SPACES}]+%(?!\w)"), "percent", False),
    (_NUMBER, "number", False),
)
"""What is French; which example of a language's typography may show that it writes so, too; and
whether it may only be a mistake when the source has it."""


def french_writing(pair: Pair) -> Iterator[str]:
    """What the language does not write as French does: n°, 1er, 14h30, 1 234,50, 12 €, 100 %."""
    text = in_language(pair.target)
    for pattern, right, in_source in _ways(pair.language.path):
        for match in pattern.finditer(text):
            if pattern is _NUMBER and not _is_french(match[0], pair):
                continue
            if not in_source or match[0] in pair.source:
                french = match[0].replace(STRETCH, "…")
                yield f"{french} is written as in French: write it as {right}"


@cache
def _ways(path: str) -> list[tuple[re.Pattern[str], str, bool]]:
    """List the ways that a language does not share, with its own example."""
    ways = [(way, getattr(typography(path), name), in_source) for way, name, in_source in _WAYS]
    return [row for row in ways if not row[0].search(row[1])]


def _is_french(number: str, pair: Pair) -> bool:
    """Return whether a number cannot be read as English; numbers of companies are left alone."""
    if "." not in number and _SPACE.sub(" ", number) not in _SPACE.sub(" ", pair.source):
        return False
    whole, comma, decimals = number.partition(",")
    if comma:
        return len(decimals) != 3 or whole.startswith("0") or not whole.isdigit()
    company = len(_SPACE.sub("", whole)) in (9, 14) and _SPACE.search(whole[3:4])
    return " " not in pair.typography.number and not company
