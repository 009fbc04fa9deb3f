"""Rules on punctuation: the end of a text, width, brackets, quotation marks, and spaces."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, around, in_language, prose
from webapp.languages import SOURCE
from webapp.typography import Typography, typography

_KINDS = {
    ".": ".", "。": ".", "．": ".", "?": "?", "？": "?", "!": "!", "！": "!",
    ":": ":", "：": ":", "…": "…", "⋯": "…", ";": ";", "；": ";", ",": ",", "，": ",", "、": ",",
    "؟": "?", "؛": ";", "،": ",",
}  # fmt: skip
_NAMES = {
    ".": "a full stop", "?": "a question mark", "!": "an exclamation mark", ":": "a colon",
    "…": "an ellipsis", "": "no punctuation",
}  # fmt: skip
_MARKS = "".join(_KINDS)
_CLOSING = "»”“’‘›\"')]）］】》〉」』*" + SPACES + "\t\r\n"
_ENDING = _CLOSING + _MARKS
_LIST = re.compile("[,，、]")


def end_punctuation(pair: Pair) -> Iterator[str]:
    """The end is not punctuated as the source's: another sign, one missing or one too many."""
    source = _kinds(pair.source, SOURCE.path)
    target = _kinds(pair.target, pair.language.path)
    if source & target or (source == {"!"} and target == {"."}):
        return
    if "…" in source and _LIST.search(pair.target):  # a list left open: "and so on"
        return
    present, wanted = min(target), min(source)
    right = _FULL_WIDTH.get(wanted, wanted) if pair.typography.full_width else wanted
    yield (
        f"ends in {_NAMES[present]}, the source in {_NAMES[wanted]}"
        + (f": end it with {right}" if wanted else ": leave it out")
    )


@lru_cache(maxsize=64)
def _kinds(text: str, path: str) -> frozenset[str]:
    """Return the possible kinds of punctuation at a text's end; all kinds if it is unclear.

    Punctuation before a closing quotation mark or bracket counts like that after it.
    """
    text = prose(text)
    head = text.rstrip(_ENDING)
    marks = [sign for sign in text[len(head) :] if sign in _KINDS]
    kinds = {_KINDS[mark] for mark in marks}
    if not head or (not marks and head.endswith(STRETCH)) or kinds & {",", ";"}:
        return frozenset(_NAMES)
    if marks[:2] == [".", "."]:
        return frozenset("…")
    if marks[:1] == ["."] and _abbreviation(path).search(head[-12:]):
        return frozenset({*kinds, "", "…"})
    return frozenset(kinds or {""})


@cache
def _abbreviation(path: str) -> re.Pattern[str]:
    """Make the pattern of a text that ends in one letter or in an abbreviation of its language."""
    known = typography(path).abbreviations
    return re.compile(rf"(?:^|[\W\d_])(?:[^\W\d_]|{known})$", re.IGNORECASE)


_FULL_WIDTH = {
    ",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）",
    "…": "……", "...": "……",
}  # fmt: skip
_NARROW = str.maketrans("。．？！：；，、", "..?!:;,,")
_WIDE = re.compile("[。．？！：；，、]")
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_AFTER = "\u201d\u2019\u300b\u3009\u300d\u300f\u3011\uff09"
# Compiled on first use, since that takes longer than for all other patterns here together.
_HALF = (
    rf"(?<=[{_HAN}{_AFTER}])(?:[,;:?!](?![/\\)A-Za-z])|\.{{3}}|\.(?![.A-Za-z0-9*_/]))"  # not .txt
    rf"|(?<=[A-Za-z0-9{STRETCH})]),(?=[{_HAN}])"
    rf"|(?<=[{_HAN}])\((?![)_&])|\((?=[{_HAN}])|(?<=[{_HAN}])\)|(?<!\()\)(?=[{_HAN}])"
)
_LATIN_END = re.compile(r"[A-Za-z0-9]\.$")


def punctuation_width(pair: Pair) -> Iterator[str]:
    """Punctuation of the wrong width: ，。：？！ are Chinese, and `, . : ? !` all others'."""
    if pair.target.isascii():
        return
    text = in_language(pair.target)
    if pair.typography.full_width:
        marks = re.findall(_HALF, text)
        if _LATIN_END.search(text) and not _abbreviation(pair.language.path).search(text[-13:-1]):
            marks.append(".")
        signs = {mark: _FULL_WIDTH[mark] for mark in marks}
    else:
        signs = {mark: mark.translate(_NARROW) for mark in _WIDE.findall(text)}
    if signs:
        endonym, right = pair.language.endonym, "".join(signs.values())
        yield f"{''.join(signs)} is the wrong width for {endonym}: write {right}"


_BRACKET = re.compile(r"[()\[\]（）［］]")
_NARROW_BRACKETS = str.maketrans("（）［］", "()[]")
_ITEM = re.compile(r"(?:^|(?<=[\s,;]))[\w*]{1,2}\)")  # a), 1)
_CLOSED = re.compile(r"\([^()\[\]]*+\)|\[[^()\[\]]*+\]")


def brackets(pair: Pair) -> Iterator[str]:
    """A bracket that is not closed, or not opened."""
    lone = _BRACKET.search(pair.target) and _BRACKET.search(_without_closed(pair.target))
    if lone and not _BRACKET.search(_without_closed(pair.source)):
        yield f"the bracket {lone[0]} has no counterpart"


