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
_ANY = frozenset(_NAMES)
_MARKS = "".join(_KINDS)
_CLOSING = "»”“’‘›\"')]）］】》〉」』*" + SPACES + "\t\r\n"
_LIST = re.compile("[,，、]")


def end_punctuation(pair: Pair) -> Iterator[str]:
    """The end is not punctuated as the source's: another sign, one missing or one too many."""
    if pair.source[-1:].isalnum() and pair.target[-1:].isalnum():
        return  # as most texts end
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
    """Return the kinds of end that a text may be said to have; all where that is not clear.

    Punctuation inside the closing quotation mark or bracket counts with what follows it.
    """
    text = prose(text)
    head = text.rstrip(_CLOSING + _MARKS)
    marks = [sign for sign in text[len(head) :] if sign in _KINDS]
    kinds = {_KINDS[mark] for mark in marks}
    if not head or (not marks and head.endswith(STRETCH)) or kinds & {",", ";"}:
        return _ANY
    if marks[:2] == [".", "."]:
        return frozenset("…")
    if marks[:1] == ["."] and _abbreviation(path).search(head[-12:]):
        return frozenset({*kinds, "", "…"})
    return frozenset(kinds or {""})


@cache
def _abbreviation(path: str) -> re.Pattern[str]:
    """Make the pattern of a text that ends in an abbreviation: a letter, or one of its language."""
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
_HALF = re.compile(
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
        marks = _HALF.findall(text)
        if _LATIN_END.search(text) and not _abbreviation(pair.language.path).search(text[-13:-1]):
            marks.append(".")
        signs = {mark: _FULL_WIDTH[mark] for mark in marks}
    else:
        signs = {mark: mark.translate(_NARROW) for mark in _WIDE.findall(text)}
    if signs:
        endonym, right = pair.language.endonym, "".join(signs.values())
        yield f"{''.join(signs)} has not the width of {endonym}: write {right}"


_BRACKET = re.compile(r"[()\[\]（）［］]")
_NARROW_BRACKETS = str.maketrans("（）［］", "()[]")
_ITEM = re.compile(r"(?:^|(?<=[\s,;]))[\w*]{1,2}\)")  # a), 1)
_CLOSED = re.compile(r"\([^()\[\]]*+\)|\[[^()\[\]]*+\]")


def brackets(pair: Pair) -> Iterator[str]:
    """A bracket that is not closed, or not opened."""
    if not _BRACKET.search(pair.target):
        return
    lone = _BRACKET.search(_without_closed(pair.target))
    if lone and not _BRACKET.search(_without_closed(pair.source)):
        yield f"the bracket {lone[0]} has no counterpart"


def _without_closed(text: str) -> str:
    """Return a text without pairs of brackets, one of which may stand in another, and items."""
    text = prose(text).translate(_NARROW_BRACKETS)
    return _ITEM.sub("", _CLOSED.sub("", _CLOSED.sub("", text)))
