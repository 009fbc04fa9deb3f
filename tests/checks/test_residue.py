"""French typography in a text of another language."""

import pytest

from tests.checks.rows import said
from webapp.checks import residue


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("Nom :", "Name:", "en", 0),
        ("Nom :", "姓名：", "zh", 0),
        ("Bravo !", "Well done :-) and thanks ;)", "en", 0),
        ("Bravo !", "Well done :) :D", "en", 0),
        ("à l’échelle 1 : 25 000", "at a scale of 1 : 25 000", "en", 0),
        ("rapport 16 : 9", "16 : 9", "it", 0),
        ("tapez :nom", "type :name", "en", 0),
        ("voir :ref:`x`", "see :ref:`x`", "en", 0),
        ("si a != b", "if a != b", "en", 0),
        ("tapez <code>a ? b : c</code>", "type <code>a ? b : c</code>", "en", 0),
        ("<a title='a : b'>mot</a>", "<a title='a : b'>word</a>", "en", 0),
        ('le <i lang="fr">Quoi ?</i>', 'the <i lang="fr">Quoi ?</i>', "en", 0),
        ("https://example.org/ ?", "https://example.org/?", "en", 0),
        ("à 12:30", "at 12:30", "en", 0),
        # wrong
        ("Nom :", "Name :", "en", 1),
        ("Nom\u00a0:", "Име\u00a0:", "mk", 1),
        ("Quoi\u202f?", "Hva\u202f?", "nb", 1),
        ("Bravo !", "Bravo !", "it", 1),
        ("un ; deux", "one ; two", "en", 1),
        ("un : deux ; trois : quatre ?", "one : two ; three : four ?", "en", 4),
        ("Nom&nbsp;:", "Name&nbsp;:", "en", 1),
        ("Nom : %(name)s", "Name :%(name)s", "en", 1),
        (" : suite", " : the rest", "en", 1),
        ("<b>Nom</b> : mot", "<b>Name</b> : word", "en", 1),
        ("%(name)s : mot", "%(name)s : word", "en", 1),
        ("Quoi ?", "什么 ？", "zh", 1),
        ("Option 1 : 2 pages", "Option 1 : 2 pages", "en", 1),
        ("Vraiment ?!", "Really ?!", "en", 1),
        ("Il dit : « oui »", "He says :“yes”", "en", 1),
    ],
)
def test_no_space_before_high_punctuation(
    source: str, target: str, language: str, times: int
) -> None:
    """A space before : ; ! ? is French, whichever space it is, and each is found."""
    assert len(said(residue.french_space, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("« mot »", "“word”", "en", 0),
        ("« mot »", "«ord»", "nb", 0),
        ("« mot »", "«parola»", "it", 0),
        ("« mot »", "“词”", "zh", 0),
        ("la note « Qui sommes-nous »", "the note « Qui sommes-nous »", "en", 0),
        ("la note « Qui sommes-nous »", "бeлешката «Qui sommes-nous»", "mk", 0),
        ('<i lang="fr">« mot »</i>', '<i lang="fr">« mot »</i>', "en", 0),
        ("Suivant »", "Next »", "en", 0),
        ("<a title='« a »'>b</a>", "<a title='« a »'>c</a>", "en", 0),
        # wrong
        ("« mot »", "« word »", "en", 1),
        ("« mot »", "«word»", "en", 1),
        ("« mot »", "« ord »", "nb", 1),
        ("« mot »", "«\u00a0parola\u00a0»", "it", 1),
        ("« mot »", "«збор»", "mk", 1),
        ("« mot »", "« 词 »", "zh", 1),
        ("« un » et « deux »", "« one » and « two »", "en", 2),
        ("« ALDA »", "« ALDA »", "en", 1),
        ("&laquo; mot &raquo;", "&laquo; word &raquo;", "en", 1),
    ],
)
def test_no_french_quotation_marks(source: str, target: str, language: str, times: int) -> None:
    """« » has spaces inside in French alone; French words that are quoted may keep theirs."""
    assert len(said(residue.french_quotes, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("loi n° 2015-29", "Law No. 2015-29", "en", 0),
        ("loi n° 2015-29", "第2015-29号法律", "zh", 0),
        ("le 1er janvier", "on 1 January", "en", 0),
        ("le 2e rang", "the 2nd row", "en", 0),
        ("45° N", "45° N", "en", 0),
        ("une barre", "1 bar, 2 ere, 31e2f", "en", 0),
        ("de la 3e à la 5e", "fra 3. til 5.", "nb", 0),
        ('<i lang="fr">n° 5</i>', '<i lang="fr">n° 5</i>', "en", 0),
        # wrong
        ("loi n° 2015-29", "Law n° 2015-29", "en", 1),
        ("loi n° 2015-29", "Закон N°\u00a02015-29", "mk", 1),
        ("loi n° 2015-29", "lov n° 2015-29", "nb", 1),
        ("loi n° 2015-29", "legge n° 2015-29", "it", 1),
        ("loi n° 2015-29", "n° 2015-29法律", "zh", 1),
        ("le 1er janvier", "on 1er January", "en", 1),
        ("le 1<sup>er</sup> janvier", "on 1<sup>er</sup> January", "en", 1),
        ("la 2ème page", "2ème pagina", "it", 1),
        ("la 5e République", "the 5e Republic", "en", 1),
    ],
)
def test_no_french_abbreviation(source: str, target: str, language: str, times: int) -> None:
    """`n°`, `1er` and `2ème` are written as the language does."""
    assert len(said(residue.french_abbreviation, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("1 234,50 habitants", "1,234.50 inhabitants", "en", 0),
        ("1 234,50 habitants", "1 234,50 innbyggere", "nb", 0),
        ("1 234,50 habitants", "1.234,50 abitanti", "it", 0),
        ("1 234 habitants", "1,234 inhabitants", "en", 0),
        ("1 234 habitants", "1 234名居民", "zh", 0),
        ("SIREN 123 456 789", "SIREN 123 456 789", "en", 0),
        ("tél. 02 31 06 98 98", "tel. 02 31 06 98 98", "en", 0),
        ("pages 1,2,3", "pages 1,2,3", "en", 0),
        ("en 2012, 100 pages", "in 2012, 100 pages", "en", 0),
        ("3,5 km", "2 km to 3, 5 km at most", "en", 0),
        # wrong
        ("1 234,50 habitants", "1 234,50 inhabitants", "en", 1),
        ("1\u202f234,50 habitants", "1\u202f234,50名居民", "zh", 1),
        ("3,5 km", "3,5 km", "en", 1),
        ("3,5 km", "3,5公里", "zh", 1),
        ("1 234 habitants", "1\u00a0234 inhabitants", "en", 1),
        ("1 234 habitants", "1\u2009234 inhabitants", "en", 1),
        ("1 234,50 habitants", "1.234,50 inhabitants", "en", 1),
        ("0,125 litre", "0,125 litre", "en", 1),
    ],
)
def test_no_french_number(source: str, target: str, language: str, times: int) -> None:
    """A decimal comma is not English or Chinese, nor a space between thousands English."""
    assert len(said(residue.french_number, source, target, language)) == times


