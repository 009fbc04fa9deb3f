"""The rule on numbers: they are compared as values, however each language writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, prose

# At most seven groups of three digits: without a limit each group would look at all that follow.
_NUMBER = re.compile(
    rf"\d{{1,3}}(?:([{SPACES}.,'’])\d{{3}}(?!\d)(?:\1\d{{3}}(?!\d)){{0,6}}+)(?:[.,]\d++)?(?![.,]?\d)"
    r"|\d++(?:\.\d++){2,}+"  # a version, a date
    r"|(?<!\d[.,])\d++[.,]\d++(?![.,]?\d)"
    r"|\d++"
)
_RUN = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_\u3000-\u9fff]")
_UNCLEAR = re.compile(r"[½¼¾⅓⅔⅛]|次方|(?<=\d)[ \u00a0]?[万亿千百]")
_LARGE = re.compile(r"mill(?:e|ion|iard)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a text.

    Arguments:
        written: as it stands there.
        values: what it may be read as; "1.234" is two.
        runs: its runs of digits, for numbers that are really several.
        loose: whether it is part of a name, as in MP3, or follows a plus sign.
    """

    written: str
    values: frozenset[str]
    runs: frozenset[str]
    loose: bool


@lru_cache(maxsize=64)
def _numbers(text: str) -> tuple[_Number, ...]:
    """Read the numbers of a text, each way of writing one once."""
    text = prose(text)
    found = {}
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        loose = before == "+" or bool(_LETTER.match(before))
        if (match[0], loose) not in found:
            runs = frozenset(map(_plain, _RUN.findall(match[0])))
            number = _Number(match[0], _values(match[0], match[1]), runs, loose)
            found[match[0], loose] = number
    return tuple(found.values())


def _plain(number: str) -> str:
    """Leave out zeros that change nothing; digits of any script become ASCII."""
    whole, _, decimals = number.partition(".")
    whole = "".join(str(int(digit)) for digit in whole).lstrip("0") or "0"
    decimals = "".join(str(int(digit)) for digit in decimals).rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _values(written: str, group: str | None) -> frozenset[str]:
    """Read a number in each way that some language would."""
    if group is None:
        if written.count(".") > 1:
            return frozenset({written})
        return frozenset({_plain(written.replace(",", "."))})
    digits = written.replace(group, "")
    joined = _plain(digits.replace(",", "."))
    if group not in ".," or not digits.isdigit() or written.count(group) > 1:
        return frozenset({joined})
    decimal = _plain(written.replace(group, "."))
    return frozenset({decimal} if written.startswith("0") else {decimal, joined})


def different_number(pair: Pair) -> Iterator[str]:
    """A number that the source has and the translation has not, or the reverse, by value."""
    if not _DIGIT.search(pair.source) and not _DIGIT.search(pair.target):
        return
    if _UNCLEAR.search(pair.target) or (pair.language.path == "zh" and _LARGE.search(pair.source)):
        return
    half_days = bool(_HALF_DAYS.search(pair.target))
    there, here = _numbers(pair.source), _numbers(pair.target)
    missing = _only_in(there, here, pair.target, pair.language.path, half_days=half_days)
    extra = _only_in(here, there, pair.source, "fr", half_days=half_days)
    if not missing:
        extra = [number for number in extra if not number.values & _SMALL]
    if len(missing) == len(extra) == 1:
        yield f"{extra[0].written} where the source says {missing[0].written}"
        return
    for number in missing:
        yield f"the source's {number.written} is missing"
    for number in extra:
        yield f"{number.written} is not in the source"


_SMALL = frozenset(map(str, range(13)))


