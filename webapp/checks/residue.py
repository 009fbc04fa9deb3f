"""Rules on what is written in a French way: abbreviations, numbers, sums, hours, dates."""

import re
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, in_language

_NUMERO = re.compile(r"\b[nN][°º]")
_ORDINAL = re.compile(rf"\b(?:1{STRETCH}?(?:er|ère|re)|\d{{1,3}}{STRETCH}?(?:i?ème|e))s?\b")


def french_abbreviation(pair: Pair) -> Iterator[str]:
    """`n°` or an ordinal such as `1er` or `2ème`, which are French."""
    text = in_language(pair.target)
    for sign in _NUMERO.findall(text):
        yield f"{sign} is French: write {pair.typography.numero}"
    for ordinal in _ORDINAL.findall(text):
        if ordinal[-1] != "e" or ordinal[-2] in "rm" or ordinal in pair.source:
            yield f"{ordinal} is a French ordinal: write it as your language does"


_FRENCH_NUMBER = re.compile(
    rf"(?<![\d.,/:-])(?:\d{{1,3}}(?:(?P<group>[{SPACES}])\d{{3}}(?!\d))+(?:,\d++)?"
    r"|[1-9]\d{0,2}(?:\.\d{3})+,\d++|\d++,\d++)(?![.,/:-]?\d)"
)
_EURO = re.compile(rf"[\d{STRETCH}][{SPACES}]?€")
_PERCENT = re.compile(rf"[\d{STRETCH}][{SPACES}]+%(?!\w)")
_ANY_SPACE = re.compile(rf"[{SPACES}]")


def french_number(pair: Pair) -> Iterator[str]:
    """A number, a sum or a share as in French: `1 234,50`, `12 €`, `100 %`."""
    record, text = pair.typography, in_language(pair.target)
    source = _ANY_SPACE.sub(" ", pair.source)
    for match in _FRENCH_NUMBER.finditer(text):
        number = match[0]
        if ("." in number or _ANY_SPACE.sub(" ", number) in source) and _is_french(
            number, grouped=record.thousands != " "
        ):
            whole, comma, decimals = number.partition(",")
            digits = "".join(filter(str.isdigit, whole))[:20]
            right = f"{int(digits):,}".replace(",", record.thousands)
            right += record.decimal + decimals if comma else ""
            yield f"{number} is written as in French: write {right}"
    for sign, right in ((_EURO, record.euro), (_PERCENT, record.percent)):
        for match in sign.finditer(text):
            yield f"{match[0].replace(STRETCH, '…')} is written as in French: write it as {right}"


def _is_french(number: str, *, grouped: bool) -> bool:
    """Return whether a number cannot be read as English; numbers of companies are left alone."""
    whole, comma, decimals = number.partition(",")
    if comma:
        return len(decimals) != 3 or whole.startswith("0") or not whole.isdigit()
    digits = _ANY_SPACE.sub("", whole)
    return grouped and not (len(digits) in (9, 14) and _ANY_SPACE.search(whole[3:4]))


_TIME = re.compile(rf"\b(?:[01]?\d|2[0-3])[{SPACES}]?[hH][{SPACES}]?[0-5]\d\b(?!\w)")
_DATE = re.compile(r"(?<![\d/.])\d{1,2}/\d{1,2}/\d{4}(?![\d/])")
_DATE_LETTERS = re.compile(r"\bjj[/.-]mm[/.-]aa(?:aa)?\b", re.IGNORECASE)


def french_time(pair: Pair) -> Iterator[str]:
    """`14h30`, `jj/mm/aaaa`, or in English `14/07/2026`, which some read with the month first."""
    record, text = pair.typography, in_language(pair.target)
    for match in _TIME.finditer(text):
        yield f"{match[0]} is written as in French: {record.time}"
    for match in _DATE_LETTERS.finditer(text):
        yield f"{match[0]} is French: {record.date_letters}"
    if record.date:
        known = set(_DATE.findall(pair.source))
        for match in _DATE.finditer(text):
            if match[0] in known:
                yield f"{match[0]} is ambiguous: write the month, {record.date}"
