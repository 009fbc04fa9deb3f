"""Folding: what is left of a text when case, accents and script no longer count; and orders by it.

Names are found as people type them: `wurzburg` finds Würzburg, `Ohrid` finds Охрид. Each Han
character becomes a word, so that one or two of them find a name.
"""

import re
import unicodedata

from webapp.languages import Language
from webapp.typography import typography

# What Unicode does not take apart into a letter and its accent (NFKD).
_LETTERS: dict[int, str | int | None] = {**str.maketrans("øłđðħŋəı", "olddhnei", "ъь")}
# Cyrillic by the Latin letters that Macedonian and Serbian write for it, without accents;
# ѓ ќ ѝ й ё are taken apart before, as the Latin ǵ ḱ are.
_LETTERS |= str.maketrans("абвгдежзијклмнопрстуфхцчшыэєі", "abvgdezzijklmnoprstufhccsyeei")
_PAIRS = ("œ oe", "æ ae", "ß ss", "þ th", "ѕ dz", "љ lj", "њ nj", "џ dz", "щ sc", "ю ju", "я ja")
_LETTERS |= {ord(letter): latin for letter, latin in map(str.split, _PAIRS)}
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte"}

MAX_TEXT = 100
"""Characters of what is typed for a key that are searched for."""

MAX_WORDS = 12
"""Words of a typed value that are searched for."""


def words(text: str) -> list[str]:
    """Return the folded words of a text, each Han character a word of its own."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return [_ABBREVIATIONS.get(word, word) for word in _WORD.findall(plain.translate(_LETTERS))]


def is_han(word: str) -> bool:
    """Return whether a folded word is a Han character."""
    return bool(re.match(rf"[{_HAN}]", word))


def sort_key(text: str, *, norwegian: bool) -> tuple[list[str], str]:
    """Return what a name is sorted by: its folded words, and itself where those are the same.

    Arguments:
        norwegian: whether æ, ø and å stand after z, as in Norwegian; elsewhere they are sorted as
            ae, o and a (CLDR root collation).
    """
    if norwegian:
        text = text.casefold().translate({ord("æ"): "zzæ", ord("ø"): "zzœ", ord("å"): "zzz"})
    return words(text), text


def label_key(text: str, language: Language) -> tuple[object, ...]:
    """Return what a label in a language is sorted by.

    Macedonian by its alphabet, of which Unicode has ѓ, ѕ, ј, љ, њ, ќ and џ after all others;
    Norwegian with æ, ø and å after z; the others without accents. Chinese by the bytes of GB 18030:
    that is pinyin for the 3,755 characters of the first level of GB 2312; the 3,008 of its second
    level stand after them by radical, all others by Unicode.
    """
    record = typography(language.path)
    if record.order_codec:
        return (text.encode(record.order_codec),)
    if record.alphabet:
        rank = {letter: chr(0xE100 + place) for place, letter in enumerate(record.alphabet)}
        return ("".join(rank.get(letter, letter) for letter in text.casefold()), text)
    return sort_key(text, norwegian=bool(record.after_z))
