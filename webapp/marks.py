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


def may_be_in(text: str) -> bool:
    """Tell whether a text may hold a mark; on a long one in a hundredth of the time of `ANY`.

    In UTF-8 the code points from U+E000 to U+EFFF, and no others, begin with the byte EE.
    """
    return b"\xee" in text.encode("utf-8", "surrogatepass")


def mark(text: str, language: Language) -> str:
    """Put a text between the marks of the language it is in."""
    return f"{OPEN[language]}{text}{CLOSE[language]}"


def unmark(text: str) -> str:
    """Take every mark out of a text."""
    return ANY.sub("", text)
