"""Spelling, with whatever knows the words."""

from tests.checks.entries import EN
from tools.spelling import spelling_rule
from webapp.checks.model import Pair, PairCheck
from webapp.po.model import Message


class FewWords:
    """A dictionary of a few words, which counts how often it is asked."""

    words = frozenset(
        ["the", "site", "in", "each", "language", "don't", "well", "known", "of", "don"]
    )

    def __init__(self) -> None:
        self.asked = 0

    def lookup(self, word: str) -> bool:
        """Return whether the word is one of them."""
        self.asked += 1
        return word in self.words

    def suggest(self, word: str) -> list[str]:
        """Return those that begin alike."""
        return sorted(known for known in self.words if known[0] == word[0])


def rule_of(dictionary: FewWords, *words: str) -> PairCheck:
    """Make the rule of a dictionary, with more words."""
    return spelling_rule(dictionary.lookup, dictionary.suggest, frozenset(words))


ROWS: list[tuple[str, str, int]] = [
    ("x", "the site in each language", 0),
    ("x", "The site", 0),
    ("x", "the ALDA of Hordaland", 0),
    ("Un fylke", "the fylke", 0),
    ("x", "the %(wrod)s of wrod@example.org, https://wrod.org/wrod", 0),
    ("x", "don’t, don't, well-known", 0),
    ("x", "the cookie, 2nd", 0),
    ("Les « foo »", 'the <span lang="fr">foo bar</span>', 0),
    ("x", "the siet", 1),
    ("x", "Siet of the language", 1),
    ("x", "“Siet”", 1),
    ("x", "siet siet langauge", 2),
    ("x", "well-knwon", 1),
]


def test_a_word_is_in_the_dictionary() -> None:
    """Names, words of the source, fields and addresses are not looked up."""
    rule = rule_of(FewWords(), "cookie")
    assert [
        row
        for row in ROWS
        if len(list(rule(Pair(*row[:2], EN, Message(row[0], [row[1]]))))) != row[2]
    ] == []


def test_likely_words_are_given() -> None:
    """The first three that the dictionary gives, or none."""
    rule = rule_of(FewWords())
    pair = Pair("x", "the lnaguage, zite", EN, Message("x", [""]))
    assert list(rule(pair)) == [
        "'lnaguage' is not in the dictionary: perhaps language",
        "'zite' is not in the dictionary",
    ]


def test_a_word_is_looked_up_once() -> None:
    """A dictionary is slow; what it said of a word is kept."""
    words = FewWords()
    rule = rule_of(words)
    pair = Pair("x", "the site", EN, Message("x", [""]))
    list(rule(pair))
    asked = words.asked
    list(rule(pair))
    assert words.asked == asked
