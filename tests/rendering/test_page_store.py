"""The page store: what it keeps, for how long, and what never gets into it."""

import gzip
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import brotli
import pytest
from flask import Flask, Response, request
from werkzeug.test import Client

from webapp import create_app
from webapp.days import ZONE
from webapp.languages import BY_PATH, LANGUAGES, Language
from webapp.pages import addresses
from webapp.po import files
from webapp.rendering import page_store
from webapp.rendering.page_store import PageStore, Source
from webapp.settings import Settings
from webapp.site import EXTENSION

BASE = "http://pages.example.org"


class Rendering:
    """An application that counts what it renders, behind a store that looks at every request."""

    def __init__(self, limit: int = 1_000_000) -> None:
        self.version = 1
        self.rendered: list[str] = []
        self.pause = 0.0
        self.headers = {"Cache-Control": "public, no-cache"}
        app = Flask(__name__)
        app.add_url_rule("/<path:name>", view_func=self.page)
        self.store = PageStore(
            app.wsgi_app,
            Source(lambda: self.version, self.addresses, BASE, {"pages.example.org"}),
            limit,
        )
        self.store.checked_every = 0
        self.client = Client(self.store)

    def addresses(self) -> list[str]:
        return [f"/{number}" for number in range(100)]

    def page(self, name: str) -> Response:
        time.sleep(self.pause)
        self.rendered.append(name)
        said = f"{name} {self.version} " + "x" * 1000
        personal = repr(sorted(request.cookies.items())) + repr(request.query_string)
        agent = request.headers.get("User-Agent", "")
        return Response(said + personal + agent, headers=self.headers, mimetype="text/html")

    def get(self, address: str = "/1", **arguments: object):  # type: ignore[no-untyped-def]
        return self.client.open(address, base_url=BASE, **arguments)


@pytest.fixture
def rendering() -> Rendering:
    """A small application and its store."""
    return Rendering()


def test_a_page_is_rendered_once(rendering: Rendering) -> None:
    """However often it is asked for."""
    texts = {rendering.get().text for _ in range(20)}
    assert (len(texts), rendering.rendered) == (1, ["1"])


def test_a_change_renders_it_anew(rendering: Rendering) -> None:
    """Nothing of the version before is answered."""
    rendering.get()
    rendering.version = 2
    assert rendering.get().text.startswith("1 2 ")


def test_what_changes_while_a_page_is_rendered_is_not_kept(rendering: Rendering) -> None:
    """The page may be of both versions: the next request renders it again."""
    original = rendering.page

    def changing(name: str) -> Response:
        response = original(name)
        rendering.version += 1
        return response

    app = Flask(__name__)
    app.add_url_rule("/<path:name>", view_func=changing)
    rendering.store._app = app.wsgi_app
    rendering.get()
    rendering.get()
    assert rendering.rendered == ["1", "1"]


def test_a_stampede_renders_a_page_once(rendering: Rendering) -> None:
    """Thirty ask at the same time for a page that nobody has asked for before."""
    rendering.pause = 0.2
    answers: list[str] = []
    together = threading.Barrier(30)

    def ask() -> None:
        client = Client(rendering.store)
        together.wait()
        answers.append(client.get("/1", base_url=BASE, headers={"Accept-Encoding": "br"}).data)

    threads = [threading.Thread(target=ask) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(answers), len(set(answers)), rendering.rendered) == (30, 1, ["1"])


def test_memory_is_bounded() -> None:
    """The oldest pages make room, compressed forms are counted, and everything is answered."""
    rendering = Rendering(limit=10_000)
    for _ in range(2):
        for address in rendering.addresses():
            for encoding in ("", "br", "gzip"):
                answer = rendering.get(address, headers={"Accept-Encoding": encoding})
                assert answer.status_code == 200
    generation = rendering.store._generation
    bodies = [
        answer.body[0] for page in generation.pages.values() for answer in page.answers.values()
    ]
    assert 0 < sum(map(len, bodies)) <= generation.size <= 10_000


