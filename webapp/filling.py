"""Filling in the fields of messages, `%(name)s`, so that no translation can make a page fail."""

import logging
import re
from collections.abc import Mapping
from functools import lru_cache

log = logging.getLogger(__name__)

# A width would cut or stretch what is put in, so it is for numbers only, and short.
_DIRECTIVE = re.compile(r"%(?:%|\(\w+\)(?:s|[0-9.]{0,4}[df]))")


def _directives(text: str) -> set[str] | None:
    """Return the fields of a text as written; None where another percent sign is not doubled."""
    return None if "%" in _DIRECTIVE.sub("", text) else {"%%", *_DIRECTIVE.findall(text)}


def fits(text: str, *sources: str) -> bool:
    """Return whether a translation can be filled in wherever its source can.

    It can when each of its fields is written so in the source, as the rules on fields demand.

    Arguments:
        text: the translation.
        sources: the msgid; of a message that counts, its plural too.
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
    """Return a source that can be filled in: stray percent signs are shown as they are."""
    return text if "%" not in text or _directives(text) else text.replace("%", "%%")


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return a text filled in; as it is when the values are not those that it needs.

    Arguments:
        text: one that `fits`, or a `source_text`.
        values: by the name of the field; escaped where the text is HTML.
    """
    try:
        return text % values
    except (KeyError, TypeError, ValueError, OverflowError):
        _report(text)
        return text.replace("%%", "%")


@lru_cache(maxsize=1_000)
def _report(text: str) -> None:
    """Log a text that cannot be filled in, once for all the times that it is asked for."""
    log.error("%r cannot be filled in; a fallback stands in for it", text)
