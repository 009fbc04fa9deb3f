"""Macedonian: letters of another alphabet."""

import pytest

from tests.checks.judged import MK, Entry
from webapp.checks import macedonian
from webapp.checks.model import Pair

MIXED: list[tuple[str, str, int]] = [
    ("Langues", "Јазици", 0),
    ("Système", "ИТ-систем, HTML-страница, e-пошта", 0),
    ("Délégation (DAECL)", "Делегацијата (DAECL) и CNCD", 0),
    ("%(site)s", "на %(site)sот и {name}от", 0),
    ("Cookie", "колаче (cookie) со име %(name)s", 0),
    ("XXIe siècle", "XXI век, 20-ти век, PDF/ПДФ, 5kB", 0),
    ("Écrivez", "пишете на me@example.mk или на www.example.mk", 0),
    ("Point A", "од точка A до точка B", 0),
    ("Gras", "<b>Текст</b>&nbsp;и <code>xа</code>", 0),
    ("Région", "Pегион", 1),
    ("Région", "региoн и општинa", 2),
    ("Python", "Pythоn", 1),
    ("Encore", "сè уште", 1),
    ("PDF", "PDFот", 1),
    ("et", "регион a општина", 1),
    ("est", "Ова e страница", 1),
]

FOREIGN: list[tuple[str, str, int]] = [
    ("Alphabet", "АБВГДЃЕЖЗЅИЈКЛЉМНЊОПРСТЌУФХЦЧЏШ абвгдѓежзѕијклљмнњопрстќуфхцчџш", 0),
    ("Encore", "сѐ уште, нѐ, ѝ", 0),
    ("Русский", "Русский", 0),
    ("Le nom serbe", "Српскиот збор „ћирилица“ (ћирилица)", 0),
    ("Site (ALDA)", "Веб-сајт (ALDA) – Édition", 0),
    ("Bulgarie", "Бугарија (България)", 0),
    ("Chacun", "Свaкo", 0),
    ("Maison", "кућа", 1),
    ("Également", "също", 2),
    ("Langue", "язык", 2),
    ("Cela", "Това е моята страница", 1),
    ("Jour", "Ђорђи", 2),
    ("Encore", "всё", 1),
]


def said(rule: str, source: str, target: str) -> list[str]:
    """List what a rule says of a translation."""
    return list(getattr(macedonian, rule)(Pair(source, target, MK, Entry(source, [target]))))


@pytest.mark.parametrize(("source", "target", "number"), MIXED)
def test_a_word_is_in_one_alphabet(source: str, target: str, number: int) -> None:
    """Latin names, acronyms and hyphenated words pass; a letter of the wrong alphabet does not."""
    assert len(said("mixed_alphabets", source, target)) == number


@pytest.mark.parametrize(
    ("target", "right"),
    [("Pегион", "'Регион', all Cyrillic"), ("Pythоn", "'Python', all Latin"), ("сè", "'сѐ'")],
)
def test_the_word_is_given_in_its_own_alphabet(target: str, right: str) -> None:
    """The sentence has the word as it should be typed, in the alphabet of most of its letters."""
    assert right in said("mixed_alphabets", "x", target)[0]


def test_a_word_of_two_languages_has_no_proposal() -> None:
    """What cannot be one alphabet's by likeness alone is named, and nothing is proposed."""
    assert said("mixed_alphabets", "x", "PDFот") == ["'PDFот' mixes Latin and Cyrillic letters"]


@pytest.mark.parametrize(("source", "target", "number"), FOREIGN)
def test_letters_are_those_of_the_alphabet(source: str, target: str, number: int) -> None:
    """Each letter that Macedonian lacks is found once, outside quotations and brackets."""
    assert len(said("foreign_cyrillic", source, target)) == number


@pytest.mark.parametrize(
    ("letter", "right"), [("ћ", "ќ"), ("ђ", "ѓ"), ("й", "ј"), ("я", "ја"), ("Й", "Ј"), ("Я", "Ја")]
)
def test_the_macedonian_letter_is_proposed(letter: str, right: str) -> None:
    """The sentence has the letter that Macedonian writes instead, with its capital."""
    assert said("foreign_cyrillic", "x", f"а{letter}а") == [
        f"{letter!r} is not a Macedonian letter: write {right!r}"
    ]


def test_a_letter_without_a_counterpart_has_no_proposal() -> None:
    """A hard sign is found, though no letter stands for it."""
    assert said("foreign_cyrillic", "x", "подъезд") == ["'ъ' is not a Macedonian letter"]
