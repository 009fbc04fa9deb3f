"""Quotation marks of each language."""

import pytest

from tests.checks.rows import said
from webapp.checks import quotes


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("« mot »", "“word”", "en", 0),
        ("l’écran", "the user's screen", "en", 0),
        ('<a href="x">mot</a>', '<a href="x">word</a>', "en", 0),
        ('un écran de 15"', 'a 15" screen, a 17" screen', "en", 0),
        ('tapez <code>"x"</code>', 'type <code>"x"</code>', "en", 0),
        ('tapez `"x"`', 'type `"x"`', "en", 0),
        ('le caractère "', 'the character "', "en", 0),
        # wrong
        ("« mot »", '"word"', "en", 1),
        ('"mot"', '"збор"', "mk", 1),
        ("« mot »", '"ord"', "nb", 1),
        ("« mot »", 'la "parola"', "it", 1),
        ("« mot »", '"词"', "zh", 1),
        ("« %(name)s »", '"%(name)s"', "en", 1),
        ("« mot »", "&quot;word&quot;", "en", 1),
    ],
)
def test_no_straight_quotes(source: str, target: str, language: str, times: int) -> None:
    """Straight quotes have no place in running text; attributes, code and inches have."""
    assert len(said(quotes.straight_quotes, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("« mot »", "“word”", "en", 0),
        ("« mot »", "‘word’", "en", 0),
        ("« mot »", "„збор“", "mk", 0),
        ("« mot »", "„збор ‚друг‘ збор“", "mk", 0),
        ("« mot »", "«ord»", "nb", 0),
        ("« mot »", "«et “ord” til»", "nb", 0),
        ("« mot »", "«la “parola”»", "it", 0),
        ("« mot »", "“词”", "zh", 0),
        ("« livre »", "《书》", "zh", 0),
        ("l’année", "l’anno dell’euro", "it", 0),
        ('<i lang="en">“a”</i>', '<i lang="en">“a”</i>', "nb", 0),
        # wrong
        ("« mot »", "„word“", "en", 1),
        ("« mot »", "“збор”", "mk", 1),
        ("« mot »", "„збор”", "mk", 1),
        ("« mot »", "“ord”", "nb", 1),
        ("« mot »", "„ord“", "nn", 1),
        ("« mot »", "“parola”", "it", 1),
        ("« mot »", "「词」", "zh", 1),
    ],
)
def test_no_foreign_quotes(source: str, target: str, language: str, times: int) -> None:
    """Each language has its own pair, and may nest another inside it."""
    assert len(said(quotes.foreign_quotes, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("« mot »", "“word”", "en", 0),
        ("« mot »", "“the parties’ word”", "en", 0),
        ("« mot »", "„збор“ и „збор“", "mk", 0),
        ("« mot »", "«ord»", "nb", 0),
        ("Suivant »", "Neste »", "nb", 0),
        ("« mot", "“word", "en", 0),
        ("un écran de 15”", "a 15” screen", "en", 0),
        # wrong
        ("« mot »", "“word", "en", 1),
        ("« mot »", "word”", "en", 1),
        ("« mot »", "”word”", "en", 1),
        ("« mot »", "”词“", "zh", 1),
        ("« mot »", "«ord", "nb", 1),
        ("« mot »", "„збор", "mk", 1),
        ("« mot »", "parola»", "it", 1),
    ],
)
def test_quotes_have_counterparts(source: str, target: str, language: str, times: int) -> None:
    """Each quotation mark is opened and closed, unless the source leaves one open as well."""
    assert len(said(quotes.unbalanced_quotes, source, target, language)) == times
