"""Rules on the punctuation of a text: its end, the width of its signs, and its brackets."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, in_language, prose
from webapp.languages import SOURCE
from webapp.typography import typography

_KINDS = {
    ".": ".", "。": ".", "．": ".", "?": "?", "？": "?", "!": "!", "！": "!",
    ":": ":", "：": ":", "…": "…", "⋯": "…", ";": ";", "；": ";", ",": ",", "，": ",", "、": ",",
}  # fmt: skip
_NAMES = {
    ".": "a full stop", "?": "a question mark", "!": "an exclamation mark", ":": "a colon",
    "…": "an ellipsis", "": "no punctuation",
}  # fmt: skip
_MARKS = "".join(_KINDS)
_BLANKS = SPACES + "\t\r\n"
_CLOSING = "»”“’‘›\"')]）］】》〉」』*" + _BLANKS
_EVERY = frozenset(_NAMES)
_SHORT = re.compile(rf"[^\W\d_]{{1,6}}|[\d{STRETCH}]{{1,8}}")  # "avr.", "1."
_LIST = re.compile("[,，、]")


def end_punctuation(pair: Pair) -> Iterator[str]:
    """The end is not punctuated as the source's: another sign, one missing or one too many."""
    path = pair.language.path
    source, target = _kinds(pair.source, SOURCE.path), _kinds(pair.target, path)
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
    """Return the kinds of end that a text may be said to have; all where that is not clear."""
    head, marks = _end(text)
    if not head.strip(_BLANKS) or (not marks and head.endswith(STRETCH)):
        return _EVERY
    kinds = {_KINDS[mark] for mark in marks}
    if kinds & {",", ";"}:
        return _EVERY
    if ".." in marks:
        kinds = kinds - {"."} | {"…"}
    if marks.startswith(".") and (
        _abbreviation(path).search(head[-12:]) or _SHORT.fullmatch(head.strip(_CLOSING))
    ):
        kinds |= {"", ".", "…"}
    return frozenset(kinds or {""})


def _end(text: str) -> tuple[str, str]:
    """Return what stands before the punctuation that ends a text, and that punctuation.

    Punctuation inside the closing quotation mark or bracket counts with what follows it.
    """
    outer = prose(text).rstrip(_BLANKS)
    head = outer.rstrip(_MARKS)
    marks = outer[len(head) :]
    inner = head.rstrip(_CLOSING)
    if inner != head:
        head = inner.rstrip(_MARKS)
        marks += inner[len(head) :]
    return head, marks


@cache
def _abbreviation(path: str) -> re.Pattern[str]:
    """Make the pattern of a text that ends in an abbreviation: a letter, or one of its language."""
    known = typography(path).abbreviations or "etc"
    return re.compile(rf"(?:^|[\W\d_])(?:[^\W\d_]|{known})$", re.IGNORECASE)


_FULL_WIDTH = {
    ",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）",
    "…": "……", "...": "……",
}  # fmt: skip
_NARROW = str.maketrans("。．？！：；，、", "..?!:;,,")
_WIDE = re.compile("[。．？！：；，、]")
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_AFTER = "\u201d\u2019\u300b\u3009\u300d\u300f\u3011\uff09"
_HALF = re.compile(
    rf"(?<=[{_HAN}{_AFTER}])(?:[,;:?!](?![/\\)A-Za-z])"  # not a smiley, a path or a key
    r"|\.{3}|\.(?![.A-Za-z0-9*_/]))"  # not .txt
    rf"|(?<=[A-Za-z0-9{STRETCH})]),(?=[{_HAN}])"
    rf"|(?<=[{_HAN}])\((?![)_&])|\((?=[{_HAN}])|(?<=[{_HAN}])\)|(?<!\()\)(?=[{_HAN}])"
)
_LATIN_END = re.compile(r"[A-Za-z0-9]\.$")


def punctuation_width(pair: Pair) -> Iterator[str]:
    """Punctuation of the wrong width: ，。：？！ are Chinese, and `, . : ? !` all others'."""
    if pair.target.isascii():
        return
    text = in_language(pair.target)
    if not pair.typography.full_width:
        marks = "".join(dict.fromkeys(_WIDE.findall(text)))
        right = marks.translate(_NARROW)
    else:
        half = _HALF.findall(text)
        if _LATIN_END.search(text) and not _abbreviation(pair.language.path).search(text[-13:-1]):
            half.append(".")
        marks = "".join(dict.fromkeys(half))
        right = "".join(_FULL_WIDTH.get(mark, mark) for mark in dict.fromkeys(half))
    if marks:
        yield f"{marks} has not the width of {pair.language.endonym}: write {right}"


_BRACKET = re.compile(r"[()（）\[\]［］]")
_BRACKETS = str.maketrans("（）［］", "()[]")
_ITEM = re.compile(r"(?:^|[\s,;])[\w*]{1,2}$")  # a), 1)


def brackets(pair: Pair) -> Iterator[str]:
    """A bracket that is not closed, or not opened."""
    if not _BRACKET.search(pair.target):
        return
    for opening, closing in ("()", "[]"):
        lone = _unpaired(pair.target, opening, closing)
        if lone and not _unpaired(pair.source, opening, closing):
            yield f"the bracket {lone} has no counterpart"


def _unpaired(text: str, opening: str, closing: str) -> str:
    """Return a bracket without its counterpart, or nothing; that of an item needs none."""
    text = prose(text).translate(_BRACKETS)
    depth = 0
    for match in _BRACKET.finditer(text):
        if match[0] == opening:
            depth += 1
        elif match[0] == closing and depth:
            depth -= 1
        elif match[0] == closing and not _ITEM.search(
            text[max(0, match.start() - 4) : match.start()]
        ):
            return closing
    return opening if depth else ""