def _only_in(
    some: tuple[_Number, ...],
    others: tuple[_Number, ...],
    text: str,
    path: str,
    *,
    half_days: bool,
) -> list[_Number]:
    """Give the numbers that the other text has neither whole, nor in parts, nor in words.

    Arguments:
        some: the numbers of one text.
        others: the numbers of the other.
        text: the other text.
        path: its language.
        half_days: whether the translation counts hours to twelve.
    """
    values = frozenset().union(*(other.values for other in others))
    runs = frozenset().union(*(other.runs for other in others))
    return [
        number
        for number in some
        if not (number.loose or number.values & values or number.runs <= runs)
        and not _rounded(number, values)
        and not _said(number, text, path, half_days=half_days)
    ]


def _rounded(number: _Number, values: frozenset[str]) -> bool:
    """Tell whether another text has the number as thousands, or as a year of a century."""
    for value in number.values:
        if not value.isdigit() or len(value) > 15:
            continue
        if value[-2:] == value and len(value) == 2 and {"19" + value, "20" + value} & values:
            return True
        if len(value) == 4 and value[:2] in ("19", "20") and value[2:] in values:
            return True
        for zeros in (3, 6, 9):
            if value.endswith("0" * zeros) and value[:-zeros] in values:
                return True
            if value + "0" * zeros in values:
                return True
    return False


def _said(number: _Number, text: str, path: str, *, half_days: bool) -> bool:
    """Tell whether a text says a number in another way: a word, a month, Roman numerals, a.m."""
    if any(_says(text, value, path, half_days=half_days) for value in number.values):
        return True
    if not half_days and number.written.count(".") < 2:
        return False
    runs = _runs(text)  # a date or a time: each of its parts
    return all(run in runs or _says(text, run, path, half_days=half_days) for run in number.runs)


@lru_cache(maxsize=4096)
def _says(text: str, value: str, path: str, *, half_days: bool) -> bool:
    while value.endswith("000") and len(value) < 16:
        value = value[:-3]
    if not value.isdigit() or len(value) > 3:
        return False
    number = int(value)
    if number < 2:
        return True
    if any(word.search(text) for word in _words(number, path)):
        return True
    if number < 40 and re.search(rf"\b{_roman(number)}(?:er?|ème)?\b", text):
        return True
    return half_days and bool({str(number - 12), str(number + 12)} & _runs(text))


@lru_cache(maxsize=64)
def _runs(text: str) -> frozenset[str]:
    return frozenset(map(_plain, _RUN.findall(text)))


_HALF_DAYS = re.compile(
    r"\d\s?[ap]\.?m\b|[上下]午|晚上|凌晨|中午|pomeriggio|sera\b|попладне|навечер", re.IGNORECASE
)


