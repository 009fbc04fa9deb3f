"""Rules on what is more than words: fields, `%(name)s`, and markup.

Every message is formatted, whatever flags a translator writes, so a wrong field could not be filled
in. No msgid has a tag, so no tags are compared; a translation may have `<span lang>`, and
`webapp.markup` makes the HTML of the texts that pass these rules.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from webapp.checks.model import Pair
from webapp.markup import DEPTH, OPENING, TAG

_DIRECTIVE = re.compile(r"%(?:\((?P<name>[^()]*)\))?[#0+-]*[0-9]*(?:\.[0-9]+)?(?P<type>[a-zA-Z%]?)")
_TYPES = frozenset("diouxXeEfFgGcrsa")


@lru_cache(maxsize=64)
def fields(text: str) -> Counter[str]:
    """Count the named fields of a text."""
    found = _DIRECTIVE.finditer(text) if "%(" in text else ()
    return Counter([match["name"] for match in found if match["name"] is not None])


def _sources(pair: Pair) -> str:
    """Return all forms of the source: the fields of each are filled in whichever is used."""
    return "\n".join((pair.source, pair.message.msgid, pair.message.msgid_plural or ""))


def malformed_field(pair: Pair) -> Iterator[str]:
    """A percent sign that is neither a field `%(name)s` nor `%%`: formatting would fail."""
    if "%" not in pair.target:
        return
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
    there, wanted = fields(pair.target), fields(pair.source)
    plural, own = pair.message.msgid_plural or "", fields(pair.message.msgid)
    if counts := [it for it in fields(plural) if it not in own or f"%({it})d" in plural]:
        # The form for a single number may leave the count out; it is lost in any other.
        wanted = wanted | Counter(counts)
        if pair.language.plural.is_for_one(pair.form):
            wanted = Counter({it: times for it, times in wanted.items() if it not in counts})
    for name, times in wanted.items():
        if not there[name]:
            yield f"missing field %({name})s"
        elif there[name] < times:
            yield f"field %({name})s: {there[name]} here, {times} in the source"


def repeated_field(pair: Pair) -> Iterator[str]:
    """A field that stands more often than in the source: a link or a name would be there twice."""
    allowed = fields(pair.source)
    for name, times in fields(pair.target).items():
        if name in allowed and times > allowed[name]:
            yield f"field %({name})s: {times} here, {allowed[name]} in the source"


_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_EMPTY = re.compile(rf"{OPENING}\s*</span>")
_TAG_LIKE = re.compile(r"<[^<>]*>?")


def other_markup(pair: Pair) -> Iterator[str]:
    """A `<` or `&` that is none of `<span lang="…">`: a page would show it as it is written."""
    if "<" not in pair.target and "&" not in pair.target:
        return
    for entity in dict.fromkeys(_ENTITY.findall(pair.target)):
        yield f"{entity[:30]} would appear literally on the page; type the character itself"
    if "&" in _ENTITY.sub("", pair.target) and "&" not in pair.source:
        yield "'&' is not in the source: write the word for “and”"
    for tag in dict.fromkeys(_TAG_LIKE.findall(TAG.sub("", pair.target))):
        yield (
            f"{tag[:30]!r}: write the sign in words, or remove the tag;"
            ' the only tag allowed is <span lang="fr">…</span>, written exactly like that'
        )


def unpaired_span(pair: Pair) -> Iterator[str]:
    """A `<span lang>` that is not closed, is empty, or stands in two others."""
    if _EMPTY.search(pair.target):
        yield "a <span lang> has nothing in it: put the name there, or delete both tags"
    depth = 0
    for tag in TAG.finditer(pair.target):
        depth += 1 if tag["lang"] else -1
        if depth < 0:
            yield "</span> closes nothing: delete it"
            return
        if depth > DEPTH:
            yield f"{tag[0]} stands in {DEPTH} others: delete those that are not needed"
            return
    if depth:
        yield "a <span lang> is not closed: write </span> after the name"
