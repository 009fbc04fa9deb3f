"""What an operator sees of the requests."""

import json
import re
from pathlib import Path

import pytest
from werkzeug.test import Client

from webapp import create_app
from webapp.observe import named
from webapp.settings import Settings

BASE = "http://pages.example.org"

NAMED = {
    "/mk/": ("mk", "home"),
    "/mk/partners/hordaland": ("mk", "partners/hordaland"),
    "/zh/directory": ("zh", "directory"),
    "/zh/directory/caen": ("zh", "directory/*"),
    "/zh/directory/my-own-name": ("zh", "directory/*"),
    "/fr/directory.csv": ("fr", "directory.csv"),
    "/fr/brochure.pdf": ("fr", "brochure.pdf"),
    "/fr/my-own-name": ("fr", "other"),
    "/my-own-name": ("-", "other"),
    "/static/my-own-name": ("-", "static"),
    "/": ("-", "choice"),
    "/robots.txt": ("-", "other"),
    "/" + "x" * 100_000: ("-", "other"),
    "": ("-", "other"),
}


def test_a_path_is_named_by_what_the_site_has() -> None:
    """What a visitor typed is in no log."""
    assert {path: named(path) for path in NAMED} == NAMED


def test_each_request_is_a_line_of_json(
    translations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has language, page, status, time, and whether the store answered; nothing personal."""
    settings = Settings(
        translations=translations, cache=tmp_path / "cache", base_url=BASE, log_requests=True
    )
    client = Client(create_app(settings))
    personal = {"Cookie": "language=it", "User-Agent": "Zz7", "X-Forwarded-For": "198.51.100.7"}
    for address in ("/mk/partners", "/mk/partners?zz7=1", "/mk/zz7"):
        client.get(address, base_url=BASE, headers=personal)
    lines = capsys.readouterr().out
    assert not re.search("zz7|198", lines, re.IGNORECASE)
    seen = [json.loads(line) for line in lines.splitlines()]
    assert [(each["language"], each["page"], each["status"], each["store"]) for each in seen] == [
        ("mk", "partners", 200, True),
        ("mk", "partners", 200, False),
        ("mk", "other", 404, False),
    ]
    assert all(re.match(r"\d{4}-\d\d-\d\dT.*\+00:00$", each["time"]) for each in seen)
    assert all(0 < each["ms"] < 60_000 for each in seen)


def test_without_the_setting_nothing_is_written(
    translations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it no layer stands between the server and the store."""
    settings = Settings(translations=translations, cache=tmp_path / "cache", base_url=BASE)
    app = create_app(settings)
    Client(app).get("/mk/partners", base_url=BASE)
    assert (capsys.readouterr().out, type(app.wsgi_app).__name__) == ("", "PageStore")
