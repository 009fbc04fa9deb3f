"""What the application answers at each address, and the file that each answer becomes."""

from contextvars import Context
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from webapp.brochure import CARD, FILE
from webapp.errors import SiteError
from webapp.languages import LANGUAGES
from webapp.pages import PAGES
from webapp.site import site
from webapp.views.directory import FILES
from webapp.views.records import DIRECTORY
from webapp.views.records import pages as record_pages

CSP = "Content-Security-Policy"
HTML = "text/html"
ERROR = "404"
"""The last segment of the addresses that are requested to get the error pages."""

TYPESET = tuple(f"/{language.path}/{name}" for name in (FILE, CARD) for language in LANGUAGES)
ROOT_FILES = ("/openapi.json", "/sitemap.xml", "/robots.txt")

# Not exported: headers of one answer, of one connection or of the server that sends it.
_OF_ONE = {
    *("accept-ranges", "age", "connection", "content-encoding", "content-length", "content-type"),
    *("date", "etag", "last-modified", "server", "server-timing", "set-cookie"),
    *("transfer-encoding", "vary", "x-request-id"),
}


class Answer(NamedTuple):
    """What the application answers at a path; `headers` are to be sent with its file."""

    address: str
    content_type: str
    headers: dict[str, str]
    body: bytes

    @property
    def mimetype(self) -> str:
        """The type without its parameters."""
        return self.content_type.partition(";")[0].strip()

    @property
    def is_error(self) -> bool:
        """Whether it is an error page, for addresses without a page."""
        return self.address.endswith(f"/{ERROR}")

    @property
    def file(self) -> str:
        """The path of its file: the path of the address, with `.html` for a page."""
        path = self.address.removeprefix("/")
        if self.address.endswith("/"):
            return f"{path}index.html"
        return f"{path}.html" if self.mimetype == HTML else path


def answer_at(app: Flask, address: str, status: int = HTTPStatus.OK) -> Answer | None:
    """Return the answer at an address to a browser without cookies or preferences.

    It is None for a brochure or a card that cannot be made.

    Raises:
        SiteError: when the answer has another status.
    """
    client = FlaskClient(app, app.response_class, use_cookies=False)
    base = site().settings.address
    # In a separate context: what a request decides, such as its language, must not reach the next.
    response = Context().run(client.get, address, base_url=base, buffered=True)
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE and address in TYPESET:
        return None
    if response.status_code != status:
        raise SiteError(address, f"the site answers {response.status}; its log says why")
    headers = {name: value for name, value in response.headers if name.lower() not in _OF_ONE}
    if CSP in headers and site().edition.search:
        # The search form leads to the host that searches for the export.
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(site().edition.search))
        allowed = f"form-action 'self' {origin}"
        headers[CSP] = headers[CSP].replace("form-action 'self'", allowed)
    return Answer(urlsplit(address).path, response.content_type or "", headers, response.data)


def addresses() -> list[str]:
    """Return the addresses to export, except those of the error pages.

    Brochures and cards come first: pages give the brochure's size and link to the card.
    """
    pages = [*PAGES, *record_pages()]
    files = [f"{DIRECTORY.slug}.{kind}" for kind in FILES]
    return [
        *TYPESET,
        *(f"/{language.path}/{name}" for name in files for language in LANGUAGES),
        *ROOT_FILES,
        *site().static.by_address,
        "/",
        *(page.address(language) for page in pages for language in LANGUAGES),
    ]