def test_the_english_number_is_named() -> None:
    """What is right is said in full."""
    assert "1,234.50" in said(residue.french_number, "1 234,50 €", "1 234,50 euros", "en")[0]


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("12 €", "€12", "en", 0),
        ("12 €", "12 €", "nb", 0),
        ("12 €", "12欧元", "zh", 0),
        ("100 %", "100%", "en", 0),
        ("100 %% des pages", "100%% of pages", "en", 0),
        ("100 %", "100 %", "nb", 0),
        ("100 %", "100 %", "mk", 0),
        ("%(n)s fichiers", "5 %(n)s files", "en", 0),
        # wrong
        ("12 €", "12 €", "en", 1),
        ("12\u00a0€", "12\u00a0€", "zh", 1),
        ("12€", "12€", "en", 1),
        ("100 %", "100 %", "en", 1),
        ("100\u202f%", "100\u202f%", "zh", 1),
        ("100 %% des pages", "100 %% of pages", "en", 1),
        ("%(share)s %%", "%(share)s %%", "en", 1),
    ],
)
def test_no_sign_after_a_space(source: str, target: str, language: str, times: int) -> None:
    """In English and Chinese € stands before its number, and % against it."""
    assert len(said(residue.french_sign, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("à 14h30", "at 2.30 p.m.", "en", 0),
        ("à 14h30", "kl. 14.30", "nb", 0),
        ("pendant 24h", "for 24h", "en", 0),
        ("24h/24", "24h/24", "it", 0),
        ("le 14/07/2026", "on 14 July 2026", "en", 0),
        ("le 14/07/2026", "il 14/07/2026", "it", 0),
        ("le 14 juillet", "see 12/34/5678", "en", 0),
        ("jj/mm/aaaa", "DD/MM/YYYY", "en", 0),
        ("H264", "H264, 5H20X", "en", 0),
        # wrong
        ("à 14h30", "at 14h30", "en", 1),
        ("à 14 h 30", "kl. 14 h 30", "nb", 1),
        ("à 9h05", "9h05", "zh", 1),
        ("le 14/07/2026", "on 14/07/2026", "en", 1),
        ("le 01/02/2026", "on 01/02/2026", "en", 1),
        ("(jj/mm/aaaa)", "(jj/mm/aaaa)", "it", 1),
        ("de 14h00 à 16h30", "from 14h00 to 16h30", "en", 2),
    ],
)
def test_no_french_time(source: str, target: str, language: str, times: int) -> None:
    """Hours, dates in figures and their letters are the language's."""
    assert len(said(residue.french_time, source, target, language)) == times
