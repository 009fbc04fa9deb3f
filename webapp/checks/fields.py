"""Rules on fields, `%(name)s`: filling in a wrong one is a server error."""

import re
from collections import Counter
from collections.abc import Iterator

from webapp.checks.model import Entry, Pair

_DIRECTIVE = re.compile(
    r"%(?:\((?P<name>[^()]*)\))?(?P<how>[#0+-]*[0-9]*(?:\.[0-9]+)?)(?P<type>[a-zA-Z%]?)"
)
_TYPES = frozenset("diouxXeEfFgGcrsa")
_COUNTS = frozenset({"num", "count", "n"})


def formatted(entry: Entry) -> bool:
    """Tell whether the message's percent signs are read as fields.

    Every message of this site is formatted, and no flag that a translator writes can change that.
    In a file from elsewhere `python-format` says so; without it, a source with a percent sign
    that is neither a named field nor `%%` is not.
    """
    if "python-format" in entry.flags:
        return True
    texts = (entry.msgid, entry.msgid_plural or "")
    return not any(_unnamed(directive) for text in texts for directive in _directives(text))


def _directives(text: str) -> list[re.Match[str]]:
    return list(_DIRECTIVE.finditer(text)) if "%" in text else []


def _unnamed(directive: re.Match[str]) -> bool:
    return directive["name"] is None and directive[0] != "%%"


def fields(text: str) -> Counter[str]:
    """Count the named fields of a text."""
    return Counter(match["name"] for match in _directives(text) if match["name"] is not None)


def malformed_field(pair: Pair) -> Iterator[str]:
    """A percent sign that is neither a field `%(name)s` nor `%%`: formatting would fail."""
    if "%" not in pair.target or not formatted(pair.entry):
        return
    known = _written(pair)
    unnamed = _unnamed_fields(pair.source)
    for match in _directives(pair.target):
        name = match["name"]
        if _unnamed(match) and match[0] not in unnamed:
            yield f"{_around(pair.target, match.start())} has a bare percent sign: write %%"
        elif name is not None and match["type"] not in _TYPES:
            yield f"{match[0]!r} is not finished: a field is written %(name)s"
        elif match[0] not in known.get(name, match[0]):
            yield f"{match[0]} is written {' or '.join(sorted(known[name]))} in the source"


def _written(pair: Pair) -> dict[str, set[str]]:
    """Give the ways in which the source writes each of its fields, in any of its forms."""
    ways: dict[str, set[str]] = {}
    for text in _sources(pair):
        for match in _directives(text):
            if match["name"] is not None:
                ways.setdefault(match["name"], set()).add(match[0])
    return ways


def _unnamed_fields(text: str) -> list[str]:
    """Give the unnamed fields (`%s`) of a text from elsewhere; this site has none."""
    directives = _directives(text)
    return [match[0] for match in directives if _unnamed(match) and match["type"] in _TYPES]


def _around(text: str, position: int) -> str:
    return repr(text[max(0, position - 8) : position + 8].strip())


def _sources(pair: Pair) -> tuple[str, ...]:
    """Give all forms of the source: the fields of each are filled in whichever is used."""
    return pair.source, pair.entry.msgid, pair.entry.msgid_plural or ""


def unknown_field(pair: Pair) -> Iterator[str]:
    """A field the source does not have: filling it in would fail."""
    if "%" not in pair.target or not formatted(pair.entry):
        return
    known = {name for text in _sources(pair) for name in fields(text)}
    for name in fields(pair.target):
        if name not in known:
            yield f"unknown field %({name})s" + (
                f"; the source has {_names(known)}" if known else "; the source has none"
            )


def _names(names: set[str]) -> str:
    return ", ".join(f"%({name})s" for name in sorted(names))


def missing_field(pair: Pair) -> Iterator[str]:
    """A field of the source that the translation leaves out: what it says would be lost."""
    if "%" not in pair.source or not formatted(pair.entry):
        return
    there = fields(pair.target)
    for name, times in fields(pair.source).items():
        if pair.entry.msgid_plural is not None and _is_count(name, pair.source):
            continue
        if not there[name]:
            yield f"missing field %({name})s"
        elif there[name] < times:
            yield f"field %({name})s stands {times} times in the source, {there[name]} here"
    unnamed = _unnamed_fields(pair.source)
    if unnamed != _unnamed_fields(pair.target):
        yield f"the unnamed fields of the source stand in this order: {', '.join(unnamed)}"


def repeated_field(pair: Pair) -> Iterator[str]:
    """A field that stands more often than in the source: a link or a name would be there twice."""
    if "%" not in pair.target or not formatted(pair.entry):
        return
    allowed = fields(pair.source)
    for name, times in fields(pair.target).items():
        if name in allowed and times > allowed[name]:
            yield f"field %({name})s stands {times} times here, {allowed[name]} in the source"


def _is_count(name: str, source: str) -> bool:
    """Tell whether a field is the count, which a form for exactly one may leave out."""
    return name in _COUNTS or f"%({name})d" in source
