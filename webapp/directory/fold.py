"""Folding: reducing texts so that case, accents and script do not count; and sorting by the result.

Names are found as people type them: `wurzburg` finds Würzburg, `Ohrid` finds Охрид. Each Han
character becomes a word, so that one or two of them find a name.
"""

import re
import unicodedata

from webapp.languages import Language
from webapp.typography import typography

# Letters that Unicode (NFKD) does not split into a base letter and its accent.
_LETTERS: dict[int, str | int | None] = {**str.maketrans("øłđðħŋəı", "olddhnei", "ъь")}
# Cyrillic letters with the Latin letters that Macedonian and Serbian write for them, without
# accents. NFKD has already split ѓ ќ ѝ й ё, just as it splits the Latin ǵ ḱ.
_LETTERS |= str.maketrans("абвгдежзијклмнопрстуфхцчшыэєі", "abvgdezzijklmnoprstufhccsyeei")
_PAIRS = ("œ oe", "æ ae", "ß ss", "þ th", "ѕ dz", "љ lj", "њ nj", "џ dz", "щ sc", "ю ju", "я ja")
_LETTERS |= {ord(letter): latin for letter, latin in map(str.split, _PAIRS)}
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte"}

MAX_TEXT = 100
"""The most characters that a search reads of what is typed for a key."""

MAX_WORDS = 12
"""The most words that a search reads of a typed value."""


def words(text: str) -> list[str]:
    """Return the folded words of a text; each Han character is a word of its own."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return [_ABBREVIATIONS.get(word, word) for word in _WORD.findall(plain.translate(_LETTERS))]


def is_han(word: str) -> bool:
    """Return whether a folded word is a Han character."""
    return bool(re.match(rf"[{_HAN}]", word))


def sort_key(text: str, *, norwegian: bool) -> tuple[list[str], str]:
    """Return the sort key of a name: its folded words, then the name itself if those are equal.

    Arguments:
        norwegian: whether æ, ø and å come after z, as in Norwegian; otherwise they are sorted as
            ae, o and a (CLDR root collation).
    """
    if norwegian:
        text = text.casefold().translate({ord("æ"): "zzæ", ord("ø"): "zzœ", ord("å"): "zzz"})
    return words(text), text


def label_key(text: str, language: Language) -> tuple[object, ...]:
    """Return the sort key of a label in a language.

    Macedonian follows its alphabet: Unicode puts ѓ, ѕ, ј, љ, њ, ќ and џ after all other letters.
    Norwegian has æ, ø and å after z. Chinese follows the bytes of GB 18030: the 3,755 characters of
    GB 2312's first level are in pinyin order, the 3,008 of its second level come after them by
    radical, and all others are in Unicode order. The other languages ignore accents.
    """
    record = typography(language.path)
    if record.order_codec:
        return (text.encode(record.order_codec),)
    if record.alphabet:
        rank = {letter: chr(0xE100 + place) for place, letter in enumerate(record.alphabet)}
        return ("".join(rank.get(letter, letter) for letter in text.casefold()), text)
    return sort_key(text, norwegian=bool(record.after_z))
