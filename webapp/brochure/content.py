"""What the brochure says, as data: blocks of text read from the HTML that the templates give.

The brochure has the words of the pages, through the same templates and the same `lang` attributes.
Data is all that the typesetter gets, so no text can become a command of its language.
"""

import re
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from itertools import groupby
from typing import Literal
from urllib.parse import urljoin, urlsplit

Kind = Literal["heading", "paragraph", "item", "term", "fact", "quote", "address", "map"]

_BLOCKS: dict[str, Kind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "p": "paragraph", "li": "item",
    "dt": "term", "dd": "fact",
}  # fmt: skip
_VOID = frozenset({"br", "img", "wbr", "hr", "input", "link", "meta"})
_LEFT_OUT = frozenset({"figure", "svg", "script", "style"})


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one language, perhaps a link.

    Arguments:
        text: as it stands, spaces included.
        lang: its BCP 47 tag.
        url: where it leads, or nothing.
    """

    text: str
    lang: str
    url: str = ""


@dataclass(slots=True)
class Block:
    """A heading, a paragraph, an item of a list or one of its kin.

    Arguments:
        kind: what it is.
        level: of a heading, 1 a chapter; of an item, its number where the list counts, else 0.
        runs: its text.
    """

    kind: Kind
    level: int = 0
    runs: list[Run] = field(default_factory=list)


def blocks(html: str, lang: str, base_url: str) -> list[Block]:
    """Read the blocks of an HTML text.

    Arguments:
        html: made by the site's templates.
        lang: the BCP 47 tag of what says nothing else.
        base_url: what the links inside the site are relative to; without it they are mere text.
    """
    reader = _Reader(lang, base_url)
    reader.feed(html)
    reader.close()
    return reader.blocks


def as_data(found: list[Block]) -> list[dict[str, object]]:
    """Return blocks as plain data for JSON; items that follow each other are one list."""
    data: list[dict[str, object]] = []
    for kind, group in groupby(found, key=_together):
        members = [asdict(block) for block in group]
        if kind in ("list", "enum", "facts"):
            data.append({"kind": kind, "members": members})
        else:
            data += members
    return data


def _together(block: Block) -> str:
    """Return the name of the group that a block may share with its neighbours."""
    if block.kind == "item":
        return "enum" if block.level else "list"
    return "facts" if block.kind in ("term", "fact") else block.kind


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    lang: str
    url: str
    shift: int
    hidden: bool


class _Reader(HTMLParser):
    def __init__(self, lang: str, base_url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._base_url = base_url
        self._stack = [_Element("", lang, "", 0, hidden=False)]
        self._open: Block | None = None
        self._numbers: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if tag == "br" and self._open is not None:
                self._add("\n")
            return
        self._stack.append(self._element(tag, dict(attrs)))
        if tag in ("ul", "ol"):
            self._numbers.append(0 if tag == "ol" else -1)
        if dict(attrs).get("data-block") == "map":
            self.blocks.append(Block("map"))
        if tag in _BLOCKS and not self._stack[-1].hidden:
            self._begin(tag)

    def _element(self, tag: str, attrs: dict[str, str | None]) -> _Element:
        around = self._stack[-1]
        href = attrs.get("href")
        return _Element(
            tag,
            attrs.get("lang") or around.lang,
            self._target(href) if tag == "a" and href else around.url,
            around.shift + int(attrs.get("data-deeper") or 0),
            # A mark such as [fr] stands for words that are there too; paper has room for these.
            around.hidden or tag in _LEFT_OUT or attrs.get("aria-hidden") == "true",
        )

    def _target(self, href: str) -> str:
        """Return where a link leads; nothing for one inside a site that has no address."""
        return urljoin(self._base_url, href) if self._base_url or urlsplit(href).scheme else ""

    def _begin(self, tag: str) -> None:
        """Open a block; one within another, such as a paragraph in an item, goes on with it."""
        within = {element.name for element in self._stack[:-1]}
        if tag == "p" and within & {"li", "dd"}:
            return
        kind = "quote" if tag == "p" and "blockquote" in within else _BLOCKS[tag]
        level = int(tag[1]) + self._stack[-1].shift if kind == "heading" else 0
        if kind == "item" and self._numbers and self._numbers[-1] >= 0:
            self._numbers[-1] += 1
            level = self._numbers[-1]
        self._open = Block(kind, level)
        self.blocks.append(self._open)

    def handle_endtag(self, tag: str) -> None:
        names = [element.name for element in self._stack]
        if tag not in names[1:]:
            return
        if tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()
        if tag in _BLOCKS:
            self._end()
        del self._stack[len(names) - 1 - names[::-1].index(tag) :]

    def _end(self) -> None:
        """Close the block at hand, its outer spaces taken away; one without text is dropped."""
        if self._open is not None:
            self._open.runs = _trimmed(self._open.runs)
            if not self._open.runs:
                self.blocks.remove(self._open)
        self._open = None

    def handle_data(self, data: str) -> None:
        here = self._stack[-1]
        if self._open is None or here.hidden:
            return
        text = re.sub(r"[ \t\n]+", " ", data)  # as HTML folds white space; no-break spaces stay
        runs = self._open.runs
        # A mark that is left out had a no-break space before it; what it means brings its own.
        if runs and runs[-1].text.endswith((" ", "\n", "\u00a0")):
            text = text.lstrip(" ")
        if text:
            self._add(text)

    def _add(self, text: str) -> None:
        """Add text to the block at hand, to its last run when that is of the same kind."""
        assert self._open is not None
        here, runs = self._stack[-1], self._open.runs
        if runs and (runs[-1].lang, runs[-1].url) == (here.lang, here.url):
            text = runs.pop().text + text
        runs.append(Run(text, here.lang, here.url))


def _trimmed(runs: list[Run]) -> list[Run]:
    """Take away spaces at both ends."""
    kept = list(runs)
    while kept and not kept[0].text.strip(" "):
        kept.pop(0)
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    if kept:
        kept[0] = Run(kept[0].text.lstrip(" "), kept[0].lang, kept[0].url)
        kept[-1] = Run(kept[-1].text.rstrip(" "), kept[-1].lang, kept[-1].url)
    return kept
