"""The brochure as it is served, and the links to it."""

import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.export.conftest import set_nothing
from tests.views.html import parse
from webapp import create_app
from webapp.errors import BrochureError
from webapp.languages import LANGUAGES
from webapp.settings import LOCAL, Settings
from webapp.site import site
from webapp.views.brochure import content, public_base

PATHS = [language.path for language in LANGUAGES]


@pytest.fixture(scope="module")
def client(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site that has no brochure yet."""
    cache = tmp_path_factory.mktemp("cache")
    settings = Settings(base_url=LOCAL, translations=compiled, cache=cache)
    return create_app(settings).test_client()


@pytest.fixture
def failing(compiled: Path, tmp_path: Path) -> Flask:
    """A site whose brochure cannot be set."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))

    def fail(text: str) -> bytes:
        raise BrochureError("no font")

    with app.app_context():
        site().brochures.typesetter = fail
    return app


def link(client: FlaskClient, path: str) -> tuple[str, str]:
    """Return address and text of the link on the home page."""
    (found,) = parse(client.get(f"/{path}/").text).iterfind(".//a[@type='application/pdf']")
    return found.get("href", ""), "".join(found.itertext())


def test_first_request_makes_it_and_links_say_its_size(client: FlaskClient) -> None:
    """The first request makes the file; links then say its size, and caches can revalidate it."""
    assert link(client, "mk")[1].endswith("[mk] (на македонски) (PDF).")
    response = client.get("/mk/brochure.pdf")
    assert response.status_code == 200
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF")
    assert response.headers["Content-Language"] == "mk"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "brochure-mk.pdf" in response.headers["Content-Disposition"]
    etag = response.headers["ETag"]
    again = client.get("/mk/brochure.pdf", headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert client.head("/mk/brochure.pdf").status_code == 200
    address, text = link(client, "mk")
    assert address == "/mk/brochure.pdf"
    size = -(-len(response.data) // 1000)
    assert text.endswith(f"[mk] (на македонски) (PDF, {size} kB)."), text


def test_each_language_has_its_link(client: FlaskClient) -> None:
    """Each home page links to the file of its language."""
    for path in PATHS:
        address, text = link(client, path)
        assert address == f"/{path}/brochure.pdf"
        assert "PDF" in text


def test_a_failure_is_a_page_that_leads_to_the_texts(failing: Flask) -> None:
    """503 in every language, to be tried again, with links to the same texts as pages."""
    client = failing.test_client()
    for path in PATHS:
        response = client.get(f"/{path}/brochure.pdf")
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert response.headers["Cache-Control"] == "no-store"
        tree = parse(response.text)
        links = {link.get("href") for link in tree.iterfind(".//main//a")}
        assert links == {f"/{path}/", f"/{path}/partners", f"/{path}/legal-frame"}
        assert "no font" not in response.text
        assert client.get(f"/{path}/").status_code == 200


def test_a_failure_is_logged_once(failing: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """A failure is logged once, however often the brochure is requested."""
    client = failing.test_client()
    assert [client.get("/mk/brochure.pdf").status_code for _ in range(3)] == [503] * 3
    assert [record.getMessage() for record in caplog.records] == [
        "/mk/brochure.pdf: the brochure cannot be made: no font"
    ]


def test_there_is_no_brochure_without_a_language(client: FlaskClient) -> None:
    """An address without a language is a 404."""
    assert client.get("/xx/brochure.pdf").status_code == 404


def test_only_a_public_address_is_shown() -> None:
    """Readers of a PDF are on other machines than the one that made it."""
    public = ["https://pages.example.org", "http://192.88.100.7:8080"]
    others = [
        "http://127.0.0.1:8000",
        "http://localhost:8000",
        "http://pages.localhost",
        "http://printer.local",
        "http://buildbox:8000",
        "http://buildbox.lan",
        "http://box.home.arpa",
        "http://localhost.localdomain",
        "http://127.1",
        "http://0.0.0.0:8000",
        "http://10.0.0.7",
        "http://192.168.1.20:8000",
        "http://[::1]:8000",
        "http://[fe80::1]",
        "",
    ]
    assert [base_url for base_url in public + others if public_base(base_url)] == public
    assert [public_base(base_url) for base_url in public] == public


def test_the_same_brochure_serves_every_port(compiled: Path, tmp_path: Path) -> None:
    """A brochure made ahead is right at any port of the same machine."""
    names = set()
    for number, base_url in enumerate(("http://127.0.0.1:8000", "http://127.0.0.1:9000")):
        settings = Settings(translations=compiled, cache=tmp_path, base_url=base_url)
        with create_app(settings).test_request_context():
            wanted = content()
        names.add(wanted.file_name)
        assert "127.0.0.1" not in wanted.text, number
        assert '"url": "/' not in wanted.text
    assert len(names) == 1


def test_with_an_address_it_is_on_the_cover_and_in_links(compiled: Path, tmp_path: Path) -> None:
    """A public address stands on the cover and in the links to pages."""
    base = "https://pages.example.org"
    settings = Settings(translations=compiled, cache=tmp_path, base_url=base)
    with create_app(settings).test_request_context():
        data = json.loads(content().text)
    assert f"{base}/fr/" in json.dumps(data["notice"], ensure_ascii=False)
    assert f'"url": "{base}/fr/' in json.dumps(data["blocks"])


def test_a_heading_that_holds_nothing_breaks_no_page(
    compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A heading that a translation leaves empty becomes a space."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))
    with app.test_request_context():
        monkeypatch.setattr(
            "webapp.views.brochure.render_template", lambda *_, **__: "<h1></h1><h2>x</h2>"
        )
        data = json.loads(content().text)
    assert data["heading"]["runs"][0]["text"] == " "
    assert data["subtitle"]["runs"][0]["text"] == "x"


def test_a_link_to_what_is_not_made_costs_nothing(
    compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a language has no brochure, its home page is made without what it would say."""
    client = create_app(Settings(translations=compiled, cache=tmp_path)).test_client()
    made: list[str] = []
    monkeypatch.setattr("webapp.views.brochure.content", lambda: made.append("content"))
    (tmp_path / "brochure-nb-0.pdf").touch()
    assert link(client, "mk")[0] == "/mk/brochure.pdf"
    assert made == []


def test_build_makes_all_that_can_be_made(
    compiled: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A language that cannot be set does not stop the others; exit code 2, one line says why."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))

    def fail(text: str) -> bytes:
        if json.loads(text)["lang"] == "mk":
            raise BrochureError("no font")
        return set_nothing(text)

    with app.app_context():
        site().brochures.typesetter = fail
    result = app.test_cli_runner().invoke(args=["brochure", "build"])
    assert result.exit_code == 2
    assert result.stderr == "mk: the brochure cannot be made: no font\n"
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        path for path in PATHS if path != "mk" for _ in ("brochure", "card")
    ]
    assert not caplog.records


def test_what_is_wrong_with_the_cache_is_said_once(compiled: Path, tmp_path: Path) -> None:
    """A folder that cannot be written is one line for all languages; pages are still served."""
    (tmp_path / "cache").write_text("a file")
    app = create_app(Settings(translations=compiled, cache=tmp_path / "cache"))
    result = app.test_cli_runner().invoke(args=["brochure", "build"])
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "SITE_CACHE" in result.stderr
    client = app.test_client()
    assert client.get("/mk/").status_code == 200
    assert client.get("/mk/brochure.pdf").status_code == 503
