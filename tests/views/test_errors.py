"""Error pages, in the language of the address or of the visitor."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.views.html import parse


@pytest.mark.parametrize(
    ("path", "header", "tag"),
    [
        ("/mk/nothing", "it", "mk"),
        ("/MK/nothing", "it", "mk"),
        ("/zh/nothing/more", None, "zh-Hans"),
        ("/xx/nothing", "it", "it"),
        ("/xx/nothing", None, "fr"),
        ("/static/nothing.css", "nb", "nb"),
    ],
)
def test_a_missing_page_is_said_to_be_missing_in(
    client: FlaskClient, path: str, header: str | None, tag: str
) -> None:
    """The language of the address, else that of the visitor; a page to read all the same."""
    response = client.get(path, headers={"Accept-Language": header} if header else {})
    assert response.status_code == 404
    assert response.headers["Content-Language"] == tag
    tree = parse(response.text)
    assert tree.get("lang") == tag
    assert tree.find(".//h1") is not None
    assert tree.find(".//meta[@name='robots']") is not None


def test_only_a_negotiated_error_varies_on_the_visitor(client: FlaskClient) -> None:
    """Under a known language it varies on encoding only."""
    assert client.get("/mk/nothing").headers["Vary"] == "Accept-Encoding"
    negotiated = client.get("/xx/").headers["Vary"]
    assert negotiated == "Accept-Encoding, Accept-Language, Cookie"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_are_only_read(client: FlaskClient, method: str) -> None:
    """405 in the page's language, with what is allowed."""
    response = client.open("/mk/", method=method)
    assert response.status_code == 405
    assert response.headers["Content-Language"] == "mk"
    assert "GET" in response.headers["Allow"]


def test_a_failure_is_a_page_and_a_line_in_the_log(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    """500 in the language of the address, without internals; the log has the rest."""
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
    """Whatever is broken, the answer is a 500."""
    app.add_url_rule("/mk/broken", view_func=lambda: 1 / 0)
    monkeypatch.setattr("webapp.views.errors.render", lambda *_, **__: 1 / 0)
    assert app.test_client().get("/mk/broken").status_code == 500
