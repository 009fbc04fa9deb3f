"""French spacing, apostrophes and superscripts, added at output; msgids stay plain.

`typography/fr.toml` says which signs have which space.
"""

import re

from webapp.languages import SOURCE
from webapp.typography import typography

_FRENCH = typography(SOURCE.path)
_NARROW = re.compile(rf" (?=[{_FRENCH.narrow_before}])")
_WIDE = re.compile(rf" (?=[{_FRENCH.wide_before}])|(?<=[{_FRENCH.wide_after}]) ")
_ORDINAL = re.compile(r"(?<![\w./-])1(er|re)(?![\w-])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])(?:'|&#39;)(?=[^\W\d_])")


def space(text: str) -> str:
    """Turn the plain spaces of French punctuation into the right no-break spaces.

    Only existing spaces change: `12:30` and addresses stay as they are. Straight apostrophes in
    words, such as those of names that come from data, become typographic ones.
    """
    return _APOSTROPHE.sub("’", _WIDE.sub("\u00a0", _NARROW.sub("\u202f", text)))


def superscripts(html: str) -> str:
    """Raise the end of an ordinal number, `1er`, in the HTML of a French text.

    No letter changes, so that the text is read, searched for and copied as before. The ° of n° is
    raised by itself.
    """
    return _ORDINAL.sub(r"1<sup>\1</sup>", html)
