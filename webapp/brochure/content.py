"""What the brochure says, as data: blocks of text read from the HTML that the templates render.

The brochure gets the words of the pages from the same templates, with the same `lang` attributes.
The typesetter gets nothing but data, so no text can become a command of its language.
"""

import re
from dataclasses import asdict, dataclass, field, replace
from html.parser import HTMLParser
from typing import Any, Literal, NamedTuple
from urllib.parse import urljoin, urlsplit

Kind = Literal["heading", "paragraph", "item", "term", "fact", "quote", "map"]

_BLOCKS: dict[str, Kind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "p": "paragraph", "li": "item",
    "dt": "term", "dd": "fact",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one language, perhaps a link.

    Arguments:
        lang: the BCP 47 tag of that language.
        url: the address that the link leads to, or empty.
    """

    text: str
    lang: str
    url: str = ""


@dataclass(slots=True)
class Block:
    """A heading, a paragraph, an item of a list and the like.

    Arguments:
        level: of a heading, 1 for a chapter; of an item, its number in a numbered list, else 0.
    """

    kind: Kind
    level: int = 0
    runs: list[Run] = field(default_factory=list)


def blocks(html: str, lang: str, base_url: str) -> list[Block]:
    """Read the blocks of an HTML text.

    Arguments:
        html: HTML that the site's templates rendered.
        lang: the BCP 47 tag for text without a `lang` attribute.
        base_url: what links within the site are relative to; if empty, they become plain text.
    """
    reader = _Reader(lang, base_url)
    reader.feed(html)
    reader.close()
    return reader.blocks


def as_data(found: list[Block]) -> list[dict[str, Any]]:
    """Return blocks as plain data for JSON; consecutive items become one list."""
    data: list[dict[str, Any]] = []
    for block in found:
        group = "facts" if block.kind in ("term", "fact") else ""
        if block.kind == "item":
            group = "enum" if block.level else "list"
        if not group:
            data.append(asdict(block))
        elif data and data[-1]["kind"] == group:
            data[-1]["members"].append(asdict(block))
        else:
            data.append({"kind": group, "members": [asdict(block)]})
    return data


class _Element(NamedTuple):
    name: str
    lang: str
    url: str = ""
    shift: int = 0
    hidden: bool = False


class _Reader(HTMLParser):
    def __init__(self, lang: str, base_url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._base_url = base_url
        self._stack = [_Element("", lang)]
        self._open: Block | None = None
        self._number = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\n")
            return
        around, values = self._stack[-1], dict(attrs)
        url, href = around.url, values.get("href")
        if tag == "a" and href:
            inside = not urlsplit(href).scheme
            url = "" if inside and not self._base_url else urljoin(self._base_url, href)
        element = _Element(
            tag,
            values.get("lang") or around.lang,
            url,
            around.shift + int(values.get("data-deeper") or 0),
            # Drop a mark such as [fr]: its words are there too, and paper has room for them.
            around.hidden or values.get("aria-hidden") == "true",
        )
        self._stack.append(element)
        if tag == "ol":
            self._number = 0
        if values.get("data-block") == "map":
            self.blocks.append(Block("map"))
        within = {outer.name for outer in self._stack[:-1]}
        # A paragraph in an item is not a block of its own.
        goes_on = tag == "p" and ("li" in within or "dd" in within)
        if tag not in _BLOCKS or element.hidden or goes_on:
            return
        kind: Kind = "quote" if tag == "p" and "blockquote" in within else _BLOCKS[tag]
        level = int(tag[1]) + element.shift if kind == "heading" else 0
        if tag == "li" and around.name == "ol":
            level = self._number = self._number + 1
        self._open = Block(kind, level)
        self.blocks.append(self._open)

    def handle_endtag(self, tag: str) -> None:
        # An element that is not closed ends with the one around it.
        while len(self._stack) > 1 and self._stack.pop().name != tag:
            continue
        if tag not in _BLOCKS or self._open is None:
            return
        # The block ends here; a block without text is dropped.
        runs = self._open.runs
        if runs:
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
            if not runs[-1].text:
                runs.pop()
        if not runs:
            self.blocks.remove(self._open)
        self._open = None

    def handle_data(self, data: str) -> None:
        # Collapse white space as HTML does; no-break spaces stay.
        self._add(re.sub(r"[ \t\n]+", " ", data))

    def _add(self, text: str) -> None:
        """Add text to the open block, in its last run if that has the same language and link."""
        here = self._stack[-1]
        if self._open is None or here.hidden:
            return
        runs = self._open.runs
        # A dropped mark leaves a no-break space; the words after it begin with another space.
        if not runs or runs[-1].text.endswith((" ", "\n", "\u00a0")):
            text = text.lstrip(" ")
        if runs and (runs[-1].lang, runs[-1].url) == (here.lang, here.url):
            text = runs.pop().text + text
        if text:
            runs.append(Run(text, here.lang, here.url))
