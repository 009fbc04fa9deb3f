"""Rules on Macedonian: letters of another alphabet, which look right and are not."""

import re
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import own

_OTHER = "A-Za-zªºÀ-ÖØ-öø-ɏͰ-ϿḀ-ỿ"
_CYRILLIC = "Ѐ-ԯ"
_SEAM = re.compile(f"[{_OTHER}][{_CYRILLIC}]|[{_CYRILLIC}][{_OTHER}]")
_WORD = re.compile(f"[{_OTHER}{_CYRILLIC}]+")
_LONE = re.compile(f"(?<=[{_CYRILLIC}] )(?:a|e|o|co)(?= [{_CYRILLIC}])")
_IN_CYRILLIC = str.maketrans(
    "ABCEHJKMOPSTXYaceijkmopsxyéèίοΑΒΕΗΚΜΟΡΤΧ", "АВСЕНЈКМОРЅТХУасеијкморѕхуѐѐиоАВЕНКМОРТХ"
)
_IN_LATIN = str.maketrans("АВСЕНЈКМОРЅТХасејкморѕху", "ABCEHJKMOPSTXacejkmopsxy")
_CYRILLIC_WORD = re.compile(f"[{_CYRILLIC}]+")
_LATIN_WORD = re.compile("[A-Za-z]+")

_NOT_MACEDONIAN = re.compile(
    f"[^{_OTHER}АБВГДЃЕЖЗЅИЈКЛЉМНЊОПРСТЌУФХЦЧЏШЀЍабвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ\\W\\d_]"
)
_QUOTED = re.compile("„[^„“”]*[“”]|«[^«»]*»|“[^“”]*”|\\([^()]*\\)")
_MACEDONIAN = {
    "ћ": "ќ", "ђ": "ѓ", "й": "ј", "і": "и", "ї": "ји", "ё": "јо", "ю": "ју", "я": "ја", "є": "е",
    "э": "е", "ы": "и", "щ": "шт", "ґ": "г", "ў": "у",
}  # fmt: skip


def mixed_alphabets(pair: Pair) -> Iterator[str]:
    """A word with Latin and Cyrillic letters: they look alike, but no search finds it."""
    text = own(pair.target)
    if _SEAM.search(text):
        for word in dict.fromkeys(_WORD.findall(text)):
            if _SEAM.search(word):
                yield f"{word!r} mixes Latin and Cyrillic letters" + _in_one_alphabet(word)
    for word in dict.fromkeys(_LONE.findall(text)):
        right = word.translate(_IN_CYRILLIC)
        yield f"{word!r} between Cyrillic words is written in Latin: write {right!r} in Cyrillic"


def _in_one_alphabet(word: str) -> str:
    """Say how a word is written in one alphabet, in that of most of its letters first."""
    cyrillic, latin = word.translate(_IN_CYRILLIC), word.translate(_IN_LATIN)
    count = sum("\u0400" <= letter <= "\u052f" for letter in word)
    mostly_latin = count < len(word) - count
    if _LATIN_WORD.fullmatch(latin) and (mostly_latin or not _CYRILLIC_WORD.fullmatch(cyrillic)):
        return f": write {latin!r}, all Latin"
    if _CYRILLIC_WORD.fullmatch(cyrillic):
        return f": write {cyrillic!r}, all Cyrillic"
    return ""


def foreign_cyrillic(pair: Pair) -> Iterator[str]:
    """A Cyrillic letter that Macedonian does not have: Serbian ћ, Bulgarian or Russian й, ъ, я."""
    if not _NOT_MACEDONIAN.search(pair.target):
        return
    text = _QUOTED.sub("", own(pair.target))
    for letter in dict.fromkeys(_NOT_MACEDONIAN.findall(text)):
        if "\u0400" <= letter <= "\u052f" and letter not in pair.source:
            yield f"{letter!r} is not a Macedonian letter" + _instead(letter)


def _instead(letter: str) -> str:
    right = _MACEDONIAN.get(letter.lower())
    if right is None:
        return ""
    return f": write {right if letter.islower() else right.capitalize()!r}"
