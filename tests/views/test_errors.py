"""Error pages, in the language of the address or of the visitor."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.views.html import parse

MISSING = [
    ("/mk/nothing", "it", "mk"),
    ("/MK/nothing", "it", "mk"),
    ("/zh/nothing/more", None, "zh-Hans"),
    ("/xx/nothing", "it", "it"),
    ("/xx/nothing", None, "fr"),
    ("/static/nothing.css", "nb", "nb"),
]


def test_a_missing_page_has_a_language(client: FlaskClient) -> None:
    """A 404 is a page in the language of the address, else in that of the visitor."""
    for path, header, tag in MISSING:
        response = client.get(path, headers={"Accept-Language": header} if header else {})
        assert response.status_code == 404, path
        assert response.headers["Content-Language"] == tag, path
        tree = parse(response.text)
        assert tree.get("lang") == tag, path
        assert tree.find(".//h1") is not None, path
        assert tree.find(".//meta[@name='robots']") is not None, path


def test_only_a_negotiated_error_varies_on_the_visitor(client: FlaskClient) -> None:
    """An error page under a known language varies on the encoding only."""
    assert client.get("/mk/nothing").headers["Vary"] == "Accept-Encoding"
    negotiated = client.get("/xx/").headers["Vary"]
    assert negotiated == "Accept-Encoding, Accept-Language, Cookie"


def test_pages_are_only_read(client: FlaskClient) -> None:
    """Any other method is a 405 in the page's language, with what is allowed."""
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        response = client.open("/mk/", method=method)
        assert response.status_code == 405, method
        assert response.headers["Content-Language"] == "mk"
        assert "GET" in response.headers["Allow"]


def test_a_failure_is_a_page_and_a_line_in_the_log(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    """A 500 is in the language of the address and without internals; the log has the rest."""
    app.add_url_rule("/mk/broken", view_func=lambda: 1 / 0)
    with caplog.at_level(logging.ERROR):
        response = app.test_client().get("/mk/broken")
    assert response.status_code == 500
    assert response.headers["Content-Language"] == "mk"
    assert "ZeroDivisionError" not in response.text
    assert "ZeroDivisionError" in caplog.text


def test_something_is_answered_even_when_the_error_page_fails(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure of the error page is a 500 too."""
    app.add_url_rule("/mk/broken", view_func=lambda: 1 / 0)
    monkeypatch.setattr("webapp.views.errors.render", lambda *_, **__: 1 / 0)
    assert app.test_client().get("/mk/broken").status_code == 500
