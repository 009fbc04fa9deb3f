"""Spaces, and words that stand twice."""

from tests.checks.rows import Row, mistaken

ROWS: dict[str, list[Row]] = {
    "double-space": [
        # One space is enough, unless the source has more or indents its lines.
        ("un mot", "a word", "en", 0),
        ("un  mot", "a  word", "en", 0),
        ("\n        un mot\n    ", "\n        a word\n    ", "en", 0),
        ("un mot\n        de plus", "a word\n        more", "en", 0),
        ("un %(x)s mot", "a %(x)s word", "en", 0),
        # wrong
        ("un mot", "a  word", "en", 1),
        ("un mot", "еден  збор", "mk", 1),
        ("un mot", "a \u00a0word", "en", 1),
        ("un %(x)s mot", "a %(x)s  word", "en", 1),
        ("Fin. Suite", "End.  More", "en", 1),
        ("un mot", "一\u3000\u3000词", "zh", 1),
    ],
    "edge-space": [
        # A space at an end joins a text to its neighbour: it stands where the source has it.
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
        ("mot", " 词", "zh", 1),
    ],
    "doubled-word": [
        # A word that stands twice in a row is found, not one that its language doubles.
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
    "space-before-sign": [
        # No language has a space before a comma or a full stop.
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
        ("Un.", '<span lang="fr">Un</span> .', "it", 1),
        ("un, deux.", "一 ，二。", "zh", 1),
        ("un, deux.", "one\u00a0, two .", "en", 2),
        # A space before : ; ! ? is French, whichever space it is, and each is found.
        ("Nom :", "Name:", "en", 0),
        ("Nom :", "姓名：", "zh", 0),
        ("à l’échelle 1 : 25 000", "at a scale of 1 : 25 000", "en", 0),
        ("rapport 16 : 9", "16 : 9", "it", 0),
        ("tapez :nom", "type :name", "en", 0),
        ("si a != b", "if a != b", "en", 0),
        ("le « Quoi ? »", 'the <span lang="fr">Quoi ?</span>', "en", 0),
        ("https://example.org/ ?", "https://example.org/?", "en", 0),
        ("à 12:30", "at 12:30", "en", 0),
        # wrong
        ("Nom :", "Name :", "en", 1),
        ("Nom\u00a0:", "Име\u00a0:", "mk", 1),
        ("Quoi\u202f?", "Hva\u202f?", "nb", 1),
        ("Bravo !", "Bravo !", "it", 1),
        ("un ; deux", "one ; two", "en", 1),
        ("un : deux ; trois : quatre ?", "one : two ; three : four ?", "en", 4),
        ("Nom : %(name)s", "Name :%(name)s", "en", 1),
        (" : suite", " : the rest", "en", 1),
        ("Nom : mot", '<span lang="fr">Le <span lang="nb">x</span> </span>: word', "en", 1),
        ("Nom : mot", '<span lang="fr">Nom</span> : word', "en", 1),
        ("%(name)s : mot", "%(name)s : word", "en", 1),
        ("Quoi ?", "什么 ？", "zh", 1),
        ("Option 1 : 2 pages", "Option 1 : 2 pages", "en", 1),
        ("Vraiment ?!", "Really ?!", "en", 1),
        ("Il dit : « oui »", "He says :“yes”", "en", 1),
    ],
    "missing-space": [
        # A space follows a comma or a full stop between words, not in names and abbreviations.
        ("Fin. Suite", "End. More", "en", 0),
        ("av. J.-C.", "B.C. and A.D. in the U.S.A.", "en", 0),
        ("voir Node.js, data.gouv.fr", "see Node.js, data.gouv.fr", "en", 0),
        ("oui,non", "yes,no", "en", 0),
        ("1,5 et 3.14", "1.5 and 3.14", "en", 0),
        ("Fin. Suite", "结束,继续", "zh", 0),
        ("System.Text", "System.Text", "en", 0),
        ("voir https://a.org/b,c.Def", "see https://a.org/b,c.Def", "en", 0),
        # wrong
        ("un, deux", 'en,<span lang="fr">Caen</span>', "nb", 1),
        ("Fin. Suite", "End.More", "en", 1),
        ("un, deux", "one,two", "en", 1),
        ("un, deux", "еден,два", "mk", 1),
        ("Fin. Suite", "Slutt.Mer", "nb", 1),
        ("Requis. Lettres", "Obbligatorio o meno.Solo lettere", "it", 1),
        ("un, deux, trois. Fin", "one,two,three.End", "en", 3),
    ],
}


def test_each_row_is_found_as_often_as_it_says() -> None:
    """Spaces are single, where the source has them, after signs and not before."""
    assert mistaken(ROWS) == []
