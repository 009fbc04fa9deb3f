"""Where no line may break within a date, a reference to a law or before a dash, put in at output.

Texts keep plain spaces. What is written here changes no letter, so that a reference can be copied
and found: a hyphen stays a hyphen, the number that has it is held together as a whole.
"""

import re
from functools import lru_cache

from webapp.languages import LANGUAGES
from webapp.typography import months, typography

_NUMBER = re.compile(r"(?<![\w/.-])L?\d{4}-\d+(?![\w/.-]*\w)", re.ASCII)


def keep(text: str, tag: str) -> str:
    """Turn the spaces of a text at which no line may break into no-break spaces.

    Arguments:
        tag: the BCP 47 tag of its language; one that the site does not have changes nothing.
    """
    spaces = _spaces(tag.lower(), any(map(str.isdigit, text)))
    return spaces.sub(lambda match: match[0].replace(" ", "\u00a0"), text) if spaces else text


def whole(text: str) -> str:
    """Hold numbers with a hyphen together, such as 2015-29 or 1115-1, by an element around each.

    Arguments:
        text: of an HTML element, in any language.
    """
    return _NUMBER.sub(r'<span class="whole">\g<0></span>', text)


@lru_cache
def _spaces(tag: str, numbers: bool) -> re.Pattern[str] | None:
    """Return a pattern of the spaces at which no line may break; None for Chinese, with none.

    Arguments:
        numbers: whether the text has some; without them CLDR is not asked for the months.
    """
    language = next((it for it in LANGUAGES if it.tag.lower() == tag), None)
    if language is None or not typography(language.path).spaced:
        return None
    written = typography(language.path)
    patterns = [written.no_break]
    if numbers:
        patterns += [
            rf"\d(?:er|\.|º|°)? (?=(?:{'|'.join(months(language))})\b)",  # a day and its month
            rf"\b(?:{re.escape(written.numero)}|L\.?) (?=\d)",  # the number of a law
        ]
    pattern = "|".join(filter(None, patterns))
    return re.compile(pattern) if pattern else None
