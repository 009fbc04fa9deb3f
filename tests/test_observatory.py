"""The score of MDN's HTTP Observatory."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.observatory import modifiers, score
from webapp import create_app
from webapp.settings import Settings


@pytest.fixture(scope="module")
def client(compiled: Path) -> FlaskClient:
    """A site at an https address."""
    settings = Settings(translations=compiled, base_url="https://pages.example.org")
    return create_app(settings).test_client()


@pytest.mark.parametrize("address", ["/", "/fr/", "/zh/map", "/mk/directory", "/fr/directory/caen"])
def test_the_site_has_more_than_a_hundred_points(client: FlaskClient, address: str) -> None:
    """Nothing is taken away, and every extra credit that headers can earn is earned: A+."""
    response = client.get(address)
    assert response.status_code == 200
    found = modifiers({name.lower(): value for name, value in response.headers}, response.text)
    assert {name: value for name, value in found.items() if value} == {
        "content-security-policy": 10,
        "referrer-policy": 5,
        "x-frame-options": 5,
        "cross-origin-resource-policy": 10,
    }
    assert score(dict(response.headers), response.text) == 130


GOOD = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
ROWS = [
    ({}, "", 115),
    ({"Content-Security-Policy": ""}, "", 55),
    ({"Content-Security-Policy": "default-src 'self'; frame-ancestors 'self'"}, "", 110),
    ({"Content-Security-Policy": "script-src 'self' 'unsafe-inline'"}, "", 60),
    ({"Content-Security-Policy": "default-src 'none'; style-src https:"}, "", 80),
    ({"Strict-Transport-Security": "max-age=60"}, "", 105),
    ({"Strict-Transport-Security": ""}, "", 80),
    ({"X-Content-Type-Options": ""}, "", 110),
    ({"Referrer-Policy": "unsafe-url"}, "", 110),
    ({}, '<script src="https://cdn.example/a.js"></script>', 110),
    ({}, '<script src="//cdn.example/a.js"></script>', 50),
    ({}, '<script src="/a.js" integrity="sha256-x"></script>', 120),
]


@pytest.mark.parametrize(("changed", "html", "points"), ROWS)
def test_what_is_missing_costs_what_it_costs_there(
    changed: dict[str, str], html: str, points: int
) -> None:
    """The rules, one by one, so that the score above means something."""
    assert score(GOOD | changed, html) == points
