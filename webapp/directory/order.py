"""The order in which a language lists things."""

from webapp.directory.fold import sort_key
from webapp.languages import LANGUAGES, Language
from webapp.typography import typography

NORWEGIAN = frozenset(it.path for it in LANGUAGES if typography(it.path).after_z)


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
    return sort_key(text, norwegian=language.path in NORWEGIAN)