PERSONAL = [
    {"headers": {"Cookie": "language=mk; session=secret"}},
    {"headers": {"User-Agent": "a visitor's"}},
    {"headers": {"Authorization": "Basic c2VjcmV0"}},
    {"headers": {"X-Forwarded-For": "198.51.100.7", "Forwarded": "for=198.51.100.7"}},
    {"headers": {"Accept-Language": "mk"}},
    {"environ_overrides": {"REMOTE_ADDR": "198.51.100.7", "REMOTE_USER": "secret"}},
]


@pytest.mark.parametrize("personal", PERSONAL, ids=lambda each: str(next(iter(each.values()))))
def test_nothing_personal_reaches_what_is_kept(
    rendering: Rendering, personal: dict[str, dict[str, str]]
) -> None:
    """The first visitor's cookies and headers are not in the page that the second one gets."""
    first = rendering.get(**personal)
    second = rendering.get()
    assert first.data == second.data
    assert second.text.endswith("[]b''")


def test_a_query_is_neither_kept_nor_answered_from_memory(rendering: Rendering) -> None:
    """What stands in it is the visitor's own."""
    assert "secret" in rendering.get("/1?secret").text
    assert "secret" not in rendering.get().text
    assert "secret" in rendering.get("/1?secret").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "public", "Set-Cookie": "a=b"},
        {"Cache-Control": "no-store"},
        {"Cache-Control": "private"},
        {},
    ],
    ids=["a cookie", "no-store", "private", "nothing said"],
)
def test_an_answer_that_is_not_for_all_is_not_kept(
    rendering: Rendering, headers: dict[str, str]
) -> None:
    """It goes to the one who asked."""
    rendering.headers = headers
    assert "Chosen" in rendering.get(headers={"User-Agent": "Chosen"}).text
    assert "Other" in rendering.get(headers={"User-Agent": "Other"}).text


@pytest.mark.parametrize(
    ("method", "host", "status"),
    [
        ("POST", "pages.example.org", 405),
        ("GET", "elsewhere.example.org", 200),
        ("OPTIONS", "pages.example.org", 200),
    ],
)
def test_other_methods_and_hosts_go_to_the_application(
    rendering: Rendering, method: str, host: str, status: int
) -> None:
    """Even after the page is in memory."""
    rendering.get()
    answer = rendering.client.open("/1", base_url=f"http://{host}", method=method)
    assert (answer.status_code, "ETag" in answer.headers) == (status, False)


ENCODINGS = [
    ("", "identity"),
    ("gzip, deflate, br", "br"),
    ("gzip", "gzip"),
    ("br;q=0.5, gzip", "gzip"),
    ("br;q=0, gzip;q=0", "identity"),
    ("*", "br"),
    ("identity, *;q=0.5", "identity"),
    ("BR", "br"),
    ("zstd", "identity"),
    ("identity;q=0", "identity"),
    ("br;q=x, gzip", "gzip"),
    (",,;;=", "identity"),
    ("gzip" * 10_000, "identity"),
    ("x" * 195 + ",gzip;q=0", "identity"),
]


@pytest.mark.parametrize(("header", "encoding"), ENCODINGS, ids=lambda text: str(text)[:30])
def test_a_client_gets_a_form_that_it_takes(
    rendering: Rendering, header: str, encoding: str
) -> None:
    """The first it takes as gladly as any other, with its own entity tag and length."""
    answer = rendering.get(headers={"Accept-Encoding": header})
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}[encoding]
    assert unpack(answer.data) == rendering.get().data
    assert answer.headers.get("Content-Encoding", "identity") == encoding
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert (answer.headers["ETag"] == rendering.get().headers["ETag"]) == (encoding == "identity")


