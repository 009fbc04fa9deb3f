"""Rules on spaces, and on words that stand twice."""

import re
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, prose

_BLANK = f"[{SPACES}\u3000]"
_DOUBLE = re.compile(rf"(?<=[^\s|>=-]){_BLANK}{{2,}}(?=[^\s|<=-])")


def double_space(pair: Pair) -> Iterator[str]:
    """Two spaces or more in a row within a text."""
    if not _DOUBLE.search(pair.target) or _DOUBLE.search(pair.source):
        return
    match = _DOUBLE.search(prose(pair.target))
    if match:
        before = match.string[max(0, match.start() - 12) : match.start()].replace(STRETCH, "…")
        yield f"{len(match[0])} spaces after {before!r}: one is enough"


_FRENCH_START = re.compile(rf"[{SPACES}]+[:;!?»]")


def edge_space(pair: Pair) -> Iterator[str]:
    """A space at the beginning or the end that the source has not, or the reverse."""
    source, target = pair.source, pair.target
    if not (source[:1].isspace() or source[-1:].isspace()) and target == target.strip():
        return
    if not source.strip() or not target.strip():
        return
    lax = pair.language.path == "zh"
    before = _edges(source[: -len(source.lstrip())], target[: -len(target.lstrip())], lax=lax)
    if before and not (_FRENCH_START.match(source) and before == "is missing"):
        yield f"a space {before} at the beginning"
    after = _edges(source[len(source.rstrip()) :], target[len(target.rstrip()) :], lax=lax)
    if after:
        yield f"a space {after} at the end"


def _edges(source: str, target: str, *, lax: bool) -> str:
    """Compare the blanks at one end; Chinese signs carry their own, so it may leave one out.

    The ends of lines there are the concern of `newline_ends`.
    """
    if bool(target) == bool(source) or "\n" in source + target:
        return ""
    if target:
        return "is too many"
    return "" if lax else "is missing"


_DOUBLED = re.compile(rf"(?<![\w'’.-])([^\W\d_]{{2,}})[{SPACES}]+\1(?![\w'’-]|\.\w)", re.IGNORECASE)
_REFLEXIVE = frozenset({"nous", "vous"})
_MAY_DOUBLE = {
    "en": frozenset({"had", "that", "bye", "knock", "no", "so", "very", "in", "on", "is", "bla"}),
    "mk": frozenset({"сѐ", "многу", "вака", "така", "полека", "мн", "од", "ќе", "си", "се"}),
    "it": frozenset(
        {"piano", "mano", "via", "poco", "così", "quasi", "sì", "passo", "ora", "tutto", "sotto"}
        | {"bene", "subito", "proprio", "appena", "giorno", "fianco", "bla", "quanto"}
    ),
    "nb": frozenset(
        {"det", "den", "de", "som", "er", "på", "om", "for", "til", "har", "med", "vi", "bla"}
    ),
    "nn": frozenset(
        {"det", "den", "dei", "som", "er", "på", "om", "for", "til", "har", "med", "vi", "bla"}
    ),
}


def doubled_word(pair: Pair) -> Iterator[str]:
    """The same word twice in a row."""
    if pair.language.path == "zh":
        return
    match = _DOUBLED.search(pair.target)
    if match is None:
        return
    known = _MAY_DOUBLE.get(pair.language.path, frozenset())
    if any(other[1].lower() not in _REFLEXIVE for other in _DOUBLED.finditer(pair.source)):
        return
    for match in _DOUBLED.finditer(prose(pair.target)):
        if match[1].lower() not in known:
            yield f"{match[0]!r} has the word twice"


_STOP = re.compile(rf"{_BLANK}[,.，、。]")
_SPACE_BEFORE = re.compile(rf"(?<=[\w{STRETCH}»”’)\"）]){_BLANK}+(?:,(?!\w)|[，、。]|\.(?=\s|$))")


def space_before_stop(pair: Pair) -> Iterator[str]:
    """A space before a comma or a full stop."""
    if not _STOP.search(pair.target):
        return
    text = prose(pair.target)
    for match in _SPACE_BEFORE.finditer(text):
        around = text[max(0, match.start() - 12) : match.end()].replace(STRETCH, "…")
        yield f"a space before {match[0].strip()} in {around!r}: delete it"


_LOWER = "a-zà-öø-ÿѐ-џа-я"
_UPPER = "A-ZÀ-ÖØ-ÞЀ-Я"
_CLOSE = re.compile(
    rf"(?<=[{_LOWER}][{_LOWER}])\.[{_UPPER}][{_LOWER}]++(?![\w.(])"  # not Node.js, St.Lô, B.C.
    r"|(?<=[^\W\d_][^\W\d_]),[^\W\d_]{2}"
)


def missing_space(pair: Pair) -> Iterator[str]:
    """No space after a comma or a full stop."""
    if pair.language.path == "zh" or not _CLOSE.search(pair.target):
        return
    text = prose(pair.target)
    for match in _CLOSE.finditer(text):
        joined = text[max(0, match.start() - 20) : match.start()].split()[-1] + match[0]
        as_source = joined in pair.source or ("," in match[0] and _CLOSE.search(pair.source))
        if not as_source:
            yield f"no space after {match[0][0]} in {joined!r}"
