"""The brochure as it is served, and the links to it."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.views.html import parse
from webapp import create_app
from webapp.errors import BrochureError
from webapp.i18n import site
from webapp.languages import LANGUAGES
from webapp.settings import LOCAL, Settings

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
