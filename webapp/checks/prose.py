"""What a reader reads in a text: its words, without fields, tags, addresses and code."""

import re
from functools import lru_cache
from html import unescape

STRETCH = "\ufffc"
"""Stands for one stretch that is not prose."""

SPACES = " \u00a0\u2007\u2008\u2009\u200a\u202f\u205f"
"""Spaces within a line: plain, no-break, thin and hair, narrow no-break."""

_SOMETHING = re.compile(r"[%<{@`&]|://|www\.|\.[a-z]{2}|:[a-z]")
_ELEMENT = re.compile(
    r"<(code|kbd|pre|samp|var)\b[^<>]*+>[^<]*+</\1>"  # code
    r"|<[a-zA-Z/!][^<>]*+>"  # tags
)
_STRETCH = re.compile(
    r"%%"  # a percent sign, kept
    r"|%(?:\([^()]*+\)|\{[^{}]*+\}|\d+\$)?[#0+-]*+\d*+(?:\.\d++)?[a-zA-Z]"  # %(name)s
    r"|%L?\d++"  # %1 of Qt
    r"|\{\{[^{}]*+\}\}|\{[\w.!:%$-]*+\}"  # {name}
    r"|`[^`]*+`|(?<![\w:]):[a-z][\w-]*+:"  # code
    r"|\b(?:https?|ftp|file)://[^\s<>\"«»“”，。）]*[^\s<>\"«»“”，。）.,;:!?)'’]"  # addresses
    r"|\b(?:www\.|mailto:)[^\s<>\"«»“”，。）]*[^\s<>\"«»“”，。）.,;:!?)'’]"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+",
    re.ASCII,
)
_DOMAIN = re.compile(
    r"(?<![\w.-])(?:[\w-]++\.)+"
    r"(?:fr|org|com|net|eu|no|it|mk|cn|uk|gov|edu|int|info|io|html?|php|py|js|css|json|xml|csv|pdf"
    r"|odt|ods|docx?|xlsx?|txt|zip|png|jpe?g|svg|po|pot|mo)\b(?:/[\w/.%#?=&-]*[\w/])?",
    re.ASCII | re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_MARKED = re.compile(r"<(\w+)(?=\s[^<>]*+>)(?>[^<>]*?\slang=[^<>]*+>)[^<]*+</\1>")


@lru_cache(maxsize=64)
def prose(text: str) -> str:
    """Replace each field, tag, address and piece of code by one U+FFFC; resolve entities."""
    if not _SOMETHING.search(text):
        return text
    if "<" in text:
        text = _ELEMENT.sub(STRETCH, text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    text = _STRETCH.sub(lambda match: "%" if match[0] == "%%" else STRETCH, text)
    return _DOMAIN.sub(STRETCH, text) if "." in text else text


@lru_cache(maxsize=64)
def own(text: str) -> str:
    """Give the prose of a text without the parts marked, by `lang`, as another language's."""
    return prose(_MARKED.sub(STRETCH, text)) if "lang=" in text else prose(text)


@lru_cache(maxsize=64)
def untagged(text: str) -> str:
    """Give the prose of a text as if its tags were not there, for what stands at its ends."""
    return prose(_ELEMENT.sub(_code_only, text)) if "<" in text else prose(text)


def _code_only(match: re.Match[str]) -> str:
    return STRETCH if match[1] else ""
