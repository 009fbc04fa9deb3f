"""Rules on French that was left standing, and on one French text translated in two ways."""

import re
from collections.abc import Iterable, Iterator

from webapp.checks.model import Entry, Pair
from webapp.checks.prose import own


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FRENCH = _words(
    "au aux avec ce ces cet cette chez dans de des dont du elle elles en est et être ils l la le "
    "les leur leurs mais nous où par pas pour qu que qui sa sans ses son sont sous sur un une "
    "vers votre vous à été"
)
"""Words that make a French sentence hang together."""

_SHARED = {
    "en": _words("en par pour sa sans son sur vers"),
    "nb": _words("au de du en et la les mais par sa sur vers"),
    "nn": _words("au de du en et la les mais par sa sur vers"),
    "it": _words("ce chez l la le qui sa un"),
}
"""Those that are words of another language too."""

_OWN = {
    "en": _words(
        "an and are at be by for from has have in is it not of or that the this to was with you "
        "your"
    ),
    "nb": _words(
        "at av den denne det dette eller er et for fra har i ikke kan med og om på seg som til "
        "var ved vi"
    ),
    "nn": _words(
        "at av dei den denne det dette eit eller er for frå har i ikkje kan med og om på seg som "
        "til var ved vi"
    ),
    "it": _words(
        "al alla alle che con da dal dalla degli dei del della delle di e gli i il in nel nella "
        "o per questa questo sono su sul tra una è"
    ),
}
"""Words that make a sentence of each of these languages hang together."""

_ALPHABETIC = frozenset(_OWN)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+")
_PLAIN_WORD = re.compile(r"(?<![\w./:@-])[a-zà-öø-ÿœ]{4,}(?![\w./:@(-])")
_ONE_WORD = re.compile(r"\W*([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿœ]+)\W*")
_QUOTED = re.compile(
    '«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*"|\\([^()]*\\)|（[^（）]*）|《[^《》]*》|「[^「」]*」'
)
_SENTENCE_END = re.compile(r"[.!?…:;](?=\s|$)|\n")
_HINT = re.compile(r"\b(?:l|la|les?|des?|du|et|est|une?|pour|dans|qu|que|qui)\b", re.IGNORECASE)
_ENDS = " \t\n\u00a0\u202f.:;!?…。：；！？"
_FOREIGN_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\uffef\n]+|[.!?…:;](?=\\s|$)")


def untranslated_copy(pair: Pair) -> Iterator[str]:
    """A French sentence copied as it stands; a name, a number or an acronym may be the same."""
    if pair.target.strip() != pair.source.strip():
        return
    text = _QUOTED.sub(" ", own(pair.target))
    if _is_sentence(text, pair.language.path):
        yield "the French text is copied, not translated"


def _is_sentence(text: str, path: str) -> bool:
    """Tell whether a copied text is French to a reader of a language, and no name."""
    plain = set(_PLAIN_WORD.findall(text))
    if path not in _ALPHABETIC:
        one = _ONE_WORD.fullmatch(text)
        return bool(plain) or (one is not None and not one[1].isascii())
    words = [word.lower() for word in _WORD.findall(text)]
    french = _FRENCH - _SHARED[path]
    return len(words) > 2 and bool(plain - _FRENCH) and not french.isdisjoint(words)


def french_left(pair: Pair) -> Iterator[str]:
    """A sentence still in French within the translation; names in quotes or brackets may be."""
    if not _HINT.search(pair.target) or pair.target.strip() == pair.source.strip():
        return
    path = pair.language.path
    ends = _SENTENCE_END if path in _ALPHABETIC else _FOREIGN_SCRIPT
    theirs = _OWN.get(path, _OWN["en"])
    french = _FRENCH - _SHARED.get(path, frozenset())
    for part in ends.split(_QUOTED.sub("\n", own(pair.target))):
        if _is_french(_WORD.findall(part), french, theirs):
            yield f"{_shortened(part.strip())!r} is still in French"


def _is_french(words: list[str], french: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether words are a French sentence: more than a name, and nothing of the language."""
    lowered = [word.lower() for word in words]
    count = sum(word in french for word in lowered)
    if len(words) < 4 or count < 2 or 4 * count < len(words):
        return False
    plain = (word.islower() and len(word) > 3 and word not in _FRENCH for word in words)
    return theirs.isdisjoint(lowered) and any(plain)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def inconsistent(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """One French text translated in two ways in one catalogue.

    Its first letter's case and its last sign do not count, nor do the translation's. Messages
    without a translation, fuzzy ones and those with plural forms are passed over.
    """
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.msgid_plural is not None or entry.fuzzy or not all(entry.msgstr):
            continue
        known = first.setdefault(_core(entry.msgid), entry)
        there, here = known.msgstr[0], entry.msgstr[0]
        if known is not entry and _core(there) != _core(here):
            yield (
                entry,
                f"{_shortened(here)!r} here, {_shortened(there)!r} at line {known.msgstr_line}:"
                " the French is the same",
            )


def _core(text: str) -> str:
    """Give a text without what depends on its place: the first letter's case and the last sign."""
    text = text.strip(_ENDS)
    return text[:1].lower() + text[1:]
