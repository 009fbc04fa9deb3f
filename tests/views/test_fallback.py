"""What a visitor sees while a catalogue is incomplete, wrong or broken."""

import logging
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.views.html import parse, texts
from webapp.catalogs.coverage import of_visitors
from webapp.i18n import texts as i18n
from webapp.languages import BY_PATH
from webapp.pages import PAGES
from webapp.po import files
from webapp.po.read import read
from webapp.po.write import write

MK = BY_PATH["mk"]


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of a site whose catalogues the test may change."""
    return app.test_client()


HOSTILE = [
    "%(usre)s",
    "100 % sure",
    "<script>alert(1)</script>",
    '<a href="javascript:alert(1)">x</a>',
    '"><img onerror=alert(1) src=x>',
]


def fill(translations: Path, texts: Callable[[str, int], str]) -> None:
    """Write the Macedonian catalogue anew, each message as a function of its msgid and place."""
    catalogue = read(files.source(translations, MK))
    for number, message in enumerate(catalogue.active()):
        message.msgstr = [texts(message.msgid, number)] * len(message.msgstr)
        message.flags = [flag for flag in message.flags if flag != "fuzzy"]
    write(catalogue)


def rewrite(translations: Path, path: str, texts: Mapping[str, str]) -> None:
    """Leave a catalogue these translations and no other."""
    catalogue = read(files.source(translations, BY_PATH[path]))
    for message in catalogue.active():
        message.msgstr = [texts.get(message.msgid, "")] * len(message.msgstr)
    write(catalogue)


def macedonian(msgid: str) -> str:
    """Make a text without a Latin letter that keeps the fields of a message."""
    return " ".join(["Македонски", *re.findall(r"%\(\w+\)s|%%", msgid)])


def test_half_a_catalogue_gives_half_a_page(translations: Path, client: FlaskClient) -> None:
    """What is missing is French and marked as such, the rest Macedonian; the share is shown."""
    fill(translations, lambda msgid, number: "" if number % 2 else macedonian(msgid))
    body = parse(client.get("/mk/").text).find("body")
    assert body is not None
    seen = {"mk": 0, "fr": 0}
    for text, language in texts(body, "mk"):
        french = re.search(r"[A-Za-zà-ÿ]{3,}", text.replace("Македонски", ""))
        if "Македонски" in text or not french or language not in seen:
            continue
        seen[language] += 1
        assert language == "fr"
    assert seen["fr"] > 10
    assert client.get("/mk/").text.count("Македонски") > 10
    catalogue = read(files.source(translations, MK))
    shown = {message.key for message in of_visitors(catalogue)}
    half = {message.key for message in list(catalogue.active())[::2]} & shown
    assert f"{len(half)} sur {len(shown)}" in client.get("/fr/translations").text


def test_a_hostile_translation_reaches_no_page(translations: Path, client: FlaskClient) -> None:
    """Each is left out: every page answers and holds none of them, whichever message has which."""
    wrong = []
    for turn in (0, 1):
        fill(translations, lambda _, number, turn=turn: HOSTILE[(number + turn) % len(HOSTILE)])
        for page in PAGES:
            response = client.get(page.address(MK))
            shown = [text for text in (*HOSTILE, "alert(1)") if text in response.text]
            if response.status_code != 200 or shown:
                wrong.append((page.slug, response.status_code, shown))
    assert wrong == []


def test_a_quote_in_a_translation_breaks_no_attribute(
    translations: Path, client: FlaskClient
) -> None:
    """It stays text, also where the message stands in an attribute."""
    hostile = 'Јазици" onmouseover="alert(1)'
    rewrite(translations, "mk", {"Langues": hostile, "Informations sur le site": hostile})
    html = client.get("/mk/").text
    assert "onmouseover" in html
    assert all(element.get("onmouseover") is None for element in parse(html).iter())


def test_nynorsk_falls_back_to_bokmal_then_to_french(
    translations: Path, client: FlaskClient
) -> None:
    """A text comes from the nearest language that has it, marked with that language."""
    rewrite(translations, "nn", {"Depuis 2012": "Sidan 2012"})
    rewrite(translations, "nb", {"Sources d’information": "Kilder"})
    html = client.get("/nn/").text
    assert '<h2 id="since-2012">Sidan 2012</h2>' in html
    assert '<h2 id="sources"><span lang="nb">Kilder</span></h2>' in html
    assert '<h2 id="municipalities"><span lang="fr">' in html


BROKEN: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "half written": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "something else": lambda path: path.write_bytes(b"GIF89a" * 100),
    "not UTF-8": lambda path: path.write_bytes(path.read_bytes() + b"# \xff\xfe\x00"),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "a link to itself": lambda path: (path.unlink(), path.symlink_to(path)),
}


@pytest.mark.parametrize("breaking", BROKEN.values(), ids=BROKEN)
def test_a_catalogue_that_breaks_leaves_its_pages_as_they_were(
    translations: Path,
    client: FlaskClient,
    breaking: Callable[[Path], object],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Every page is as before, and the log says once what is wrong."""
    before = {page: client.get(page.address(MK)).text for page in PAGES}
    path = files.source(translations, MK)
    breaking(path)
    with caplog.at_level(logging.WARNING):
        after = {page: client.get(page.address(MK)).text for page in PAGES}
    assert after == before
    assert len([text for text in caplog.messages if str(path) in text]) == 1


def test_a_start_without_a_catalogue_gives_french_announced_as_such(
    translations: Path, client: FlaskClient
) -> None:
    """Pages are French and marked so, with a notice and a French canonical, and no alternate."""
    files.source(translations, MK).unlink()
    pages = [client.get(page.address(MK)) for page in PAGES]
    assert [page.status_code for page in pages] == [200] * len(PAGES)
    tree = parse(pages[0].text)
    assert tree.find(".//p[@class='notice']") is not None
    assert tree.findtext(".//h1/span[@lang='fr']")
    canonical = tree.find(".//link[@rel='canonical']")
    assert canonical is not None
    assert canonical.get("href", "").endswith("/fr/")
    assert 'hreflang="mk" href="http' not in client.get("/fr/").text
    assert "/mk/" not in client.get("/sitemap.xml").text


def test_an_edited_catalogue_shows_without_a_restart(
    translations: Path, client: FlaskClient
) -> None:
    """A saved edit is on the next page, and when it is taken back the page is as before."""
    before = client.get("/mk/").text
    path = files.source(translations, MK)
    kept = path.read_bytes()
    fill(translations, lambda msgid, _: "Изменето" if msgid == "Depuis 2012" else "")
    assert "Изменето" in client.get("/mk/").text
    path.write_bytes(kept)
    assert client.get("/mk/").text == before


def test_a_request_keeps_to_one_version(translations: Path, app: Flask) -> None:
    """A catalogue replaced in the middle of a request changes nothing of that page."""
    with app.test_request_context("/mk/"):
        i18n.use_language(MK)
        before = i18n.text("Depuis 2012")
        rewrite(translations, "mk", {"Depuis 2012": "Друго"})
        i18n.use_language(MK)
        assert i18n.text("Depuis 2012") == before
