"""The glossary: how it is read, and what it asks of translations."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.checks.entries import EN, IT, MK, NB, NN, ZH
from webapp.checks import runner
from webapp.checks.glossary import Glossary, load, term_rule
from webapp.checks.model import Pair
from webapp.errors import SiteError
from webapp.languages import TRANSLATED, Language
from webapp.po.model import Message
from webapp.po.read import read
from webapp.settings import ROOT

HEAD = "source,language,accepted,forbidden\n"


def parsed(text: str) -> Glossary:
    """Read a glossary from a file with this text."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "glossary.csv").write_text(text, encoding="utf-8")
        return load(Path(folder))


OWN = term_rule(load(ROOT / "translations"))


def said(source: str, target: str, language: Language = EN, rows: str = "") -> list[str]:
    """List what a glossary, or else the site's, says of a translation."""
    rule = term_rule(parsed(HEAD + rows)) if rows else OWN
    return list(rule(Pair(source, target, language, Message(source, [target]))))


RIGHT: list[tuple[str, str, Language]] = [
    ("La coopération décentralisée", "Decentralised cooperation", EN),
    ("des COLLECTIVITÉS TERRITORIALES", "of Local Authorities", EN),
    ("collectivités locales", "локалните власти", MK),
    ("conventions de coopération décentralisée", "договори за децентрализирана соработка", MK),
    ("des actions communes", "joint activities", EN),
    ("Droits de l'Homme", "diritti dell’uomo", IT),
    ("accords de coopération", "samarbeidsavtaler", NB),
    ("Région Basse-Normandie", "下诺曼底大区", ZH),
    ("République de Macédoine du Nord", "Republic of North Macedonia", EN),
    ("le champ %(région)s", "the field", EN),
    ("Ce régional de l’étape", "This local hero", EN),
    ("collectivités locales", "lokale styresmakter", NN),
    ("La Gazette des communes", '<span lang="fr">La Gazette des communes</span>', EN),
]

WRONG: list[tuple[str, str, Language]] = [
    ("La coopération décentralisée", "Decentralized co-operation", EN),
    ("collectivités territoriales", "territorial collectivities", EN),
    ("jumelages", "partnerships", EN),
    ("les droits de l’Homme", "rettighetene", NB),
    ("Basse-Normandie", "Basse-Normandie", EN),
    ("Conseil régional", "地区委员会", ZH),
    ("République de Macédoine", "North Macedonia", EN),
    ("la commune", "il paese", IT),
    ("Caen", "Кан", MK),
    ("La Gazette des communes", "La Gazette des communes", EN),
    ("la commune, la Gazette", 'the town, <span lang="fr">la Gazette</span>', EN),
    ("gouvernance locale", "lokale styresmakter", NN),
]


def test_the_glossarys_words_pass() -> None:
    """They may be inflected, in capitals, and in a sentence; other words do not matter."""
    assert [row for row in RIGHT if said(*row)] == []


def test_another_word_is_found() -> None:
    """Each term is found once, and the glossary's words are named."""
    sentences = {row: said(*row) for row in WRONG}
    assert [
        row
        for row, said_of_it in sentences.items()
        if len(said_of_it) != 1 or not said_of_it[0].endswith(" in the glossary")
    ] == []


def test_the_catalogues_keep_to_the_glossary() -> None:
    """The translations of record and the glossary agree."""
    found = [
        (language.path, message.msgid, sentence)
        for language in TRANSLATED
        for message in read(
            ROOT / "translations" / language.catalogue / "LC_MESSAGES" / "messages.po"
        ).active()
        for pair in runner.pairs(message, language)
        for sentence in OWN(pair)
    ]
    assert found == []


