"""The brochure as it is served, and the links to it."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.views.html import parse
from webapp import create_app
from webapp.errors import BrochureError
from webapp.i18n import site
from webapp.languages import LANGUAGES
from webapp.settings import LOCAL, Settings
from webapp.views.brochure import content, public_base

PATHS = [language.path for language in LANGUAGES]


@pytest.fixture(scope="module")
def client(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site that has no brochure yet."""
    cache = tmp_path_factory.mktemp("cache")
    settings = Settings(base_url=LOCAL, translations=compiled, cache=cache)
    return create_app(settings).test_client()


def link(client: FlaskClient, path: str) -> tuple[str, str]:
    """Give address and text of the link on the home page."""
    (found,) = parse(client.get(f"/{path}/").text).iterfind(".//a[@type='application/pdf']")
    return found.get("href", ""), "".join(found.itertext())


def test_first_request_makes_it_and_links_say_its_size(client: FlaskClient) -> None:
    """Language, format and, once it is there, size; the answer can be kept and asked about."""
    assert link(client, "mk")[1].endswith("[mk] (на македонски). (PDF)")
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
    assert text.endswith(f"[mk] (на македонски). (PDF, {size} kB)"), text


@pytest.mark.parametrize("path", PATHS)
def test_each_language_has_its_link(path: str, client: FlaskClient) -> None:
    """On the home page, to the file of that language."""
    address, text = link(client, path)
    assert address == f"/{path}/brochure.pdf"
    assert "PDF" in text


@pytest.mark.parametrize("path", PATHS)
def test_a_failure_is_a_page_that_leads_to_the_texts(
    path: str, compiled: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """503 in the language, to be tried again, with the same texts as pages; the site stays."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))

    def fail(text: str, path: Path) -> None:
        raise BrochureError("no font")

    with app.app_context():
        site().brochures._typeset = fail
    client = app.test_client()
    response = client.get(f"/{path}/brochure.pdf")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"
    tree = parse(response.text)
    links = {each.get("href") for each in tree.iterfind(".//main//a")}
    assert links == {f"/{path}/", f"/{path}/partners", f"/{path}/legal-frame"}
    assert "no font" in caplog.text
    assert "no font" not in response.text
    assert client.get(f"/{path}/").status_code == 200


def test_no_brochure_in_no_language(client: FlaskClient) -> None:
    """A 404 like any other."""
    assert client.get("/xx/brochure.pdf").status_code == 404


@pytest.mark.parametrize(
    ("base_url", "shown"),
    [
        ("https://pages.example.org", True),
        ("http://192.88.100.7:8080", True),
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://pages.localhost", False),
        ("http://printer.local", False),
        ("http://buildbox:8000", False),
        ("http://buildbox.lan", False),
        ("http://box.home.arpa", False),
        ("http://localhost.localdomain", False),
        ("http://127.1", False),
        ("http://0.0.0.0:8000", False),
        ("http://10.0.0.7", False),
        ("http://192.168.1.20:8000", False),
        ("http://[::1]:8000", False),
        ("http://[fe80::1]", False),
        ("", False),
    ],
)
def test_only_an_address_that_leads_somewhere_is_shown(base_url: str, shown: bool) -> None:
    """Readers of a PDF are on other machines than the one that made it."""
    assert public_base(base_url) == (base_url if shown else "")


def test_the_same_brochure_serves_every_port(compiled: Path, tmp_path: Path) -> None:
    """One that is made ahead is right wherever the site listens on its own machine."""
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
    """Where the texts are kept up to date, and the pages that the texts lead to."""
    base = "https://pages.example.org"
    settings = Settings(translations=compiled, cache=tmp_path, base_url=base)
    with create_app(settings).test_request_context():
        data = json.loads(content().text)
    assert f"{base}/fr/" in json.dumps(data["notice"], ensure_ascii=False)
    assert f'"url": "{base}/fr/' in json.dumps(data["blocks"])


def test_a_heading_that_holds_nothing_breaks_no_page(
    compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the home page, which links to the brochure, nor the brochure."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))
    with app.test_request_context():
        monkeypatch.setattr(
            "webapp.views.brochure.render_template", lambda *_, **__: "<h1></h1><h2>x</h2>"
        )
        data = json.loads(content().text)
    assert data["heading"]["runs"][0]["text"] == " "
    assert data["subtitle"]["runs"][0]["text"] == "x"


def test_build_makes_all_that_can_be_made(
    compiled: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A language that cannot be set keeps back no other; the reason is one line, the code 2."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))

    def fail(text: str, path: Path) -> None:
        if json.loads(text)["lang"] == "mk":
            raise BrochureError("no font")
        path.write_bytes(b"%PDF-1.7\n%%EOF\n")

    with app.app_context():
        site().brochures._typeset = fail
    result = app.test_cli_runner().invoke(args=["brochure", "build"])
    assert result.exit_code == 2
    assert result.stderr == "mk: the brochure cannot be made: no font\n"
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        path for path in PATHS if path != "mk"
    ]
    assert not caplog.records


def test_what_is_wrong_with_the_cache_is_said_once(compiled: Path, tmp_path: Path) -> None:
    """One line for all languages; and every page but the brochure is served, as before."""
    (tmp_path / "cache").write_text("a file")
    app = create_app(Settings(translations=compiled, cache=tmp_path / "cache"))
    result = app.test_cli_runner().invoke(args=["brochure", "build"])
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "SITE_CACHE" in result.stderr
    client = app.test_client()
    assert client.get("/mk/").status_code == 200
    assert client.get("/mk/brochure.pdf").status_code == 503


def test_a_failure_is_logged_once(
    compiled: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """However often it is asked for."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))

    def fail(text: str, path: Path) -> None:
        raise BrochureError("no font")

    with app.app_context():
        site().brochures._typeset = fail
    client = app.test_client()
    assert [client.get("/mk/brochure.pdf").status_code for _ in range(3)] == [503] * 3
    assert [record.getMessage() for record in caplog.records] == [
        "/mk/brochure.pdf: the brochure cannot be made: no font"
    ]
