"""Filling in the fields of messages, `%(name)s`, so that no translation can make a page fail."""

import logging
import re
from collections.abc import Mapping
from functools import lru_cache

log = logging.getLogger(__name__)

# A width or precision would pad or cut a text, so only numbers may have one, and a short one.
_DIRECTIVE = re.compile(r"%(?:%|\(\w+\)(?:s|[0-9.]{0,4}[df]))")


def _directives(text: str) -> set[str] | None:
    """Return the fields of a text as written; None if any other percent sign is not doubled."""
    return None if "%" in _DIRECTIVE.sub("", text) else {"%%", *_DIRECTIVE.findall(text)}


def fits(text: str, *sources: str) -> bool:
    """Return whether a translation can be filled in wherever its source can.

    It can if each of its fields is written the same in the source, as the rules demand.

    Arguments:
        text: the translation.
        sources: the msgid and, if there is one, the msgid_plural.
    """
    if "%" not in text:
        return True
    found = _directives(text)
    known = set().union(*(_directives(source) or () for source in sources))
    if found is not None and found <= known | {"%%"}:
        return True
    _report(text)
    return False


def source_text(text: str) -> str:
    """Return a source that can be filled in; if one percent sign is stray, all are literal."""
    return text if "%" not in text or _directives(text) else text.replace("%", "%%")


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return a text with its fields filled in, or unfilled if the values do not suit it.

    Arguments:
        text: a translation that `fits`, or the result of `source_text`.
        values: the values by field name; escaped if the text is HTML.
    """
    try:
        return text % values
    except (KeyError, TypeError, ValueError, OverflowError):
        _report(text)
        return text.replace("%%", "%")


@lru_cache(maxsize=1_000)
def _report(text: str) -> None:
    """Log a text that cannot be filled in; the cache prevents a line for every request."""
    log.error("%r cannot be filled in; a fallback stands in for it", text)
