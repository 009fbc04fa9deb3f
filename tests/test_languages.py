"""The table of languages and the choice of one for a visitor."""

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from flask import Flask

from webapp.errors import UnknownLanguageError
from webapp.languages import BY_PATH, LANGUAGES, SOURCE, chain, choose_language, direction, named

ACCEPT_LANGUAGE = [
    # A regional tag reaches its language, in the order of quality.
    ("fr-FR,en;q=0.5", "fr"),
    ("nb-NO,en;q=0.8", "nb"),
    ("mk-MK,en;q=0.9", "mk"),
    ("it-CH,it;q=0.9,de;q=0.8", "it"),
    ("en-GB", "en"),
    ("EN-us", "en"),
    ("en;q=0.3,mk;q=0.7,it;q=0.5", "mk"),
    ("it;q=0.8, en;q=0.8", "it"),
    ("xx-XX,xx;q=0.9,it;q=0.1", "it"),
    ("fr-Latn-CA-x-private", "fr"),
    # Norwegian: each norm its own, the macrolanguage Bokmål.
    ("no", "nb"),
    ("nn-NO", "nn"),
    ("nn-NO,nb;q=0.9,en;q=0.8", "nn"),
    ("no-NO,sv;q=0.9", "nb"),
    # Chinese: simplified by any of its names; traditional only as a last resort.
    ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
    ("zh", "zh"),
    ("zh-SG", "zh"),
    ("zh-Hans", "zh"),
    ("cmn", "zh"),
    ("cmn-Hans", "zh"),
    ("cmn-Hans-CN,en;q=0.9", "zh"),
    ("cmn-Hant-TW,en;q=0.5", "en"),
    ("cmn-Hant", "zh"),
    ("zh-Hans-CN,en;q=0.9", "zh"),
    ("zh-TW,en;q=0.5", "en"),
    ("zh-TW,zh;q=0.9,en;q=0.8", "zh"),
    ("zh-Hant-HK", "zh"),
    ("zh-HK,xx;q=0.9", "zh"),
    ("zh-TW,*;q=0.1", "fr"),
    # Anything goes, nothing matches, nothing is said.
    ("*", "fr"),
    ("xx,*;q=0.5", "fr"),
    ("fr;q=0,*", "en"),
    ("xx", "fr"),
    ("", "fr"),
    (" , ,", "fr"),
    # Refused languages.
    ("en;q=0,mk;q=0.1", "mk"),
    ("en-US;q=0,en-GB", "en"),
    ("mk;q=0", "fr"),
    ("zh;q=0,zh-TW", "fr"),
    # Malformed ranges are skipped, the others still count.
    ("mk;q=abc,it;q=0.1", "it"),
    ("mk;q=2,it;q=0.1", "it"),
    ("é,\x00,mk", "mk"),
    ("mk;q=0.5;level=1,it;q=0.1", "it"),
    ("en_US", "fr"),
    ("mk ; q = 0.4 , it ;q=0.3", "mk"),
    ("mk;Q=0.2,it;q=0.1", "mk"),
    ("abcdefghijklm,it", "it"),
]


def chosen(cookie: str | None, header: str | None) -> str | None:
    """Return the path of the language that is chosen."""
    language = choose_language(cookie, header)
    return language.path if language else None


def test_accept_language_reaches_a_language() -> None:
    """Each header leads to the language that RFC 4647 lookup and the table give."""
    assert [(header, chosen(None, header)) for header, _ in ACCEPT_LANGUAGE] == ACCEPT_LANGUAGE


def test_no_language_stands_in_for_its_neighbour() -> None:
    """Norwegian does not answer for Danish, nor Italian for Spanish, while the site lacks them."""
    for path in {"da", "sv", "es", "pt", "sr", "bg"} - BY_PATH.keys():
        assert chosen(None, path) == "fr", path
        assert chosen(None, f"{path}-XX,{path};q=0.9,en;q=0.4") == "en", path


def test_neither_cookie_nor_header_chooses_nothing() -> None:
    """A browser that says nothing gets the page to choose from."""
    assert choose_language(None, None) is None


def test_a_cookie_goes_first_when_it_names_a_language() -> None:
    """Only the exact path of a language counts."""
    assert chosen("mk", "en") == "mk"
    assert chosen("zh", None) == "zh"
    for cookie in ("xx", "", "MK", "mk\x00", "../mk", "m" * 100_000):
        assert chosen(cookie, "it") == "it", cookie[:20]


def test_a_cookie_that_names_nothing_is_no_choice() -> None:
    """Without a header, a broken cookie leaves the visitor to choose."""
    assert choose_language("xx", None) is None


def test_a_header_is_read_to_a_limit() -> None:
    """Only the beginning of a header is read, however long it is."""
    assert choose_language(None, "xx," * 600 + "mk") is not SOURCE
    assert choose_language(None, "xx," * 700 + "mk") is SOURCE
    assert choose_language(None, "x" * 10_000_000 + ",mk") is SOURCE


def test_every_language_is_known_to_cldr() -> None:
    """Dates and names come from CLDR by the catalogue's locale; the endonym is CLDR's own."""
    for language in LANGUAGES:
        name = Locale.parse(language.catalogue).get_display_name() or ""
        first = name.split(" ")[0].lower()
        assert first in (language.endonym.split(" ")[0].lower(), "中文"), language


def test_every_chain_ends_in_french() -> None:
    """Whatever is missing, there is a text in the end."""
    assert {chain(language)[-1] for language in LANGUAGES} == {SOURCE}


def test_a_language_is_found_by_any_of_its_names() -> None:
    """Path, tag and catalogue name a language, in any case."""
    names = {"zh": "zh", "zh-Hans": "zh", "zh_hans": "zh", "MK": "mk"}
    assert {name: named(name).path for name in names} == names


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    """The error lists the languages that there are."""
    with pytest.raises(UnknownLanguageError, match=r"xx: not a language of this site.*fr, en, mk"):
        named("xx")


def test_a_language_has_its_direction() -> None:
    """It is that of CLDR in all its languages and scripts; an unknown one is left to right."""
    for identifier in locale_identifiers():
        locale = Locale.parse(identifier)
        if not locale.territory:
            way = "rtl" if locale.character_order == "right-to-left" else "ltr"
            assert direction(identifier.replace("_", "-")) == way, identifier
    left = ("ur-PK", "az-Arab", "az-arab", "AR", "pa-PK", "uz-AF", "az-IR", "kk-CN")
    assert {direction(tag) for tag in left} == {"rtl"}
    assert {
        direction(tag) for tag in ("ur-Latn", "sd-IN", "pa", "zh-Hans", "xx", "", "not a tag")
    } == {"ltr"}


def test_every_language_s_direction_is_on_its_page(shared_app: Flask) -> None:
    """`html` has a `dir` where text goes to the left, and only there."""
    client = shared_app.test_client()
    for language in LANGUAGES:
        start = client.get(f"/{language.path}/").text.partition("<html")[2].partition(">")[0]
        assert ('dir="rtl"' in start) == (direction(language.tag) == "rtl")
