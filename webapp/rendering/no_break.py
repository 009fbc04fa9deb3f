"""Where no line may break within a date, a reference to a law or before a dash, put in at output.

Texts keep plain spaces. What is written here changes no letter, so that a reference can be copied
and found: a hyphen stays a hyphen, the number that has it is held together as a whole.
"""

import re

from babel import Locale

from webapp.languages import BY_PATH, Language

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
_AROUND = {
    # A year, or the field that it comes in, and its word; a dash ends a line, never begins one.
    "mk": r"| (?=–)|(?:(?<=\d{4})|(?<=\)s)) (?=годин)",
}
_NUMBER = re.compile(r"(?<![\w/.-])L?\d{4}-\d+(?![\w/.-]*\w)", re.ASCII)


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


def _spaces(language: Language, before: str) -> re.Pattern[str]:
    """Return what finds the spaces of a language at which no line may break."""
    months = "|".join(Locale.parse(language.cldr).months["format"]["wide"].values())
    day = rf"\d(?:er|\.|º|°)? (?=(?:{months})\b)"
    return re.compile(rf"{day}|(?:{before}) (?=\d){_AROUND.get(language.path, '')}")


# Chinese has no spaces in what is held together.
_SPACES = {
    BY_PATH[path].tag.lower(): _spaces(BY_PATH[path], before)
    for path, before in _BEFORE_NUMBER.items()
}
