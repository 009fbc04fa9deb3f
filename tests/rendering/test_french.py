"""French spacing and superscripts."""

import re

from webapp.rendering.french import space, superscripts

CASES = [
    ("Quoi ?", "Quoi\u202f?"),
    ("Oui !", "Oui\u202f!"),
    ("un ; deux", "un\u202f; deux"),
    ("un : deux", "un\u00a0: deux"),
    ("« mot »", "«\u00a0mot\u00a0»"),
    ("« mot » ?", "«\u00a0mot\u00a0»\u202f?"),
    (" : suite d’un lien", "\u00a0: suite d’un lien"),
    ("à 12:30", "à 12:30"),
    ("https://example.org/?a", "https://example.org/?a"),
    ("R&amp;D ; x", "R&amp;D\u202f; x"),
    ("déjà\u00a0: fait", "déjà\u00a0: fait"),
    ("«mot»", "«mot»"),
    ("L'Aigle, l&#39;Homme", "L’Aigle, l’Homme"),
    ("'mot' d'", "'mot' d'"),
    ("", ""),
]


def test_spaces_before_high_punctuation_do_not_break() -> None:
    """U+202F before ; ! ?, U+00A0 before : and inside « »; nothing is added."""
    assert [(plain, space(plain)) for plain, _ in CASES] == CASES


def test_ordinals_are_raised() -> None:
    """Only `1er` and `1re` as words; taking the tags out gives the text of before."""
    raised = [
        ("le 1er janvier", "le 1<sup>er</sup> janvier"),
        ("1re, (1er)", "1<sup>re</sup>, (1<sup>er</sup>)"),
        ("n° 1, 11er, 1ère, a1er, 1er-x, example.org/1er", None),
    ]
    assert [(text, superscripts(text)) for text, _ in raised] == [
        (text, html or text) for text, html in raised
    ]
    assert all(re.sub("<.*?>", "", superscripts(text)) == text for text, _ in raised)
