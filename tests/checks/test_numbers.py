"""Numbers, compared as values."""

import pytest

from tests.checks.rows import said
from webapp.checks.numbers import _NUMBER, different_number


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("1 234,50 habitants", "1,234.50 inhabitants", "en"),
        ("1 234,50 habitants", "1 234,50 innbyggere", "nb"),
        ("1 234,50 habitants", "1.234,50 жители", "mk"),
        ("1\u202f234,50 habitants", "1.234,50 abitanti", "it"),
        ("1 234,5 habitants", "1,234.50名居民", "zh"),
        ("1 234 habitants", "1234 inhabitants", "en"),
        ("1 234 567 habitants", "1.234.567 abitanti", "it"),
        ("3,5 km", "3.5 km", "en"),
        ("l’article L 1115-1", "Article L 1115-1", "en"),
        ("l’article L 1115-1", "第L1115-1条", "zh"),
        ("l’article L 1115-1", "l’articolo L. 1115-1", "it"),
        ("la loi n° 2015-29", "Law No. 2015-29", "en"),
        ("avec 5 critères", "by five criteria", "en"),
        ("avec 5 critères", "според пет критериуми", "mk"),
        ("avec 5 critères", "etter fem kriterier", "nb"),
        ("avec 5 critères", "con cinque criteri", "it"),
        ("avec 5 critères", "五项标准", "zh"),
        ("avec 12 critères", "十二项标准", "zh"),
        ("quatre collectivités", "4 authorities", "en"),
        ("quinze collectivités", "15 authorities", "en"),
        ("le 1er janvier 2016", "on 1 January 2016", "en"),
        ("le 1er janvier 2016", "2016年1月1日", "zh"),
        ("le 6 août 2021", "2021年8月6日", "zh"),
        ("le 14/07/2026", "on 14 July 2026", "en"),
        ("le 14 juillet 2026", "14.7.2026", "nb"),
        ("le 1er rang", "the 1st row", "en"),
        ("le 2e rang", "the second row", "en"),
        ("à 14h30", "at 2.30 p.m.", "en"),
        ("à 14h30", "下午2:30", "zh"),
        ("à 14h30", "kl. 14.30", "nb"),
        ("le XXIe siècle", "the 21st century", "en"),
        ("le 21e siècle", "il XXI secolo", "it"),
        ("les années 90", "the 1990s", "en"),
        ("5 000 euros", "5 thousand euros", "en"),
        ("1,5 million d’habitants", "150万居民", "zh"),
        ("tél. 02 31 06 98 98", "tel. +33 2 31 06 98 98", "en"),
        ("des fichiers MP3", "audio files", "en"),
        ("du CO2", "CO₂", "en"),
        ("%(n)d fichiers de 2012", "%(n)d files from 2012", "en"),
        ("<a href='/2012'>mot</a>", "<a href='/2012'>word</a>", "en"),
        ("version 1.2.3", "version 1.2.3", "en"),
        ("en 2012 et en 2012", "in 2012", "en"),
        ("1 fichier", "a file", "en"),
        ("100 % gratuit", "completely free", "en"),
        ("deux millions d’habitants", "2,000,000 inhabitants", "en"),
        ("24h/24 et 7j/7", "24/7", "en"),
        ("les 15-25 ans", "ungdom fra 15 til 25 år", "nb"),
        ("20 000 m²", "20,000 square metres", "en"),
        ("１２ pages", "12 pages", "en"),
    ],
)
def test_the_same_numbers_are_the_same(source: str, target: str, language: str) -> None:
    """A number keeps its value however a language writes, spells or counts it."""
    assert said(different_number, source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("depuis 2012", "since 2013", "en", 1),
        ("loi de 2007", "закон од 2017 година", "mk", 1),
        ("1 234,50 habitants", "1,235.50 inhabitants", "en", 1),
        ("1,5 km", "15 km", "en", 1),
        ("avec 5 critères", "by criteria", "en", 1),
        ("avec 5 critères", "etter seks kriterier", "nb", 1),
        ("la loi n° 2015-29", "Law No. 2015-92", "en", 1),
        ("des échanges", "250 exchanges", "en", 1),
        ("le 16 janvier 2015", "2015年1月15日", "zh", 1),
        ("320 pixels, 3 pages", "pixels and pages", "it", 2),
        ("1 234 habitants", "12 340 innbyggere", "nb", 1),
    ],
)
def test_another_number_is_found(source: str, target: str, language: str, times: int) -> None:
    """A number that is lost, changed or made up is named."""
    assert len(said(different_number, source, target, language)) == times


def test_both_numbers_are_named() -> None:
    """A changed number is shown with the right one."""
    assert said(different_number, "depuis 2012", "since 2013", "en") == [
        "2013 where the source says 2012"
    ]


def test_a_number_takes_no_more_than_seven_groups() -> None:
    """Each start looks so far and no further, so that a text is read in one go, however long."""
    for separator in " \u202f.,’":
        text = separator.join(["1", *["000"] * 50]) + ",5,5"
        grouped = [match for match in _NUMBER.finditer(text) if match[1] not in (None, ".")]
        assert all(match[0].count(separator) <= 7 for match in grouped)
    long = " ".join(["1", *["000"] * 80_000]) + ",5,5"
    assert sum(len(match[0]) for match in _NUMBER.finditer(long)) > 240_000
