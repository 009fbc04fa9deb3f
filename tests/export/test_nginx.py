"""A real nginx with the generated settings answers as the application does."""

import gzip
import http.client
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.export.conftest import BASE, Exported
from webapp.export.answers import addresses
from webapp.languages import BY_PATH, LANGUAGES, choose_language

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
        differing = {"/"} | {f"/{path}/directory" for path in BY_PATH}
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


def spellings() -> Iterator[str]:
    """Yield addresses that are not quite those of pages, and some of nothing."""
    yield from ("/mk", "/MK/", "/MK", "/mk/Privacy", "/mk/privacy/", "/mk/privacy?a=b&c=%20d")
    yield from ("/mk//privacy", "/mk/privacy//?x=1", "/mk/directory/", "/zh")
    yield from ("/no", "/no/", "/no/privacy", "/NO/Privacy/", "/no/partners/hordaland")
    yield from ("/mk/Directory/Caen", "/mk/partners//hampshire", "/no/directory/caen/")
    yield from ("/mk/nothing", "/mk/directory/nobody", "/no/nothing", "/nothing", "/mk/privacy/x")
    yield from ("/mk/privacy.html", "/mk/index.html", "/mk/index", "/mk/404", "/mk/404.html")
    yield from ("/mk/privacy.html.gz", "/static/nothing", "/static/", "/index.html")
    yield from ("/_headers", "/_redirects", "/nginx-site.conf", "/zh-hans/", "/MK/nothing")
    yield from ("/mk/brochure.pdf.gz", "/static/site.css.gz", "/static/site.css.br", "/404.html")


@pytest.mark.parametrize("address", list(spellings()))
def test_other_spellings_lead_where_they_lead_on_the_site(
    served: str, client: FlaskClient, address: str
) -> None:
    """The same status, the same place; what names nothing gets the same page, in its language."""
    there, ours = Answer(served, address), client.get(address, base_url=BASE)
    assert there.status == ours.status_code
    assert there.headers.get("location") == ours.headers.get("Location")
    if ours.status_code == 404:
        assert there.body == ours.data
        for name in ("Content-Type", "Content-Language", "Cache-Control"):
            assert there.headers[name.lower()] == ours.headers[name]


@pytest.mark.parametrize(
    ("accepted", "path"),
    [
        ("nb,en;q=0.8", "nb"),
        ("de,it;q=0.8", "it"),
        ("de", "fr"),
    ],
)
def test_an_address_without_language_has_its_error_page_by_the_visitor(
    served: str, client: FlaskClient, accepted: str, path: str
) -> None:
    """As on the site."""
    headers = {"Accept-Language": accepted}
    there, ours = Answer(served, "/x", headers), client.get("/x", base_url=BASE, headers=headers)
    assert there.body == ours.data
    assert there.headers["content-language"] == BY_PATH[path].tag


# What browsers and others send; nginx must choose by it as the site does.
HEADERS = [
    *(language.tag for language in LANGUAGES),
    *("en-GB,en;q=0.9", "mk-MK,mk;q=0.9,en-US;q=0.8,en;q=0.7", "nb-NO,nb;q=0.9,no;q=0.8", "no"),
    *("NN-no", "zh-CN,zh;q=0.9", "zh-TW,zh;q=0.9,en;q=0.8", "zh-TW", "zh-Hant-HK,de", "zh-Hant,it"),
    *("zh-Hans-CN", "zh-Hant-TW;q=0.9,zh-HK;q=0.8", "de,pl;q=0.5", "*", "de,*;q=0.1", "x-klingon"),
    *(
        "de-DE,de;q=0.9,it;q=0.3,en;q=0.5",
        "fr;q=0.1,it;q=0.2",
        "en;q=0,it;q=0.5",
        "en;q=0",
        "en;q=1.0",
    ),
    *("it;q=0.55,mk;q=0.6", "en ; q=0.5 , it ; q=0.7", "junk//,it", ",,it", "english,it", "ita,nb"),
    "en" + 6_000 * " ",
    f"{1_900 * ' '}it",
    *("en;q=0.001", "en;q=0.000,nn", "zh-TW;q=0.9,fr;q=0.1", "pt-BR,pt;q=0.9,zh-SG;q=0.8"),
    "de-CH-1996,en-x-private",
]


@pytest.mark.parametrize("accepted", HEADERS, ids=lambda header: header[:40])
def test_the_language_is_chosen_as_on_the_site(served: str, accepted: str) -> None:
    """By the same ladder; the query goes along."""
    there = Answer(served, "/?a=1", {"Accept-Language": accepted})
    chosen = choose_language(None, accepted)
    assert chosen is not None
    assert (there.status, there.headers["location"]) == (302, f"/{chosen.path}/?a=1")
    assert there.headers["vary"] == "Accept-Language, Cookie"
    assert there.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("cookie", "location"),
    [
        ("it", "/it/"),
        ("zh", "/zh/"),
        ("de", "/mk/"),
        ("IT", "/mk/"),
        ("", "/mk/"),
        ("it/x", "/mk/"),
    ],
)
def test_the_cookie_comes_first(served: str, cookie: str, location: str) -> None:
    """When it names a language, just as it is written."""
    headers = {"Accept-Language": "mk", "Cookie": f"a=b; language={cookie}"}
    assert Answer(served, "/", headers).headers["location"] == location


def test_without_a_header_there_is_the_page_to_choose_from(served: str, exported: Exported) -> None:
    """Never stored."""
    there = Answer(served, "/")
    assert (there.status, there.headers["cache-control"]) == (200, "no-store")
    assert there.body == (exported.folder / "index.html").read_bytes()


@pytest.mark.parametrize(
    "part", [",", " ", "en-", "a-", "en;", "en;q=", "zh-tw,", "-", "en ", "q=0 "]
)
def test_a_hostile_header_costs_little(served: str, part: str) -> None:
    """No pattern takes long over what it does not match."""
    started = time.monotonic()
    for _ in range(20):
        assert Answer(served, "/", {"Accept-Language": part * (7_000 // len(part))}).status < 400
    assert time.monotonic() - started < 10
