"""What the application answers at each address, and the file that each answer becomes."""

import logging
from collections.abc import Iterable, Iterator
from contextvars import Context
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from flask import Flask
from flask.testing import FlaskClient

from webapp.errors import ExportError
from webapp.languages import LANGUAGES
from webapp.pages import PAGES
from webapp.site import site
from webapp.views.brochure import FILE
from webapp.views.directory import FILES
from webapp.views.directory_form import PAGE as DIRECTORY
from webapp.views.records import pages as record_pages

log = logging.getLogger(__name__)

HTML = "text/html"
ERROR = "404"
"""The last segment of the addresses that are requested to get the error pages."""

BROCHURES = tuple(f"/{language.path}/{FILE}" for language in LANGUAGES)
ROOT_FILES = ("/openapi.json", "/sitemap.xml", "/robots.txt")

# Headers of one answer, of one connection or of the server that sends it.
_OF_ONE = {
    *("accept-ranges", "age", "connection", "content-encoding", "content-length", "content-type"),
    *("date", "etag", "last-modified", "server", "server-timing", "set-cookie"),
    *("transfer-encoding", "vary", "x-request-id"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answers at a path; `headers` are those to be sent with its file."""

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
        """Whether it is the page for addresses that name nothing."""
        return self.address.endswith(f"/{ERROR}")

    @property
    def file(self) -> str:
        """The path of its file: that of the address, with `.html` for a page."""
        path = self.address.removeprefix("/")
        if self.address.endswith("/"):
            return f"{path}index.html"
        return f"{path}.html" if self.mimetype == HTML else path


class Client:
    """Requests addresses of an application as a browser without cookies or preferences does."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            self._base = site().settings.address
        self._client = FlaskClient(app, app.response_class, use_cookies=False)

    def __call__(self, address: str, status: int = HTTPStatus.OK) -> Answer:
        """Return the answer at an address.

        Raises:
            ExportError: when it has another status.
        """
        # In a context of its own: what one request decides, as its language, is gone for the next.
        response = Context().run(self._client.get, address, base_url=self._base, buffered=True)
        if response.status_code != status:
            problem = f"the site answers {response.status}; its log says why"
            raise ExportError(address, problem, response.status_code)
        headers = {name: value for name, value in response.headers if name.lower() not in _OF_ONE}
        return Answer(urlsplit(address).path, response.content_type or "", headers, response.data)


def addresses() -> list[str]:
    """Return what is exported apart from the error pages and what pages load.

    Files come first: pages say how large the brochure is once it is made.
    """
    pages = [*PAGES, *record_pages()]
    files = [f"{DIRECTORY.slug}.{kind}" for kind in FILES]
    return [
        *BROCHURES,
        *(f"/{language.path}/{name}" for name in files for language in LANGUAGES),
        *ROOT_FILES,
        "/",
        *(page.address(language) for page in pages for language in LANGUAGES),
    ]


def everything(client: Client) -> Iterator[Answer]:
    """Yield what is exported; a brochure that cannot be made is left out with the links to it."""
    for address in addresses():
        try:
            yield client(address)
        except ExportError as error:
            if address not in BROCHURES or error.status != HTTPStatus.SERVICE_UNAVAILABLE:
                raise
            log.warning("%s is left out of the export", address)


def error_pages(client: Client) -> Iterator[Answer]:
    """Yield the error page of each language, and the one for addresses without a language."""
    for first in ("", *(f"/{language.path}" for language in LANGUAGES)):
        yield client(f"{first}/{ERROR}", HTTPStatus.NOT_FOUND)


def loaded(client: Client, wanted: Iterable[str]) -> Iterator[Answer]:
    """Yield what pages load, by the addresses in them; an address of nothing yields nothing."""
    for address in wanted:
        try:
            yield client(address)
        except ExportError as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise


def path_of(link: str) -> str:
    """Return the decoded path of a link."""
    return unquote(urlsplit(link).path) or "/"
