"""Whatever is sent: the right page or a 4xx, never a 500, never something that the sender chose."""

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder, run_wsgi_app

from webapp.settings import Settings

PATHS = [
    "/" + "a" * 100_000,
    "/fr/" + "/" * 5_000,
    "/fr/../../etc/passwd",
    "/fr/%00",
    "/fr/\x00",
    "/\xff\xfe",
    "/%C3%28/",
    "/%ED%A0%80/",
    "//example.org/%2e%2e",
    "//example.org/fr",
    "/fr/\r\nSet-Cookie: a=b",
    "/fr/\ue000privacy",
    "/static/../__init__.py",
    "/static/..%2f__init__.py",
    "/static/%00",
    "/static/" + "a/" * 3_000,
    "*",
]
QUERIES = [
    "q=" + "a" * 100_000,
    "&" * 10_000,
    "q=%00%ff%zz",
    "q=\ue000\ue080",
    'q="><script>alert(1)</script>',
    "\r\nSet-Cookie: a=b",
    "\xff\xfe",
]
HEADERS = [
    {"Accept-Language": ",".join(f"x{number};q=0.5" for number in range(5_000))},
    {"Accept-Language": "en-" * 50_000},
    {"Accept-Language": "\xff\xfe\x00"},
    {"Accept-Language": "mk;q=" + "1" * 10_000},
    {"Cookie": "language=" + "m" * 100_000},
    {"Cookie": "language=\x00\x01"},
    {"Cookie": "language=../../mk"},
    {"Cookie": "language=\xff"},
    {"Cookie": "=;" * 10_000},
    {"Cookie": "language=mk; language=it"},
    {"Host": "evil.example\r\nX: y"},
    {"Host": "[::1"},
    {"Accept-Encoding": "gzip;q=x," * 1_000},
    {"If-None-Match": '"' * 10_000},
    {"If-Modified-Since": "\x00"},
    {"Range": "bytes=9-1,-,5-"},
    {"Content-Length": "-1"},
    {"Content-Length": "x"},
    {"X-Forwarded-Host": "evil.example"},
]


def ask(app: Flask, path: str, query: str = "", **headers: str) -> tuple[int, bytes, str]:
    """Send what no client would, straight to the WSGI interface."""
    environment = EnvironBuilder("/", Settings().address).get_environ()
    environment["PATH_INFO"] = path.encode("utf-8", "surrogatepass").decode("latin-1")
    environment["QUERY_STRING"] = query.encode("utf-8", "surrogatepass").decode("latin-1")
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environment[key if key == "CONTENT_LENGTH" else f"HTTP_{key}"] = value
    body, status, answered = run_wsgi_app(app, environment)
    return int(status.split()[0]), b"".join(body), answered.get("Location", "")


def wrong(app: Flask, path: str, query: str = "", **headers: str) -> list[str]:
    """Return what is wrong with an answer: it is a page, a redirect to the site, or a refusal."""
    status, body, location = ask(app, path, query, **headers)
    rules = {
        f"status {status}": status in (200, 301, 302) or 400 <= status < 500,
        f"leads to {location!r}": not location
        or (location.startswith("/") and not location.startswith("//")),
        f"splits the header {location!r}": not set(location) & set("\r\n\x00"),
        "repeats the host that was sent": b"evil.example" not in body + location.encode(),
        "holds a script that was sent": b"<script>alert" not in body,
    }
    return [f"{path[:40]!r} {query[:40]!r}: {rule}" for rule, kept in rules.items() if not kept]


def test_any_path(shared_app: Flask) -> None:
    """Odd paths are refused or led to a page."""
    assert [problem for path in PATHS for problem in wrong(shared_app, path)] == []


@pytest.mark.parametrize("path", ["/", "/fr/", "/FR/privacy/"])
def test_any_query(shared_app: Flask, path: str) -> None:
    """Odd queries change no page and break no link or redirect."""
    headers = {"Accept-Language": "mk"}
    found = [wrong(shared_app, path, query, **headers) for query in QUERIES]
    assert [problem for problems in found for problem in problems] == []


@pytest.mark.parametrize("path", ["/", "/fr/", "/xx/"])
def test_any_header(shared_app: Flask, path: str) -> None:
    """Odd headers are ignored or refused."""
    found = [(headers, wrong(shared_app, path, **headers)) for headers in HEADERS]
    assert [(str(headers)[:60], problems) for headers, problems in found if problems] == []


@settings(max_examples=150, deadline=None)
@given(
    path=st.text(max_size=40).map(lambda text: "/" + text),
    query=st.text(max_size=40),
    languages=st.text(st.characters(max_codepoint=255), max_size=40),
    cookie=st.text(st.characters(max_codepoint=255), max_size=40),
)
def test_anything(shared_app: Flask, path: str, query: str, languages: str, cookie: str) -> None:
    """No combination of them gives a 500."""
    headers = {"Accept-Language": languages, "Cookie": f"language={cookie}"}
    assert wrong(shared_app, path, query, **headers) == []
