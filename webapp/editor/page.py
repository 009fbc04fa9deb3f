"""A page of the site in the editor: the site's own response, with its messages marked."""

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from flask import Response, current_app, g, request
from werkzeug.test import create_environ

from webapp.catalogs.coverage import all_addresses
from webapp.catalogs.snapshot import Snapshot
from webapp.editor.marks import MarkedTexts, NotingLookup
from webapp.editor.workbook import Book, Row, digest
from webapp.i18n.texts import current_language
from webapp.languages import SOURCE, Language
from webapp.pages import BY_SLUG
from webapp.po.model import Message
from webapp.settings import ROOT

CHOICE = "choose"
"""The editor's slug for the page on which visitors choose a language."""

_TITLES = {
    "/": "Choisissez votre langue",
    "/fr/brochure.pdf": "Coopération décentralisée et Droits de l’Homme",
    "/fr/directory/caen": "Caen",
    "/fr/no-such-page": "Page introuvable",
}
"""Titles of pages that are not in the table of pages: a message or a name that is on the page."""
_FILES = r"brochure\.pdf|directory\.(?:csv|json|geojson)"
_LINK = re.compile(rf'( (?:href|action)=")/([a-z]+)/(?!{_FILES})')
_KEY = re.compile(r' data-message="([0-9a-f]+)"')


class ShownPage(NamedTuple):
    """The site's response for a page, and the page's messages: those it looked up come first."""

    response: Response
    rows: list[Row]

    @property
    def in_order(self) -> tuple[list[Row], list[Row]]:
        """The messages in reading order, and those that are not visible on the page now."""
        seen = list(dict.fromkeys(_KEY.findall(self.response.get_data(as_text=True))))
        rows = {row.key: row for row in self.rows}
        return [rows[key] for key in seen], [row for row in self.rows if row.key not in seen]

    def html(self, editable: Collection[Language]) -> str:
        """Return the page; its links to pages in an editable language lead to the editor."""
        paths = {language.path for language in editable}
        html = self.response.get_data(as_text=True)
        return _LINK.sub(lambda it: it.expand(r"\1/edit/\2/") if it[2] in paths else it[0], html)


def show(book: Book, slug: str, query: str, snapshot: Snapshot) -> ShownPage:
    """Return the site's response for a page in the language of a book, with its messages marked.

    The application handles an internal request, like that of a visitor without cookies or
    preferences.

    Arguments:
        query: the query of the page's address.
        snapshot: the texts to show.
    """
    path = "/" if slug == CHOICE else f"/{book.language.path}/{slug}"
    environ = create_environ(quote(path), request.host_url, query_string=query)
    asked: dict[str, None] = {}
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.app_context():
        g.language, g.snapshot = book.language, snapshot
        g.make_texts = lambda it: MarkedTexts(NotingLookup(it.snapshot, it.language, asked), book)
        with app.request_context(environ):
            response = app.full_dispatch_request()
    keys = dict.fromkeys(digest(it) for it in asked)
    # Then messages that count for the page but are not on it now, as when a setting is empty.
    french = "/" if slug == CHOICE else f"/{SOURCE.path}/{slug}"
    keys |= {key: None for key, row in book.rows.items() if row.page == french}
    return ShownPage(response, [row for key in keys if (row := book.rows.get(key))])


def with_message(snapshot: Snapshot, book: Book, message: Message, *, fit: bool) -> Snapshot:
    """Return the texts with a message published if it is fit for that, or else missing."""
    path = book.language.path
    texts = {key: it for key, it in snapshot.texts[path].items() if key != message.lookup_key}
    if fit and all(message.msgstr):
        texts[message.lookup_key] = tuple(message.msgstr)
    return replace(snapshot, texts=snapshot.texts | {path: texts}, kept={})


def shown_on(row: Row) -> list[str]:
    """Return the French addresses of all pages that show a message, its own page first."""
    known, source = all_addresses(ROOT / "templates"), row.source
    names = (it if it in known else Path(it).name for it in source.references)
    pages = (page for name in (source.msgid, *names) for page in known.get(name, ()))
    return [page for page in dict.fromkeys([row.page, *pages]) if page]


def address(page: str) -> str:
    """Return the editor's address of a page by its French address; empty for a PDF or no page."""
    slug = CHOICE if page == "/" else page.removeprefix(f"/{SOURCE.path}/")
    return f"/edit/{current_language().path}/{slug}" if page and not slug.endswith(".pdf") else ""


def title(page: str) -> str:
    """Return the msgid of a page's title, by its French address; without one, the address."""
    found = BY_SLUG.get(page.removeprefix(f"/{SOURCE.path}/"))
    return (found.short or found.title) if found else _TITLES.get(page, page)
