"""Rules on French left in a translation, and on one French text translated in two ways."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, in_language, unquoted
from webapp.errors import shortened
from webapp.languages import SOURCE
from webapp.po.model import Key, Message
from webapp.typography import typography

_FRENCH = typography(SOURCE.path).function_words
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile(r"(?<![\w./:@-])[a-zà-öø-ÿœ]{4,}(?![\w./:@(-])")
_ONE_WORD = re.compile(r"\W*([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿœ]+)\W*")
_SENTENCE_END = re.compile("[\u0370-\u1dff\u2e80-\uffef\n]+|[.!?…:;](?=\\s|$)")
"""The end of a sentence, or letters that are not Latin."""
_ENDS = " \t\n\u00a0\u202f.:;!?…。：；！？"


def untranslated_copy(pair: Pair) -> Iterator[str]:
    """A French sentence copied as it stands; a name, a number or an acronym may be the same."""
    if pair.target.strip() != pair.source.strip():
        return
    text = unquoted(in_language(pair.target))
    plain = set(_PLAIN_WORD.findall(text))
    if pair.typography.latin:
        words = [word.lower() for word in _WORD.findall(text)]
        french = _FRENCH - pair.typography.french_words
        copied = len(words) > 2 and bool(plain - _FRENCH) and not french.isdisjoint(words)
    else:
        one = _ONE_WORD.fullmatch(text)
        copied = bool(plain) or (one is not None and not one[1].isascii())
    if copied:
        yield "the French text is copied, not translated"


def french_left(pair: Pair) -> Iterator[str]:
    """A sentence still in French within the translation; names in quotes or brackets may be."""
    if pair.target.strip() == pair.source.strip():
        return
    french = _FRENCH - pair.typography.french_words
    for part in _SENTENCE_END.split(unquoted(in_language(pair.target))):
        words = _WORD.findall(part)
        lowered = [word.lower() for word in words]
        if (
            len(words) >= 4
            and pair.typography.function_words.isdisjoint(lowered)
            and sum(word in french for word in lowered) >= max(2, len(words) / 4)
            # More than a name: a word in small letters that is no function word.
            and any(word.islower() and len(word) > 3 and word not in _FRENCH for word in words)
        ):
            yield f"{shortened(part.strip(), 60)!r} is still in French"


def inconsistent(messages: Iterable[Message]) -> Iterator[tuple[Key, str]]:
    """Yield the key of each message whose French text was translated otherwise, with a sentence.

    In both texts, the case of the first letter and signs at either end do not count. Messages that
    are untranslated or fuzzy, and those with plural forms, are skipped.
    """
    first: dict[str, Message] = {}
    for message in messages:
        if message.msgid_plural is not None or message.fuzzy or not message.translated:
            continue
        known = first.setdefault(alike(message.msgid), message)
        if known is message:
            continue
        there, here = known.msgstr[0], message.msgstr[0]
        if alike(there) != alike(here):
            place = f"{shortened(there, 60)!r} at line {known.msgstr_line}"
            yield message.key, f"{shortened(here, 60)!r} here, {place}: the French is the same"


@lru_cache(maxsize=20_000)
def alike(text: str) -> str:
    """Return a text without what depends on its place: an initial capital, signs at either end."""
    text = text.strip(_ENDS)
    return text[:1].lower() + text[1:]


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
"""Each French way of writing: its pattern; the field of `Typography` with the language's example,
which may match it too; and whether it is a mistake only if copied from the source."""
_CLUE = re.compile(r"[\d€%°º]|jj", re.IGNORECASE)  # each way has one; skips most texts cheaply


def french_writing(pair: Pair) -> Iterator[str]:
    """What the language does not write as French does: n°, 1er, 14h30, 1 234,50, 12 €, 100 %."""
    text = in_language(pair.target)
    if not _CLUE.search(text):
        return
    for pattern, name, in_source in _WAYS:
        right = getattr(pair.typography, name)
        for match in pattern.finditer(text):
            if pattern.search(right) or (pattern is _NUMBER and not _is_french(match[0], pair)):
                continue
            if not in_source or match[0] in pair.source:
                french = match[0].replace(STRETCH, "…")
                yield f"{french} is written as in French: write it as {right}"


def _is_french(number: str, pair: Pair) -> bool:
    """Return whether a number cannot be read as English; numbers of companies are left alone."""
    if "." not in number and _SPACE.sub(" ", number) not in _SPACE.sub(" ", pair.source):
        return False
    whole, comma, decimals = number.partition(",")
    if comma:
        return len(decimals) != 3 or whole.startswith("0") or not whole.isdigit()
    company = len(_SPACE.sub("", whole)) in (9, 14) and _SPACE.search(whole[3:4])
    return " " not in pair.typography.number and not company
