"""What a page says of itself where its address is shared, and the picture that goes with it."""

import json
import struct
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import ANNOUNCED
from tests.views.html import parse
from webapp import create_app
from webapp.brochure import CARD
from webapp.brochure.store import typeset
from webapp.errors import BrochureError
from webapp.i18n.cldr import with_territory
from webapp.i18n.texts import use_language
from webapp.languages import BY_PATH, LANGUAGES
from webapp.pages import HOME
from webapp.po import files
from webapp.po.read import read
from webapp.po.write import write
from webapp.settings import Settings
from webapp.site import site
from webapp.views.brochure import card

BASE = "https://pages.example.org"
LOCALES = {
    "fr": "fr_FR",
    "en": "en_GB",
    "mk": "mk_MK",
    "nb": "nb_NO",
    "nn": "nn_NO",
    "it": "it_IT",
    "zh": "zh_CN",
}
PAGES = ("", "partners", "partners/hordaland", "directory", "directory/caen", "map", "privacy")


@pytest.fixture(scope="module")
def app(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A site with an address and no card yet."""
    cache = tmp_path_factory.mktemp("cache")
    return create_app(Settings(base_url=BASE, translations=compiled, cache=cache))


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    """A site whose cards are all made."""
    client = app.test_client()
    for language in LANGUAGES:
        assert client.get(f"/{language.path}/card.png").status_code == 200
    return client


def tags(client: FlaskClient, address: str) -> dict[str, list[str]]:
    """Return the contents of each tag of a page that others read, and its title as `title`."""
    page = parse(client.get(address).text)
    found = {"title": [page.findtext(".//title") or ""]}
    for meta in page.iterfind(".//head/meta"):
        name = meta.get("property") or meta.get("name") or ""
        found.setdefault(name, []).append(meta.get("content", ""))
    return found


def size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_every_page_says_what_it_is(client: FlaskClient) -> None:
    """Title, description, address, language and picture are the page's own, as plain text."""
    locales = {language.path: with_territory(language) for language in ANNOUNCED}
    assert locales.items() >= LOCALES.items()
    for language in ANNOUNCED:
        locale = locales[language.path]
        for slug in PAGES:
            address = f"/{language.path}/{slug}"
            found = tags(client, address)
            assert found["og:title"] == found["title"]
            assert found["og:description"] == found["description"]
            assert found["og:url"] == [BASE + address]
            assert found["og:type"] == ["website"]
            assert found["og:locale"] == [locale]
            assert set(found["og:locale:alternate"]) == {*locales.values()} - {locale}
            assert found["og:image"] == [f"{BASE}/{language.path}/card.png"]
            assert found["twitter:card"] == ["summary_large_image"]
            assert not any("<" in text for texts in found.values() for text in texts), address
            said = [text for name in ("title", "image:alt") for text in found[f"og:{name}"]]
            assert all(text.strip(" –") for text in said)


def test_the_bare_address_is_shared_in_french(client: FlaskClient) -> None:
    """Who reads addresses for others sends no language, and gets the page to choose one."""
    found = tags(client, "/")
    assert (found["og:url"], found["og:locale"]) == ([f"{BASE}/"], ["fr_FR"])
    assert found["og:image"] == [f"{BASE}/fr/card.png"]
    assert found["og:description"] == tags(client, "/fr/")["og:description"]


def test_what_is_not_to_be_found_is_not_shared(client: FlaskClient) -> None:
    """Error pages say nothing for others; a search stands for the whole directory."""
    assert not [name for name in tags(client, "/fr/none") if name.startswith("og:")]
    search = tags(client, "/fr/directory?name=caen")
    assert search["og:url"] == [f"{BASE}/fr/directory"]
    assert "og:locale:alternate" not in search


def test_a_span_in_a_translation_is_no_tag(translations: Path, tmp_path: Path) -> None:
    """What a translation marks as another language is plain text in a tag."""
    catalogue = read(files.source(translations, BY_PATH["en"]))
    for message in catalogue.active():
        if message.msgid in (HOME.title, HOME.description):
            message.msgstr = ['<span lang="fr">Basse-Normandie</span> abroad']
    write(catalogue)
    app = create_app(Settings(base_url=BASE, translations=translations, cache=tmp_path))
    found = tags(app.test_client(), "/en/")
    for name in ("og:title", "og:description"):
        assert found[name] == ["Basse-Normandie abroad"]
    with app.test_request_context():
        use_language(BY_PATH["en"])
        assert "span" not in json.loads(card().text)["title"]["text"]


def test_the_picture_has_the_size_that_the_tags_say(client: FlaskClient) -> None:
    """A PNG in each language, another for each, that caches can revalidate."""
    pictures = set()
    for language in LANGUAGES:
        address = f"/{language.path}/card.png"
        response, found = client.get(address), tags(client, f"/{language.path}/")
        said = int(found["og:image:width"][0]), int(found["og:image:height"][0])
        assert said == size(response.data) == (1200, 630)
        assert response.mimetype == found["og:image:type"][0] == "image/png"
        assert len(response.data) < 150_000
        again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
        assert again.status_code == 304
        if language in ANNOUNCED:
            pictures.add(response.data)
    assert len(pictures) >= len(ANNOUNCED) - 1  # the two Norwegian titles may be the same
    assert client.get("/xx/card.png").status_code == 404


def test_without_a_picture_there_is_no_tag(compiled: Path, tmp_path: Path) -> None:
    """Nothing that cannot be had is promised; the rest of what others read stays."""
    app = create_app(Settings(base_url=BASE, translations=compiled, cache=tmp_path))

    def fail(text: str) -> bytes:
        raise BrochureError("no font")

    with app.app_context():
        site().brochures.typesetter = fail
    client = app.test_client()
    assert client.get("/mk/card.png").status_code == 503
    found = tags(client, "/mk/")
    assert not [name for name in found if name.startswith("og:image")]
    assert found["twitter:card"] == ["summary"]
    assert found["og:locale"] == ["mk_MK"]


@pytest.mark.slow
def test_a_changed_title_is_another_picture(app: Flask, client: FlaskClient) -> None:
    """The name of the file follows what it says; hostile texts neither command nor overflow."""
    with app.test_request_context():
        use_language(BY_PATH["fr"])
        data = json.loads(card().text)
    assert data["file"] == CARD
    before = client.get("/fr/card.png").data
    for text in ("", " ", "x" * 300, "word " * 200, '#sys.exit() $a$ ]] @b "'):
        data["title"]["text"] = text
        png = typeset(json.dumps(data))
        assert size(png) == (1200, 630), text
        assert png != before
