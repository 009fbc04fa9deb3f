"""Rules on spaces, and on words that stand twice."""

import re
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, around, in_language, prose

_BLANK = f"[{SPACES}\u3000]"
_DOUBLE = re.compile(rf"(?<=[^\s|>=-]){_BLANK}{{2,}}(?=[^\s|<=-])")


def double_space(pair: Pair) -> Iterator[str]:
    """Two spaces or more in a row within a text."""
    match = _DOUBLE.search(pair.target)
    if match and not _DOUBLE.search(pair.source):
        place = around(pair.target, match.start(), match.start())
        yield f"{len(match[0])} spaces after {place}: one is enough"


_FRENCH_START = re.compile(rf"[{SPACES}]+[:;!?»]")


def edge_space(pair: Pair) -> Iterator[str]:
    """A space at the beginning or the end that the source has not, or the reverse."""
    source, target = pair.source, pair.target
    if not source.strip() or not target.strip():
        return
    ends = {
        "beginning": (source[: -len(source.lstrip())], target[: -len(target.lstrip())]),
        "end": (source[len(source.rstrip()) :], target[len(target.rstrip()) :]),
    }
    for name, (there, here) in ends.items():
        if bool(there) == bool(here) or "\n" in there + here:  # newlines are `newline_ends`'s
            continue
        if here:
            yield f"a space is too many at the {name}"
        elif not pair.typography.full_width and not (
            name == "beginning" and _FRENCH_START.match(source)
        ):
            yield f"a space is missing at the {name}"


_DOUBLED = re.compile(rf"(?<![\w'’.-])([^\W\d_]{{2,}})[{SPACES}]+\1(?![\w'’-]|\.\w)", re.IGNORECASE)
_REFLEXIVE = frozenset({"nous", "vous"})


def doubled_word(pair: Pair) -> Iterator[str]:
    """The same word twice in a row."""
    if not _DOUBLED.search(pair.target):
        return
    if any(match[1].lower() not in _REFLEXIVE for match in _DOUBLED.finditer(pair.source)):
        return
    for match in _DOUBLED.finditer(prose(pair.target)):
        if match[1].lower() not in pair.typography.doubled_words:
            yield f"{match[0]!r} has the word twice"


_BEFORE = re.compile(
    rf"(?<=[\w{STRETCH}»”’)\"）]){_BLANK}+(?:,(?!\w)|[，、。]|\.(?=\s|$))"
    rf"|{_BLANK}+(?:[:：](?=[\s{STRETCH}«“„\"'’‘»”]|$)|;|[!?]+(?![=\w\[(<!?])|[；！？])"
)
_RATIO = re.compile(rf"\d[{SPACES}]+:[{SPACES}]*\d[\d.,{SPACES}]*+(?!\w)")


def space_before_sign(pair: Pair) -> Iterator[str]:
    """A space before punctuation: before a stop it is always wrong, before : ; ! ? French."""
    text = in_language(pair.target)
    french = pair.typography.narrow_before + pair.typography.wide_before
    for match in _BEFORE.finditer(text):
        if match[0][-1] not in french and not _RATIO.match(text, max(0, match.start() - 1)):
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
