"""Rules on fields, `%(name)s`: filling in a wrong one is a server error."""

import re
from collections import Counter
from collections.abc import Iterator

from webapp.checks.model import Entry, Pair

_DIRECTIVE = re.compile(
    r"%(?:(?P<percent>%)|\((?P<name>[^()]*)\)(?P<spec>[#0\-+]*\d*(?:\.\d+)?(?P<type>[a-zA-Z])?)"
    r"|(?P<bare>.?))",
    re.DOTALL,
)
_TYPES = frozenset("diouxXeEfFgGcrsa")
_COUNTS = frozenset({"num", "count", "n"})


def formatted(entry: Entry) -> bool:
    """Tell whether the message's percent signs are read as fields.

    Every message of this site is formatted. In a file from elsewhere a flag says so, or a source
    without any percent sign leaves it open; `no-python-format` or a bare percent sign in the
    source says that it is not.
    """
    if "no-python-format" in entry.flags:
        return False
    if "python-format" in entry.flags:
        return True
    return not any(match["bare"] is not None for match in _directives(entry.msgid))


def _directives(text: str) -> list[re.Match[str]]:
    return list(_DIRECTIVE.finditer(text)) if "%" in text else []


def fields(text: str) -> Counter[str]:
    """Count the named fields of a text."""
    return Counter(match["name"] for match in _directives(text) if match["name"] is not None)


def malformed_field(pair: Pair) -> Iterator[str]:
    """A percent sign that is neither a field `%(name)s` nor `%%`: formatting would fail."""
    if "%" not in pair.target or not formatted(pair.entry):
        return
    allowed = _positional(pair.source)
    for match in _directives(pair.target):
        if match["bare"] is not None and match[0] not in allowed:
            yield f"{_around(pair.target, match.start())} has a bare percent sign: write %%"
        elif match["name"] is not None and match["type"] not in _TYPES:
            yield f"{match[0]!r} is not finished: a field is written %(name)s"


def _positional(source: str) -> set[str]:
    """Give the unnamed fields (`%s`) of a source from elsewhere; this site has none."""
    return {match[0] for match in _directives(source) if match["bare"] and match["bare"] in _TYPES}


def _around(text: str, position: int) -> str:
    return repr(text[max(0, position - 8) : position + 8].strip())


def unknown_field(pair: Pair) -> Iterator[str]:
    """A field the source does not have: filling it in would fail."""
    if "%" not in pair.target or not formatted(pair.entry):
        return
    known = fields(pair.source).keys() | _own(pair)
    for name in fields(pair.target):
        if name not in known:
            yield f"unknown field %({name})s" + (
                f"; the source has {_names(known)}" if known else "; the source has none"
            )


def _own(pair: Pair) -> set[str]:
    """Give the fields of both plural forms of the source: each is filled in whichever is used."""
    texts = (pair.entry.msgid, pair.entry.msgid_plural or "")
    return {name for text in texts for name in fields(text)}


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
    if (lost := _positional(pair.source)) and not lost <= _positional(pair.target):
        yield f"missing field {', '.join(sorted(lost - _positional(pair.target)))}"


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
