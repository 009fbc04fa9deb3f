"""Reading pages as a browser would."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from webapp.languages import LANGUAGES
from webapp.pages import addresses

# A page of the Region, of a town and of an association stand for those of all actors.
ACTORS = ("region-basse-normandie", "caen", "citim")
ADDRESSES = addresses() + [
    f"/{language.path}/directory/{actor}" for language in LANGUAGES for actor in ACTORS
]


def parse(text: str) -> Element:
    """Parse a page; an error of the parser is an error of the page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    assert parser.errors == []
    return tree


def texts(element: Element, language: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below an element with the language that it is said to be in."""
    language = element.get("lang", language)
    if element.text:
        yield element.text, language
    for child in element:
        yield from texts(child, language)
        if child.tail:
            yield child.tail, language
