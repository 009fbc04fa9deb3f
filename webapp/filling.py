"""Filling in the fields of messages, `%(name)s`, so that no translation can make a page fail."""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

log = logging.getLogger(__name__)

# A width would cut or stretch what is put in, so it is for numbers only, and short.
_DIRECTIVE = re.compile(r"%(?:%|\(\w+\)(?:s|[0-9.]{0,4}[df]))")


def fillable(texts: Iterable[str]) -> tuple[str, ...]:
    """Return those of a message's texts that can be filled in, up to the first without a field.

    A text with a percent sign that is neither a field nor `%%` is left out; the last of all, which
    is the source's, is kept with its percent signs as they are when no text is left.

    Arguments:
        texts: the best first; the last is the source's.
    """
    fit: list[str] = []
    text = ""
    for text in texts:
        if "%" in _DIRECTIVE.sub("", text):
            _report(text)
            continue
        fit.append(text)
        if "%(" not in text.replace("%%", ""):
            break
    return tuple(fit) or (text.replace("%", "%%"),)


def fill(texts: Sequence[str], values: Mapping[str, object]) -> str:
    """Return the first text that the values fit, filled in; the last as it is when none does.

    Arguments:
        texts: what `fillable` returned.
        values: by the name of the field; escaped, where the texts are HTML.
    """
    for text in texts:
        try:
            return text % values
        except (KeyError, TypeError, ValueError, OverflowError):
            _report(text)
    return texts[-1].replace("%%", "%")


@lru_cache(maxsize=1_000)
def _report(text: str) -> None:
    """Log a text that cannot be filled in, once for all the times that it is asked for."""
    log.error("%r cannot be filled in; a fallback stands in for it", text)
