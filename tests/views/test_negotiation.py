"""The bare address chooses a language; no other address does."""

import pytest
from flask.testing import FlaskClient

from tests.views.html import parse
from webapp.languages import LANGUAGES
from webapp.pages import addresses


def test_the_bare_address_sends_a_visitor_to_their_language(client: FlaskClient) -> None:
    """/ is a 302 that keeps the query, names what it varies on, and is not stored."""
    response = client.get("/?q=1", headers={"Accept-Language": "mk-MK,en;q=0.9"})
    assert response.status_code == 302
    assert response.headers["Location"] == "/mk/?q=1"
    assert response.headers["Vary"] == "Accept-Language, Cookie"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_choice_made_before_goes_first(client: FlaskClient) -> None:
    """The cookie wins over the browser's languages."""
    client.set_cookie("language", "it", domain="127.0.0.1")
    response = client.get("/", headers={"Accept-Language": "mk"})
    assert response.headers["Location"] == "/it/"


def test_a_visitor_whose_browser_says_nothing_chooses(client: FlaskClient) -> None:
    """Without a header / is a page with a link to every language, not stored."""
    response = client.get("/")
    assert response.status_code == 200
    for language in LANGUAGES:
        link = next(a for a in parse(response.text).iter("a") if a.text == language.endonym)
        assert (link.get("href"), link.get("lang")) == (f"/{language.path}/", language.tag)
    assert response.headers["Vary"] == "Accept-Language, Cookie"
    assert response.headers["Cache-Control"] == "no-store"


def test_no_address_with_a_language_looks_at_the_visitor(client: FlaskClient) -> None:
    """A page has the same bytes whatever the browser prefers and the cookie says."""
    plain = {address: client.get(address).data for address in addresses()}
    client.set_cookie("language", "zh")
    wrong = []
    for address, data in plain.items():
        other = client.get(address, headers={"Accept-Language": "it"})
        if (other.data, other.headers["Vary"]) != (data, "Accept-Encoding"):
            wrong.append(address)
    assert wrong == []


def test_no_route_writes_a_cookie(client: FlaskClient) -> None:
    """Only the switcher's script writes a cookie, when somebody chooses."""
    for path in ("/", "/fr/", "/mk/privacy", "/xx/", "/no/"):
        answer = client.get(path, headers={"Accept-Language": "it"})
        assert "Set-Cookie" not in answer.headers, path


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/no/", "/nb/"),
        ("/no/privacy?a=b", "/nb/privacy?a=b"),
        ("/FR/", "/fr/"),
        ("/fr", "/fr/"),
        ("/fr/privacy/", "/fr/privacy"),
        ("/mk/Legal-Notice", "/mk/legal-notice"),
        ("/fr//privacy", "/fr/privacy"),
    ],
)
def test_other_spellings_redirect(client: FlaskClient, path: str, target: str) -> None:
    """Another spelling is permanently redirected to the one that the site uses."""
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (301, target)
