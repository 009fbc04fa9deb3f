"""Help with a message: changes of its source, similar ones, other languages, plural examples."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from markupsafe import Markup, escape
from rapidfuzz import fuzz, process

from webapp.catalogs.snapshot import Snapshot
from webapp.editor.workbook import Book, Row
from webapp.languages import TRANSLATED, Language

LIKENESS = 60
"""How alike, in percent, a sentence must be to be shown as similar."""

SIMILAR = 3
EXAMPLES = 5

_PIECE = re.compile(r"\w+|\s+|.", re.DOTALL)


def difference(old: str, new: str) -> Markup:
    """Return a text as HTML with the words marked that were removed or added since an older one."""
    before, now = _PIECE.findall(old), _PIECE.findall(new)
    out = Markup("")
    for what, i, j, k, m in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(now[k:m])
        if what == "equal":
            out += escape(come)
        else:
            out += Markup("<del>%s</del>") % gone if gone else ""
            out += Markup("<ins>%s</ins>") % come if come else ""
    return out


def similar(row: Row, book: Book) -> list[tuple[Markup, Row]]:
    """Return the published messages whose French is most alike, each after the difference."""
    others = {key: it.source.msgid for key, it in book.rows.items() if it.is_published}
    others.pop(row.key, None)
    msgid = row.source.msgid
    found = process.extract(msgid, others, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=SIMILAR)
    return [(difference(msgid, other), book.rows[key]) for other, _, key in found]


def elsewhere(row: Row, snapshot: Snapshot, language: Language) -> list[tuple[Language, str]]:
    """Return the text of a message in every other language of the site that has one."""
    key = row.source.lookup_key
    others = [(other, snapshot.texts[other.path].get(key)) for other in TRANSLATED]
    return [(other, texts[0]) for other, texts in others if texts and other is not language]


@lru_cache(maxsize=32)
def examples(language: Language) -> list[str]:
    """Return the first numbers that take each plural form of a language: `1, 21, 31, …`."""
    numbers: dict[int, list[str]] = {form: [] for form in range(language.plural.forms)}
    for number in range(1_000):
        numbers[language.plural.form(number)].append(str(number))
    return [", ".join([*it[:EXAMPLES], *["…"] * (len(it) > EXAMPLES)]) for it in numbers.values()]


def neighbours(row: Row, rows: list[Row]) -> tuple[Row | None, Row | None]:
    """Return the messages before and after one in a list; None and the first if it is not there."""
    place = next((n for n, other in enumerate(rows) if other.key == row.key), -1)
    return rows[place - 1] if place > 0 else None, next(iter(rows[place + 1 :]), None)


def next_left(row: Row, book: Book, chosen: list[Row]) -> Row | None:
    """Return the next chosen message that is left to do after one; at the end, start at the top."""
    keys, left = list(book.rows), {it.key for it in chosen if not it.is_published}
    place = keys.index(row.key)
    return next((book.rows[it] for it in keys[place + 1 :] + keys[:place] if it in left), None)
