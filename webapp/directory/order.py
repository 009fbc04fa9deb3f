"""The order in which a language lists things."""

from webapp.directory.fold import sort_key
from webapp.languages import Language

# The Macedonian alphabet; Unicode has ѓ, ѕ, ј, љ, њ, ќ and џ after all the others.
_MACEDONIAN = "абвгдѓежзѕијклљмнњопрстќуфхцчџш"
_RANK = {letter: chr(0xE100 + rank) for rank, letter in enumerate(_MACEDONIAN)}
NORWEGIAN = frozenset({"nb", "nn"})


def label_key(text: str, language: Language) -> tuple[object, ...]:
    """Return what a label in a language is sorted by.

    Macedonian by its alphabet; Norwegian with æ, ø and å after z; the others without accents.
    Chinese by the bytes of GB 18030: that is pinyin for the 3,755 characters of the first level of
    GB 2312; the 3,008 of its second level stand after them by radical, all others by Unicode.
    """
    if language.path == "zh":
        return (text.encode("gb18030"),)
    if language.path == "mk":
        return ("".join(_RANK.get(letter, letter) for letter in text.casefold()), text)
    return sort_key(text, norwegian=language.path in NORWEGIAN)
