"""Where no line may break within a date, a reference to a law or before a dash, put in at output.

Texts keep plain spaces. What is written here changes no letter, so that a reference can be copied
and found: a hyphen stays a hyphen, the number that has it is held together as a whole.
"""

import re
from functools import cache

from babel import Locale

from webapp.languages import LANGUAGES, Language

NO_BREAK = "\u00a0"

# What stands before a number: of a law, and L before that of an article.
_BEFORE_NUMBER = {
    "fr": r"n°|\bL\.?",
    "en": r"\bNo\.|\bL\.?",
    "mk": r"\bбр\.|\bL\.?",
    "nb": r"\bnr\.|\bL\.?",
    "nn": r"\bnr\.|\bL\.?",
    "it": r"\bn\.|\bL\.?",
}
# What a text must have for that: the same without what stands around it.
_WORDS = {
    "fr": ("n° ", "L ", "L. "),
    "en": ("No. ", "L ", "L. "),
    "mk": ("бр. ", "L ", "L. ", " –", " годин"),
    "nb": ("nr. ", "L ", "L. "),
    "nn": ("nr. ", "L ", "L. "),
    "it": ("n. ", "L ", "L. "),
}
_AROUND = {
    # A year and its word; a dash ends a line and never begins one.
    "mk": r"| (?=–)|(?<=\d{4}) (?=годин)",
}
_HYPHEN = re.compile(r"-(?<=[0-9]-)[0-9]")  # a hyphen first, for that is quickly found
_NUMBER = re.compile(r"(?<![\w/.-])L?\d{4}-\d+(?![\w/.-]*\w)", re.ASCII)


def may_be_in(text: str, language: Language) -> bool:
    """Tell whether anything in a text may have to be held together; quick, and wrong on its side.

    Arguments:
        text: a long one, markup included.
        language: that it is in.
    """
    return bool(_HYPHEN.search(text)) or any(sign in text for sign in _signs(language))


@cache
def _signs(language: Language) -> tuple[str, ...]:
    """List what cannot be missing where a space of a language is kept."""
    if language.path not in _BEFORE_NUMBER:
        return ()
    return (*_months(language), *_WORDS[language.path])


def keep(text: str, tag: str) -> str:
    """Turn the spaces of a text at which no line may break into no-break spaces.

    Arguments:
        text: as it stands.
        tag: the BCP 47 tag of its language; one that the site does not have changes nothing.
    """
    spaces = _SPACES.get(tag.lower())
    return spaces.sub(_no_break, text) if spaces else text


def whole(text: str) -> str:
    """Hold numbers with a hyphen together, such as 2015-29 or 1115-1, by an element around each.

    Arguments:
        text: of an HTML element, in any language.
    """
    return _NUMBER.sub(r'<span class="whole">\g<0></span>', text)


def _no_break(match: re.Match[str]) -> str:
    return match[0].replace(" ", NO_BREAK)


def _spaces(language: Language) -> re.Pattern[str] | None:
    """Give the spaces of a language; Chinese has none in what is held together."""
    before = _BEFORE_NUMBER.get(language.path)
    if before is None:
        return None
    months = "|".join(_months(language))
    day = rf"\d(?:er|\.|º|°)? (?=(?:{months})\b)"
    return re.compile(rf"{day}|(?:{before}) (?=\d){_AROUND.get(language.path, '')}")


def _months(language: Language) -> list[str]:
    return list(Locale.parse(language.cldr).months["format"]["wide"].values())


_SPACES = {
    language.tag.lower(): pattern for language in LANGUAGES if (pattern := _spaces(language))
}
