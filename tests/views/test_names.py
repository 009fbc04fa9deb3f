"""Names of languages, countries and places as the page's language has them."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape

from tests.directory.conftest import DATA
from webapp import create_app
from webapp.i18n.cldr import country_name, is_country, language_name, norwegian, says_itself
from webapp.i18n.texts import use_language
from webapp.languages import BY_PATH
from webapp.settings import LOCAL, Settings


@pytest.fixture
def app(compiled: Path, tmp_path: Path) -> Flask:
    """An application on the copy of the data."""
    settings = Settings(
        translations=compiled, cache=tmp_path / "cache", directory=DATA, base_url=LOCAL
    )
    return create_app(settings)


LANGUAGE_NAMES = {
    ("fr", "nb"): "norvégien bokmål",
    ("nb", "nb"): "bokmål",
    ("nn", "nb"): "bokmål",
    ("nb", "nn"): "nynorsk",
    ("nn", "zh-Hans"): "kinesisk (forenkla)",
    ("zh", "nn"): "新挪威语",
    ("zh", "nb"): "书面挪威语",
    ("zh", "zh-Hans"): "简体中文",
    ("zh", "fr"): "法语",
}


def test_languages_have_the_names_that_are_used(app: Flask) -> None:
    """Languages have the names of CLDR, but for the few that nobody says."""
    names = {}
    for page, tag in LANGUAGE_NAMES:
        with app.test_request_context():
            use_language(BY_PATH[page])
            names[page, tag] = language_name(tag)
    assert names == LANGUAGE_NAMES


def test_a_name_is_not_said_twice(app: Flask) -> None:
    """ "Norsk nynorsk" needs no "nynorsk" next to it on a Norwegian page."""
    rows = {("nb", "nn"): True, ("nn", "nb"): True, ("fr", "fr"): True, ("fr", "it"): False}
    same = {}
    for page, other in rows:
        with app.test_request_context():
            use_language(BY_PATH[page])
            same[page, other] = says_itself(BY_PATH[other])
    assert same == rows


def test_a_country_is_known_by_its_names(app: Flask) -> None:
    """A country is known by its name in any language of the site; a town is no country."""
    with app.test_request_context():
        use_language(BY_PATH["zh"])
        assert is_country("Jersey", "JE")
        assert not is_country("Охрид", "MK")
        use_language(BY_PATH["nb"])
        assert country_name("LU") == "Luxembourg"


def test_a_norwegian_word_is_at_home_in_both_norms(app: Flask) -> None:
    """No page says that a word of its own language is of the other norm."""
    shown = {}
    for page in ("fr", "nb", "nn"):
        with app.test_request_context():
            use_language(BY_PATH[page])
            shown[page] = escape(norwegian("fylke"))
    assert shown == {"fr": '<span lang="nb">fylke</span>', "nb": "fylke", "nn": "fylke"}


def test_a_country_as_a_place_is_named_once(client: FlaskClient) -> None:
    """A place that is a country itself, as Jersey, is named once."""
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
    ("/zh/directory/caen", "<title>德国维尔茨堡（Würzburg）</title>"),
    ("/fr/directory/caen", "<title>Wurtzbourg (Würzburg), Allemagne</title>"),
    ("/mk/directory/region-basse-normandie", "<li>Република Македонија, денес Северна Македонија"),
    ("/mk/directory", "<th scope=\"row\">Џерси</th>"),
    ("/mk/directory", "1960–1964 г."),
    ("/zh/directory", "1960—1964年"),
    ("/it/directory", "1960-1964"),
]  # fmt: skip


def test_names_stand_in_the_readers_form_with_the_original(client: FlaskClient) -> None:
    """Names stand in the reader's form with the original by its `lang`, on pages and in files."""
    wrong = [(address, text) for address, text in NAMES if text not in client.get(address).text]
    assert wrong == []


def test_the_directory_asks_no_catalogue_for_names(client: FlaskClient) -> None:
    """Names of the directory are never looked up in catalogues, whose texts may have markup."""
    page = client.get("/en/directory/horizons-solidaires").text
    assert '<h1><span lang="fr">Horizons Solidaires</span></h1>' in page
    assert "&lt;span" not in page


def test_a_note_is_in_the_language_of_the_page(client: FlaskClient) -> None:
    """A note is in the language of the page where `names.csv` has it so, in files too."""
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
