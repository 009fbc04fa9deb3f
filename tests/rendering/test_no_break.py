"""Where no line may break."""

from webapp.rendering.no_break import keep, whole

KEPT = [
    ("fr", "depuis le 1er janvier 2016", "depuis le 1er\u00a0janvier 2016"),
    ("fr", "loi n° 2015-29 du 16 janvier", "loi n°\u00a02015-29 du 16\u00a0janvier"),
    ("fr", "l’article L 1115-1", "l’article L\u00a01115-1"),
    ("fr", "l’article L. 1115-1", "l’article L.\u00a01115-1"),
    ("en", "Law No. 2015-29 of 6 August 2021", "Law No.\u00a02015-29 of 6\u00a0August 2021"),
    ("en", "Article L 1115-1", "Article L\u00a01115-1"),
    (
        "mk",
        "бр. 2015-29 од 6 август 2021 година",
        "бр.\u00a02015-29 од 6\u00a0август 2021\u00a0година",
    ),
    ("mk", "збратимувања – договори", "збратимувања\u00a0– договори"),
    ("nb", "lov nr. 2015-29 av 6. august", "lov nr.\u00a02015-29 av 6.\u00a0august"),
    ("nn", "1. januar 2020", "1.\u00a0januar 2020"),
    ("it", "legge n. 2015-29 del 1º gennaio", "legge n.\u00a02015-29 del 1º\u00a0gennaio"),
    ("zh-Hans", "2016年1月1日 第2015-29号", "2016年1月1日 第2015-29号"),
    ("en", "in August 2021", "in August 2021"),
    ("en", "6 janvier, XL 12, No. of", "6 janvier, XL 12, No. of"),
    ("sq", "6 August 2021", "6 August 2021"),
    ("mk", "%(place)s – %(year)s година", "%(place)s\u00a0– %(year)s\u00a0година"),
]
HELD = [
    ("loi 2015-29 du", 'loi <span class="whole">2015-29</span> du'),
    ("第L1115-1条", '第<span class="whole">L1115-1</span>条'),
    ("2019-2021.", '<span class="whole">2019-2021</span>.'),
    ("https://example.org/2019-2021/a", "https://example.org/2019-2021/a"),
    ("a-2015-29", "a-2015-29"),
    ("12-13", "12-13"),
]


def test_dates_and_references_do_not_break() -> None:
    """Each language has its own months and abbreviations; only spaces that are there change."""
    assert [(tag, plain, keep(plain, tag)) for tag, plain, _ in KEPT] == KEPT


def test_numbers_with_a_hyphen_stay_whole() -> None:
    """The characters stay, so that a number can be copied; addresses are left alone."""
    assert [(text, whole(text)) for text, _ in HELD] == HELD
