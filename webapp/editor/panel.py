"""What a translator is told of a message: what changed, terms, likenesses, other languages."""

import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from markupsafe import Markup, escape
from rapidfuzz import fuzz, process

from webapp.catalogs.snapshot import Snapshot
from webapp.editor.workbook import LEFT, Book, Row
from webapp.languages import TRANSLATED, Language

LIKENESS = 60
"""How alike, in percent, a sentence must be to be shown as similar."""

SIMILAR = 3
EXAMPLES = 5

_PIECE = re.compile(r"\w+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Similar:
    """A sentence that is translated already and much like the one at hand.

    Arguments:
        difference: its French as HTML, with what differs.
    """

    row: Row
    difference: Markup


def difference(old: str, new: str) -> Markup:
    """Return a text as HTML with what was taken out of an older one and put into it, word by word.

    A word is what Unicode calls one; of Chinese, a run of characters.
    """
    before, now = _PIECE.findall(old), _PIECE.findall(new)
    out = Markup("")
    for what, i, j, k, m in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        gone, come = escape("".join(before[i:j])), escape("".join(now[k:m]))
        if what == "equal":
            out += come
            continue
        out += Markup("<del>%s</del>") % gone if gone else ""
        out += Markup("<ins>%s</ins>") % come if come else ""
    return out


def similar(row: Row, book: Book) -> list[Similar]:
    """Return the translated sentences most like that of a message."""
    others = {
        key: other.source.msgid
        for key, other in book.rows.items()
        if key != row.key and other.state not in LEFT
    }
    found = process.extract(
        row.source.msgid, others, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=SIMILAR
    )
    return [Similar(book.rows[key], difference(row.source.msgid, msgid)) for msgid, _, key in found]


def elsewhere(row: Row, snapshot: Snapshot, language: Language) -> list[tuple[Language, str]]:
    """Return what a message is in the other languages of the site, where they have it."""
    return [
        (other, texts[0])
        for other in TRANSLATED
        if other is not language
        and (texts := snapshot.texts[other.path].get(row.source.lookup_key))
    ]


@lru_cache(maxsize=32)
def examples(language: Language) -> list[str]:
    """Return for each plural form of a language the first numbers that take it: `1, 21, 31`."""
    form_of = gettext.c2py(language.plural.expression)

    def numbers(form: int) -> Iterator[int]:
        return (number for number in range(1, 1_000) if form_of(number) == form)

    return [
        ", ".join(map(str, islice(numbers(form), EXAMPLES)))
        for form in range(language.plural.forms)
    ]


def neighbours(row: Row, rows: list[Row]) -> tuple[Row | None, Row | None]:
    """Return the messages before and after one in a list; of one that is not in it, its first."""
    keys = [other.key for other in rows]
    if row.key not in keys:
        return None, rows[0] if rows else None
    place = keys.index(row.key)
    before = rows[place - 1] if place else None
    return before, rows[place + 1] if place + 1 < len(rows) else None


def next_left(row: Row, book: Book) -> Row | None:
    """Return the first message after one that needs work, from the top again at the end."""
    rows = list(book.rows.values())
    place = rows.index(row) + 1
    return next((it for it in rows[place:] + rows[: place - 1] if it.state in LEFT), None)
