"""The rule on numbers: they are compared as values, however each language writes them."""

import re
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, prose
from webapp.languages import SOURCE, Language
from webapp.typography import months

# At most seven groups of three digits: without a limit, each would scan all that follow it.
_NUMBER = re.compile(
    rf"\d{{1,3}}(?:([{SPACES}.,'’])\d{{3}}(?!\d)(?:\1\d{{3}}(?!\d)){{0,6}}+)(?:[.,]\d++)?(?![.,]?\d)"
    r"|(?<!\d[.,])\d++[.,]\d++(?![.,]?\d)"
    r"|\d++"
)
_RUN = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NAME = re.compile(r"[^\W\d_\u3000-\u9fff]|\+")  # just before a number that ends a name: MP3, +33
_UNCLEAR = re.compile(r"[½¼¾⅓⅔⅛]|次方|(?<=\d)[ \u00a0]?[万亿千百]|\d\s?[ap]\.?m\b|[上下]午")

Numbers = dict[str, str]
"""Numbers as they are written, with their values."""


def different_number(pair: Pair) -> Iterator[str]:
    """A number that the source has and the translation has not, or the reverse, by value."""
    source, target = prose(pair.source), prose(pair.target)
    if _RUN.findall(source) == _RUN.findall(target) or _UNCLEAR.search(target):
        return
    all_missing = _only_in(source, target, pair.language)
    all_extra = _only_in(target, source, SOURCE)
    missing = _without_short(all_missing, all_extra)
    extra = _without_short(all_extra, all_missing)
    if len(missing) == len(extra) == 1:
        yield f"{extra[0]} where the source says {missing[0]}"
        return
    for number in missing:
        if extra or not _may_be_in_words(all_missing[number]):
            yield f"the source's {number} is missing"
    for number in extra:
        if missing or not _may_be_in_words(all_extra[number]):
            yield f"{number} is not in the source"


def _only_in(text: str, other: str, language: Language) -> Numbers:
    """Return the numbers of a text that `other` lacks, even in parts or as a month's name."""
    words = set(_WORD.findall(other.lower()))
    values = {"0", "1", *_numbers(other).values()}
    parts = set(map(_value, _RUN.findall(other))) | {
        str(number) for number, name in enumerate(months(language), 1) if name.lower() in words
    }
    return {
        number: value
        for number, value in _numbers(text).items()
        if value not in values and not parts.issuperset(map(_value, _RUN.findall(number)))
    }


def _numbers(text: str) -> Numbers:
    """Return the numbers of a text, except those that end a name."""
    return {
        match[0]: _value(match[0])
        for match in _NUMBER.finditer(text)
        if not _NAME.match(text[max(0, match.start() - 1) : match.start()])
    }


def _value(written: str) -> str:
    """Return a number's value in ASCII; three digits after a separator count as thousands."""
    number = "".join(str(int(sign)) if sign.isdecimal() else "." for sign in written)
    whole, _, decimals = number.rpartition(".")
    if not whole or len(decimals) == 3:
        whole, decimals = number, ""
    whole, decimals = whole.replace(".", "").lstrip("0") or "0", decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _short(value: str) -> set[str]:
    """Return a number in thousands, millions and billions, and a year without its century."""
    years = {value[2:]} if _YEAR.fullmatch(value) else set()
    return years | {value[:-zeros] for zeros in (3, 6, 9) if value.endswith("0" * zeros)}


def _without_short(some: Numbers, others: Numbers) -> list[str]:
    """Return `some` without numbers that are a short form of one in `others`, or have one there."""
    return [
        number
        for number, value in some.items()
        if not any(value in _short(other) or other in _short(value) for other in others.values())
    ]


def _may_be_in_words(value: str) -> bool:
    """Return whether words may replace a number: up to a hundred, also of thousands or millions."""
    return float(re.sub("(?:000)+$", "", value)) <= 100
