"""No-break spaces in dates, in references to laws and before dashes, added at output.

Texts keep plain spaces. Nothing here changes a letter, so that a reference can be copied and found:
a hyphen stays a hyphen, and an element holds its number together.
"""

import re
from functools import lru_cache

from webapp.languages import LANGUAGES
from webapp.typography import months, typography

_NUMBER = re.compile(r"(?<![\w/.-])L?\d{4}-\d+(?![\w/.-]*\w)", re.ASCII)


def keep(text: str, tag: str) -> str:
    """Turn the spaces at which no line may break into no-break spaces.

    Arguments:
        tag: the BCP 47 tag of its language; if the site does not have it, nothing changes.
    """
    spaces = _spaces(tag.lower(), any(map(str.isdigit, text)))
    return spaces.sub(lambda match: match[0].replace(" ", "\u00a0"), text) if spaces else text


def whole(text: str) -> str:
    """Put an element around each number with a hyphen, such as 2015-29, to hold it together.

    Arguments:
        text: the text of an HTML element, in any language.
    """
    return _NUMBER.sub(r'<span class="whole">\g<0></span>', text)


@lru_cache
def _spaces(tag: str, numbers: bool) -> re.Pattern[str] | None:
    """Return a pattern of the spaces at which no line may break; None if there are none.

    Arguments:
        numbers: whether the text has digits; without any, the months of CLDR are not needed.
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
