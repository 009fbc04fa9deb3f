"""A page of the site in the editor: the page itself, with its messages marked."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from lxml import html

from tests.editor.desk import LANGUAGES, SKIP, Desk, by_class, key_of, listed, said, tree
from tests.entries import put
from tests.sequence import lines
from tests.views.test_never_shown import addresses, emptied
from webapp.languages import BY_PATH, TRANSLATED
from webapp.po import files
from webapp.po.read import read

HOME = "La coopération décentralisée en Basse-Normandie"


def in_editor(address: str) -> str:
    """Return where the editor shows an address of the site."""
    return f"/edit{address}"


def of_site(root: Element) -> Element:
    """Take out of a page of the editor what the editor adds: its files and its panel."""
    for parent in (root.find("head"), root.find("body")):
        assert parent is not None
        for child in list(parent):
            if child.get("id") == "editor" or "/edit/static/" in str(child.attrib):
                parent.remove(child)
    return root


def stray(root: Element) -> Iterator[str]:
    """Yield marks that a reader or a machine would meet as text or in an attribute."""
    for place in ("title", "option", "textarea", "script", "style"):
        yield from (f"an element in <{place}>" for it in root.iter(place) if len(it))
    for element in root.iter():
        values = [it for name, it in element.items() if name not in ("data-message", "data-state")]
        texts = [element.text, *(child.tail for child in element)]
        yield from (it for it in (*values, *texts) if it and "data-message" in it)


def compared(desk: Desk, address: str) -> Iterator[object]:
    """Yield what differs between a page and the same page in the editor."""
    public, edited = desk.get(address), desk.get(in_editor(address))
    if public.mimetype != "text/html" or 300 <= public.status_code < 400:
        return
    assert len(public.text) > 1_000
    if (public.status_code, public.mimetype) != (edited.status_code, edited.mimetype):
        yield public.status, edited.status, edited.headers.get("Location")
        return
    shown = of_site(html.document_fromstring(edited.text))
    yield from stray(shown)
    before = list(lines(html.document_fromstring(public.text)))
    after = [line.replace(" /edit/", " /") for line in lines(shown)]
    if before != after:
        yield next((pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]), "end")


def differences(desk: Desk, *languages: str, every_actor: bool = False) -> Iterator[object]:
    """Yield what differs on any page in some languages."""
    for address in addresses(every_actor=every_actor):
        if address.split("/")[1] in languages:
            yield from ((address, found) for found in compared(desk, address))


@pytest.mark.slow
def test_every_page_says_the_same_in_the_editor(reading: Desk) -> None:
    """Texts, their languages, attributes and links are those of the public page, of actors too."""
    assert list(differences(reading, *LANGUAGES, every_actor=True)) == []


def halve(translations: Path) -> None:
    """Take every second text out of every catalogue."""
    for language in TRANSLATED:
        rows = enumerate(read(files.source(translations, language)).active())
        put(translations, language, {it.key: emptied(0)(it, number) for number, it in rows})


@pytest.mark.slow
def test_every_page_says_the_same_where_texts_fall_back(desk: Desk, translations: Path) -> None:
    """They are those of the public page where every second text of a language is in another."""
    halve(translations)
    assert list(differences(desk, "mk", "nn", "zh")) == []


@pytest.mark.slow
def test_it_does_in_every_language(desk: Desk, translations: Path) -> None:
    """So it is in all languages, half of each in another one."""
    halve(translations)
    assert list(differences(desk, *LANGUAGES)) == []


def test_the_choice_of_a_language_is_a_page_too(reading: Desk) -> None:
    """Under `choose` stands what a visitor without preferences gets at the bare address."""
    for language in LANGUAGES:
        root = tree(reading.get(f"/edit/{language}/choose").text)
        assert root.find(".//main") is not None, language
        assert list(stray(of_site(root))) == []


def test_a_page_takes_no_preferences_of_the_translator(reading: Desk) -> None:
    """What their own browser asks for changes nothing: they see what visitors do."""
    plain = reading.get("/edit/mk/choose").text
    asked = {"Accept-Language": "it", "If-None-Match": "*", "Range": "bytes=0-1"}
    assert reading.get("/edit/mk/choose", **asked).text == plain


def marks(root: Element) -> dict[str, Element]:
    """Return the marked elements of a page by the key of their message."""
    return {it.get("data-message", ""): it for it in root.iter() if it.get("data-message")}


def test_a_message_says_its_key_and_its_state(desk: Desk, translations: Path) -> None:
    """The mark stands around the text as visitors read it, with the state of the catalogue."""
    put(translations, BY_PATH["mk"], {(None, SKIP): ["Оди на содржината"]})
    mark = marks(tree(desk.get("/edit/mk/").text))[key_of(SKIP)]
    assert (mark.tag, mark.get("data-state"), said(mark)) == ("span", "done", "Оди на содржината")
    put(translations, BY_PATH["mk"], {(None, SKIP): [""]})
    mark = marks(tree(desk.get("/edit/mk/").text))[key_of(SKIP)]
    assert (mark.get("data-state"), said(mark)) == ("missing", SKIP)
    assert mark.get("lang") == "fr" or mark.find(".//*[@lang='fr']") is not None


def test_the_list_of_a_page_has_each_of_its_messages(reading: Desk) -> None:
    """Those on which nobody can click, as they are in titles and attributes, say that there."""
    root = tree(reading.get("/edit/mk/").text)
    (panel,) = (it for it in root.iter("aside") if it.get("id") == "editor")
    entries = {
        str(link.get("data-open")): said(item)
        for item in panel.iter("li")
        for link in item.iter("a")
        if link.get("data-open")
    }
    clickable = marks(of_site(tree(reading.get("/edit/mk/").text)))
    assert list(entries)[: len(clickable)] == list(clickable)  # as one reads them
    unseen = {key for key, text in entries.items() if text.endswith(")") and "(" in text}
    assert set(entries) - set(clickable) <= unseen
    assert key_of(HOME) in entries


def test_what_a_page_says_at_other_times_is_in_its_list(reading: Desk) -> None:
    """Here no address for questions is set; the list of messages leads to the page all the same."""
    key = key_of("Pour toute question sur vos données, écrivez à l’éditeur du site : %(contact)s.")
    form = tree(reading.get(f"/edit/mk/messages/{key}").text)
    (link,) = (it for it in form.iter("a") if it.get("id") == "shown-at")
    assert link.get("href") == f"/edit/mk/privacy#{key}"
    page = reading.get("/edit/mk/privacy")
    assert f'data-message="{key}"' not in page.text
    assert key in listed(page)


def test_a_text_that_counts_says_which_form_it_is(reading: Desk) -> None:
    """A click on it leads to the field of that form: Macedonian has 21 in the first one."""
    root = tree(reading.get("/edit/mk/directory").text)
    found = [it for it in root.iter("span") if it.get("data-form")]
    numbers = [(re.findall(r"\d+", said(it)), it.get("data-form")) for it in found]
    assert len(numbers) > 3
    assert {form for (number, *_), form in numbers if int(number) % 10 != 1} == {"1"}


def test_visitors_see_the_page_too(reading: Desk) -> None:
    """A link leads to it; the choice of a language is at no address that leads there."""
    for address, links in (("map", ["/mk/map"]), ("map?x=1", ["/mk/map?x=1"]), ("choose", [])):
        (panel,) = by_class(tree(reading.get(f"/edit/mk/{address}").text), "aside", "editor")
        public = [it.get("href", "") for it in panel.iter("a")]
        assert [it for it in public if it.startswith("/mk/")] == links


def test_links_stay_in_the_editor_for_its_languages(reading: Desk) -> None:
    """A link to a page leads to it in the editor; files and French stay what they are."""
    root = of_site(tree(reading.get("/edit/mk/").text))
    links = [it.get("href", "") for it in root.iter("a")]
    pages = [urlsplit(it).path for it in links if it.startswith("/")]
    outside = {it for it in pages if not it.startswith("/edit/")}
    assert outside <= {"/fr/", *(f"/mk/{name}" for name in ("brochure.pdf", "directory.csv"))}
    assert Counter(it.split("/")[2] for it in pages if it.startswith("/edit/"))["mk"] > 10
    found = [(it, reading.get(it).status_code) for it in dict.fromkeys(pages)]
    assert [it for it in found if it[1] != 200] == []


REDIRECTS = [
    ("/edit/mk/Privacy/", "/edit/mk/privacy"),
    ("/edit/mk/directory.csv?name=x", "/mk/directory.csv?name=x"),
    ("/edit/mk/directory.json", "/mk/directory.json"),
]


@pytest.mark.parametrize(("address", "target"), REDIRECTS)
def test_an_address_that_is_no_page_leads_on(reading: Desk, address: str, target: str) -> None:
    """Another spelling leads to the page in the editor, a file to the file of visitors."""
    response = reading.get(address)
    assert (response.status_code, response.headers["Location"]) == (302, target)


def test_a_page_that_there_is_not_is_shown_too(reading: Desk) -> None:
    """The error page has messages as well; it stays an error."""
    response = reading.get("/edit/mk/no-such-page")
    assert response.status_code == 404
    assert by_class(tree(response.text), "aside", "editor")
    assert key_of("Page introuvable") in marks(tree(response.text))


def test_nothing_of_the_editor_is_kept_or_found(reading: Desk) -> None:
    """No cache keeps its answers, no search engine lists them, no other site frames them."""
    for address in ("/edit/", "/edit/mk/", "/edit/mk/messages", "/edit/mk/help", "/edit/mk/x"):
        headers = reading.get(address).headers
        assert headers["Cache-Control"] == "no-store", address
        assert headers["X-Robots-Tag"] == "noindex", address
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], address
        assert "connect-src 'self'" in headers["Content-Security-Policy"], address
