"""Names of languages, countries and places as the page's language has them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.i18n import (
    country_name,
    in_readers_script,
    is_country,
    language_name,
    norwegian,
    says_itself,
    use_language,
)
from webapp.languages import BY_PATH
from webapp.marks import unmark
from webapp.rendering.language_marks import resolve


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
    ("page", "name", "read"),
    [
        ("mk", "Охрид", True),
        ("mk", "福建省", False),
        ("zh", "福建省", True),
        ("en", "Охрид", False),
    ],
)
def test_the_readers_script(app: Flask, page: str, name: str, read: bool) -> None:
    """A form in Latin letters is for those who cannot read the name."""
    with app.test_request_context():
        use_language(BY_PATH[page])
        assert in_readers_script(name) is read


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
    """And a place in Macedonian letters has no Latin form beside it for those who read them."""
    assert client.get("/en/directory/departement-manche").text.count("<li>Jersey</li>") == 1
    assert "Ohrid" not in client.get("/mk/directory/caen").text
    assert "Ohrid" in client.get("/en/directory/caen").text
