"""Rules on the punctuation that ends a text, and on its brackets."""

import re
from collections.abc import Iterator
from functools import lru_cache

from webapp.checks.model import Pair
from webapp.checks.prose import SPACES, STRETCH, prose, untagged

_KINDS = {
    ".": ".", "。": ".", "．": ".", "?": "?", "？": "?", "!": "!", "！": "!",
    ":": ":", "：": ":", "…": "…", "⋯": "…", ";": ";", "；": ";", ",": ",", "，": ",", "、": ",",
}  # fmt: skip
_NAMES = {
    ".": "a full stop", "?": "a question mark", "!": "an exclamation mark", ":": "a colon",
    "…": "an ellipsis", "": "no punctuation",
}  # fmt: skip
_FULL_WIDTH = {".": "。", "?": "？", "!": "！", ":": "：", "…": "……"}
_MARKS = "".join(_KINDS)
_BLANKS = SPACES + "\t\r\n"
_CLOSING = "»”“’‘›\"')]）］】》〉」』*" + _BLANKS
_WIDE = re.compile(r"[。．？！：；，、]")
_NARROW = str.maketrans("。．？！：；，、", "..?!:;,,")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BESIDE = re.compile(r"[\u3400-\u9fff”’》〉」』】）]")
_EVERY = frozenset(_NAMES)

_ABBREVIATION = re.compile(
    r"(?:^|[\W\d_])(?:[^\W\d_]|etc|ex|cf|av|env|min|max|art|vol|réf|tél|adr|no|nos|inc|ltd|co|vs|approx"
    r"|ecc|pag|sig|dott|osv|mv|mfl|ca|\w*nr|kl|итн|др|сл|год|бр|стр)\.$",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(rf"[^\W\d_]{{1,6}}|[\d{STRETCH}]{{1,8}}")  # "avr.", "1."
_AND_SO_ON = re.compile(
    r"\b(?:etc|and so (?:on|forth)|and (?:more|others?|the like)|among others"
    r"|osv|m\.m|mv|mfl|m\.fl|o\.l|og (?:andre|annet|anna|så vid[ae]re|l[ie]i?knende|mer|meir)"
    r"|ecc|eccetera|e (?:altr[eio]|così via)|итн|и (?:др|друго|други|така натаму|слично|сл)"
    r")\b\W*$|等",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def _end(text: str) -> tuple[str, str]:
    """Give what stands before the punctuation that ends a text, and that punctuation.

    Punctuation inside the closing quotation mark or bracket counts with what follows it.
    """
    outer = untagged(text).rstrip(_BLANKS)
    head = outer.rstrip(_MARKS)
    marks = outer[len(head) :]
    inner = head.rstrip(_CLOSING)
    if inner != head:
        head = inner.rstrip(_MARKS)
        marks += inner[len(head) :]
    return head, marks


def _kinds(text: str) -> frozenset[str]:
    """Give the kinds of end that a text may be said to have; all when that cannot be told."""
    head, marks = _end(text)
    if not head.strip(_BLANKS) or (not marks and head.endswith(STRETCH)):
        return _EVERY
    kinds = {_KINDS[mark] for mark in marks}
    if kinds & {",", ";"}:
        return _EVERY
    if ".." in marks:
        kinds = kinds - {"."} | {"…"}
    if marks.startswith(".") and (
        _ABBREVIATION.search(head[-12:] + ".") or _ONE_WORD.fullmatch(head.strip(_CLOSING))
    ):
        kinds |= {"", ".", "…"}
    return frozenset(kinds or {""})


def end_punctuation(pair: Pair) -> Iterator[str]:
    """The end is not punctuated as the source's: another sign, one missing or one too many."""
    if _plainly_alike(pair.source[-2:], pair.target[-2:]):
        return
    source, target = _kinds(pair.source), _kinds(pair.target)
    if source & target or (source == {"!"} and target == {"."}):
        return
    if "…" in source and _AND_SO_ON.search(_end(pair.target)[0][-24:]):
        return
    found, wanted = min(target), min(source)
    right = _FULL_WIDTH.get(wanted, wanted) if pair.language.path == "zh" else wanted
    yield (
        f"ends in {_NAMES[found]}, the source in {_NAMES[wanted]}"
        + (f": end it with {right}" if wanted else ": leave it out")
    )


def _plainly_alike(source: str, target: str) -> bool:
    """Compare the last two characters of both texts: most end in a word or in a full stop."""
    if source[-1:] == target[-1:] == ".":
        return source[:1].isalpha() and target[:1].isalpha()
    return source[-1:].isalnum() and target[-1:].isalnum()


def end_width(pair: Pair) -> Iterator[str]:
    """The sign that ends it has the wrong width: 。？！： end Chinese, `. ? ! :` all others."""
    if pair.language.path != "zh" and pair.target.isascii():
        return
    head, marks = _end(pair.target)
    if not marks:
        return
    if pair.language.path != "zh":
        if _WIDE.search(marks):
            yield f"ends in {marks}, which is Chinese: write {marks.translate(_NARROW)}"
    elif marks[0] in ".?!:" and _is_chinese(head, marks) and not _beside_chinese(pair.target):
        yield f"ends in a Latin {marks}: write {_FULL_WIDTH['…' if '..' in marks else marks[0]]}"


def _is_chinese(head: str, marks: str) -> bool:
    """Tell whether a sign ends Chinese text, not a Latin label or abbreviation within it."""
    last = head.rstrip(_CLOSING)[-1:]
    if _HAN.match(last):
        return True
    sentence = marks == "." and not _ABBREVIATION.search(head[-12:] + ".")
    return sentence and last != STRETCH and bool(_HAN.search(head))


def _beside_chinese(text: str) -> bool:
    """Tell whether the last sign touches a Chinese character: `half_width_punctuation` says so."""
    text = prose(text).rstrip(_BLANKS)
    head = text.rstrip(_MARKS)
    return ".." not in text[len(head) :] and bool(_BESIDE.match(head[-1:]))


_BRACKET = re.compile(r"[()（）\[\]［］]")
_BRACKETS = str.maketrans("（）［］", "()[]")
_NO_OPENING = re.compile(r"[:;=]'?-?\(+(?=\s|$)")
_NO_CLOSING = re.compile(r"(?:^|[\s,;])[\w*]{1,2}$|[:;=]'?-?$")  # a), 1), :-)


def brackets(pair: Pair) -> Iterator[str]:
    """A bracket that is not closed, or not opened."""
    if not _BRACKET.search(pair.target):
        return
    for opening, closing in ("()", "[]"):
        lone = _unpaired(pair.target, opening, closing)
        if lone and not _unpaired(pair.source, opening, closing):
            yield f"the bracket {lone} has no counterpart"


@lru_cache(maxsize=64)
def _unpaired(text: str, opening: str, closing: str) -> str:
    """Give a bracket without its counterpart, or nothing; a) and :-) need none."""
    text = _NO_OPENING.sub("", untagged(text).translate(_BRACKETS))
    depth = 0
    for match in _BRACKET.finditer(text):
        if match[0] == opening:
            depth += 1
        elif match[0] == closing and depth:
            depth -= 1
        elif match[0] == closing and not _NO_CLOSING.search(
            text[max(0, match.start() - 4) : match.start()]
        ):
            return closing
    return opening if depth else ""
