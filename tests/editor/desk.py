"""A translator at the editor: what they open, and the forms that they send without a script."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.test import TestResponse

from webapp import create_app, editor
from webapp.editor.door import Key
from webapp.editor.workbook import digest
from webapp.languages import BY_PATH, TRANSLATED
from webapp.po import files
from webapp.po.model import Message, lookup_key
from webapp.po.read import read
from webapp.settings import LOCAL, Settings
from webapp.translators import Person

ANA = Person("Ана Петрова", "ana@example.org")
LEARNER = Person("Ida", "ida@example.org", reviewer=False)
LANGUAGES = [language.path for language in TRANSLATED]
SKIP = "Aller au contenu"
"""A message that every page has; its key is `key_of(SKIP)`."""


def key_of(msgid: str, plural: str | None = None, context: str | None = None) -> str:
    """Return what names a message in addresses."""
    return digest(lookup_key(msgid, plural, context))


def tree(text: str) -> Element:
    """Return the elements of a page as a browser reads it."""
    return html5lib.parse(text, namespaceHTMLElements=False)


def said(element: Element) -> str:
    """Return all the text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def by_class(root: Element, tag: str, name: str) -> list[Element]:
    """Return the elements that have a class."""
    return [it for it in root.iter(tag) if name in it.get("class", "").split()]


def fields(root: Element) -> dict[str, str]:
    """Return what a browser would send of the form of a message, but for its button."""
    form = root.find(".//form[@id='message']")
    assert form is not None
    inputs = {it.get("name", ""): it.get("value", "") for it in form.iter("input")}
    areas = {it.get("name", ""): "".join(it.itertext()) for it in form.iter("textarea")}
    return inputs | areas


class Desk:
    """An editor on this machine and a browser, which has come in unless it is told not to."""

    def __init__(
        self,
        translations: Path,
        cache: Path,
        person: Person = ANA,
        *,
        commits: bool = False,
        enters: bool = True,
    ) -> None:
        settings = Settings(translations=translations, cache=cache, base_url=LOCAL)
        local = replace(settings, editor="local", store_megabytes=0)
        self.app: Flask = create_app(local)
        self.folder, self.cache = translations, cache
        self.key = Key()
        editor.init_app(self.app, self.key, person, commits=commits)
        self.client = self.app.test_client()
        if enters:
            assert self.get(f"/edit/?key={self.key.text}").status_code == 303

    def get(self, address: str, **headers: str) -> TestResponse:
        """Ask for an address."""
        headers = {name.replace("_", "-"): text for name, text in headers.items()}
        return self.client.get(address, headers=headers)

    def post(self, address: str, data: Mapping[str, str], **headers: str) -> TestResponse:
        """Send a form from a page of the editor."""
        return self.client.post(address, data=data, headers={"Origin": LOCAL} | headers)

    def form(self, language: str, key: str, query: str = "") -> dict[str, str]:
        """Return the fields of the form of a message."""
        return fields(tree(self.get(f"/edit/{language}/messages/{key}{query}").text))

    def send(self, language: str, key: str, action: str, **changed: str) -> TestResponse:
        """Open the form of a message, change fields and press a button; `msgstr_0` is a field."""
        named = {name.replace("msgstr_", "msgstr-"): text for name, text in changed.items()}
        form = self.form(language, key) | named | {"action": action}
        return self.post(f"/edit/{language}/messages/{key}", form)


def path_of(desk: Desk, language: str) -> Path:
    """Return the `.po` of a language."""
    return files.source(desk.folder, BY_PATH[language])


def message(desk: Desk, language: str, msgid: str) -> Message:
    """Return a message as the file of a language has it now."""
    (found,) = (it for it in read(path_of(desk, language)).active() if it.msgid == msgid)
    return found


def listed(response: TestResponse) -> Iterator[str]:
    """Yield the keys of the messages that a list has."""
    for link in tree(response.text).iter("a"):
        if key := link.get("data-open"):
            yield key
