"""Rules on fields, `%(name)s`: filling in a wrong one is a server error.

Every message is formatted, and no flag that a translator writes can change that.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from webapp.checks.model import Pair

_DIRECTIVE = re.compile(r"%(?:\((?P<name>[^()]*)\))?[#0+-]*[0-9]*(?:\.[0-9]+)?(?P<type>[a-zA-Z%]?)")
_TYPES = frozenset("diouxXeEfFgGcrsa")


@lru_cache(maxsize=64)
def fields(text: str) -> Counter[str]:
    """Count the named fields of a text."""
    return Counter(
        match["name"] for match in _DIRECTIVE.finditer(text) if match["name"] is not None
    )


def _sources(pair: Pair) -> str:
    """Return all forms of the source: the fields of each are filled in whichever is used."""
    return "\n".join((pair.source, pair.message.msgid, pair.message.msgid_plural or ""))


def malformed_field(pair: Pair) -> Iterator[str]:
    """A percent sign that is neither a field `%(name)s` nor `%%`: formatting would fail."""
    written: dict[str | None, set[str]] = {}
    for match in _DIRECTIVE.finditer(_sources(pair)):
        written.setdefault(match["name"], set()).add(match[0])
    for match in _DIRECTIVE.finditer(pair.target):
        name, directive = match["name"], match[0]
        if name is None and directive != "%%":
            place = pair.target[max(0, match.start() - 8) : match.start() + 8].strip()
            yield f"{place!r} has a bare percent sign: write %%"
        elif name is not None and match["type"] not in _TYPES:
            yield f"{directive!r} is not finished: a field is written %(name)s"
        elif name is not None and directive not in written.get(name, {directive}):
            yield f"{directive} is written {' or '.join(sorted(written[name]))} in the source"


def unknown_field(pair: Pair) -> Iterator[str]:
    """A field the source does not have: filling it in would fail."""
    for name in fields(pair.target):
        if name not in (known := fields(_sources(pair))):
            names = ", ".join(f"%({name})s" for name in sorted(known)) or "none"
            yield f"unknown field %({name})s; the source has {names}"


def missing_field(pair: Pair) -> Iterator[str]:
    """A field of the source that the translation leaves out: what it says would be lost."""
    there = fields(pair.target)
    for name, times in fields(pair.source).items():
        if pair.message.msgid_plural is not None and f"%({name})d" in pair.source:
            continue  # a form for exactly one may leave the count out
        if not there[name]:
            yield f"missing field %({name})s"
        elif there[name] < times:
            yield f"field %({name})s stands {times} times in the source, {there[name]} here"


def repeated_field(pair: Pair) -> Iterator[str]:
    """A field that stands more often than in the source: a link or a name would be there twice."""
    allowed = fields(pair.source)
    for name, times in fields(pair.target).items():
        if name in allowed and times > allowed[name]:
            yield f"field %({name})s stands {times} times here, {allowed[name]} in the source"
