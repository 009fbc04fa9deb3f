"""What machines ask for."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from tests.conftest import ANNOUNCED
from webapp import create_app
from webapp.directory.load import load
from webapp.pages import addresses
from webapp.settings import Settings

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def test_the_sitemap_lists_every_page_with_its_alternates(translations: Path) -> None:
    """Addresses are on the configured host; each version names every other and itself."""
    app = create_app(Settings(translations=translations, base_url="https://pages.example.org"))
    response = app.test_client().get("/sitemap.xml")
    assert response.mimetype == "application/xml"
    tree = ElementTree.fromstring(response.data)
    records = load(Settings().directory).actors
    of_actors = [
        f"/{language.path}/directory/{actor.id}" for actor in records for language in ANNOUNCED
    ]
    places = [place.text for place in tree.iter(f"{SITEMAP}loc")]
    announced = {language.path for language in ANNOUNCED}
    of_pages = [address for address in addresses() if address.split("/")[1] in announced]
    assert places == [f"https://pages.example.org{address}" for address in [*of_pages, *of_actors]]
    for entry in tree:
        links = {link.get("hreflang"): link.get("href") for link in entry.iter(f"{XHTML}link")}
        assert set(links) == {language.tag for language in ANNOUNCED} | {"x-default"}
        assert entry.findtext(f"{SITEMAP}loc") in links.values()


def test_robots_may_read_everything(client: FlaskClient) -> None:
    """robots.txt forbids nothing and names the sitemap."""
    response = client.get("/robots.txt")
    assert response.mimetype == "text/plain"
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in response.text


def test_health_is_said(client: FlaskClient) -> None:
    """/healthz is a 200 that is never stored."""
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_readiness_is_said(client: FlaskClient) -> None:
    """/readyz is a 200 while everything that pages are made from can be read."""
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_what_is_missing_is_named(translations: Path, tmp_path: Path) -> None:
    """/readyz is a 503 without a catalogue or the directory, so that visitors go elsewhere."""
    (translations / "mk" / "LC_MESSAGES" / "messages.po").unlink()
    settings = Settings(translations=translations, directory=tmp_path / "none")
    response = create_app(settings).test_client().get("/readyz")
    assert response.status_code == 503
    assert response.text == "no catalogue: mk\nno directory\n"


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("pages@example.org", "mailto:pages@example.org"),
        ("a b\nCanonical: x@example.org", "mailto:a%20b%0ACanonical%3A%20x@example.org"),
    ],
)
def test_security_txt_says_where_to_report(contact: str, shown: str, translations: Path) -> None:
    """It has the four fields once each and expires in less than a year (RFC 9116)."""
    settings = Settings(
        translations=translations, base_url="https://pages.example.org", contact=contact
    )
    client = create_app(settings).test_client()
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = re.findall("(.+?): (.+)\n", response.text)
    expires = dict(fields)["Expires"]
    assert fields == [
        ("Contact", shown),
        ("Expires", expires),
        ("Preferred-Languages", "fr, en"),
        ("Canonical", "https://pages.example.org/.well-known/security.txt"),
    ]
    left = datetime.fromisoformat(expires) - datetime.now(UTC)
    assert timedelta(days=170) < left < timedelta(days=365)
    for page in ("legal-notice", "privacy", "accessibility"):
        assert f'href="{shown}"' in client.get(f"/fr/{page}").text, page


def test_without_an_address_there_is_no_security_txt(client: FlaskClient) -> None:
    """It would have to name a contact, and there is none."""
    assert client.get("/.well-known/security.txt").status_code == 404
