"""French left standing, and one French text translated in two ways."""

from tests.checks.rows import Row, mistaken, said
from webapp.checks import copies
from webapp.po.model import Message

ROWS: dict[str, list[Row]] = {
    "untranslated-copy": [
        ("Sources", "Sources", "en", 0),
        ("Information", "Information", "nb", 0),
        ("ALDA", "ALDA", "mk", 0),
        ("Horizons Solidaires", "Horizons Solidaires", "zh", 0),
        ("Cités Unies France", "Cités Unies France", "mk", 0),
        ("%(translated)s / %(total)s", "%(translated)s / %(total)s", "zh", 0),
        (
            "contact@example.fr, https://example.fr/page",
            "contact@example.fr, https://example.fr/page",
            "mk",
            0,
        ),
        ("<b>%(name)s</b> (PDF, 2 Mo)", "<b>%(name)s</b> (PDF, 2 Mo)", "zh", 0),
        ("Université de Caen", "Université de Caen", "en", 0),
        ("Caen, Ouistreham, Mont-Saint-Michel", "Caen, Ouistreham, Mont-Saint-Michel", "nb", 0),
        ("« Défenseur des droits »", "« Défenseur des droits »", "en", 0),
        ("Action sociale", "Action sociale", "en", 0),
        ("Note legali", "Note legali", "it", 0),
        (
            "JavaScript, card.vcf, django/templates",
            "JavaScript, card.vcf, django/templates",
            "mk",
            0,
        ),
        ("Mentions légales du site", "Mentions légales du site", "en", 1),
        ("Les données sont dans la base.", "Les données sont dans la base.", "nb", 1),
        ("Les données sont dans la base.", "Les données sont dans la base.", "it", 1),
        ("langues", "langues", "mk", 1),
        ("Éditeur", "Éditeur", "zh", 1),
        ("La page est introuvable.", "La page est introuvable.", "zh", 1),
        ("Défenseur des droits", "Défenseur des droits", "en", 1),
        ("la langue du site", "la lingue du site", "en", 0),
    ],
    "french-left": [
        ("x", "This site does not ask for your name.", "en", 0),
        ("x", "See the code général des collectivités territoriales of France.", "en", 0),
        ("x", "The law (loi sur les collectivités et leurs groupements)", "en", 0),
        ("x", "Read “Les droits de l’Homme dans la région” here.", "en", 0),
        ("x", "Rue de la République, Caen", "en", 0),
        ("x", "Et samarbeid i Frankrike. Les mer om de to.", "nb", 0),
        ("x", "La pagina della Regione è qui, con le altre", "it", 0),
        ("x", "L’ente che le ha dato la sede", "it", 0),
        (
            "x",
            "《总法典》（Code général des collectivités territoriales et des communes）",
            "zh",
            0,
        ),
        (
            "x",
            'Член од <span lang="fr">la loi sur les collectivités et les communes</span> е',
            "mk",
            0,
        ),
        ("x", "Здружение „Les amis de la ville et des champs“", "mk", 0),
        ("x", "The site; la page est dans la langue des partenaires.", "en", 1),
        ("x", "The site is here. Il est écrit dans les langues des partenaires.", "en", 1),
        ("x", "Nettstedet er her. Il est écrit dans les langues des partenaires.", "nb", 1),
        ("x", "Il sito è qui. Cette page est écrite pour vous par les partenaires.", "it", 1),
        ("x", "本网站。La page est dans la langue des partenaires。", "zh", 1),
        ("x", "Веб-сајт. La page est dans la langue choisie.", "mk", 1),
    ],
}


def test_each_row_is_found_as_often_as_it_says() -> None:
    """Names, fields, quotations, brackets and cognates may be French; bare sentences may not."""
    assert mistaken(ROWS) == []


def test_the_french_sentence_is_quoted_in_short() -> None:
    """The sentence shows which part is French, cut after 60 characters."""
    target = "The site. " + "Il est dans la langue des partenaires " * 3
    (sentence,) = said("french-left", "x", target, "en")
    assert sentence.startswith("'Il est dans la langue")
    assert sentence.endswith("…' is still in French")


def test_a_whole_copy_is_said_once() -> None:
    """What is a copy of its source is found by the other rule, not twice."""
    text = "Les données sont dans la base des partenaires."
    assert said("french-left", text, text, "en") == []


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


def test_one_text_has_one_translation() -> None:
    """The case of the first letter and the last sign are free; the words are not."""
    mistaken_rows = [
        (texts, number)
        for texts, number in CONSISTENT
        if number
        != len(list(copies.inconsistent([Message(source, [target]) for source, target in texts])))
    ]
    assert mistaken_rows == []


def test_the_other_translation_is_given_with_its_line() -> None:
    """The finding is at the later message and names the earlier one's line and words."""
    entries = [Message("Lien", ["Link"], msgstr_line=4), Message("lien", ["tie"], msgstr_line=9)]
    ((entry, sentence),) = copies.inconsistent(entries)
    assert (entry, sentence) == (
        entries[1].key,
        "'tie' here, 'Link' at line 4: the French is the same",
    )


def test_fuzzy_and_plural_messages_are_passed_over() -> None:
    """A proposal is not yet a translation, and plural forms are compared by nobody."""
    entries = [
        Message("Lien", ["Link"]),
        Message("lien", ["tie"], flags=["fuzzy"]),
        Message("Lien.", ["tie", "ties"], msgid_plural="Liens."),
    ]
    assert list(copies.inconsistent(entries)) == []
