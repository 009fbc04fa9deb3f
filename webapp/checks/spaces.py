"""Rules on spaces, and on words that stand twice."""

import re
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, around, in_language, prose
from webapp.languages import SOURCE
from webapp.typography import Typography, typography

_BLANK = f"[{SPACES}\u3000]"
_DOUBLE = re.compile(rf"(?<=[^\s|>=-]){_BLANK}{{2,}}(?=[^\s|<=-])")


def double_space(pair: Pair) -> Iterator[str]:
    """Two spaces or more in a row within a text."""
    match = _DOUBLE.search(pair.target)
    if match and not _DOUBLE.search(pair.source):
        place = around(pair.target, match.start(), match.start())
        yield f"{len(match[0])} spaces after {place}: one is enough"


def edge_space(pair: Pair) -> Iterator[str]:
    """A space at the beginning or the end that the source has not."""
    for name, place in (("beginning", slice(1)), ("end", slice(-1, None))):
        edge = pair.target[place]
        if edge.isspace() and edge != "\n" and not pair.source[place].isspace():
            yield f"a space is too many at the {name}"


_DOUBLED = re.compile(rf"(?<![\w'’.-])([^\W\d_]{{2,}})[{SPACES}]+\1(?![\w'’-]|\.\w)", re.IGNORECASE)


def doubled_word(pair: Pair) -> Iterator[str]:
    """The same word twice in a row."""
    if not _DOUBLED.search(pair.target):
        return
    if next(_doubled(pair.source, typography(SOURCE.path)), None) is None:
        for words in _doubled(prose(pair.target), pair.typography):
            yield f"{words!r} has the word twice"


def _doubled(text: str, record: Typography) -> Iterator[str]:
    for match in _DOUBLED.finditer(text):
        if match[1].lower() not in record.doubled_words:
            yield match[0]


_MAY_BE = re.compile(f"{_BLANK}[,.:;!?，、。：；！？]")
_BEFORE = re.compile(
    rf"(?<=[\w{STRETCH}»”’)\"）]){_BLANK}+(?:,(?!\w)|[，、。]|\.(?=\s|$))"
    rf"|{_BLANK}+(?:[:：](?=[\s{STRETCH}«“„\"'’‘»”]|$)|;|[!?]+(?![=\w\[(<!?])|[；！？])"
)
_RATIO = re.compile(rf"\d[{SPACES}]+:[{SPACES}]*\d[\d.,{SPACES}]*+(?!\w)")


def space_before_sign(pair: Pair) -> Iterator[str]:
    """A space before punctuation: before a stop it is always wrong, before : ; ! ? French."""
    if not _MAY_BE.search(pair.target):
        return
    text = in_language(pair.target)
    for match in _BEFORE.finditer(text):
        if not _RATIO.match(text, max(0, match.start() - 1)):
            place = around(text, match.start(), match.end())
            yield f"a space before {match[0].strip()} in {place}: delete it"


_LOWER = "a-zà-öø-ÿѐ-џа-я"
_UPPER = "A-ZÀ-ÖØ-ÞЀ-Я"
_CLOSE = re.compile(
    rf"(?<=[{_LOWER}][{_LOWER}])\.[{_UPPER}][{_LOWER}]++(?![\w.(])"  # not Node.js, St.Lô, B.C.
    r"|(?<=[^\W\d_][^\W\d_]),[^\W\d_]{2}"
)


def missing_space(pair: Pair) -> Iterator[str]:
    """No space after a comma or a full stop."""
    if not _CLOSE.search(pair.target):
        return
    text = prose(pair.target)
    for match in _CLOSE.finditer(text):
        joined = text[max(0, match.start() - 20) : match.start()].split()[-1] + match[0]
        as_source = joined in pair.source or ("," in match[0] and _CLOSE.search(pair.source))
        if not as_source:
            yield f"no space after {match[0][0]} in {joined!r}"
