"""What the site answers, asked of the application itself, and the file that each answer becomes."""

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
"""The last segment of the addresses that are asked for in order to be told that there is none."""

BROCHURES = tuple(f"/{language.path}/{FILE}" for language in LANGUAGES)
ROOT_FILES = ("/openapi.json", "/sitemap.xml", "/robots.txt")

# What belongs to one answer, to one connection or to the server that gives it.
_OF_ONE = {
    *("accept-ranges", "age", "connection", "content-encoding", "content-length", "content-type"),
    *("date", "etag", "last-modified", "server", "server-timing", "set-cookie"),
    *("transfer-encoding", "vary", "x-request-id"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answers at an address.

    Arguments:
        address: the path that was asked for.
        content_type: the header's value.
        headers: those that whoever serves the file sends with it.
        body: the bytes.
    """

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
        """The path of its file: that of the address, and `.html` where it is a page."""
        path = self.address.removeprefix("/")
        if self.address.endswith("/"):
            return f"{path}index.html"
        return f"{path}.html" if self.mimetype == HTML else path


class Asker:
    """Asks an application for addresses, as a visitor would who says nothing of themselves.

    Arguments:
        app: the application.
    """

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            self._base = site().settings.address
        self._client = FlaskClient(app, app.response_class, use_cookies=False)

    def __call__(self, address: str, status: int = HTTPStatus.OK) -> Answer:
        """Ask for an address.

        Raises:
            ExportError: when it is not answered with the status.
        """
        # In a context of its own: what one request decides, as its language, is gone for the next.
        found = Context().run(self._client.get, address, base_url=self._base, buffered=True)
        if found.status_code != status:
            problem = f"the site answers {found.status}; its log says why"
            raise ExportError(address, problem, found.status_code)
        headers = {name: value for name, value in found.headers if name.lower() not in _OF_ONE}
        return Answer(urlsplit(address).path, found.content_type or "", headers, found.data)


def addresses() -> list[str]:
    """List what is exported, besides the error pages and what pages load.

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


def everything(ask: Asker) -> Iterator[Answer]:
    """Ask for what is exported; a brochure that cannot be made is left out, and links to it too."""
    for address in addresses():
        try:
            yield ask(address)
        except ExportError as error:
            if address not in BROCHURES or error.status != HTTPStatus.SERVICE_UNAVAILABLE:
                raise
            log.warning("%s is left out of the export", address)


def error_pages(ask: Asker) -> Iterator[Answer]:
    """Ask for the error page of each language, and for the one that has no language."""
    for first in ("", *(f"/{language.path}" for language in LANGUAGES)):
        yield ask(f"{first}/{ERROR}", HTTPStatus.NOT_FOUND)


def loaded(ask: Asker, wanted: Iterable[str]) -> Iterator[Answer]:
    """Ask for what pages load, under the addresses by which they load it; none is no answer."""
    for address in wanted:
        try:
            yield ask(address)
        except ExportError as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise


def path_of(link: str) -> str:
    """Give the decoded path that a link leads to."""
    return unquote(urlsplit(link).path) or "/"
