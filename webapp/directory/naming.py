"""Names as readers know them: the usual form in their language first, the original next to it."""

import unicodedata
from collections.abc import Mapping

from webapp.languages import Language


def written(
    name: str,
    lang: str,
    language: Language,
    forms: Mapping[str, Mapping[str, str]],
    latin: str = "",
) -> tuple[tuple[str, str], ...]:
    """Return how a name is written for a reader: its usual form, and the original for brackets.

    Each is a text with the BCP 47 tag of its language; the tag is empty for none or unknown.

    Without a usual form, the original stands alone, or follows its Latin form if the reader may
    not know its script. Brackets in a name only tell it from other names: the original is given
    without them, and left out if it differs from the usual form in nothing else.

    Arguments:
        lang: the BCP 47 tag of the name's language, or empty.
        language: the reader's language.
        forms: the usual forms, by name and by path of a language.
        latin: the name in Latin letters, if it is in another script.
    """
    usual = forms.get(name, {}).get(language.path, "")
    bare = name.partition(" (")[0]
    if usual and usual != name:
        first = usual, language.tag
    elif latin and not usual and not same_script(name, language.endonym):
        first = latin, f"{lang}-Latn" if lang else ""
    else:
        return ((name, lang),)
    if first[0].partition(" (")[0] == bare:
        return (first,)
    return first, (bare, lang)


def same_script(text: str, other: str) -> bool:
    """Return whether two texts begin in the same script, such as Latin, Cyrillic or Han."""
    names = (unicodedata.name(each[:1] or " ", "").partition(" ")[0] for each in (text, other))
    return len(set(names)) == 1
