"""A real nginx with the generated settings answers as the application does."""

import gzip
import http.client
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.export.conftest import BASE, Exported
from webapp.export.answers import addresses
from webapp.languages import BY_PATH

# What nginx writes itself, or says by its own of the same file.
OWN = {"date", "server", "connection", "content-length", "etag", "last-modified", "accept-ranges"}
OTHERS = OWN | {"vary", "transfer-encoding"}


class Answer:
    """What a server answers, as it came."""

    def __init__(self, served: str, address: str, headers: dict[str, str] | None = None) -> None:
        connection = http.client.HTTPConnection(urlsplit(served).netloc, timeout=10)
        connection.request("GET", address, headers=headers or {})
        found = connection.getresponse()
        self.status = found.status
        self.headers = {name.lower(): value for name, value in found.getheaders()}
        self.body = found.read()
        connection.close()


@pytest.fixture
def client(exported: Exported) -> FlaskClient:
    """A client of the application that was exported."""
    return exported.app.test_client(use_cookies=False)


@pytest.fixture
def listed(exported: Exported) -> list[str]:
    """The addresses that are the same whether served or exported."""
    with exported.app.app_context():
        # Home pages link to a search, which files do not answer.
        differing = {"/"} | {f"/{path}/{slug}" for path in BY_PATH for slug in ("", "directory")}
        return [address for address in addresses() if address not in differing]


def test_every_address_has_the_same_answer(
    served: str, exported: Exported, listed: list[str], client: FlaskClient
) -> None:
    """Status, bytes and headers, those apart that are about the file or the server."""
    differing = []
    for address in [*listed, *exported.static()]:
        there, ours = Answer(served, address), client.get(address, base_url=BASE, buffered=True)
        headers = {
            name.lower(): value for name, value in ours.headers if name.lower() not in OTHERS
        }
        kept = {name: value for name, value in there.headers.items() if name not in OTHERS}
        if (there.status, there.body, kept) != (ours.status_code, ours.data, headers):
            differing.append((address, there.status, kept, headers))
    assert differing == []


def test_it_is_sent_compressed_to_those_who_ask(served: str, client: FlaskClient) -> None:
    """With gzip, as the file that lies beside; a PDF is not."""
    asking = {"Accept-Encoding": "gzip"}
    page = Answer(served, "/mk/privacy", asking)
    assert page.headers["content-encoding"] == "gzip"
    assert page.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(page.body) == client.get("/mk/privacy", base_url=BASE).data
    assert "content-encoding" not in Answer(served, "/mk/brochure.pdf", asking).headers


REDIRECTED = {
    "/mk": "/mk/",
    "/mk?a=b": "/mk/?a=b",
    "/no": "/nb/",
    "/no/": "/nb/",
    "/no/privacy": "/nb/privacy",
    "/no/partners/hordaland": "/nb/partners/hordaland",
}
NOT_FOUND = [
    *("/mk/nothing", "/mk/directory/nobody", "/nothing", "/mk/privacy/x", "/static/"),
    *("/mk/privacy.html", "/mk/index.html", "/mk/index", "/mk/404", "/mk/404.html"),
    *("/mk/privacy.html.gz", "/static/nothing", "/_headers", "/_redirects"),
    *("/nginx-site.conf", "/mk/brochure.pdf.gz", "/404.html"),
]


def test_addresses_that_moved_lead_to_those_of_today(served: str) -> None:
    """An old segment and a language without its slash are redirected for good."""
    answers = {address: Answer(served, address) for address in REDIRECTED}
    assert {answer.status for answer in answers.values()} == {301}
    assert {
        address: answer.headers["location"] for address, answer in answers.items()
    } == REDIRECTED


def test_what_names_nothing_gets_the_error_page_of_its_language(
    served: str, client: FlaskClient
) -> None:
    """No file of a page, no compressed form and no settings can be reached by their own names."""
    wrong = []
    for address in NOT_FOUND:
        there, ours = Answer(served, address), client.get(address, base_url=BASE)
        kept = [
            there.headers.get(name.lower()) == ours.headers[name]
            for name in ("Content-Type", "Content-Language", "Cache-Control")
        ]
        if there.status != 404 or there.body != ours.data or not all(kept):
            wrong.append((address, there.status, there.headers))
    assert wrong == []


def test_the_bare_address_has_the_page_to_choose_from(served: str, exported: Exported) -> None:
    """Whatever the browser sends: the page's script chooses; and it is never stored."""
    there = Answer(served, "/", {"Accept-Language": "mk", "Cookie": "language=it"})
    assert (there.status, there.headers["cache-control"]) == (200, "no-store")
    assert there.body == (exported.folder / "index.html").read_bytes()
