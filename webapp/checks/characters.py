"""Rules on characters that nobody sees, and on letters and words that a language does not have."""

import re
import unicodedata
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import in_language, unquoted

_NEEDED = "\t\n\u00ad\u200c\u200d"
"""Tab, newline, soft hyphen and joiners: a text may need them though nobody sees them."""
_DRAWN_AS_NOTHING = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u3164\uffa0").union(
    map(chr, range(0xE0100, 0xE01F0))  # selectors of Han variants, in old names
)
_MAX_MARKS = 4
"""Most combining marks on a letter: Vietnamese and phonetic writing need two or three."""
_SIGNS = re.compile(rf"[^\w\s]{{{_MAX_MARKS + 1}}}")


def hidden_character(pair: Pair) -> Iterator[str]:
    """An invisible, private-use or undefined character that the source does not have."""
    if pair.target.isprintable() and _DRAWN_AS_NOTHING.isdisjoint(pair.target):
        return
    for character in dict.fromkeys(pair.target):
        # Controls, formats, surrogates, private use, and unassigned code points.
        hidden = unicodedata.category(character)[0] == "C" and character not in _NEEDED
        if (hidden or character in _DRAWN_AS_NOTHING) and character not in pair.source:
            name = unicodedata.name(character, "a character without a name")
            yield f"U+{ord(character):04X} ({name.lower()}) cannot be seen; delete it"


def stacked_marks(pair: Pair) -> Iterator[str]:
    """More than four combining marks on a letter: they would be drawn over the lines around it."""
    row = 0
    for character in pair.target if _SIGNS.search(pair.target) else "":
        category = unicodedata.category(character)
        if category != "Cf":  # an invisible character does not separate the marks around it
            row = row + 1 if category in ("Mn", "Me") else 0
        if row > _MAX_MARKS:
            name = unicodedata.name(character, "a character without a name").lower()
            yield f"more than {_MAX_MARKS} marks on one letter, such as {name}: delete them"
            return


_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s+)\W?[^\W\d_]")


def wrong_form(pair: Pair) -> Iterator[str]:
    """A form that the language does not have: nb ikkje, nn ikke, both mulighed, it perchè."""
    text = unquoted(in_language(pair.target)).replace("’", "'")
    text = _SENTENCE_START.sub(lambda match: match[0].lower(), text)
    forms = pair.typography.wrong_form.findall(text) if pair.typography.wrong_form else ()
    for form in dict.fromkeys(forms):
        right = pair.typography.corrections[form]
        yield f"{form!r} is not {pair.language.endonym}: write {right!r}"


def foreign_character(pair: Pair) -> Iterator[str]:
    """A character that the language does not use: mk ћ or й, nb and nn ä or ö, zh 語."""
    record = pair.typography
    if not record.foreign or not record.foreign.search(pair.target):
        return
    text = in_language(pair.target)
    if record.spaced:
        text = unquoted(text)
    for stretch in dict.fromkeys(record.foreign.findall(text)):
        if stretch not in pair.source:
            right = stretch.translate(record.instead)
            advice = f": write {right!r}" if right != stretch else ""
            yield f"{stretch!r} is not written in {pair.language.endonym}{advice}"


_OTHER = "A-Za-zªºÀ-ÖØ-öø-ɏͰ-ϿḀ-ỿ"
_CYRILLIC = "Ѐ-ԯ"
_SEAM = re.compile(f"[{_OTHER}][{_CYRILLIC}]|[{_CYRILLIC}][{_OTHER}]")
_LATIN = re.compile(f"[{_OTHER}]")
_WORD = re.compile(f"[{_OTHER}{_CYRILLIC}]+")
_LONE = re.compile(f"(?<=[{_CYRILLIC}] )(?:a|e|o|co)(?= [{_CYRILLIC}])")


def mixed_alphabets(pair: Pair) -> Iterator[str]:
    """A word with Latin and Cyrillic letters: they look alike, but no search finds it."""
    text = in_language(pair.target)
    latin, cyrillic = pair.typography.look_alikes
    in_cyrillic, in_latin = str.maketrans(latin, cyrillic), str.maketrans(cyrillic, latin)
    for word in dict.fromkeys(filter(_SEAM.search, _WORD.findall(text))):
        advice = ""
        if not _LATIN.search(right := word.translate(in_cyrillic)):
            advice = f": write {right!r}, all Cyrillic"
        elif (right := word.translate(in_latin)).isascii():
            advice = f": write {right!r}, all Latin"
        yield f"{word!r} mixes Latin and Cyrillic letters{advice}"
    for word in dict.fromkeys(_LONE.findall(text)):
        right = word.translate(in_cyrillic)
        yield f"{word!r} between Cyrillic words is written in Latin: write {right!r} in Cyrillic"