@pytest.mark.parametrize("header", ["{}", "W/{}", '"other", {}', "*"])
def test_a_client_that_has_the_page_is_told_so(rendering: Rendering, header: str) -> None:
    """304 without a body, with what a cache must know (RFC 9110, 15.4.5)."""
    etag = rendering.get().headers["ETag"]
    answer = rendering.get(headers={"If-None-Match": header.format(etag)})
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", etag)
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Content-Length" not in answer.headers


@pytest.mark.parametrize("header", ['"other"', "nonsense", "", '"' * 1000])
def test_a_client_that_has_another_page_gets_this_one(rendering: Rendering, header: str) -> None:
    """Whatever it sends."""
    assert rendering.get(headers={"If-None-Match": header}).status_code == 200


def test_head_says_what_get_would(rendering: Rendering) -> None:
    """The same headers, and no body."""
    head = rendering.get(method="HEAD")
    assert (head.data, head.headers) == (b"", rendering.get().headers)


# The site itself behind its store.


@pytest.mark.parametrize(
    ("base_url", "debug", "kept"), [(BASE, False, True), (BASE, True, False), ("", False, False)]
)
def test_pages_are_kept_where_they_are_the_same_for_all(
    translations: Path, monkeypatch: pytest.MonkeyPatch, base_url: str, debug: bool, kept: bool
) -> None:
    """Not where they hold the host that asks, nor while templates are being changed."""
    monkeypatch.setenv("FLASK_DEBUG", str(int(debug)))
    app = create_app(Settings(translations=translations, base_url=base_url))
    assert isinstance(app.wsgi_app, PageStore) == kept


@pytest.fixture
def stored(translations: Path, tmp_path: Path) -> tuple[Flask, Client]:
    """The site and a client whose requests its store answers; it looks at every request."""
    app = create_app(Settings(translations=translations, cache=tmp_path / "cache", base_url=BASE))
    store = app.wsgi_app
    assert isinstance(store, PageStore)
    store.checked_every = 0
    return app, Client(app)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.path)
def test_the_store_answers_what_flask_renders(
    stored: tuple[Flask, Client], translations: Path, tmp_path: Path, language: Language
) -> None:
    """Byte for byte, on every page of a language, the second time too."""
    _, client = stored
    plain = Client(
        create_app(
            Settings(
                translations=translations,
                cache=tmp_path / "cache",
                base_url=BASE,
                store_megabytes=0,
            )
        )
    )
    for address in addresses():
        if address.startswith(f"/{language.path}/"):
            expected = plain.get(address, base_url=BASE)
            for _ in range(2):
                answer = client.get(address, base_url=BASE)
                assert answer.data == expected.data
                assert answer.headers["Content-Language"] == expected.headers["Content-Language"]
                assert answer.headers["Vary"] == "Accept-Encoding"
                assert "ETag" in answer.headers


def test_an_edited_catalogue_shows(stored: tuple[Flask, Client], translations: Path) -> None:
    """On the next look, in its language and in no other."""
    _, client = stored
    before = {path: client.get(f"/{path}/", base_url=BASE).data for path in BY_PATH}
    path = files.source(translations, BY_PATH["mk"])
    text = path.read_text(encoding="utf-8")
    start = text.index('msgstr "', text.index('msgid "Aller au contenu"'))
    end = text.index("\n", start)
    path.write_text(text[:start] + 'msgstr "Нов текст за проба"' + text[end:], encoding="utf-8")
    after = {path: client.get(f"/{path}/", base_url=BASE).data for path in BY_PATH}
    assert "Нов текст за проба" in after["mk"].decode()
    assert {path for path in BY_PATH if before[path] != after[path]} == {"mk"}


