"""Texts that have only so much room."""

import pytest

from tests.checks.judged import EN, Entry
from webapp.checks.length import too_long
from webapp.checks.model import Pair

ROWS: list[tuple[str, list[str], int]] = [
    ("A title that nobody limits", [], 0),
    ("A title that nobody limits", ["a title; see max-length in the guide"], 0),
    ("Languages", ["max-length: 9"], 0),
    ("语言abc", ["max-length: 7"], 0),
    ("Hi %(first_name)s", ["max-length: 4"], 0),
    ("<b class='x'>Bold</b>", ["max-length: 4"], 0),
    ("Éditeur", ["title of the page", "max-length: 7"], 0),
    ("Languages", ["max-length: 8"], 1),
    ("语言", ["max-length: 3"], 1),
    ("（A）", ["a button, max-length: 4"], 1),
    ("Јазици", ["max-length:5"], 1),
    ("<b>Bolder</b> %(name)s", ["max-length: 4"], 1),
]


@pytest.mark.parametrize(("target", "extracted", "number"), ROWS)
def test_a_text_fits_its_room(target: str, extracted: list[str], number: int) -> None:
    """The comment's limit holds for what a reader sees; a Chinese character is two wide."""
    entry = Entry("x", [target], extracted=extracted)
    assert len(list(too_long(Pair("x", target, EN, entry)))) == number


def test_both_lengths_are_given() -> None:
    """The sentence says how long the text is and what room there is."""
    entry = Entry("x", ["Languages"], extracted=["max-length: 6"])
    assert list(too_long(Pair("x", "Languages", EN, entry))) == [
        "9 characters long; there is room for 6"
    ]
