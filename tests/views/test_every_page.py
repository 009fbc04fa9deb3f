"""What must hold of every page in every language: each test is one rule, asked of all pages."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import ANNOUNCED, THRESHOLDS
from tests.views.html import ADDRESSES, parse, texts
from webapp import create_app
from webapp.directory.load import load
from webapp.i18n import texts as i18n_texts
from webapp.i18n.texts import spaced
from webapp.languages import BY_PATH, LANGUAGES, Language
from webapp.partners import PARTNERS
from webapp.po import files
from webapp.po.read import read
from webapp.settings import Settings

RECORDS = load(Settings().directory)


class Pages:
    """Asks for each page once, parses it once, and lists its ids once."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.answer = cache(client.get)
        self.parser = cache(self._parser)
        self.ids = cache(self._ids)

    def _parser(self, address: str) -> html5lib.HTMLParser:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(self.answer(address).text)
        return parser

    def tree(self, address: str) -> Element:
        """Return the root of a page."""
        root: Element = self.parser(address).tree.getDocument()
        return root

    def _ids(self, address: str) -> list[str]:
        return [element.get("id", "") for element in self.tree(address).iter() if element.get("id")]

    def alternates(self, address: str) -> dict[str, str]:
        """Return the path of each alternate of a page by its `hreflang`."""
        links = self.tree(address).iterfind(".//link[@rel='alternate']")
        return {link.get("hreflang", ""): urlsplit(link.get("href", "")).path for link in links}


@pytest.fixture(scope="module")
def pages(shared_app: Flask) -> Pages:
    """The pages of the site as it is."""
    return Pages(shared_app.test_client())


def language_of(address: str) -> Language:
    """Return the language of a page."""
    return BY_PATH[address.split("/")[1]]


def slug_of(address: str) -> str:
    """Return what follows the language in an address."""
    return address.split("/", 2)[2]


def test_every_page_is_there_in_its_language(pages: Pages) -> None:
    """A 200 with its language in `lang` and Content-Language, which varies on encoding only."""
    wrong = []
    for address in ADDRESSES:
        answer, tag = pages.answer(address), language_of(address).tag
        sent = (
            answer.status_code,
            answer.headers.get("Content-Language"),
            answer.headers.get("Vary"),
            answer.headers.get("Set-Cookie"),
        )
        if sent != (200, tag, "Accept-Encoding", None) or f'<html lang="{tag}"' not in answer.text:
            wrong.append((address, sent))
    assert wrong == []


def test_every_page_is_parsed_without_an_error(pages: Pages) -> None:
    """An HTML parser finds no error on any page."""
    wrong = [
        (address, place, error)
        for address in ADDRESSES
        for place, error, _ in pages.parser(address).errors
    ]
    assert wrong == []


def test_languages_are_tags(pages: Pages) -> None:
    """Every `lang` and `hreflang` is a BCP 47 tag, never a locale's name."""
    places = {action.place_lang for actor in RECORDS.actors for action in actor.actions}
    places |= {f"{tag}-Latn" for tag in places if tag}
    partners = {partner.own_language for partner in PARTNERS}
    known = {language.tag for language in LANGUAGES} | places | partners | {"sq", "x-default"}
    wrong = [
        (address, tag)
        for address in ADDRESSES
        for element in pages.tree(address).iter()
        for tag in (element.get("lang"), element.get("hreflang"))
        if tag and tag not in known
    ]
    assert wrong == []


def test_no_message_is_missing(pages: Pages, compiled: Path) -> None:
    """On pages of complete languages nothing falls back: French is only what is quoted."""
    quoted = {"Français", "Cette page existe aussi en français."}
    quoted |= french_of(pages, "/fr/about-this-text") | names_of_records()
    for page, path in {
        "/fr/legal-frame": ".//blockquote",
        "/fr/legal-notice": ".//q",
        "/fr/accessibility": ".//*[@lang='fr']",
    }.items():
        passages = pages.tree(page).iterfind(path)
        quoted |= {text.strip() for passage in passages for text in passage.itertext()}
    actions = [action for actor in RECORDS.actors for action in actor.actions]
    quoted |= {action.place.partition(" (")[0] for action in actions}
    wrong = []
    for address in ADDRESSES:
        language = language_of(address)
        if THRESHOLDS.get(language.path, 0) == 100:
            missing = french_of(pages, address) - quoted - names_in_messages(language, compiled)
            wrong += [(address, text) for text in missing]
    assert wrong == []


def french_of(pages: Pages, address: str) -> set[str]:
    """Return the texts of a page that are said to be French."""
    found = texts(pages.tree(address))
    return {text.strip() for text, language in found if language == "fr" and text.strip()}


def names_of_records() -> set[str]:
    """Return what the directory's data says in French: names, notes, titles; spaced as on pages."""
    actors = RECORDS.actors
    names = {name for actor in actors for name in (actor.name, actor.town, actor.acronym)}
    actions = [action for actor in actors for action in actor.actions]
    names |= {action.note for action in actions} | {action.place for action in actions}
    names |= {forms.get("today", "") for forms in RECORDS.names.values()}
    names |= {title for each in actions for source in each.sources for title, _ in source.titles}
    shown = (spaced(name, "fr") for name in names)
    return {part.strip() for name in shown for part in re.split("<.*?>", name)}


