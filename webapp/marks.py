"""The private-use characters that carry a text's language from the look-up to the page.

A text that is not in the page's language stands between two of them, one code point per language
to open and one to close. There are no letters in a mark, so no filter can change it.
`webapp.rendering` turns marks into `lang`; nothing but an HTML page may hold them before that.
"""

import re

from webapp.languages import LANGUAGES, Language

FIRST_OPEN = 0xE000
FIRST_CLOSE = 0xE080

OPEN = {language: chr(FIRST_OPEN + number) for number, language in enumerate(LANGUAGES)}
CLOSE = {language: chr(FIRST_CLOSE + number) for number, language in enumerate(LANGUAGES)}
OPENED = {mark: language for language, mark in OPEN.items()}
CLOSED = {mark: language for language, mark in CLOSE.items()}

# The whole block, not only the marks in use: a text of a later version has none either.
ANY = re.compile("[\ue000-\ue0ff]")
ENCODED = re.compile("%EE%8[0-3]%[89AB][0-9A-F]", re.IGNORECASE)
"""A mark in an address, percent-encoded."""

SPAN = re.compile("</?span[^>]*>")
"""What a translation may say the language of a name with, where no element can stand."""


# What the code points of that block begin with in UTF-8, four times sixty-four of them.
_PREFIXES = (b"\xee\x80", b"\xee\x81", b"\xee\x82", b"\xee\x83")


def are_in(text: str) -> bool:
    """Tell whether a text holds a mark; on a long one this takes a tenth of the time of `ANY`."""
    encoded = text.encode("utf-8", "surrogatepass")
    return any(prefix in encoded for prefix in _PREFIXES)


def mark(text: str, language: Language) -> str:
    """Put a text between the marks of the language it is in."""
    return f"{OPEN[language]}{text}{CLOSE[language]}"


def unmark(text: str) -> str:
    """Take every mark out of a text."""
    return ANY.sub("", text)
