"""What a visitor sees while a catalogue is incomplete, wrong or broken."""

import logging
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.views.html import parse, texts
from webapp.catalog import files
from webapp.catalog.compile import compile_catalogue, pack, unpack
from webapp.catalog.read import read
from webapp.catalog.write import write
from webapp.i18n import page_texts, use_language
from webapp.languages import BY_PATH
from webapp.pages import PAGES

MK = BY_PATH["mk"]

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
    compile_catalogue(translations, MK)


def macedonian(msgid: str) -> str:
    """Make a text without a Latin letter that keeps the fields of a message."""
    return " ".join(["Македонски", *re.findall(r"%\(\w+\)s|%%", msgid)])


def test_half_a_catalogue_gives_half_a_page(translations: Path, client: FlaskClient) -> None:
    """What is missing is French and says so, the rest Macedonian; the figure is shown."""
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
    total = sum(1 for _ in read(files.source(translations, MK)).active())
    assert f"{(total + 1) // 2} sur {total}" in client.get("/fr/translations").text


@pytest.mark.parametrize("msgstr", HOSTILE)
def test_a_hostile_translation_reaches_no_page(
    translations: Path, client: FlaskClient, msgstr: str
) -> None:
    """Compiled, it is left out: the page answers and holds none of it."""
    fill(translations, lambda msgid, _: msgstr)
    for page in PAGES:
        response = client.get(page.address(MK))
        assert response.status_code == 200
        assert "alert(1)" not in response.text
        assert msgstr not in response.text


def test_a_catalogue_that_passed_no_check_breaks_no_attribute(
    translations: Path, client: FlaskClient
) -> None:
    """Put in place by hand, quotes in an attribute's text stay text."""
    hostile = '" onmouseover="alert(1)'
    path = files.compiled(translations, MK)
    path.write_bytes(pack({"Langues": hostile, "Informations sur le site": hostile}))
    for element in parse(client.get("/mk/").text).iter():
        assert element.get("onmouseover") is None


def test_nynorsk_falls_back_to_bokmal_then_to_french(
    translations: Path, client: FlaskClient
) -> None:
    """The nearest language that has the text gives it, marked as its own."""
    nn, nb = BY_PATH["nn"], BY_PATH["nb"]
    files.compiled(translations, nn).write_bytes(pack({"Depuis 2012": "Sidan 2012"}))
    files.compiled(translations, nb).write_bytes(pack({"Sources d’information": "Kilder"}))
    html = client.get("/nn/").text
    assert '<h2 id="since-2012">Sidan 2012</h2>' in html
    assert '<h2 id="sources" lang="nb">Kilder</h2>' in html
    assert '<h2 id="municipalities" lang="fr">' in html


BROKEN = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "half written": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "something else": lambda path: path.write_bytes(b"GIF89a" * 100),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "a link to itself": lambda path: (path.unlink(), path.symlink_to(path)),
}


@pytest.mark.parametrize("breaking", BROKEN.values(), ids=BROKEN)
def test_a_broken_catalogue_gives_french_announced_as_such(
    translations: Path,
    client: FlaskClient,
    breaking: Callable[[Path], object],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """200, every text marked as French, a notice, canonical French; the log says why once."""
    assert client.get("/mk/").status_code == 200
    breaking(files.compiled(translations, MK))
    with caplog.at_level(logging.WARNING):
        pages = [client.get(page.address(MK)) for page in PAGES]
    assert [page.status_code for page in pages] == [200] * len(PAGES)
    tree = parse(pages[0].text)
    assert tree.find(".//p[@class='notice']") is not None
    assert tree.find(".//h1").get("lang") == "fr"  # type: ignore[union-attr]
    canonical = tree.find(".//link[@rel='canonical']")
    assert canonical is not None
    assert canonical.get("href", "").endswith("/fr/")
    assert 'hreflang="mk" href="http' not in client.get("/fr/").text
    assert "/mk/" not in client.get("/sitemap.xml").text
    assert len([record for record in caplog.records if "make compile" in record.message]) == 1


def test_an_edited_catalogue_shows_without_a_restart(
    translations: Path, client: FlaskClient
) -> None:
    """Edited as Poedit does, compiled, and there; taken back, and gone."""
    before = client.get("/mk/").text
    path = files.source(translations, MK)
    kept = path.read_bytes()
    fill(translations, lambda msgid, _: "Изменето" if msgid == "Depuis 2012" else "")
    assert "Изменето" in client.get("/mk/").text
    path.write_bytes(kept)
    compile_catalogue(translations, MK)
    assert client.get("/mk/").text == before


def test_a_request_keeps_to_one_version(translations: Path, app: Flask) -> None:
    """A catalogue replaced in the middle of a request changes nothing of that page."""
    path = files.compiled(translations, MK)
    with app.test_request_context("/mk/"):
        use_language(MK)
        before = page_texts().gettext("Depuis 2012")
        path.write_bytes(pack({"Depuis 2012": "Другo"}))
        use_language(MK)
        assert page_texts().gettext("Depuis 2012") == before


def test_a_wrong_utf8_catalogue_falls_back(translations: Path, client: FlaskClient) -> None:
    """Texts that are not UTF-8 count as a broken catalogue, not as a 500."""
    path = files.compiled(translations, MK)
    data = path.read_bytes()
    texts_in_it = unpack(data, path)
    assert texts_in_it
    path.write_bytes(data[:-3] + b"\xff\xfe\x00")
    os.utime(path)
    assert client.get("/mk/").status_code == 200