MATCHES: list[tuple[str, str, str, int]] = [
    ("mot,en,word,", "un mot", "a word", 0),
    ("mot,en,word,", "des mots", "swords", 1),
    ("mot,en,word*,", "des mots", "wordings", 0),
    ("mot,en,*word,", "des mots", "a sword", 0),
    ("mot|terme,en,word|term,", "un mot, un terme", "a term", 0),
    ("mot|terme,en,word,", "un mot, un terme", "x", 2),
    ("mot,en,word,", "mot mot mots", "x", 1),
    ("mot,en,word,", "demi-mot", "hint", 0),
    ("mot,en,word,", "mot-clé", "keyword", 0),
    ("mot,en,word,", "moteur", "engine", 0),
    ("bel mot,en,fine word,", "bels\u00a0mots", "fine\u00a0word", 0),
    ("œuvre,en,work,", "OEuvres", "x", 1),
    ("tableau,en,table,", "tableaux", "x", 1),
    ("l’État,en,State,", "L'ÉTAT", "x", 1),
    ('mot,en,word,\n"mot d’ordre",en,motto,', "mot d'ordre", "motto", 0),
    ("mot,en,word,bird", "mot", "bird word", 1),
    ("mot,en,,bird*", "mot", "birds", 1),
    ("mot,en,,bird*", "mot", "x", 0),
    ("mot,fr,word,", "mot", "x", 0),
]
"""Rows of a glossary, source, translation and number of findings."""


def test_how_terms_match() -> None:
    """French in the plural, longest term first; translations as whole words but for a star."""
    assert [row for row in MATCHES if len(said(row[1], row[2], EN, row[0])) != row[3]] == []


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("mot,en,word*|term,", "« mot » is word… or term in the glossary"),
        ("mot,en,word,bird", "'bird' for « mot »; the glossary has word"),
        ("mot,en,,bird", "'bird' for « mot » is not to be used"),
    ],
)
def test_what_is_said(rows: str, sentence: str) -> None:
    """The sentence has the term, and the words that the glossary has for it."""
    assert said("mot", "bird", EN, rows) == [sentence]


REFUSED = {
    "": "1: error [columns] the columns are source, language, accepted, forbidden",
    "mot,en,word,\n": "1: error [columns] the columns are source, language, accepted, forbidden",
    HEAD + "mot,en,word\n": "2: error [columns] 3 cells, and there are 4 columns",
    HEAD + "mot,English,word,\n": "2: error [language] 'English' is not the path of a language",
    HEAD + ",en,word,\n": "2: error [source] a line has a French term",
    HEAD + "mot,en,,\n": "2: error [source] a line has a French term",
    HEAD + "mot,en,a,\nmot,en,b,\n": "3: error [source] 'mot' stands twice for en",
    HEAD + "mot,en,a||b,\n": "2: error [accepted] 'a||b' has an empty form",
    HEAD + "mot,en,a*b,\n": "2: error [accepted] 'a*b' has an empty form, or a * that neither",
    HEAD + "mot,en,a * b,\n": "2: error [accepted] 'a * b' has an empty form, or a *",
    HEAD + '"mot,en,a,\n': "2: error [syntax] not CSV: unexpected end of data",
}
"""Glossaries that are wrong, and how the error begins."""


def test_a_line_that_is_wrong_is_refused() -> None:
    """The error names the file, the line and what is wrong with it."""
    problems = {}
    for text in REFUSED:
        with pytest.raises(SiteError, match=r"glossary\.csv") as caught:
            parsed(text)
        problems[text] = str(caught.value).partition("glossary.csv:")[2]
    assert [text for text in REFUSED if not problems[text].startswith(REFUSED[text])] == []


def test_a_language_may_have_a_script_in_its_path() -> None:
    """A row is of the language whose path it names, as the recipe for a new one prints it."""
    assert parsed(f"{HEAD}ville,zh-hant,城市,\n").keys() == {"zh-hant"}


def test_empty_lines_are_read_over() -> None:
    """A spreadsheet may write them."""
    assert parsed(HEAD + "\r\nmot,en,word,\r\n").keys() == {"en"}


def test_the_rule_has_a_sentence() -> None:
    """The list of rules and the guide print the first line of its docstring."""
    assert OWN.__doc__
