"""Texts that have only so much room."""

from tests.checks.entries import EN
from webapp.checks.extent import too_long
from webapp.checks.model import Pair
from webapp.po.model import Message

ROWS: list[tuple[str, list[str], int]] = [
    ("A title that nobody limits", [], 0),
    ("A title that nobody limits", ["a title; see max-length in the guide"], 0),
    ("Languages", ["max-length: 9"], 0),
    ("语言abc", ["max-length: 7"], 0),
    ("Hi %(first_name)s", ["max-length: 4"], 0),
    ('<span lang="fr">Gras</span>', ["max-length: 4"], 0),
    ("Éditeur", ["title of the page", "max-length: 7"], 0),
    ("Languages", ["max-length: 8"], 1),
    ("语言", ["max-length: 3"], 1),
    ("（A）", ["a button, max-length: 4"], 1),
    ("Јазици", ["max-length:5"], 1),
    ('<span lang="fr">Grasse</span> %(name)s', ["max-length: 4"], 1),
]


def said(target: str, extracted: list[str]) -> list[str]:
    """List what the rule says of a translation under comments of its source."""
    return list(too_long(Pair("x", target, EN, Message("x", [target], extracted=extracted))))


def test_a_text_fits_its_room() -> None:
    """The comment's limit holds for what a reader sees; a Chinese character is two wide."""
    assert [row for row in ROWS if len(said(*row[:2])) != row[2]] == []


def test_both_lengths_are_given() -> None:
    """The sentence says how long the text is and what room there is."""
    assert said("Languages", ["max-length: 6"]) == ["9 characters long; there is room for 6"]
