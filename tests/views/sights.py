"""What a reader must never see, found by rule on pages, in files and in the brochure."""

import csv
import io
import json
import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

NEVER = {
    "markup as text": re.compile(r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>|&(?:#\d+|#x[\da-f]+|[a-z]+);"),
    "a placeholder": re.compile(r"%\(|%%|\{\{|\{%|\x04"),
    "a private-use character": re.compile("[\ue000-\uf8ff]"),
    "an address of this machine": re.compile(r"127\.0\.0\.1|localhost"),
}
_TWICE = re.compile(r"(?<!\w)(\w[^()（）]{2,}?)(?:\s+\1(?!\w)|\s*[(（]\s*\1\s*[)）])")
_READ_OUT = ("alt", "aria-label", "aria-description", "content", "label", "placeholder", "title")
_ADDRESSES = ("href", "src", "action")
_LISTS = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd")}
_NAMED = {"a", "button", "caption", "h1", "h2", "h3", "label", "legend", "option", "summary"}
_NAMED |= {"title", "desc"}
_NAMED_ONCE = ("dd", "dt", "h1", "h2", "h3", "li", "option", "p", "title")
_BLOCKS = {"dd", "dl", "dt", "h1", "h2", "h3", "li", "ol", "p", "ul"}


def on_page(page: str) -> Iterator[str]:
    """Yield what is wrong with a page."""
    for element in html.document_fromstring(page).iter():
        if not isinstance(element.tag, str) or element.tag == "style":
            continue
        if element.tag == "script":
            yield from in_data(json.loads(element.text)) if (element.text or "").strip() else ()
            continue
        for text in (element.text, *(child.tail for child in element)):
            yield from in_text(text or "")
        for name in _READ_OUT:
            yield from in_text(element.get(name, ""))
        for name in _ADDRESSES:
            yield from in_text(element.get(name, ""), {"a private-use character"})
        yield from _of_element(element)


def _of_element(element: HtmlElement) -> Iterator[str]:
    """Yield what is wrong with an element as a whole: nothing in it, or one thing twice."""
    tag = element.tag
    children = {child.tag for child in element}
    if tag in _LISTS and children.isdisjoint(_LISTS[tag]):
        yield f"an empty <{tag}> {dict(element.attrib)}"
    named = element.get("aria-label") or element.text_content()
    if tag in _NAMED and not named.strip():
        yield f"an empty <{tag}> {dict(element.attrib)}"
    if tag in _NAMED_ONCE:
        text = " ".join(_own(element).split())
        if found := _TWICE.search(text):
            yield f"{found[0]!r} twice in <{tag}>"


def _own(element: HtmlElement) -> str:
    """Return the text of an element without that of the blocks in it and of languages' own names.

    `Norsk bokmål` is followed by what the reader calls it, which may begin with the same word;
    what is hidden from screen readers repeats what they read.
    """
    parts = [element.text or ""]
    for child in element:
        apart = child.tag in _BLOCKS or {"lang", "hreflang"} <= set(child.keys())
        apart |= child.get("aria-hidden") == "true"  # the year of an event, whose sentence has it
        parts += ["" if apart else _own(child), child.tail or ""]
    return "".join(parts)


def in_text(text: str, kinds: set[str] | None = None) -> Iterator[str]:
    """Yield what is wrong with a text.

    Arguments:
        kinds: those of `NEVER` to look for; all when it is left out.
    """
    for kind, pattern in NEVER.items():
        if (kinds is None or kind in kinds) and (found := pattern.search(text)):
            yield f"{kind}: {text[max(0, found.start() - 20) : found.end() + 20]!r}"


def in_data(data: object) -> Iterator[str]:
    """Yield what is wrong with the texts of JSON, however deep; a drawing is none."""
    if isinstance(data, str) and not data.startswith("<svg "):
        yield from in_text(data)
    elif isinstance(data, dict):
        for value in data.values():
            yield from in_data(value)
    elif isinstance(data, list):
        for value in data:
            yield from in_data(value)


def in_csv(text: str) -> Iterator[str]:
    """Yield what is wrong with the cells of a CSV file."""
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            yield from in_text(cell)
