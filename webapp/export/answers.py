"""What the application answers at each address, and the file that each answer becomes."""

from contextvars import Context
from dataclasses import dataclass
from http import HTTPStatus
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

# Headers of one answer, of one connection or of the server that sends it.
_OF_ONE = {
    *("accept-ranges", "age", "connection", "content-encoding", "content-length", "content-type"),
    *("date", "etag", "last-modified", "server", "server-timing", "set-cookie"),
    *("transfer-encoding", "vary", "x-request-id"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answers at a path; `headers` are those to send with its file."""

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

    def __call__(self, address: str, status: int = HTTPStatus.OK, absent: int = 0) -> list[Answer]:
        """Return the answer at an address; nothing when it has the status `absent`.

        Raises:
            SiteError: when it has any other status.
        """
        # In a context of its own: what one request decides, as its language, is gone for the next.
        response = Context().run(self._client.get, address, base_url=self._base, buffered=True)
        if response.status_code == absent:
            return []
        if response.status_code != status:
            raise SiteError(address, f"the site answers {response.status}; its log says why")
        headers = {name: value for name, value in response.headers if name.lower() not in _OF_ONE}
        if CSP in headers and site().edition.search:
            # The form leads to the host that searches.
            origin = "{0.scheme}://{0.netloc}".format(urlsplit(site().edition.search))
            allowed = f"form-action 'self' {origin}"
            headers[CSP] = headers[CSP].replace("form-action 'self'", allowed)
        path, content_type = urlsplit(address).path, response.content_type or ""
        return [Answer(path, content_type, headers, response.data)]


def addresses() -> list[str]:
    """Return what is exported apart from the error pages.

    Files come first: pages say how large the brochure is once it is made, and name the card.
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
