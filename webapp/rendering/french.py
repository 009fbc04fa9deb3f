"""French spacing and apostrophes, put in at output; msgids keep plain spaces.

Which signs have which space is in `typography/fr.toml`.
"""

import re

from webapp.languages import SOURCE
from webapp.typography import typography

_FRENCH = typography(SOURCE.path)
_NARROW = re.compile(rf" (?=[{_FRENCH.narrow_before}])")
_WIDE = re.compile(rf" (?=[{_FRENCH.wide_before}])|(?<=[{_FRENCH.wide_after}]) ")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])(?:'|&#39;)(?=[^\W\d_])")


def space(text: str) -> str:
    """Turn the plain spaces of French punctuation into the no-break spaces that it asks for.

    Only a space that is there is changed: `12:30` and addresses stay as they are. So are the
    straight apostrophes of names that come from data.
    """
    return _APOSTROPHE.sub("’", _WIDE.sub("\u00a0", _NARROW.sub("\u202f", text)))