def test_the_day_changes_at_midnight_in_paris(stored: tuple[Flask, Client]) -> None:
    """Summer time and a clock that goes backwards included."""
    app, client = stored

    def shown(now: datetime) -> str:
        app.extensions[EXTENSION].now = lambda: now
        text = client.get("/en/", base_url=BASE).text
        date = text.partition('<p class="date">')[2].partition("</p>")[0]
        return date.replace("\u00a0", " ")

    assert [
        shown(datetime(2026, 3, 28, 23, 59, 59, tzinfo=ZONE)),
        shown(datetime(2026, 3, 29, 0, 0, 0, tzinfo=ZONE)),
        shown(datetime(2026, 3, 29, 3, 0, 0, tzinfo=ZONE)),
        shown(datetime(2026, 10, 25, 2, 30, 0, tzinfo=ZONE)),
        shown(datetime(2026, 3, 28, 12, 0, 0, tzinfo=ZONE)),
    ] == [
        "Saturday 28 March 2026",
        "Sunday 29 March 2026",
        "Sunday 29 March 2026",
        "Sunday 25 October 2026",
        "Saturday 28 March 2026",
    ]


def test_the_brochure_s_size_shows_once_it_is_made(stored: tuple[Flask, Client]) -> None:
    """The home page was kept before."""
    app, client = stored
    before = client.get("/fr/", base_url=BASE).text
    folder = app.extensions[EXTENSION].settings.cache
    with app.test_request_context():
        from webapp.views.brochure import content

        (folder / content().file_name).write_bytes(b"%PDF-1.7\n" + b"x" * 12_330 + b"%%EOF\n")
    after = client.get("/fr/", base_url=BASE).text
    assert ("13\u202fko" in after or "13\xa0ko" in after, before == after) == (True, False)


def test_what_a_visitor_sends_is_in_no_page(stored: tuple[Flask, Client]) -> None:
    """No cookie, query or header of the first comes back to anybody, in any language."""
    _, client = stored
    personal = {
        "Cookie": "language=mk; id=Zz7secret",
        "User-Agent": "Zz7secret",
        "Referer": "http://Zz7secret/",
        "X-Forwarded-Host": "zz7secret.example",
        "Accept-Language": "it",
    }
    for address in addresses():
        client.get(f"{address}?zz7secret=1", base_url=BASE, headers=personal)
        client.get(address, base_url=BASE, headers=personal)
        assert b"zz7secret" not in client.get(address, base_url=BASE).data.lower()


def test_what_cannot_be_looked_at_is_not_answered_from_memory(rendering: Rendering) -> None:
    """Nobody knows then whether a page is of yesterday; it is rendered anew."""
    rendering.get()

    def fails() -> int:
        raise RuntimeError

    rendering.store._source = rendering.store._source._replace(version=fails)
    assert [rendering.get().status_code for _ in range(3)] == [200] * 3
    assert rendering.rendered == ["1"] * 4


def test_what_cannot_be_compressed_is_answered_all_the_same(
    rendering: Rendering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the application, as it is; no lock stays shut."""

    def fails(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(page_store, "compress", fails)
    assert [rendering.get().status_code for _ in range(2)] == [200] * 2
    monkeypatch.undo()
    assert "ETag" in rendering.get().headers


def test_memory_is_counted_right_by_many_threads() -> None:
    """What is counted is what is kept, however threads fall over each other."""
    rendering = Rendering(limit=15_000)
    wrong: list[BaseException] = []

    def ask() -> None:
        client = Client(rendering.store)
        try:
            for turn in range(60):
                headers = {"Accept-Encoding": ("br", "gzip", "")[turn % 3]}
                client.get(f"/{turn % 20}", base_url=BASE, headers=headers)
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    generation = rendering.store._generation
    kept = sum(page.size for page in generation.pages.values())
    assert (wrong, kept) == ([], generation.size)
    assert kept <= 15_000


def test_an_address_that_is_no_page_is_not_tried_again(rendering: Rendering) -> None:
    """It is rendered twice the first time, and once from then on."""
    rendering.headers = {"Cache-Control": "no-store"}
    for _ in range(3):
        rendering.get()
    assert len(rendering.rendered) == 4
