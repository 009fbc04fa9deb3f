"""Rules on the ends of a text."""

from collections.abc import Iterator

from webapp.checks.model import Pair


def blank(pair: Pair) -> Iterator[str]:
    """A translation of spaces only: the page would show nothing."""
    if pair.target.isspace():
        yield "the translation is nothing but spaces"


def newline_ends(pair: Pair) -> Iterator[str]:
    """A newline at the beginning or the end on one side only: `msgfmt` refuses the file."""
    for name, has in (("begin", str.startswith), ("end", str.endswith)):
        source, target = has(pair.source, "\n"), has(pair.target, "\n")
        if source and not target:
            yield f"the source {name}s with a newline, the translation does not"
        elif target and not source:
            yield f"the translation {name}s with a newline, the source does not"
