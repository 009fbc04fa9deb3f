"""The rule on quotation marks: each language has its own (CLDR, as this site uses them)."""

import re
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, in_language

_STRAIGHT = re.compile(r'(?<!\d)"[^"]++"')  # not 15"
_MARK = re.compile(r'[“”„‟«»「」『』"]')
_GUILLEMETS = re.compile(r"«([^«»]*+)»")
_SPACED = re.compile(f"«[{SPACES}]|[{SPACES}]»")


def quotation_marks(pair: Pair) -> Iterator[str]:
    """Quotation marks that are straight, spaced, another language's, or without counterpart."""
    if not _MARK.search(pair.target):
        return
    titles = set(map(_inside, _GUILLEMETS.finditer(pair.source)))
    text = _GUILLEMETS.sub(
        # A title that stays as in the source, words and marks.
        lambda match: STRETCH if _is_title(_inside(match), titles) else match[0],
        in_language(pair.target),
    )
    quotes = pair.typography.quotes
    opening, closing = quotes or ("“", "”")
    if straight := _STRAIGHT.search(text):
        problem = f"straight quotation marks in {straight[0][:30].replace(STRETCH, '…')}"
    elif any(pair.source.count(one) != pair.source.count(other) for one, other in ("«»", "“”")):
        return
    elif (not quotes or opening == "«") and _SPACED.search(text):
        problem = "a space inside « »"
    else:
        problem = _misplaced(text, opening, closing) if quotes else ""
    if problem:
        yield f"{problem}: write {opening}…{closing}"


def _inside(match: re.Match[str]) -> str:
    return " ".join(match[1].split())


def _is_title(text: str, titles: set[str]) -> bool:
    return text in titles and (" " in text or not text.isascii())


def _misplaced(text: str, opening: str, closing: str) -> str:
    """Return what is wrong with a mark of a text; within a quotation, others but «» may stand."""
    depth = 0
    for mark in filter('"'.__ne__, _MARK.findall(text)):
        if mark == closing and depth:
            depth -= 1
        elif mark == opening:
            depth += 1
        elif mark == closing:
            return f"the quotation mark {mark} has no counterpart"
        elif not depth or mark in "«»":
            return f"{mark} is another language's quotation mark"
    return f"the quotation mark {opening} has no counterpart" if depth else ""
