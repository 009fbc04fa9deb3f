"""Rules on markup: a translation is trusted as HTML, so it may hold the source's and no other."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from webapp.checks.model import Pair

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
"""Elements that have no end tag (HTML, 13.1.2)."""
_ACTIVE = frozenset(
    [
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "applet",
        "base",
        "form",
        "frame",
        "frameset",
        "link",
        "meta",
        "svg",
        "math",
        "template",
        "noscript",
    ]
)
_SLANTED = frozenset({"em", "i"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_BLANKS = re.compile(r"[\x00-\x20\x7f]+")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
_ATTRIBUTE = r"""[ \t\n\f\r]+([a-zA-Z][a-zA-Z0-9:._-]*)(?:=("[^"]*"|'[^']*'|[^\s"'`=<>]+))?"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
# Tags as every browser reads them; whatever else begins like one is refused, so that nothing
# hangs on how a browser mends it. `<%(` is refused since a field may begin with a letter.
_MARKUP = re.compile(
    rf"<(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:{_ATTRIBUTE})*+)[ \t\n\f\r]*/?>"
    r"|</(?P<end>[a-zA-Z][a-zA-Z0-9-]*)[ \t\n\f\r]*>"
    r"|<!--(?P<comment>(?!-?>)(?:(?!--).)*)-->"
    r"|(?P<stray><(?:[a-zA-Z/!?]|%\()[^<>]*>?)",
    re.DOTALL,
)

Attributes = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Tags:
    """The tags of a text, what is in them, and what is wrong with them."""

    tags: Counter[tuple[str, Attributes]] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    open: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: str) -> None:
        pairs = [(name.lower(), value) for name, value in _ATTRIBUTES.findall(attributes)]
        self.tags[tag, tuple(sorted((name, _unquoted(value)) for name, value in pairs))] += 1
        # In HTML the slash of <b/> means nothing: it opens a b.
        if tag not in VOID:
            self.open.append(tag)

    def end(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.problems[f"</{tag}> closes nothing"] += 1


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') else value


@lru_cache(maxsize=1024)
def _tags(text: str) -> _Tags:
    """Parse a text as a browser would read it, inside a paragraph."""
    found = _Tags()
    for match in _MARKUP.finditer(text):
        if match["name"]:
            found.start(match["name"].lower(), match["attributes"])
        elif match["end"]:
            found.end(match["end"].lower())
        elif match["comment"] is not None:
            found.tags["!--", (("", match["comment"]),)] += 1
        else:
            found.problems[f"{match['stray'][:40]!r} is not a whole tag"] += 1
    found.problems.update(f"<{tag}> is not closed" for tag in found.open)
    return found


def _has_markup(pair: Pair) -> bool:
    return "<" in pair.target or "<" in pair.source


def different_tags(pair: Pair) -> Iterator[str]:
    """Tags or attributes that are not the source's, but for `<span lang>`; their order is free."""
    if not _has_markup(pair):
        return
    source, target = _tags(pair.source).tags, _tags(pair.target).tags
    for (name, attributes), times in (target - source).items():
        if not _names_a_language(name, attributes):
            yield f"{_written(name, attributes)} is not in the source" + _times(times)
    for (name, attributes), times in (source - target).items():
        if pair.language.path == "zh" and name in _SLANTED and not attributes:
            continue  # Chinese has no italics
        yield f"{_written(name, attributes)} of the source is missing" + _times(times)


def _names_a_language(name: str, attributes: Attributes) -> bool:
    """Tell whether a tag only says which language a name or a quotation is in (RGAA 8.7)."""
    if name != "span" or len(attributes) != 1:
        return False
    attribute, value = attributes[0]
    return attribute == "lang" and bool(_LANGUAGE.fullmatch(value))


def _written(name: str, attributes: tuple[tuple[str, str], ...]) -> str:
    return f"<{name}{''.join(f' {key}={value!r}' if key else value for key, value in attributes)}>"


def _times(times: int) -> str:
    return f", {times} times" if times > 1 else ""


def unclosed_tag(pair: Pair) -> Iterator[str]:
    """A tag that is not closed, or closes nothing: the rest of the page would change with it."""
    if "<" in pair.target:
        yield from _tags(pair.target).problems - _tags(pair.source).problems


def active_content(pair: Pair) -> Iterator[str]:
    """A script, an event handler, or an address that runs one: it would act for the reader."""
    if "<" not in pair.target:
        return
    tags = _tags(pair.target).tags
    for name in sorted({name for name, _ in tags} & _ACTIVE):
        yield f"<{name}> has no place in a text"
    for name, value in sorted(_attributes(pair.target) - _attributes(pair.source)):
        if name.startswith("on"):
            yield f"{name}= runs a script"
        scheme = _SCHEME.match(_BLANKS.sub("", unescape(value)))
        if scheme and scheme[1].lower() not in _SAFE_SCHEMES:
            yield f"{name}= has an address that begins with {scheme[1].lower()}:"


def _attributes(text: str) -> set[tuple[str, str]]:
    return {attribute for _, attributes in _tags(text).tags for attribute in attributes}


def different_entities(pair: Pair) -> Iterator[str]:
    """An entity (`&lt;`, `&#60;`) that the source does not have: type the character itself."""
    if "&" not in pair.target:
        return
    extra = Counter(_ENTITY.findall(pair.target)) - Counter(_ENTITY.findall(pair.source))
    for entity in extra:
        if unescape(entity) != entity:
            yield f"{entity} is not in the source; type the character itself"
