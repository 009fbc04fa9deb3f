"""What a reader reads in a text: its words, without fields, tags and addresses."""

import re
from functools import lru_cache

from webapp.markup import OPENING, TAG

STRETCH = "\ufffc"
"""Placeholder for one stretch of a text that is not prose, such as a field."""

SPACES = " \u00a0\u2007\u2008\u2009\u200a\u202f\u205f"
"""Spaces within a line: plain, no-break, figure, punctuation, thin, hair, narrow no-break, math."""

_STRETCH = re.compile(
    r"%%"  # a percent sign, kept
    r"|%\([^()]*+\)[0-9.]*+[a-zA-Z]"  # %(name)s
    r"|\b(?:https?://|www\.|mailto:)[^\s<>\"«»“”，。）]*[^\s<>\"«»“”，。）.,;:!?)'’]"  # addresses
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+"
    r"|(?<![\w.-])(?:[\w-]++\.)+[a-z]{2,4}\b(?:/[\w/.%#?=&-]*[\w/])?",
    re.ASCII,
)
_SIGN = re.compile(r"[%@]|[.:]\S", re.ASCII)  # every stretch has one; most texts have none
_SPAN = re.compile(rf"{OPENING}[^<]*+</span>")
_QUOTED = re.compile(
    '«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*"|\\([^()]*\\)|（[^（）]*）|《[^《》]*》|「[^「」]*」'
    r"|(?<!\w)['‘][^'‘’]*['’]"
)


@lru_cache(maxsize=64)
def prose(text: str) -> str:
    """Return a text without tags and with one U+FFFC for each field and address."""
    text = TAG.sub("", text)
    if not _SIGN.search(text):
        return text
    return _STRETCH.sub(lambda match: "%" if match[0] == "%%" else STRETCH, text)


@lru_cache(maxsize=64)
def in_language(text: str) -> str:
    """Return the prose of a text with one U+FFFC for each part marked as another language's."""
    return prose(_SPAN.sub(STRETCH, text))


@lru_cache(maxsize=64)
def unquoted(text: str) -> str:
    """Return a text with a line break for each part in quotation marks or brackets."""
    return _QUOTED.sub("\n", text)


def around(text: str, start: int, end: int) -> str:
    """Return a quotation of a place in a text, and of the text just before it, for a finding."""
    return repr(text[max(0, start - 12) : end].strip().replace(STRETCH, "…"))