@cache
def names_in_messages(language: Language, translations: Path) -> set[str]:
    """Return the French names that the translations of a language quote."""
    catalogue = read(files.source(translations, language))
    forms = "".join(form for message in catalogue.active() for form in message.msgstr)
    return set(re.findall(r'<span lang="fr">(.*?)</span>', forms))


def test_links_and_fragments_resolve(pages: Pages) -> None:
    """Every internal link leads to a page or a brochure, every fragment to an id on its page."""
    pages_and_brochures = {*ADDRESSES, *(f"/{each.path}/brochure.pdf" for each in LANGUAGES)}
    wrong = []
    for address in ADDRESSES:
        for link in pages.tree(address).iter("a"):
            target = urlsplit(link.get("href", ""))
            path = target.path or address
            if target.netloc:
                continue
            there = path in pages_and_brochures or pages.answer(path).status_code == 200
            if not there or (target.fragment and target.fragment not in pages.ids(path)):
                wrong.append((address, link.get("href")))
    assert wrong == []


def test_ids_are_unique_and_the_same_in_every_language(pages: Pages) -> None:
    """An id stands once on a page, and is neutral."""
    wrong = []
    for address in ADDRESSES:
        ids = pages.ids(address)
        if len(ids) != len(set(ids)) or ids != pages.ids(f"/fr/{slug_of(address)}"):
            wrong.append((address, ids))
    assert wrong == []


def test_alternates_are_reciprocal(pages: Pages) -> None:
    """Every version of a page names every other, itself and x-default; canonical is itself."""
    wrong: list[object] = []
    for address in ADDRESSES:
        alternates, slug = pages.alternates(address), slug_of(address)
        if language_of(address) not in ANNOUNCED:
            wrong += [(address, alternates)] if language_of(address).tag in alternates else []
            continue
        expected = {language.tag: f"/{language.path}/{slug}" for language in ANNOUNCED}
        expected["x-default"] = f"/fr/{slug}" if slug else "/"
        canonical = pages.tree(address).find(".//link[@rel='canonical']")
        named = None if canonical is None else canonical.get("href")
        if (alternates, named) != (expected, f"http://127.0.0.1:8000{address}"):
            wrong.append((address, alternates, named))
    assert wrong == []


def test_the_switcher_leads_to_the_same_page(pages: Pages) -> None:
    """It keeps page and query, has each language in its own words, and marks the current one."""
    wrong = []
    for address in ADDRESSES:
        html = pages.client.get(f"{address}?q=%C3%A9&r=1%2B1").text
        (switcher,) = re.findall('<nav class="languages".*?</nav>', html, re.DOTALL)
        links = html5lib.parseFragment(switcher, namespaceHTMLElements=False).findall(".//a")
        shown = [
            (link.get("href"), link.text, link.get("lang"), bool(link.get("aria-current")))
            for link in links
        ]
        current, slug = language_of(address), slug_of(address)
        expected = [
            (f"/{each.path}/{slug}?q=%C3%A9&r=1%2B1", each.endonym, each.tag, each is current)
            for each in LANGUAGES
        ]
        if shown != expected:
            wrong.append((address, shown))
    assert wrong == []


def test_no_page_asks_anything_of_another_host(pages: Pages) -> None:
    """Style, script and pictures are the site's own; none is written into the page."""
    wrong = [
        (address, problem)
        for address in ADDRESSES
        for problem in foreign_or_inline(pages.tree(address))
    ]
    assert wrong == []


def foreign_or_inline(tree: Element) -> Iterator[str]:
    """Yield what a page loads from elsewhere, and the code and the style that stand in it."""
    loaded = [element.get("src", "") for element in tree.iter() if element.get("src")]
    loaded += [
        link.get("href", "")
        for link in tree.iter("link")
        if link.get("rel") in ("stylesheet", "icon", "preload")
    ]
    if not loaded:
        yield "loads nothing"
    yield from (source for source in loaded if not source.startswith("/static/"))
    yield from (f"style={element.get('style')}" for element in tree.iter() if element.get("style"))
    yield from (f"<style>{element.text}" for element in tree.iter("style"))
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" and (script.text or "").strip():
            yield f"<script>{script.text}"


def test_external_links_say_their_language(pages: Pages) -> None:
    """They have `hreflang` and the name of the language in the page's language."""
    wrong = [
        (address, link.get("href"))
        for address in ADDRESSES
        for link in pages.tree(address).iter("a")
        if link.get("href", "").startswith("http")
        and not (link.get("hreflang") and link.find(".//span[@class='unseen']") is not None)
    ]
    assert wrong == []


def test_all_text_is_in_the_catalogues(
    compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text that a reader sees stands outside a message, CLDR or a passage marked as quoted."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))
    wrong = [
        (address, text) for address in ADDRESSES for text in hard_coded(app, address, monkeypatch)
    ]
    assert wrong == []


def test_french_is_spaced_as_french(pages: Pages) -> None:
    """No-break spaces before ; ! ? : and inside « », in French text and in no other.

    A title is one text, whatever languages its parts are in.
    """
    plain, spaced = re.compile(r" [;!?:»]|« "), re.compile(r"[\u00a0\u202f][;!?:»]|«[\u00a0\u202f]")
    wrong = []
    for address in ADDRESSES:
        title = pages.tree(address).findtext(".//title")
        for text, language in texts(pages.tree(address)):
            if language == "fr":
                unfit = plain.search(text)
            else:
                unfit = text != title and spaced.search(text)
            wrong += [(address, language, text)] if unfit else []
    assert wrong == []


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
