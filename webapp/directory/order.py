"""The order in which a language lists things."""

from webapp.directory.fold import sort_key
from webapp.languages import Language

# The Macedonian alphabet; Unicode has ѓ, ѕ, ј, љ, њ, ќ and џ after all the others.
_MACEDONIAN = "абвгдѓежзѕијклљмнњопрстќуфхцчџш"
_RANK = {letter: chr(0xE100 + rank) for rank, letter in enumerate(_MACEDONIAN)}
NORWEGIAN = frozenset({"nb", "nn"})


def label_key(text: str, language: Language) -> tuple[object, ...]:
    """Give what a label in a language is sorted by.

    Chinese by pinyin, which is the order of the common characters in GB 2312, kept by GB 18030;
    Macedonian by its alphabet; Norwegian with æ, ø and å after z; the others without accents.

    Arguments:
        text: the label.
        language: the language that it is in.
    """
    if language.path == "zh":
        return (text.encode("gb18030"),)
    if language.path == "mk":
        return ("".join(_RANK.get(letter, letter) for letter in text.casefold()), text)
    return sort_key(text, norwegian=language.path in NORWEGIAN)
