"""Prose without what is not prose."""

import time

from webapp.checks.prose import in_language, prose, unquoted

O = "\ufffc"  # noqa: E741
FR = '<span lang="fr">'

PROSE = {
    "Bonjour à tous.": "Bonjour à tous.",
    "Voir %(name)s.": f"Voir {O}.",
    "%(n)d lus, %(share)5.1f": f"{O} lus, {O}",
    "100 %% des pages": "100 % des pages",
    "100 % des pages": "100 % des pages",
    f"{FR}mot</span>.": "mot.",
    "voir https://example.org/?a=1&b=2.": f"voir {O}.",
    "(voir www.example.org/a)": f"(voir {O})",
    "écrivez à jean.dupont@example.org.": f"écrivez à {O}.",
    "致信abc@example.org。": f"致信{O}。",
    "sur data.gouv.fr, index.html": f"sur {O}, {O}",
    "a < b et c > d": "a < b et c > d",
    "R&D": "R&D",
    "": "",
}
"""Texts and their prose: each field and address is one U+FFFC, and a tag is nothing."""


def test_what_is_not_prose_is_one_character() -> None:
    """Words keep their places, and so do the signs around a field or an address."""
    assert {text: prose(text) for text in PROSE} == PROSE


def test_parts_in_another_language_are_one_character() -> None:
    """A part marked by `lang` is not text of the language."""
    assert in_language(f"the {FR}jumelage</span> of %(a)s") == f"the {O} of {O}"


def test_quotations_and_brackets_are_left_out() -> None:
    """Whatever the marks are; an apostrophe opens nothing."""
    text = "a «b» “c” „d“ (e) 《f》 ‘g’ l’h l’i"
    assert unquoted(text) == "a \n \n \n \n \n \n l’h l’i"


def test_hostile_texts_take_linear_time() -> None:
    """A hundred thousand characters of half of something are read within a second."""
    slow = []
    for seed in ("<a ", FR, f"{FR}a", "%(", "%(a)1", "a@", "a.", "www.", "http://", ":a"):
        started = time.process_time()
        in_language(seed * (100_000 // len(seed)))
        slow += [seed] if time.process_time() - started > 1 else []
    assert slow == []
