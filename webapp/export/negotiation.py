"""The choice of a language in nginx's own words, made from the table of languages."""

import re
from collections.abc import Iterable, Iterator

from webapp.languages import BY_PATH, EXACT, LANGUAGES, LAST_RESORT, MAX_RANGES, SOURCE
from webapp.views.public import COOKIE

_NOTE = """\
# The language of a visitor, by the ladder of the served site: the cookie, then Accept-Language by
# RFC 4647 lookup, then the ranges that some language takes as a last resort, then French; no header
# at all leaves the choice to the page at `/`. A map tries patterns, and cannot sort. So it follows
# qualities by their first decimal, which browsers use: of two ranges within the same tenth the one
# that stands first wins. A range of quality 0 is passed over, but refuses no wider or narrower one;
# a header that is sent empty is as none."""

# From the first range on, as few as possible, to the one that is meant.
_BEFORE = rf"^(?:[^,]*,){{0,{MAX_RANGES - 1}}}?\s*"
_SUBTAGS = r"(?:-[a-z0-9]+)*"
_END = r"\s*(?:,|$)"


def maps() -> str:
    """Write the maps of the choice: `$language_chosen` is the path of a language or empty."""
    return "\n\n".join(
        [_NOTE, _cookie(), _header(), _paths(), _chosen(), _for_errors()],
    )


def _block(source: str, variable: str, entries: Iterable[str]) -> str:
    lines = "".join(f"    {entry};\n" for entry in entries)
    return f"map {source} {variable} {{\n{lines}}}"


def _cookie() -> str:
    known = (f'"~^{path}$" {path}' for path in BY_PATH)
    return _block(f"$cookie_{COOKIE}", "$language_cookie", ['default ""', *known])


def _header() -> str:
    return _block("$http_accept_language", "$language_range", _header_entries())


def _header_entries() -> Iterator[str]:
    """Yield the patterns, the best quality first: all for plain ranges, then the last resort."""
    yield f'default "{SOURCE.tag.lower()}"'
    yield '"" ""'
    last, exact = _any_of(LAST_RESORT), _any_of(EXACT)
    plain = rf"(?!(?:{last}){_SUBTAGS}{_BOUNDARY})(?<{{name}}>\*|{exact}){_SUBTAGS}"
    resort = rf"(?<{{name}}>{last}){_SUBTAGS}"
    for kind, ranges in (("plain", plain), ("last", resort)):
        for tenths in range(10, -1, -1):
            name = f"{kind}_{tenths}"
            pattern = _BEFORE + ranges.replace("{name}", name) + _quality(tenths) + _END
            yield f'"~*{pattern}" ${name}'


_BOUNDARY = r"\s*(?:[,;]|$)"


def _any_of(ranges: Iterable[str]) -> str:
    """Give the alternatives, the longest first: a range is cut from the right."""
    return "|".join(map(re.escape, sorted(ranges, key=lambda each: (-len(each), each)))).replace(
        r"\-", "-"
    )


def _quality(tenths: int) -> str:
    """Give the pattern of a quality by its first decimal; 0 alone refuses."""
    if tenths == 10:
        return r"(?:\s*;\s*q\s*=\s*1(?:\.[0-9]*)?)?"
    if tenths == 0:
        return r"\s*;\s*q\s*=\s*0\.0[0-9]*[1-9][0-9]*"
    return rf"\s*;\s*q\s*=\s*0\.{tenths}[0-9]*"


def _paths() -> str:
    reached = {"*": LANGUAGES[0]} | LAST_RESORT | EXACT
    entries = (f'"{tag}" {language.path}' for tag, language in reached.items())
    return _block("$language_range", "$language_header", ['default ""', *entries])


def _chosen() -> str:
    entries = ["default $language_cookie", '"" $language_header']
    return _block("$language_cookie", "$language_chosen", entries)


def _for_errors() -> str:
    """Write the map to the folder of the error page: of the address, else of the visitor."""
    named = (f'"~*^/+{path}(?:/|$)" /{path}' for path in BY_PATH)
    visitor = (f"{path} /{path}" for path in BY_PATH)
    by_visitor = _block("$language_chosen", "$error_visitor", ['default ""', *visitor])
    return by_visitor + "\n\n" + _block("$uri", "$error_folder", ["default $error_visitor", *named])
