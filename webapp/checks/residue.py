"""Rules on French typography that was left in a translation."""

import re
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, own

_MARK = re.compile("[:;!?：；！？]")
_SPACE_BEFORE = re.compile(
    rf"[{SPACES}]+(?:"
    rf"(?P<colon>[:：])(?=[\s{STRETCH}«“„\"'’‘»”]|$)"
    rf"|(?P<other>;(?![-')(DP])|[!?]+(?![=\w\[(<!?])|[；！？]))"
)
_RATIO = re.compile(rf"\d[{SPACES}]+:[{SPACES}]*\d[\d.,{SPACES}]*+(?!\w)")


def french_space(pair: Pair) -> Iterator[str]:
    """A space before : ; ! or ?, which only French has."""
    if not _MARK.search(pair.target):
        return
    text = own(pair.target)
    for match in _SPACE_BEFORE.finditer(text):
        if not _RATIO.match(text, max(0, match.start() - 1)):
            yield f"a space before {match[0].strip()} in {_around(text, match.start())}: delete it"


def _around(text: str, position: int) -> str:
    return repr(text[max(0, position - 12) : position + 6].strip().replace(STRETCH, "…"))


_GUILLEMETS = re.compile(r"«([^«»]*+)»")
_OWN_QUOTES = {"en": "“…”", "mk": "„…“", "zh": "“…”"}


def french_quotes(pair: Pair) -> Iterator[str]:
    """French quotation marks: « » with spaces inside, or at all where the language has others."""
    if "«" not in pair.target and "&laquo;" not in pair.target:
        return
    right = _OWN_QUOTES.get(pair.language.path)
    kept = set(map(_plain, _GUILLEMETS.findall(own(pair.source))))
    for inside in _GUILLEMETS.findall(own(pair.target)):
        if _stays_french(_plain(inside), kept):
            continue
        if right:
            yield f"«…» around {inside.strip()[:30]!r}: write {right}"
        elif inside.strip(SPACES) != inside:
            yield f"a space inside « » around {inside.strip()[:30]!r}: write «…»"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _stays_french(inside: str, kept: set[str]) -> bool:
    """Tell whether a quotation is the source's own words: a title, or what the text speaks of."""
    return inside in kept and (" " in inside or not inside.isascii())


_NUMERO = re.compile(r"\b[nN][°º]")
_NUMERO_IS = {"en": "No.", "mk": "бр.", "nb": "nr.", "nn": "nr.", "it": "n.", "zh": "第…号"}
_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(rf"\b(?:1{STRETCH}?(?:er|ère|re)|\d{{1,3}}{STRETCH}?(?:i?ème|e))s?\b")


def french_abbreviation(pair: Pair) -> Iterator[str]:
    """`n°` or an ordinal such as `1er` or `2ème`, which are French."""
    if "°" in pair.target or "º" in pair.target:
        for found in _NUMERO.findall(own(pair.target)):
            yield f"{found} is French: write {_NUMERO_IS.get(pair.language.path, 'No.')}"
    if _DIGIT.search(pair.target):
        for found in _ORDINAL.findall(own(pair.target)):
            if found[-1] != "e" or found[-2] in "rm" or found in own(pair.source):
                ordinal = found.replace(STRETCH, "")
                yield f"{ordinal} is a French ordinal: write it as your language does"


_FRENCH_NUMBER = re.compile(
    rf"(?<![\d.,/:-])(?:\d{{1,3}}(?:(?P<group>[{SPACES}])\d{{3}}(?!\d))+(?:,\d++)?"
    r"|[1-9]\d{0,2}(?:\.\d{3})+,\d++|\d++,\d++)(?![.,/:-]?\d)"
)
_ANY_SPACE = re.compile(rf"[{SPACES}]")


def french_number(pair: Pair) -> Iterator[str]:
    """A number written as in French, `1 234,50`, where the language writes `1,234.50`."""
    if pair.language.path not in ("en", "zh") or not _DIGIT.search(pair.target):
        return
    text = own(pair.target)
    source = None
    for match in _FRENCH_NUMBER.finditer(text):
        number = match[0]
        if not _is_french(number, grouped=pair.language.path == "en"):
            continue
        if source is None:
            source = _ANY_SPACE.sub(" ", own(pair.source))
        if "." in number or _ANY_SPACE.sub(" ", number) in source:
            yield f"{number} is written as in French: write {_english(number)}"


def _is_french(number: str, *, grouped: bool) -> bool:
    """Tell whether a number cannot be read as English; numbers of companies are left alone."""
    whole, comma, decimals = number.partition(",")
    if comma:
        return len(decimals) != 3 or whole.startswith("0") or not whole.isdigit()
    digits = _ANY_SPACE.sub("", whole)
    return grouped and not (len(digits) in (9, 14) and _ANY_SPACE.search(whole[3:4]))


def _english(number: str) -> str:
    whole, comma, decimals = number.partition(",")
    digits = "".join(filter(str.isdigit, whole))
    return (f"{int(digits):,}" if len(digits) < 20 else digits) + ("." + decimals if comma else "")


_EURO = re.compile(rf"[\d{STRETCH}][{SPACES}]?€")
_PERCENT = re.compile(rf"[\d{STRETCH}][{SPACES}]+%(?!\w)")


def french_sign(pair: Pair) -> Iterator[str]:
    """`12 €` or `100 %`, where the language writes `€12` and `100%`."""
    if pair.language.path not in ("en", "zh"):
        return
    if "€" in pair.target and _EURO.search(own(pair.target)):
        yield "the € stands after the number: write it before, €12"
    if "%" in pair.target and _PERCENT.search(own(pair.target)):
        yield "a space before %: delete it"


_TIME = re.compile(rf"\b(?:[01]?\d|2[0-3])[{SPACES}]?[hH][{SPACES}]?[0-5]\d\b(?!\w)")
_DATE = re.compile(r"(?<![\d/.])\d{1,2}/\d{1,2}/\d{4}(?![\d/])")
_DATE_LETTERS = re.compile(r"\bjj[/.-]mm[/.-]aa(?:aa)?\b", re.IGNORECASE)


def french_time(pair: Pair) -> Iterator[str]:
    """`14h30`, `jj/mm/aaaa`, or in English `14/07/2026`, which some read with the month first."""
    if "h" in pair.target or "H" in pair.target:
        for match in _TIME.finditer(own(pair.target)):
            yield f"{match[0]} is written as in French: {_TIME_IS.get(pair.language.path, '14:30')}"
    if "/" not in pair.target and "-" not in pair.target:
        return
    text = own(pair.target)
    for match in _DATE_LETTERS.finditer(text):
        yield f"{match[0]} is French: {_LETTERS.get(pair.language.path, 'DD/MM/YYYY')}"
    if pair.language.path == "en":
        known = set(_DATE.findall(pair.source))
        for match in _DATE.finditer(text):
            if match[0] in known:
                yield f"{match[0]} is ambiguous in English: write the month, 14 July 2026"


_TIME_IS = {"nb": "kl. 14.30", "nn": "kl. 14.30"}
_LETTERS = {"mk": "дд/мм/гггг", "nb": "dd.mm.åååå", "nn": "dd.mm.åååå", "it": "gg/mm/aaaa"}
