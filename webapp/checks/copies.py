"""Rules on French that was left standing, and on one French text translated in two ways."""

import re
from collections.abc import Iterable, Iterator

from webapp.catalog.model import Message
from webapp.checks.model import Pair
from webapp.checks.prose import in_language, unquoted
from webapp.errors import shortened
from webapp.languages import SOURCE
from webapp.typography import typography

_FRENCH = typography(SOURCE.path).function_words
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile(r"(?<![\w./:@-])[a-zà-öø-ÿœ]{4,}(?![\w./:@(-])")
_ONE_WORD = re.compile(r"\W*([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿœ]+)\W*")
_SENTENCE_END = re.compile("[\u0370-\u1dff\u2e80-\uffef\n]+|[.!?…:;](?=\\s|$)")
"""Where a sentence ends, or letters begin that are not Latin."""
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
    for part in _SENTENCE_END.split(unquoted(in_language(pair.target), "\n")):
        words = _WORD.findall(part)
        lowered = [word.lower() for word in words]
        count = sum(word in french for word in lowered)
        if (
            len(words) >= 4
            and count >= max(2, len(words) / 4)
            and pair.typography.function_words.isdisjoint(lowered)
            # More than a name: a word of its own in small letters.
            and any(word.islower() and len(word) > 3 and word not in _FRENCH for word in words)
        ):
            yield f"{shortened(part.strip(), 60)!r} is still in French"


def inconsistent(messages: Iterable[Message]) -> Iterator[tuple[Message, str]]:
    """One French text translated in two ways in one catalogue.

    Its first letter's case and its last sign do not count, nor do the translation's. Messages
    without a translation, fuzzy ones and those with plural forms are passed over.
    """
    first: dict[str, Message] = {}
    for message in messages:
        if message.msgid_plural is not None or message.fuzzy or not message.translated:
            continue
        known = first.setdefault(_core(message.msgid), message)
        there, here = known.msgstr[0], message.msgstr[0]
        if _core(there) != _core(here):
            place = f"{shortened(there, 60)!r} at line {known.msgstr_line}"
            yield message, f"{shortened(here, 60)!r} here, {place}: the French is the same"


def _core(text: str) -> str:
    """Return a text without what depends on its place: the first letter's case, the last sign."""
    text = text.strip(_ENDS)
    return text[:1].lower() + text[1:]
