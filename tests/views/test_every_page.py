"""One sweep: what must hold of every page in every language."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import ANNOUNCED, THRESHOLDS
from tests.views.html import ADDRESSES, parse, texts
from webapp import create_app
from webapp.catalog import files
from webapp.catalog.read import read
from webapp.directory.load import load
from webapp.i18n import texts as i18n_texts
from webapp.i18n.texts import spaced
from webapp.languages import BY_PATH, LANGUAGES
from webapp.settings import Settings

RECORDS = load(Settings().directory)
pytestmark = pytest.mark.parametrize("address", ADDRESSES)


@pytest.fixture(scope="module")
def client(compiled: Path) -> FlaskClient:
    """A client on the compiled catalogues, which these tests do not change."""
    return create_app(Settings(translations=compiled)).test_client()


@pytest.fixture(scope="module")
def pages(client: FlaskClient) -> "Pages":
    """The pages, each asked for once."""
    return Pages(client)


class Pages:
    """Asks for pages and keeps them."""

    def __init__(self, client: FlaskClient) -> None:
        self.text = cache(lambda address: client.get(address).text)
        self.tree = cache(lambda address: parse(self.text(address)))

    def alternates(self, address: str) -> dict[str, str]:
        """Give the path of each alternate of a page by its `hreflang`."""
        links = self.tree(address).iterfind(".//link[@rel='alternate']")
        return {link.get("hreflang", ""): urlsplit(link.get("href", "")).path for link in links}


def test_it_is_there_in_its_language(address: str, client: FlaskClient) -> None:
    """200, with the language in `lang` and in Content-Language; nothing but encoding varies."""
    response = client.get(address)
    language = BY_PATH[address.split("/")[1]]
    assert response.status_code == 200
    assert f'<html lang="{language.tag}"' in response.text
    assert response.headers["Content-Language"] == language.tag
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in response.headers


def test_its_languages_are_tags(address: str, pages: Pages) -> None:
    """Every `lang` and `hreflang` is a BCP 47 tag, never a locale's name."""
    tags = {
        element.get(name)
        for element in pages.tree(address).iter()
        for name in ("lang", "hreflang")
        if element.get(name)
    }
    places = {action.place_lang for actor in RECORDS.actors for action in actor.actions}
    places |= {f"{tag}-Latn" for tag in places if tag}
    assert tags <= {language.tag for language in LANGUAGES} | places | {"sq", "x-default"}


def test_no_message_is_missing(address: str, pages: Pages, compiled: Path) -> None:
    """Where all is asked to be translated nothing falls back: French is only what is quoted."""
    if THRESHOLDS.get(address.split("/")[1], 0) < 100:
        return
    french = {
        text.strip()
        for text, language in texts(pages.tree(address))
        if language == "fr" and text.strip()
    }
    quoted = {"Français"} | {
        text.strip()
        for text, language in texts(pages.tree("/fr/about-this-text"))
        if language == "fr"
    }
    quoted |= names_of_records() | {
        text.strip()
        for quote in pages.tree("/fr/legal-frame").iter("blockquote")
        for text in quote.itertext()
    }
    quoted |= {
        text.strip()
        for page in ("/fr/legal-notice", "/fr/accessibility")
        for passage in pages.tree(page).iterfind(".//span[@lang='fr']")
        for text in passage.itertext()
    }
    named = set(re.findall(r'<span lang="fr">(.*?)</span>', "".join(texts_of(address, compiled))))
    assert french <= quoted | named | {"Cette page existe aussi en français."}


def names_of_records() -> set[str]:
    """List what the directory's data says in French: names, notes, titles, as pages space them."""
    actors = RECORDS.actors
    names = {name for actor in actors for name in (actor.name, actor.town, actor.acronym)}
    actions = [action for actor in actors for action in actor.actions]
    names |= {action.note for action in actions} | {action.place for action in actions}
    names |= {forms.today for forms in RECORDS.names.values()}
    names |= {title for each in actions for source in each.sources for title, _ in source.titles}
    shown = (spaced(name, "fr") for name in names)
    return {part.strip() for name in shown for part in re.split("<.*?>", name)}


def texts_of(address: str, translations: Path) -> list[str]:
    """List the translations of the language of an address, which may quote French names."""
    catalogue = read(files.source(translations, BY_PATH[address.split("/")[1]]))
    return [form for message in catalogue.active() for form in message.msgstr]


def test_its_links_and_fragments_resolve(address: str, pages: Pages, client: FlaskClient) -> None:
    """Every internal link leads to a page, every fragment to an id on it."""
    for link in pages.tree(address).iter("a"):
        target = urlsplit(link.get("href", ""))
        if target.netloc:
            continue
        path = target.path or address
        assert path in ADDRESSES or client.get(path).status_code == 200
        if not target.fragment:
            continue
        ids = {element.get("id") for element in pages.tree(path).iter()}
        assert target.fragment in ids