def _roman(number: int) -> str:
    return "X" * (number // 10) + _UNITS[number % 10]


_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@lru_cache(maxsize=1024)
def _words(number: int, path: str) -> tuple[re.Pattern[str], ...]:
    """Give the patterns of the words that stand for a number in a language."""
    words = []
    if number in _NUMERALS.get(path, {}):
        words.append(rf"\b(?:{_NUMERALS[path][number]})")
    months = _MONTHS.get(path, "").split()
    if number <= len(months):
        words.append(rf"\b{months[number - 1]}")
    if path == "zh" and number < 100:
        words.append(_chinese(number))
    return tuple(re.compile(word, re.IGNORECASE) for word in words)


def _chinese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    if number == 2:
        return "[二两双]"
    tens, units = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else digits[tens] + "十"
    return ten + (digits[units] if units or not tens else "")


_MONTHS = {
    "fr": "janv févr mars avr mai juin juil août sept oct nov déc",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "mk": "јан фев мар апр мај јун јул авг сеп окт ное дек",
    "nb": "jan feb mars apr mai jun jul aug sep okt nov des",
    "nn": "jan feb mars apr mai jun jul aug sep okt nov des",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
}
_NORWEGIAN = {
    2: "to\\b|andre|annen|begge|dobbel|halv|par\\b", 3: "tre\\b|tredje|tredel",
    4: "fire|fjerde|kvart",
    5: "fem\\b|femte", 6: "seks\\b|sjette", 7: "sju\\b|syv\\b|sjuende|syvende",
    8: "åtte\\b|åttende",
    9: "ni\\b|niende", 10: "ti\\b|tiende", 11: "elleve|ellevte", 12: "tolv|dusin", 13: "trett",
    14: "fjorten", 15: "femten", 16: "seksten", 17: "s[yø]tten", 18: "atten", 19: "nitten",
    20: "tjue|tyve", 30: "tretti|tredve", 40: "førti", 50: "femti|halv", 60: "seksti",
    70: "sytti",
    80: "åtti", 90: "nitti", 100: "hundre|hel[te]|fullt",
}  # fmt: skip
_NUMERALS = {
    "fr": {
        2: "deux|second|double|demi|moitié|couple|paire", 3: "trois|tri|tiers", 4: "quatr|quart",
        5: "cinq", 6: "six|semestr", 7: "sept|semaine", 8: "huit", 9: "neuf|neuv",
        10: "dix|dizaine",
        11: "onz", 12: "douz|an\\b|ann", 13: "treiz", 14: "quatorz", 15: "quinz", 16: "seiz",
        17: "dix-sept", 18: "dix-huit", 19: "dix-neuf", 20: "vingt", 21: "vingt",
        24: "vingt|jour",
        30: "trent|mois", 40: "quarant", 50: "cinquant|moitié", 60: "soixant|minut|heur",
        70: "soixant|septant", 80: "quatre-vingt", 90: "quatre-vingt|nonant",
        100: "cent|tout|total|entièr",
    },
    "en": {
        2: "two|second|both|twice|double|pair|coupl|half", 3: "three|third|tri",
        4: "four|quarter",
        5: "five|fifth", 6: "six", 7: "seven|week", 8: "eight", 9: "nine|ninth", 10: "ten|decade",
        11: "eleven", 12: "twel|dozen|year", 13: "thirteen", 14: "fourteen|fortnight",
        15: "fifteen",
        16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twent",
        24: "day|daily",
        30: "thirt|month", 40: "fort", 50: "fift|half", 60: "sixt|minute|hour", 70: "sevent",
        80: "eight", 90: "ninet", 100: "hundred|cent|all\\b|fully|total|entire|complete",
    },
    "mk": {
        2: "дв|втор|обата|обете|пол", 3: "три|трет|трој", 4: "четир|четв", 5: "пет",
        6: "шест|шес",
        7: "седум|седм|недел", 8: "осум|осм", 9: "девет", 10: "десет", 11: "единае", 12: "дванае",
        13: "тринае", 14: "четирина", 15: "петнае", 16: "шеснае", 17: "седумнае", 18: "осумнае",
        19: "деветнае", 20: "дваес", 30: "триес|месец", 40: "четирие", 50: "педесе|пол",
        60: "шеесе", 70: "седумде", 80: "осумде", 90: "деведе", 100: "сто|целосно|сосема",
    },
    "nb": _NORWEGIAN,
    "nn": _NORWEGIAN | {7: "sju", 9: "ni\\b|niande", 10: "ti\\b|tiande", 8: "åtte\\b|åttande"},
    "it": {
        2: "due|second|doppi|entramb|mezz|metà|coppia|paio", 3: "tre\\b|terz|tri",
        4: "quatt|quart",
        5: "cinqu|quint", 6: "sei\\b|sest|semestr", 7: "sett", 8: "otto|ottav",
        9: "nov\\w|non[oaie]\\b",
        10: "diec|decim|decina", 11: "undic", 12: "dodic|dozz", 13: "tredic", 14: "quattord",
        15: "quindic", 16: "sedic", 17: "diciass", 18: "diciott", 19: "diciann", 20: "vent",
        30: "trent|mese", 40: "quarant", 50: "cinquant|metà", 60: "sessant", 70: "settant",
        80: "ottant", 90: "novant", 100: "cent|tutt|total|complet",
    },
}  # fmt: skip
