"""What is written in a French way in another language."""

from tests.checks.rows import Row, mistaken, said

ROWS: dict[str, list[Row]] = {
    "french-writing": [
        # `n°`, `1er` and `2ème` are written as the language does.
        ("loi n° 2015-29", "Law No. 2015-29", "en", 0),
        ("loi n° 2015-29", "第2015-29号法律", "zh", 0),
        ("le 1er janvier", "on 1 January", "en", 0),
        ("le 2e rang", "the 2nd row", "en", 0),
        ("45° N", "45° N", "en", 0),
        ("une barre", "1 bar, 2 ere, 31e2f", "en", 0),
        ("de la 3e à la 5e", "fra 3. til 5.", "nb", 0),
        ("n° 5", '<span lang="fr">n° 5</span>', "en", 0),
        # wrong
        ("loi n° 2015-29", "Law n° 2015-29", "en", 1),
        ("loi n° 2015-29", "Закон N°\u00a02015-29", "mk", 1),
        ("loi n° 2015-29", "lov n° 2015-29", "nb", 1),
        ("loi n° 2015-29", "legge n° 2015-29", "it", 1),
        ("loi n° 2015-29", "n° 2015-29法律", "zh", 1),
        ("le 1er janvier", "on 1er January", "en", 1),
        ("la 2ème page", "2ème pagina", "it", 1),
        ("la 5e République", "the 5e Republic", "en", 1),
        # A decimal comma is not English or Chinese, nor a space between thousands English.
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
        # In English and Chinese € stands before its number, and % against it.
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
        # Hours, dates in figures and their letters are the language's.
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
}


def test_each_row_is_found_as_often_as_it_says() -> None:
    """Abbreviations, numbers, sums and hours are those of the language."""
    assert mistaken(ROWS) == []


def test_the_english_number_is_named() -> None:
    """What is right is said in full."""
    assert "1,234.50" in said("french-writing", "1 234,50 €", "1 234,50 euros", "en")[0]
