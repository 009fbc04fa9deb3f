"""The rule on numbers: they are compared as values, however each language writes them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, prose
from webapp.languages import SOURCE, Language
from webapp.typography import months

# At most seven groups of three digits: without a limit each group would look at all that follow.
_NUMBER = re.compile(
    rf"\d{{1,3}}(?:([{SPACES}.,'’])\d{{3}}(?!\d)(?:\1\d{{3}}(?!\d)){{0,6}}+)(?:[.,]\d++)?(?![.,]?\d)"
    r"|(?<!\d[.,])\d++[.,]\d++(?![.,]?\d)"
    r"|\d++"
)
_RUN = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NAME = re.compile(r"[^\W\d_\u3000-\u9fff]|\+")  # before a number: MP3, +33
_UNCLEAR = re.compile(r"[½¼¾⅓⅔⅛]|次方|(?<=\d)[ \u00a0]?[万亿千百]|\d\s?[ap]\.?m\b|[上下]午")
_IN_WORDS = 100
"""Numbers up to this one may be in words: where none replaces it, none is missed."""

Numbers = dict[str, frozenset[str]]
"""Numbers as they are written, with what they may be read as: "1.234" is two."""


def different_number(pair: Pair) -> Iterator[str]:
    """A number that the source has and the translation has not, or the reverse, by value."""
    if not _RUN.search(pair.source) and not _RUN.search(pair.target):
        return
    source, target = prose(pair.source), prose(pair.target)
    if _UNCLEAR.search(target):
        return
    all_missing = _only_in(source, target, pair.language)
    all_extra = _only_in(target, source, SOURCE)
    missing = _without_short(all_missing, all_extra)
    extra = _without_short(all_extra, all_missing)
    if len(missing) == len(extra) == 1:
        yield f"{extra[0]} where the source says {missing[0]}"
        return
    for number in missing:
        if extra or not _in_words(all_missing[number]):
            yield f"the source's {number} is missing"
    for number in extra:
        if missing or not _in_words(all_extra[number]):
            yield f"{number} is not in the source"


def _only_in(text: str, other: str, language: Language) -> Numbers:
    """Return the numbers of a text that another has neither whole, nor in parts, nor as a month.

    Arguments:
        language: that of the other text.
    """
    values = frozenset({"0", "1"}).union(*_numbers(other).values())
    numbers = {number: read for number, read in _numbers(text).items() if read.isdisjoint(values)}
    if not numbers:
        return {}
    words = set(_WORD.findall(other.lower()))
    runs = {_plain(run) for run in _RUN.findall(other)} | {
        str(number) for number, name in enumerate(months(language), 1) if name.lower() in words
    }
    return {
        number: read
        for number, read in numbers.items()
        if not runs.issuperset(map(_plain, _RUN.findall(number)))
    }


@lru_cache(maxsize=64)
def _numbers(text: str) -> Numbers:
    """Read the numbers of a text; not those that end a name."""
    return {
        match[0]: _values(match[0], match[1])
        for match in _NUMBER.finditer(text)
        if not _NAME.match(text[max(0, match.start() - 1) : match.start()])
    }


def _values(written: str, group: str | None) -> frozenset[str]:
    """Read a number in each way that some language would."""
    if group is None:
        return frozenset({_plain(written.replace(",", "."))})
    digits = written.replace(group, "")
    joined = _plain(digits.replace(",", "."))
    if group not in ".," or not digits.isdigit() or written.count(group) > 1:
        return frozenset({joined})
    decimal = _plain(written.replace(group, "."))
    return frozenset({decimal} if written.startswith("0") else {decimal, joined})


def _plain(number: str) -> str:
    """Leave out zeros that change nothing; digits of any script become ASCII."""
    whole, _, decimals = number.partition(".")
    whole = "".join(str(int(digit)) for digit in whole).lstrip("0") or "0"
    decimals = "".join(str(int(digit)) for digit in decimals).rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _rounded(values: frozenset[str]) -> set[str]:
    """Return values in thousands, millions and milliards."""
    return {v[:-zeros] for v in values for zeros in (3, 6, 9) if v.endswith("0" * zeros)}


def _without_short(some: Numbers, others: Numbers) -> list[str]:
    """Leave out numbers that the others have in thousands or within a century, or the reverse."""

    def short(values: frozenset[str]) -> set[str]:
        return _rounded(values) | {value[2:] for value in values if _YEAR.fullmatch(value)}

    return [
        number
        for number, values in some.items()
        if not any(short(values) & other or short(other) & values for other in others.values())
    ]


def _in_words(values: frozenset[str]) -> bool:
    return any(float(value) <= _IN_WORDS for value in values | _rounded(values))