def test_its_ids_are_unique(address: str, pages: Pages) -> None:
    """An id stands once, and is neutral: the same in every language."""
    ids = [each.get("id") for each in pages.tree(address).iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    french = pages.tree("/fr/" + address.split("/", 2)[2])
    assert ids == [each.get("id") for each in french.iter() if each.get("id")]


def test_its_alternates_are_reciprocal(address: str, pages: Pages) -> None:
    """Every version names every other and itself, and x-default; canonical is itself."""
    alternates = pages.alternates(address)
    slug = address.split("/", 2)[2]
    language = BY_PATH[address.split("/")[1]]
    if language not in ANNOUNCED:
        assert language.tag not in alternates
        return
    assert set(alternates) == {each.tag for each in ANNOUNCED} | {"x-default"}
    for tag, path in alternates.items():
        if tag != "x-default":
            assert pages.alternates(path) == alternates
    assert alternates["x-default"] == (f"/fr/{slug}" if slug else "/")
    canonical = pages.tree(address).find(".//link[@rel='canonical']")
    assert canonical is not None
    assert canonical.get("href") == f"http://127.0.0.1:8000{address}"


def test_its_switcher_leads_to_the_same_page(address: str, client: FlaskClient) -> None:
    """Same page, same query, endonyms in their own language, the current one marked."""
    tree = parse(client.get(address + "?q=%C3%A9&r=1%2B1").text)
    links = tree.findall(".//nav[@class='languages']//a")
    slug = address.split("/", 2)[2]
    assert [link.get("href") for link in links] == [
        f"/{language.path}/{slug}?q=%C3%A9&r=1%2B1" for language in LANGUAGES
    ]
    assert [link.text for link in links] == [language.endonym for language in LANGUAGES]
    assert [link.get("lang") for link in links] == [language.tag for language in LANGUAGES]
    current = [link.get("hreflang") for link in links if link.get("aria-current")]
    assert current == [BY_PATH[address.split("/")[1]].tag]


def test_it_asks_nothing_of_another_host(address: str, pages: Pages) -> None:
    """Style, script and pictures are our own; nothing is written into the page."""
    tree = pages.tree(address)
    sources = [each.get("src") for each in tree.iter() if each.get("src")]
    sources += [
        each.get("href")
        for each in tree.iter("link")
        if each.get("rel") in ("stylesheet", "icon", "preload")
    ]
    assert sources
    assert all((source or "").startswith("/static/") for source in sources)
    assert not list(tree.iter("style"))
    scripts = [each for each in tree.iter("script") if each.get("type") != "application/ld+json"]
    assert all(not (script.text or "").strip() for script in scripts)
    assert not [each for each in tree.iter() if each.get("style")]


def test_external_links_say_their_language(address: str, pages: Pages) -> None:
    """`hreflang`, and the language written out for the reader in the page's language."""
    for link in pages.tree(address).iter("a"):
        href = link.get("href", "")
        if href.startswith("http"):
            assert link.get("hreflang")
            assert link.find(".//span[@class='unseen']") is not None


def test_all_its_text_is_in_the_catalogues(
    address: str, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text that a reader sees stands outside a message, CLDR or a passage marked as quoted."""
    app = create_app(Settings(translations=compiled))
    assert hard_coded(app, address, monkeypatch) == []


def test_the_french_of_it_is_spaced(address: str, pages: Pages) -> None:
    """No-break spaces before ; ! ? : and inside « », in French text and in no other.

    A title is one text, whatever languages its parts are in.
    """
    title = pages.tree(address).findtext(".//title")
    for text, language in texts(pages.tree(address)):
        if language == "fr":
            assert not re.search(r" [;!?:»]|« ", text)
        elif text != title:
            assert not re.search(r"[\u00a0\u202f][;!?:»]|«[\u00a0\u202f]", text)


def hard_coded(app: Flask, address: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts of a page that come from no catalogue.

    Every text of a message, of CLDR or of the data is typeset on its way to the page. With all of
    these between marks, what is outside them was typed into a template; a passage whose element
    says `lang` or `translate="no"` is quoted, not written for readers.
    """
    typeset = i18n_texts.typeset
    with monkeypatch.context() as patch:
        marked = "\ue000{}\ue001".format
        patch.setattr(i18n_texts, "typeset", lambda html, lang: marked(typeset(html, lang)))
        html = app.test_client().get(address).text
    found: list[str] = []
    depth = 0
    for text in _unquoted(parse(html), found, quoted=False):
        for part in re.split("([\ue000\ue001])", text):
            depth += {"\ue000": 1, "\ue001": -1}.get(part, 0)
            if depth == 0 and re.search(r"\w", part):
                found.append(part.strip())
    return found


def _unquoted(element: Element, found: list[str], *, quoted: bool) -> Iterator[str]:
    """Yield the texts of an element, of quoted ones the marks alone; collect bare attributes."""
    if isinstance(element.tag, str) and element.tag != "html":
        quoted = quoted or bool(element.get("lang")) or element.get("translate") == "no"
        quoted = quoted or element.get("aria-hidden") == "true" or element.tag == "script"
    for name in ("title", "alt", "aria-label", "placeholder"):
        value = element.get(name, "")
        if value and "\ue000" not in value:
            found.append(value)
    letters = "[^\ue000\ue001]" if quoted else "(?!)"
    yield re.sub(letters, "", element.text or "")
    for child in element:
        yield from _unquoted(child, found, quoted=quoted)
        yield re.sub(letters, "", child.tail or "")
