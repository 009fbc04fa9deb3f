"""Fields and markup inside a text of XLIFF: `<ph>` elements that an editor moves as a whole."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_PROTECTED = re.compile(r"%\(\w+\)[a-z]|%%|</?[A-Za-z][^<>]*>|&#?\w+;")

_STANDING_IN = {"ph", "x", "bx", "ex", "bpt", "ept", "it"}
"""Elements that may come back empty, with the id of what they stand for (XLIFF 1.2, 2.4)."""


def numbered(source: str) -> dict[str, str]:
    """Give each protected part of a source text an id, in the order of the text."""
    return {str(number): part for number, part in enumerate(_PROTECTED.findall(source), 1)}


def fill(element: Any, text: str, known: Mapping[str, str]) -> None:
    """Write a text into an element, its protected parts as `<ph>`.

    A part that the source has takes the id it has there; every other one takes an id of its own.

    Arguments:
        element: an lxml element without content.
        text: the text.
        known: the protected parts of the source, by id.
    """
    free = dict(known)
    tag = element.tag.replace("source", "ph").replace("target", "ph")
    child = None
    end = 0
    for number, match in enumerate(_PROTECTED.finditer(text), len(known) + 1):
        _append(element, child, text[end : match.start()])
        name = next((name for name, part in free.items() if part == match[0]), str(number))
        free.pop(name, None)
        child = element.makeelement(tag, {"id": name})
        child.text = match[0]
        element.append(child)
        end = match.end()
    _append(element, child, text[end:])


def _append(element: Any, child: Any, text: str) -> None:
    """Put text after the last child, or first of all."""
    if child is None:
        element.text = text
    else:
        child.tail = text


def flat(element: Any, known: Mapping[str, str]) -> str:
    """Give the text of an element as a msgstr has it, exact to the space.

    Arguments:
        element: a `<source>` or `<target>` in lxml.
        known: what an element that came back empty stands for, by its id.
    """
    return "".join(_texts(element, known))


def _texts(element: Any, known: Mapping[str, str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):  # not a comment or an instruction
            yield _inner(child, known)
        yield child.tail or ""


def _inner(child: Any, known: Mapping[str, str]) -> str:
    text = flat(child, known)
    stands_in = child.tag.rpartition("}")[2] in _STANDING_IN
    return text or (known.get(child.get("id", ""), "") if stands_in else "")
