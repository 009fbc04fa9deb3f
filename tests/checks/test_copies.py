"""French left standing, and one French text translated in two ways."""

import pytest

from tests.checks.judged import EN, IT, MK, NB, ZH, Entry
from webapp.checks import copies
from webapp.checks.model import Pair
from webapp.languages import Language

COPIED: list[tuple[str, Language, int]] = [
    ("Sources", EN, 0),
    ("Information", NB, 0),
    ("ALDA", MK, 0),
    ("Horizons Solidaires", ZH, 0),
    ("Cités Unies France", MK, 0),
    ("%(translated)s / %(total)s", ZH, 0),
    ("contact@example.fr, https://example.fr/page", MK, 0),
    ("<b>%(name)s</b> (PDF, 2 Mo)", ZH, 0),
    ("Université de Caen", EN, 0),
    ("Caen, Ouistreham, Mont-Saint-Michel", NB, 0),
    ("« Défenseur des droits »", EN, 0),
    ("Action sociale", EN, 0),
    ("Note legali", IT, 0),
    ("JavaScript, card.vcf, django/templates", MK, 0),
    ("Mentions légales du site", EN, 1),
    ("Les données sont dans la base.", NB, 1),
    ("Les données sont dans la base.", IT, 1),
    ("langues", MK, 1),
    ("Éditeur", ZH, 1),
    ("La page est introuvable.", ZH, 1),
    ("Défenseur des droits", EN, 1),
]

LEFT: list[tuple[str, Language, int]] = [
    ("This site does not ask for your name.", EN, 0),
    ("See the code général des collectivités territoriales of France.", EN, 0),
    ("The law (loi sur les collectivités et leurs groupements)", EN, 0),
    ("Read “Les droits de l’Homme dans la région” here.", EN, 0),
    ("Rue de la République, Caen", EN, 0),
    ("Et samarbeid i Frankrike. Les mer om de to.", NB, 0),
    ("La pagina della Regione è qui, con le altre", IT, 0),
    ("L’ente che le ha dato la sede", IT, 0),
    (
        "法国《地方政府总法典》（Code général des collectivités territoriales et des communes）",
        ZH,
        0,
    ),
    ("Член од <em lang='fr'>la loi sur les collectivités et les communes</em> е", MK, 0),
    ("Здружение „Les amis de la ville et des champs“", MK, 0),
    ("The site; la page est dans la langue des partenaires.", EN, 1),
    ("The site is here. Il est écrit dans les langues des partenaires.", EN, 1),
    ("Nettstedet er her. Il est écrit dans les langues des partenaires.", NB, 1),
    ("Il sito è qui. Cette page est écrite pour vous par les partenaires.", IT, 1),
    ("本网站。La page est dans la langue des partenaires。", ZH, 1),
    ("Веб-сајт. La page est dans la langue choisie.", MK, 1),
]


@pytest.mark.parametrize(("text", "language", "number"), COPIED)
def test_a_copied_sentence_is_found(text: str, language: Language, number: int) -> None:
    """Names, acronyms, fields, addresses and cognates may be the same; sentences may not."""
    pair = Pair(text, text, language, Entry(text, [text]))
    assert len(list(copies.untranslated_copy(pair))) == number


def test_what_differs_is_no_copy() -> None:
    """A translation that differs by a letter is another rule's matter."""
    pair = Pair("la langue du site", "la lingue du site", EN, Entry("", [""]))
    assert list(copies.untranslated_copy(pair)) == []


@pytest.mark.parametrize(("target", "language", "number"), LEFT)
def test_a_french_sentence_is_found(target: str, language: Language, number: int) -> None:
    """French in quotes, in brackets or marked as French is meant; a bare sentence is not."""
    pair = Pair("x", target, language, Entry("x", [target]))
    assert len(list(copies.french_left(pair))) == number


def test_the_french_sentence_is_quoted_in_short() -> None:
    """The sentence shows which part is French, cut after 60 characters."""
    target = "The site. " + "Il est dans la langue des partenaires " * 3
    (sentence,) = copies.french_left(Pair("x", target, EN, Entry("x", [target])))
    assert sentence.startswith("'Il est dans la langue")
    assert sentence.endswith("…' is still in French")


def test_a_whole_copy_is_said_once() -> None:
    """What is a copy of its source is found by the other rule, not twice."""
    text = "Les données sont dans la base des partenaires."
    assert list(copies.french_left(Pair(text, text, EN, Entry(text, [text])))) == []


CONSISTENT: list[tuple[list[tuple[str, str]], int]] = [
    ([("Langue", "Language"), ("Langues", "Languages")], 0),
    ([("Langue", "Language"), ("langue", "language")], 0),
    ([("Langue :", "Language:"), ("Langue", "Language")], 0),
    ([("Langue", "Language"), ("Langue ", "")], 0),
    ([("Langue\u00a0?", "语言？"), ("langue", "语言")], 0),
    ([("Langue", "Language"), ("langue", "Tongue")], 1),
    ([("Langue", "Language"), ("Langue :", "Tongue:")], 1),
    ([("Langue", "Language"), ("Langue.", "Language."), ("langue", "Tongue")], 1),
    ([("Langue", "A"), ("Langue.", "B"), ("langue", "C")], 2),
    ([("La page", "The page"), ("la page…", "This page…")], 1),
]


@pytest.mark.parametrize(("texts", "number"), CONSISTENT)
def test_one_text_has_one_translation(texts: list[tuple[str, str]], number: int) -> None:
    """The case of the first letter and the last sign are free; the words are not."""
    entries = [Entry(source, [target]) for source, target in texts]
    assert len(list(copies.inconsistent(entries))) == number


def test_the_other_translation_is_given_with_its_line() -> None:
    """The finding is at the later message and names the earlier one's line and words."""
    entries = [Entry("Lien", ["Link"], msgstr_line=4), Entry("lien", ["tie"], msgstr_line=9)]
    ((entry, sentence),) = copies.inconsistent(entries)
    assert (entry, sentence) == (
        entries[1],
        "'tie' here, 'Link' at line 4: the French is the same",
    )


def test_fuzzy_and_plural_messages_are_passed_over() -> None:
    """A proposal is not yet a translation, and plural forms are compared by nobody."""
    entries = [
        Entry("Lien", ["Link"]),
        Entry("lien", ["tie"], fuzzy=True),
        Entry("Lien.", ["tie", "ties"], msgid_plural="Liens."),
    ]
    assert list(copies.inconsistent(entries)) == []
