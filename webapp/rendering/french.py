"""French spacing and apostrophes, put in at output; msgids keep plain spaces."""

import re

NARROW = "\u202f"
"""Before ; ! ? (Lexique des règles typographiques en usage à l'Imprimerie nationale)."""
WIDE = "\u00a0"
"""Before : and inside « »."""

_SPACES = re.compile(r" (?=[;!?:»])|(?<=«) ")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])(?:'|&#39;)(?=[^\W\d_])")


def space(text: str) -> str:
    """Turn the plain spaces of French punctuation into the no-break spaces that it asks for.

    Only a space that is there is changed: `12:30` and addresses stay as they are. So are the
    straight apostrophes of names that come from data.
    """
    return _APOSTROPHE.sub("’", _SPACES.sub(_no_break, text))


def _no_break(match: re.Match[str]) -> str:
    following = match.string[match.end() : match.end() + 1]
    return NARROW if following in {";", "!", "?"} else WIDE
