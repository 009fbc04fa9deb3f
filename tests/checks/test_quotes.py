"""Quotation marks of each language."""

from tests.checks.rows import Row, mistaken

ROWS: dict[str, list[Row]] = {
    "quotation-marks": [
        # Straight quotes have no place in running text; attributes, code and inches have.
        ("« mot »", "“word”", "en", 0),
        ("l’écran", "the user's screen", "en", 0),
        ('un écran de 15"', 'a 15" screen, a 17" screen', "en", 0),
        ('le caractère "', 'the character "', "en", 0),
        # wrong
        ("« mot »", '"word"', "en", 1),
        ('"mot"', '"збор"', "mk", 1),
        ("« mot »", '"ord"', "nb", 1),
        ("« mot »", 'la "parola"', "it", 1),
        ("« mot »", '"词"', "zh", 1),
        ("« %(name)s »", '"%(name)s"', "en", 1),
        # Each language has its own pair, and may nest another inside it.
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
        ("« a »", '<span lang="en">“a”</span>', "nb", 0),
        # wrong
        ("« mot »", "„word“", "en", 1),
        ("« mot »", "“збор”", "mk", 1),
        ("« mot »", "„збор”", "mk", 1),
        ("« mot »", "“ord”", "nb", 1),
        ("« mot »", "„ord“", "nn", 1),
        ("« mot »", "“parola”", "it", 1),
        ("« mot »", "「词」", "zh", 1),
        # Each quotation mark is opened and closed, unless the source leaves one open as well.
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
        # « » has spaces inside in French alone; French words that are quoted may keep theirs.
        ("« mot »", "“word”", "en", 0),
        ("« mot »", "«ord»", "nb", 0),
        ("« mot »", "«parola»", "it", 0),
        ("« mot »", "“词”", "zh", 0),
        ("la note « Qui sommes-nous »", "the note « Qui sommes-nous »", "en", 0),
        ("la note « Qui sommes-nous »", "бeлешката «Qui sommes-nous»", "mk", 0),
        ("« mot »", '<span lang="fr">« mot »</span>', "en", 0),
        ("Suivant »", "Next »", "en", 0),
        # wrong
        ("« mot »", "« word »", "en", 1),
        ("« mot »", "«word»", "en", 1),
        ("« mot »", "« ord »", "nb", 1),
        ("« mot »", "«\u00a0parola\u00a0»", "it", 1),
        ("« mot »", "«збор»", "mk", 1),
        ("« mot »", "« 词 »", "zh", 1),
        ("« un » et « deux »", "« one » and « two »", "en", 1),
        ("« ALDA »", "« ALDA »", "en", 1),
    ],
}


def test_each_row_is_found_as_often_as_it_says() -> None:
    """A language has its own marks, paired and without spaces; a French title may keep its own."""
    assert mistaken(ROWS) == []