def _without_closed(text: str) -> str:
    """Return a text without paired brackets, nested once at most, and without item marks: a)."""
    text = prose(text).translate(_NARROW_BRACKETS)
    return _ITEM.sub("", _CLOSED.sub("", _CLOSED.sub("", text)))


_STRAIGHT = re.compile(r'(?<!\d)"[^"]++"')  # not 15"
_QUOTE = re.compile(r'[“”„‟«»「」『』"]')
_GUILLEMETS = re.compile(r"«([^«»]*+)»")
_SPACED = re.compile(f"«[{SPACES}]|[{SPACES}]»")


def quotation_marks(pair: Pair) -> Iterator[str]:
    """Quotation marks that are straight, spaced, another language's, or without counterpart."""
    if not _QUOTE.search(pair.target):
        return
    titles = {" ".join(title.split()) for title in _GUILLEMETS.findall(pair.source)}
    text = in_language(pair.target)
    for title in _GUILLEMETS.findall(text):
        words = title.split()
        if " ".join(words) in titles and (len(words) > 1 or not title.isascii()):
            text = text.replace(f"«{title}»", STRETCH)  # stays as in the source, words and marks
    quotes = pair.typography.quotes
    opening, closing = quotes or ("“", "”")
    if straight := _STRAIGHT.search(text):
        problem = f"straight quotation marks in {straight[0][:30].replace(STRETCH, '…')}"
    elif any(pair.source.count(one) != pair.source.count(other) for one, other in ("«»", "“”")):
        return
    elif (not quotes or opening == "«") and _SPACED.search(text):
        problem = "a space inside « »"
    else:
        problem = _misplaced(text, opening, closing) if quotes else ""
    if problem:
        yield f"{problem}: write {opening}…{closing}"


def _misplaced(text: str, opening: str, closing: str) -> str:
    """Return what is wrong with a quotation mark; inside a quotation, all but «» are allowed."""
    depth = 0
    for mark in filter('"'.__ne__, _QUOTE.findall(text)):
        if mark == closing and depth:
            depth -= 1
        elif mark == opening:
            depth += 1
        elif mark == closing:
            return f"the quotation mark {mark} has no counterpart"
        elif not depth or mark in "«»":
            return f"{mark} is another language's quotation mark"
    return f"the quotation mark {opening} has no counterpart" if depth else ""


_BLANK = f"[{SPACES}\u3000]"
_DOUBLE = re.compile(rf"(?<=[^\s|>=-]){_BLANK}{{2,}}(?=[^\s|<=-])")


def double_space(pair: Pair) -> Iterator[str]:
    """Two spaces or more in a row within a text."""
    match = _DOUBLE.search(pair.target)
    if match and not _DOUBLE.search(pair.source):
        place = around(pair.target, match.start(), match.start())
        yield f"{len(match[0])} spaces after {place}: one is enough"


def edge_space(pair: Pair) -> Iterator[str]:
    """A space at the beginning or the end that the source does not have."""
    for name, place in (("beginning", slice(1)), ("end", slice(-1, None))):
        edge = pair.target[place]
        if edge.isspace() and edge != "\n" and not pair.source[place].isspace():
            yield f"extra space at the {name}"


_DOUBLED = re.compile(rf"(?<![\w'’.-])([^\W\d_]{{2,}})[{SPACES}]+\1(?![\w'’-]|\.\w)", re.IGNORECASE)


def doubled_word(pair: Pair) -> Iterator[str]:
    """The same word twice in a row."""
    for words in _doubled(prose(pair.target), pair.typography):
        if not _doubled(pair.source, typography(SOURCE.path)):
            yield f"{words!r} has the word twice"


def _doubled(text: str, record: Typography) -> list[str]:
    doubled = _DOUBLED.finditer(text)
    return [match[0] for match in doubled if match[1].lower() not in record.doubled_words]


_BEFORE = re.compile(
    rf"(?<=[\w{STRETCH}»”’)\"）]){_BLANK}+(?:,(?!\w)|[，、。]|\.(?=\s|$))"
    rf"|{_BLANK}+(?:[:：](?=[\s{STRETCH}«“„\"'’‘»”]|$)|;|[!?]+(?![=\w\[(<!?])|[；！？])"
)
_RATIO = re.compile(rf"\d[{SPACES}]+:[{SPACES}]*\d[\d.,{SPACES}]*+(?!\w)")


def space_before_sign(pair: Pair) -> Iterator[str]:
    """A space before punctuation: before a stop it is always wrong, before : ; ! ? French."""
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
_SIGN_AND_LETTER = re.compile(r"[.,][^\W\d_]")  # skips most texts cheaply


def missing_space(pair: Pair) -> Iterator[str]:
    """No space after a comma or a full stop."""
    text = prose(pair.target)
    if not _SIGN_AND_LETTER.search(text):
        return
    for match in _CLOSE.finditer(text):
        joined = text[max(0, match.start() - 20) : match.start()].split()[-1] + match[0]
        if joined not in pair.source and not ("," in match[0] and _CLOSE.search(pair.source)):
            yield f"no space after {match[0][0]} in {joined!r}"
