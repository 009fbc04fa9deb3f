"""Spaces, and words that stand twice."""

import pytest

from tests.checks.rows import said
from webapp.checks import spaces


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("un mot", "a word", "en", 0),
        ("un  mot", "a  word", "en", 0),
        ("\n        un mot\n    ", "\n        a word\n    ", "en", 0),
        ("un mot\n        de plus", "a word\n        more", "en", 0),
        ("un %(x)s mot", "a %(x)s word", "en", 0),
        ("<b>un</b> mot", "<b>a</b> word", "en", 0),
        # wrong
        ("un mot", "a  word", "en", 1),
        ("un mot", "еден  збор", "mk", 1),
        ("un mot", "a \u00a0word", "en", 1),
        ("un %(x)s mot", "a %(x)s  word", "en", 1),
        ("Fin. Suite", "End.  More", "en", 1),
        ("un mot", "一\u3000\u3000词", "zh", 1),
    ],
)
def test_no_double_space(source: str, target: str, language: str, times: int) -> None:
    """One space is enough, unless the source has more or indents its lines."""
    assert len(said(spaces.double_space, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("mot", "word", "en", 0),
        (" mot ", " word ", "en", 0),
        ("Nom : ", "Name: ", "en", 0),
        ("Nom : ", "姓名：", "zh", 0),
        (" : suite", ": the rest", "en", 0),
        ("\n  mot\n", "\n    word\n", "en", 0),
        (" ", "  ", "en", 0),
        ("mot\n", "word", "en", 0),  # newline_ends says so
        # wrong
        ("mot", " word", "en", 1),
        ("mot", "word ", "en", 1),
        (" mot", "word", "en", 1),
        ("mot ", "ord", "nb", 1),
        ("mot", " 词", "zh", 1),
        (" mot ", "word", "en", 2),
    ],
)
def test_the_edges_are_those_of_the_source(
    source: str, target: str, language: str, times: int
) -> None:
    """A space at an end joins a text to its neighbour: it stands where the source has it."""
    assert len(said(spaces.edge_space, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("mot", "the word", "en", 0),
        ("mot", "he had had that that was", "en", 0),
        ("peu à peu", "piano piano, man mano", "it", 0),
        ("il s’agit de", "det det gjelder, er er", "nb", 0),
        ("encore", "сѐ сѐ", "mk", 0),
        ("bien", "好好 休息 休息", "zh", 0),
        ("Baden Baden", "Baden Baden", "en", 0),
        ("points points", "dot dot", "en", 0),
        ("%(a)s %(a)s", "%(a)s %(a)s", "en", 0),
        ("mot", "one, one. One", "en", 0),
        ("mot", "go-to to the", "en", 0),
        ("2 2", "2 2", "en", 0),
        # wrong
        ("mot", "the the word", "en", 1),
        ("mot", "The the word", "en", 1),
        ("sur la page", "на на страницата", "mk", 1),
        ("vous pouvez", "nå kan du du velge", "nb", 1),
        ("pour être", "per per essere", "it", 1),
        ("mot", "was  was made", "en", 1),
        ("nous nous efforçons", "we we try", "en", 1),
    ],
)
def test_no_word_twice(source: str, target: str, language: str, times: int) -> None:
    """A word that stands twice in a row is found, not one that its language doubles."""
    assert len(said(spaces.doubled_word, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("un, deux.", "one, two.", "en", 0),
        ("un fichier .po", "a .po file", "en", 0),
        ("à suivre ...", "to follow ...", "en", 0),
        ("les caractères : @ . + -", "characters: @ . + -", "en", 0),
        ("0,5", "about .5", "en", 0),
        ("un", "一 二。", "zh", 0),
        # wrong
        ("un, deux.", "one , two.", "en", 1),
        ("un, deux.", "еден, два .", "mk", 1),
        ("un, %(x)s.", "en, %(x)s .", "nb", 1),
        ("<a>un</a>.", "<a>uno</a> .", "it", 1),
        ("un, deux.", "一 ，二。", "zh", 1),
        ("un, deux.", "one\u00a0, two .", "en", 2),
    ],
)
def test_no_space_before_a_stop(source: str, target: str, language: str, times: int) -> None:
    """No language has a space before a comma or a full stop."""
    assert len(said(spaces.space_before_stop, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("Fin. Suite", "End. More", "en", 0),
        ("av. J.-C.", "B.C. and A.D. in the U.S.A.", "en", 0),
        ("voir Node.js, data.gouv.fr", "see Node.js, data.gouv.fr, setup.Py", "en", 0),
        ("oui,non", "yes,no", "en", 0),
        ("1,5 et 3.14", "1.5 and 3.14", "en", 0),
        ("Fin. Suite", "结束,继续", "zh", 0),
        ("System.Text", "System.Text", "en", 0),
        ("voir https://a.org/b,c.Def", "see https://a.org/b,c.Def", "en", 0),
        # wrong
        ("Fin. Suite", "End.More", "en", 1),
        ("un, deux", "one,two", "en", 1),
        ("un, deux", "еден,два", "mk", 1),
        ("Fin. Suite", "Slutt.Mer", "nb", 1),
        ("Requis. Lettres", "Obbligatorio o meno.Solo lettere", "it", 1),
        ("un, deux, trois. Fin", "one,two,three.End", "en", 3),
    ],
)
def test_no_missing_space(source: str, target: str, language: str, times: int) -> None:
    """A space follows a comma or a full stop between words, not in names and abbreviations."""
    assert len(said(spaces.missing_space, source, target, language)) == times
