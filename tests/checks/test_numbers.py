"""Numbers, compared as values."""

import time

from tests.checks.rows import Row, mistaken, said

ROWS: dict[str, list[Row]] = {
    "different-number": [
        ("1 234,50 habitants", "1,234.50 inhabitants", "en", 0),
        ("1 234,50 habitants", "1 234,50 innbyggere", "nb", 0),
        ("1 234,50 habitants", "1.234,50 жители", "mk", 0),
        ("1\u202f234,50 habitants", "1.234,50 abitanti", "it", 0),
        ("1 234,5 habitants", "1,234.50名居民", "zh", 0),
        ("1 234 habitants", "1234 inhabitants", "en", 0),
        ("1 234 567 habitants", "1.234.567 abitanti", "it", 0),
        ("3,5 km", "3.5 km", "en", 0),
        ("l’article L 1115-1", "Article L 1115-1", "en", 0),
        ("l’article L 1115-1", "第L1115-1条", "zh", 0),
        ("l’article L 1115-1", "l’articolo L. 1115-1", "it", 0),
        ("la loi n° 2015-29", "Law No. 2015-29", "en", 0),
        ("avec 5 critères", "by five criteria", "en", 0),
        ("avec 5 critères", "според пет критериуми", "mk", 0),
        ("avec 5 critères", "etter fem kriterier", "nb", 0),
        ("avec 5 critères", "con cinque criteri", "it", 0),
        ("avec 5 critères", "五项标准", "zh", 0),
        ("avec 12 critères", "十二项标准", "zh", 0),
        ("quatre collectivités", "4 authorities", "en", 0),
        ("quinze collectivités", "15 authorities", "en", 0),
        ("le 1er janvier 2016", "on 1 January 2016", "en", 0),
        ("le 1er janvier 2016", "2016年1月1日", "zh", 0),
        ("le 6 août 2021", "2021年8月6日", "zh", 0),
        ("le 14/07/2026", "on 14 July 2026", "en", 0),
        ("le 14 juillet 2026", "14.7.2026", "nb", 0),
        ("le 1er rang", "the 1st row", "en", 0),
        ("le 2e rang", "the second row", "en", 0),
        ("à 14h30", "at 2.30 p.m.", "en", 0),
        ("à 14h30", "下午2:30", "zh", 0),
        ("à 14h30", "kl. 14.30", "nb", 0),
        ("le XXIe siècle", "the 21st century", "en", 0),
        ("le 21e siècle", "il XXI secolo", "it", 0),
        ("les années 90", "the 1990s", "en", 0),
        ("5 000 euros", "5 thousand euros", "en", 0),
        ("1,5 million d’habitants", "150万居民", "zh", 0),
        ("tél. 02 31 06 98 98", "tel. +33 2 31 06 98 98", "en", 0),
        ("des fichiers MP3", "audio files", "en", 0),
        ("du CO2", "CO₂", "en", 0),
        ("%(n)d fichiers de 2012", "%(n)d files from 2012", "en", 0),
        ("<a href='/2012'>mot</a>", "<a href='/2012'>word</a>", "en", 0),
        ("version 1.2.3", "version 1.2.3", "en", 0),
        ("en 2012 et en 2012", "in 2012", "en", 0),
        ("1 fichier", "a file", "en", 0),
        ("100 % gratuit", "completely free", "en", 0),
        ("deux millions d’habitants", "2,000,000 inhabitants", "en", 0),
        ("24h/24 et 7j/7", "24/7", "en", 0),
        ("les 15-25 ans", "ungdom fra 15 til 25 år", "nb", 0),
        ("20 000 m²", "20,000 square metres", "en", 0),
        ("１２ pages", "12 pages", "en", 0),
        # wrong
        ("depuis 2012", "since 2013", "en", 1),
        ("loi de 2007", "закон од 2017 година", "mk", 1),
        ("1 234,50 habitants", "1,235.50 inhabitants", "en", 1),
        ("1,5 km", "15 km", "en", 1),
        ("avec 5 critères", "by criteria", "en", 0),
        ("avec 5 critères", "etter seks kriterier", "nb", 0),
        ("la loi n° 2015-29", "Law No. 2015-92", "en", 1),
        ("des échanges", "250 exchanges", "en", 1),
        ("le 16 janvier 2015", "2015年1月15日", "zh", 1),
        ("320 pixels, 300 pages", "pixels and pages", "it", 2),
        ("1 234 habitants", "12 340 innbyggere", "nb", 1),
    ],
}


def test_each_row_is_found_as_often_as_it_says() -> None:
    """A number keeps its value however a language writes it; small ones may be in words."""
    assert mistaken(ROWS) == []


def test_both_numbers_are_named() -> None:
    """A changed number is shown with the right one."""
    assert said("different-number", "depuis 2012", "since 2013", "en") == [
        "2013 where the source says 2012"
    ]


def test_long_numbers_take_linear_time() -> None:
    """However many groups of digits follow one another, a text is read in one go."""
    started = time.process_time()
    for separator in " \u202f.,’":
        said("different-number", "1", separator.join(["1", *["000"] * 20_000]) + ",5,5", "en")
    assert time.process_time() - started < 5
