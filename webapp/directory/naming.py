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

    Each is a text with the BCP 47 tag of its language, empty for none or an unknown one.

    Without a usual form the original stands alone, or follows its Latin form where the reader
    may not know its script. What stands in brackets in a name distinguishes it from others and is
    not part of it: it is not repeated, nor is a form that differs in nothing else.

    Arguments:
        lang: the BCP 47 tag of the name's language, or empty.
        language: the reader's.
        forms: by name and path of a language.
        latin: the name in Latin letters, where its script is another.
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
    """Return whether two texts begin in the same script: Latin, Cyrillic, Han."""
    names = (unicodedata.name(each[:1] or " ", "").partition(" ")[0] for each in (text, other))
    return len(set(names)) == 1
