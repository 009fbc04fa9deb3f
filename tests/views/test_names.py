"""Names of languages, countries and places as the page's language has them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.i18n import (
    country_name,
    is_country,
    language_name,
    norwegian,
    says_itself,
    use_language,
)
from webapp.languages import BY_PATH
from webapp.marks import unmark
from webapp.rendering.language_marks import resolve


@pytest.fixture
def app(shared_app: Flask) -> Flask:
    """The site as it is."""
    return shared_app


@pytest.mark.parametrize(
    ("page", "tag", "name"),
    [
        ("fr", "nb", "norvégien bokmål"),
        ("nb", "nb", "bokmål"),
        ("nn", "nb", "bokmål"),
        ("nb", "nn", "nynorsk"),
        ("nn", "zh-Hans", "kinesisk (forenkla)"),
        ("zh", "nn", "新挪威语"),
        ("zh", "nb", "书面挪威语"),
        ("zh", "zh-Hans", "简体中文"),
        ("zh", "fr", "法语"),
    ],
)
def test_languages_have_the_names_that_are_used(app: Flask, page: str, tag: str, name: str) -> None:
    """Those of CLDR, but for the few that nobody says."""
    with app.test_request_context():
        use_language(BY_PATH[page])
        assert unmark(language_name(tag)) == name


@pytest.mark.parametrize(
    ("page", "other", "same"),
    [("nb", "nn", True), ("nn", "nb", True), ("fr", "fr", True), ("fr", "it", False)],
)
def test_a_name_is_not_said_twice(app: Flask, page: str, other: str, same: bool) -> None:
    """ "Norsk nynorsk" needs no "nynorsk" beside it."""
    with app.test_request_context():
        use_language(BY_PATH[page])
        assert says_itself(BY_PATH[other]) is same


def test_a_country_is_known_by_its_names(app: Flask) -> None:
    """Whichever language of the site the name is in; a town is none."""
    with app.test_request_context():
        use_language(BY_PATH["zh"])
        assert is_country("Jersey", "JE")
        assert not is_country("Охрид", "MK")
        use_language(BY_PATH["nb"])
        assert unmark(country_name("LU")) == "Luxembourg"


@pytest.mark.parametrize(
    ("page", "html"),
    [("fr", '<p lang="nb">fylke</p>'), ("nb", "<p>fylke</p>"), ("nn", "<p>fylke</p>")],
)
def test_a_norwegian_word_is_at_home_in_both_norms(app: Flask, page: str, html: str) -> None:
    """No page says that a word of its own is of the other norm."""
    with app.test_request_context():
        use_language(BY_PATH[page])
        assert resolve(f"<p>{norwegian('fylke')}</p>", BY_PATH[page]) == html


def test_a_country_as_a_place_is_named_once(client: FlaskClient) -> None:
    """Jersey is both in the directory."""
    assert client.get("/en/directory/departement-manche").text.count("<li>Jersey</li>") == 1


NAMES = [
    ("/zh/directory/caen", "朴次茅斯（<span lang=\"en\">Portsmouth</span>）"),
    ("/zh/directory/caen", "<h1>卡昂（<span lang=\"fr\">Caen</span>）</h1>"),
    ("/en/directory/caen", "Ohrid (<span lang=\"mk\">Охрид</span>)"),
    ("/mk/directory/caen", "<li>Охрид</li>"),
    ("/mk/directory?name=ifs", ">Иф (<span lang=\"fr\">Ifs</span>)</a>"),
    ("/it/directory/cabourg", "Coira (<span lang=\"de\">Chur</span>)"),
    ("/fr/directory/departement-calvados", "Basse-Franconie (<span lang=\"de\">Unterf"),
    ("/it/directory?name=region", "Regione Bassa Normandia ("),
    ("/zh/partners/kornaka", "（<span lang=\"fr\">Ifs</span>）"),
    ("/mk/partners/hampshire", "Портсмут (<span lang=\"en\">Portsmouth</span>)"),
    ("/it/partners/hampshire", "Dipartimento del Calvados ("),
    ("/mk/map", ">Каен</text>"),
    ("/zh/directory/2idhp", "<title>国际人权与和平研究所（Institut international"),
    ("/zh/directory.json?name=ifs", '"name_label": "伊夫（Ifs）"'),
    ("/it/directory.csv?name=cabourg", "Coira (Chur)"),
]  # fmt: skip


def test_names_stand_in_the_readers_form_with_the_original(client: FlaskClient) -> None:
    """In results, on pages of actors and partners, on the map and in files, each by its `lang`."""
    wrong = [(address, text) for address, text in NAMES if text not in client.get(address).text]
    assert wrong == []


def test_the_directory_asks_no_catalogue_for_names(client: FlaskClient) -> None:
    """A translation that holds markup for a French name is for sentences, not for the directory."""
    page = client.get("/en/directory/horizons-solidaires").text
    assert '<h1><span lang="fr">Horizons Solidaires</span></h1>' in page
    assert "&lt;span" not in page


def test_a_note_is_in_the_language_of_the_page(client: FlaskClient) -> None:
    """On pages and in files, where `names.csv` has it so."""
    for path, note in {
        "fr": "Fin des années 1970",
        "en": "Late 1970s",
        "mk": "Крајот на 1970-тите години",
        "zh": "20世纪70年代末",
    }.items():
        assert f"<p>{note}</p>" in client.get(f"/{path}/directory/conde-sur-vire").text.replace(
            "\xa0", " "
        )
        assert note in client.get(f"/{path}/directory.csv?place=Bordon").text
