"""A page of the site in the editor: the site's own answer, with its messages marked."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from io import BytesIO

from flask import Flask, Response, g, request

from webapp.catalogs.snapshot import Snapshot
from webapp.editor.marks import marking
from webapp.editor.workbook import Book, Row
from webapp.languages import SOURCE
from webapp.pages import BY_SLUG
from webapp.po.model import Message
from webapp.site import site

CHOICE = "choose"
"""The slug under which the page to choose a language stands in the editor."""

_LINK = re.compile(
    r'( (?:href|action)=")/([a-z]+)/(?!brochure\.pdf|directory\.(?:csv|json|geojson))'
)
_KEY = re.compile(r' data-message="([0-9a-f]+)"')
_OF_VISITORS = ("COOKIE", "ACCEPT_LANGUAGE", "ACCEPT_ENCODING", "IF_NONE_MATCH", "RANGE")


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What the site answers for a page.

    Arguments:
        response: the answer, whose links lead to where they lead on the site.
        rows: the messages that it asked for, in that order.
    """

    response: Response
    rows: list[Row]
    inside: frozenset[str] = field(default=frozenset())

    @property
    def elsewhere(self) -> list[Row]:
        """The messages in titles, attributes and metadata, where nobody can click on them."""
        return [row for row in self.rows if row.key not in self.inside]


def show(app: Flask, book: Book, slug: str, query: str, snapshot: Snapshot) -> ShownPage:
    """Return what the site answers for a page in the language of a book.

    The application answers itself, as it answers a visitor who has no cookie and no preferences;
    its texts are marked.

    Arguments:
        query: the query of its address.
        snapshot: the texts to show.
    """
    path = "/" if slug == CHOICE else f"/{book.language.path}/{slug}"
    environ = {
        name: value
        for name, value in request.environ.items()
        if name.removeprefix("HTTP_") not in _OF_VISITORS and not name.startswith("werkzeug.")
    }
    environ |= {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": "GET"}
    environ |= {"CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}
    asked: dict[str, None] = {}
    with app.app_context():
        g.language, g.snapshot = book.language, snapshot
        g.make_texts = marking(book, asked)
        with app.request_context(environ):
            response = app.full_dispatch_request()
    html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
    return ShownPage(response, book.of_page(asked), frozenset(_KEY.findall(html)))


def with_message(snapshot: Snapshot, book: Book, message: Message, *, fit: bool) -> Snapshot:
    """Return the texts as they are when a message is published, if it is fit for that."""
    path = book.language.path
    texts = {key: it for key, it in snapshot.texts[path].items() if key != message.lookup_key}
    if fit and all(message.msgstr):
        texts[message.lookup_key] = tuple(message.msgstr)
    return replace(snapshot, texts=snapshot.texts | {path: texts}, kept={})


def within(html: str, editable: Collection[str]) -> str:
    """Return the HTML of a page whose links stay in the editor, for languages that it has."""

    def led(match: re.Match[str]) -> str:
        return f"{match[1]}/edit/{match[2]}/" if match[2] in editable else match[0]

    return _LINK.sub(led, html)


def address(row: Row, book: Book) -> str:
    """Return where in the editor the page of a message is; empty where it stands on none."""
    if row.page == "/":
        return f"/edit/{book.language.path}/{CHOICE}"
    slug = row.page.removeprefix(f"/{SOURCE.path}/")
    if not row.page or slug.endswith(".pdf"):
        return ""
    return f"/edit/{book.language.path}/{slug}"


def title(page: str) -> str:
    """Return the title of a page as a msgid, by its French address; else the address itself."""
    found = BY_SLUG.get(page.removeprefix(f"/{SOURCE.path}/"))
    return (found.short or found.title) if found else page


def snapshot() -> Snapshot:
    """Return the texts that visitors get now."""
    return site().catalogues.snapshot()
