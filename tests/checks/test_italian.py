"""Italian: accents and apostrophes."""

import pytest

from tests.checks.judged import IT, Entry
from webapp.checks import italian
from webapp.checks.model import Pair

ACCENTS: list[tuple[str, int]] = [
    ("Perché, poiché, né, sé, è, c’è, cioè, tè, caffè, più, già", 0),
    ("città, attività e solidarietà", 0),
    ("le Gia, Societa e Citta di Castello", 0),
    ("qui, qua, sta, va, fa, so, no, dà, dì, là, lì, sì", 0),
    ("citta-slow, %(piu)s, <i title='perche'>ecco</i>", 0),
    ("perchè", 1),
    ("nè l’uno nè l’altro", 1),
    ("il sito é aperto", 1),
    ("c’é una pagina", 1),
    ("É aperto", 1),
    ("piu di una citta", 2),
    ("Stà quì", 2),
]

APOSTROPHES: list[tuple[str, int]] = [
    ("È più di un po’, va’, di’, be’, de’ Medici", 0),
    ("l’attività dell’ente c’è", 0),
    ("'citta' e 'e'", 0),
    ("‘la citta’", 0),
    ("dell’e’commerce", 0),
    ("la vita' e il resto", 0),
    ("E' vero", 1),
    ("e’ vero", 1),
    ("perche' e piu'", 2),
    ("l'attivita' della citta'", 2),
    ("PERCHE' puo'", 2),
    ("sara' lunedi'", 2),
]

ELISIONS: list[tuple[str, int]] = [
    ("qual è, qual era, un altro, un’altra, un po’, un po'", 0),
    ("un anno, un uomo, un’area, un'attività, un’insegnante", 0),
    ("il fiume Po, un poster, un Po", 0),
    ("un amministratore, un areale, un ideatore", 0),
    ("alcun'altra, nessun'altra, qualcun altro", 0),
    ("Qual’è", 1),
    ("qual'era il termine", 1),
    ("un’altro ente", 1),
    ("un altra cosa", 1),
    ("un pò", 1),
    ("un po di tempo", 1),
    ("un associazione e un'obiettivo", 2),
]


def said(rule: str, target: str) -> list[str]:
    """List what a rule says of a translation."""
    return list(getattr(italian, rule)(Pair("x", target, IT, Entry("x", [target]))))


@pytest.mark.parametrize(("target", "number"), ACCENTS)
def test_accents_are_the_right_ones(target: str, number: int) -> None:
    """A wrong or a missing accent is found where no other word is written so."""
    assert len(said("italian_accent", target)) == number


@pytest.mark.parametrize(("target", "number"), APOSTROPHES)
def test_no_apostrophe_stands_for_an_accent(target: str, number: int) -> None:
    """Truncated words and quoted ones pass."""
    assert len(said("apostrophe_for_accent", target)) == number


@pytest.mark.parametrize(("target", "number"), ELISIONS)
def test_an_apostrophe_stands_where_a_vowel_is_elided(target: str, number: int) -> None:
    """Feminine words have it after un, masculine ones and qual è have none."""
    assert len(said("italian_elision", target)) == number


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("italian_accent", "perchè", "perché"),
        ("italian_accent", "PERCHÈ", "PERCHÉ"),
        ("italian_accent", "É", "È"),
        ("apostrophe_for_accent", "E'", "È"),
        ("apostrophe_for_accent", "perche'", "perché"),
        ("apostrophe_for_accent", "citta'", "città"),
        ("italian_elision", "Qual’è", "Qual è"),
        ("italian_elision", "un altra", "un’altra"),
        ("italian_elision", "Un pò", "Un po’"),
        ("italian_elision", "un’altro", "un altro"),
    ],
)
def test_the_right_spelling_is_given(rule: str, wrong: str, right: str) -> None:
    """The sentence has the word as it is written, with its capitals."""
    assert said(rule, wrong) == [f"{wrong!r} is written {right!r}"]
