"""Rules on markup: a translation is trusted as HTML, so it may hold the source's and no other."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser

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
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20\x7f]+")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
_STRAY = re.compile(r"<(?=[a-zA-Z/!?])")


class _Tags(HTMLParser):
    """Collects the tags of a text and whether they close each other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.tags: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pairs = tuple(sorted((name, value or "") for name, value in attrs))
        self.tags[tag, pairs] += 1
        self.attributes.extend(pairs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML the slash means nothing: <b/> opens a b.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if _STRAY.search(data):
            self.problems.append(f"{data[:30]!r} is a tag that does not end")

    def handle_comment(self, data: str) -> None:
        self.tags["!--", (("", data),)] += 1

    def handle_decl(self, decl: str) -> None:
        self.tags["!", (("", decl),)] += 1

    def handle_pi(self, data: str) -> None:
        self.tags["?", (("", data),)] += 1

    def unknown_decl(self, data: str) -> None:
        self.tags["!", (("", data),)] += 1


@lru_cache(maxsize=1024)
def _tags(text: str) -> _Tags:
    """Parse a text as a browser would read it, inside a paragraph."""
    parser = _Tags()
    parser.feed(text)
    rest = parser.rawdata
    parser.close()
    if _STRAY.search(rest):
        parser.problems.append(f"{rest[:30]!r} is a tag that does not end")
    parser.problems.extend(f"<{tag}> is not closed" for tag in parser.open)
    return parser


def _has_markup(pair: Pair) -> bool:
    return "<" in pair.target or "<" in pair.source


def different_tags(pair: Pair) -> Iterator[str]:
    """Tags or attributes that are not those of the source; their order is free."""
    if not _has_markup(pair):
        return
    source, target = _tags(pair.source).tags, _tags(pair.target).tags
    for (name, attributes), times in (target - source).items():
        yield f"{_written(name, attributes)} is not in the source" + _times(times)
    for (name, attributes), times in (source - target).items():
        yield f"{_written(name, attributes)} of the source is missing" + _times(times)


def _written(name: str, attributes: tuple[tuple[str, str], ...]) -> str:
    return f"<{name}{''.join(f' {key}={value!r}' if key else value for key, value in attributes)}>"


def _times(times: int) -> str:
    return f", {times} times" if times > 1 else ""


def unclosed_tag(pair: Pair) -> Iterator[str]:
    """A tag that is not closed, or closes nothing: the rest of the page would change with it."""
    if "<" in pair.target and not _tags(pair.source).problems:
        yield from dict.fromkeys(_tags(pair.target).problems)


def active_content(pair: Pair) -> Iterator[str]:
    """A script, an event handler, or an address that runs one: it would act for the reader."""
    if "<" not in pair.target:
        return
    known = set(_tags(pair.source).attributes)
    tags = _tags(pair.target)
    for name in sorted({name for name, _ in tags.tags} & _ACTIVE):
        yield f"<{name}> has no place in a text"
    for name, value in tags.attributes:
        if (name, value) in known:
            continue
        if name.startswith("on"):
            yield f"{name}= runs a script"
        scheme = _SCHEME.match(_BLANKS.sub("", unescape(value)))
        if scheme and scheme[1].lower() not in _SAFE_SCHEMES:
            yield f"{name}= has an address that begins with {scheme[1].lower()}:"


def different_entities(pair: Pair) -> Iterator[str]:
    """An entity (`&lt;`, `&#60;`) that the source does not have: type the character itself."""
    if "&" not in pair.target:
        return
    extra = Counter(_ENTITY.findall(pair.target)) - Counter(_ENTITY.findall(pair.source))
    for entity in extra:
        yield f"{entity} is not in the source; type the character itself"
