"""Which requests come in, and what every answer carries."""

import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app

from webapp import create_app
from webapp.guard import MAX_HEADERS, MAX_NAMED, MAX_TARGET, Guard, allowed_hosts, security_headers
from webapp.settings import LOCAL, ROOT, Settings
from webapp.static_files import StaticFiles

HTTPS = "https://pages.example.org"
STATIC = ROOT / "webapp" / "static"


@pytest.fixture(scope="module")
def app(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A site at an https address behind a proxy, with a view that says what it was asked."""
    app = create_app(
        Settings(
            base_url=HTTPS,
            hosts=("www.example.org", "127.0.0.1:8000"),
            proxies=("10.0.0.0/8", "2001:db8::1"),
            contact="pages@example.org",
            translations=compiled,
            cache=tmp_path_factory.mktemp("cache"),
        )
    )
    app.add_url_rule("/asked", "asked", lambda: f"{request.remote_addr} {request.host_url}")
    app.add_url_rule("/fr/broken", "broken", lambda: 1 / 0)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of that site, which asks for its host."""
    return app.test_client()


ANSWERS = [
    ("/", 302, {"Accept-Language": "mk"}),
    ("/", 200, {}),
    ("/fr/", 200, {}),
    ("/FR/Privacy/", 301, {}),
    ("/fr/directory?place=Ohrid", 200, {}),
    ("/fr/directory.csv", 200, {}),
    ("/fr/directory.json", 200, {}),
    ("/fr/directory.geojson", 200, {}),
    ("/fr/brochure.pdf", 200, {}),
    ("/openapi.json", 200, {}),
    *((address, 200, {}) for address in sorted(StaticFiles(STATIC).by_address)),
    ("/static/site.css", 302, {}),
    ("/static/none.css", 404, {}),
    ("/robots.txt", 200, {}),
    ("/sitemap.xml", 200, {}),
    ("/.well-known/security.txt", 200, {}),
    ("/healthz", 200, {}),
    ("/xx/nothing", 404, {}),
    ("/fr/broken", 500, {}),
    ("/" + "a" * 2_000, 414, {}),
    ("/" + "a" * MAX_TARGET, 414, {}),
    ("/fr/", 421, {"Host": "other.example.org"}),
    ("/fr/", 400, {"Host": ""}),
    ("/fr/?long", 431, {"X-Long": "a" * MAX_HEADERS}),
    ("/fr/", 413, {"Transfer-Encoding": "chunked"}),
]


def unguarded(response: TestResponse) -> list[str]:
    """List the security headers that an answer lacks or has twice."""
    headers = security_headers(Settings(base_url=HTTPS))
    return [name for name, value in headers if response.headers.getlist(name) != [value]]


def test_every_answer_has_the_headers(client: FlaskClient) -> None:
    """Pages, files, redirects, refusals and failures have each security header once."""
    wrong = []
    for address, status, headers in ANSWERS:
        response = client.get(address, headers=headers, buffered=True)
        if response.status_code != status or unguarded(response):
            wrong.append((address[:40], response.status_code, unguarded(response)))
    assert wrong == []


def test_an_answer_not_modified_has_them(client: FlaskClient) -> None:
    """A 304 has the security headers too, since it replaces those that a browser keeps."""
    etag = client.get("/fr/", buffered=True).headers["ETag"]
    known = {"If-None-Match": etag}
    response = client.get("/fr/", headers=known, buffered=True)
    assert response.status_code == 304
    assert unguarded(response) == []


def test_an_answer_to_any_method_has_them(client: FlaskClient) -> None:
    """The security headers depend on no method."""
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "HEAD", "X"):
        assert unguarded(client.open("/fr/", method=method)) == [], method


@pytest.mark.parametrize("broken", ["webapp.views.errors.render", "flask.Flask.make_response"])
def test_the_last_resort_has_them(
    client: FlaskClient, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the error page or Flask itself fails, the answer is a guarded 500 without internals."""
    monkeypatch.setattr(broken, lambda *_, **__: 1 / 0)
    response = client.get("/fr/broken")
    assert response.status_code == 500
    assert "division" not in response.text
    assert unguarded(response) == []


def test_no_answer_over_http_promises_https(compiled: Path) -> None:
    """Only a site at an https address sends HSTS."""
    client = create_app(Settings(translations=compiled)).test_client()
    assert "Strict-Transport-Security" not in client.get("/fr/").headers


# MDN's HTTP Observatory gives 130 points for these, the most that headers can earn.
SENT = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}


def test_the_headers_allow_what_is_used_and_nothing_else(client: FlaskClient) -> None:
    """A page may use the site's own files and its search form: no inline code, no other host."""
    headers = client.get("/fr/").headers
    assert {name: headers[name] for name in SENT} == SENT
    permissions = headers["Permissions-Policy"].split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(permissions)
    assert all(permission.endswith("=()") for permission in permissions)
    assert "Access-Control-Allow-Credentials" not in headers


@pytest.mark.parametrize(
    ("settings", "hosts"),
    [
        (Settings(), set()),
        (Settings(hosts=("a.example",)), {"a.example", "a.example:80"}),
        (Settings(base_url=LOCAL), {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}),
        (Settings(base_url="http://Example.org"), {"example.org", "example.org:80"}),
        (Settings(base_url="https://example.org"), {"example.org", "example.org:443"}),
        (Settings(base_url="https://example.org:8443"), {"example.org:8443"}),
        (
            Settings(base_url="https://a.example", hosts=("B.example", "[::1]:80")),
            {"a.example", "a.example:443", "b.example", "b.example:443", "[::1]:80"},
        ),
    ],
)
def test_hosts_that_are_answered(settings: Settings, hosts: set[str]) -> None:
    """The host of the base address and those of SITE_HOSTS, with and without the default port."""
    assert allowed_hosts(settings) == hosts


OURS = ["pages.example.org", "PAGES.example.org:443", "www.example.org", "127.0.0.1:8000"]
OTHERS = [
    ("pages.example.org:80", 421),
    ("pages.example.org.", 421),
    ("evil.example", 421),
    ("localhost", 421),
    ("pages.example.org@evil.example", 421),
    ("evil.example\r\nX: y", 421),
    ("pages.example.org,evil.example", 400),
    ("", 400),
]


def test_configured_hosts_are_answered(client: FlaskClient) -> None:
    """A configured host is answered in any case, with the port of the scheme or without."""
    answers = {host: client.get("/fr/", headers={"Host": host}).status_code for host in OURS}
    assert answers == dict.fromkeys(OURS, 200)


def test_no_other_host_is_answered(app: Flask) -> None:
    """Any other host is refused in a few words that do not repeat it and are not stored."""
    wrong = []
    for address in ("/fr/", "/", "/FR/", "/static/site.css", "/fr/nothing"):
        for host, expected in OTHERS:
            status, text, headers = ask_for(app, host, address, HTTPS)
            sent = (headers.get("Location"), headers["Cache-Control"], headers["Content-Type"])
            says_how = "SITE_BASE_URL" in text and "SITE_HOSTS" in text
            if (
                (status, says_how) != (str(expected), expected == 421)
                or sent != (None, "no-store", "text/plain; charset=utf-8")
                or "example" in text
                or len(text) >= 300
            ):
                wrong.append((address, host, status, sent, text))
    assert wrong == []


NEAR = [
    *("127.0.0.1", "127.0.0.1:8201", "127.9.9.9:1", "[::1]:9000", "localhost", "LOCALHOST:5000"),
    *("localhost:9000", "site.localhost:80", "0.0.0.0:8000", "[::]:8000", "[::ffff:10.0.0.1]"),
    *("10.1.2.3:8000", "172.16.0.9", "172.31.255.1", "192.168.1.5:9000", "169.254.1.1"),
    *("[fd12::1]:8000", "[fe80::1]", "printer.local", "my-laptop.local:8000"),
]
FAR = [
    f"{'a' * 64}.local",
    f"{'a.' * 130}local",
    *("something.example", "evil.example:8000", "172.32.0.1", "192.0.2.7:9000", "8.8.8.8"),
    *("[2001:db8::1]:8000", "100.64.0.1", "localhost.evil.example", "127.0.0.1.evil.example"),
    *("local", "evil-local", "10.0.0.1@evil.example", "127.1", "0x7f.1", "localhost."),
    *("[::1", "localhost:99999", "localhost:0", "[fe80::1%eth0]", "localhost/evil"),
]


@pytest.fixture(scope="module")
def anywhere(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A site for which nothing is set."""
    return create_app(Settings(translations=compiled, cache=tmp_path_factory.mktemp("cache")))


def ask_for(
    app: Flask, host: str, address: str = "/fr/", base: str = LOCAL
) -> tuple[str, str, Any]:
    """Send a Host header as a server passes it on; return status, text and headers."""
    environ = EnvironBuilder(address, base).get_environ() | {"HTTP_HOST": host}
    body, status, headers = run_wsgi_app(app, environ, buffered=True)
    return status[:3], b"".join(body).decode(), headers


def test_a_site_without_an_address_answers_near_hosts_alone(anywhere: Flask) -> None:
    """It answers for this machine and private networks at any port, and for no public name."""
    own = socket.gethostname()
    near = [host for host in (*NEAR, own, f"{own}:8000") if ask_for(anywhere, host)[0] != "200"]
    far = [host for host in FAR if ask_for(anywhere, host)[0] != "421"]
    assert (near, far) == ([], [])


ABSOLUTE = ["/fr/", "/mk/directory", "/sitemap.xml", "/robots.txt", "/openapi.json"]
ABSOLUTE += [
    "/fr/directory/caen",
    "/fr/directory.json",
    "/fr/directory.csv",
    "/fr/directory.geojson",
]


def test_a_site_without_an_address_takes_it_from_each_request(anywhere: Flask) -> None:
    """Every absolute address has the host of its request, and no cache may share the answer."""
    wrong = []
    for address in ABSOLUTE:
        for host in ("localhost:8201", "192.168.1.5:9000", "localhost:8201"):
            status, text, headers = ask_for(anywhere, host, address)
            others = {"localhost:8201", "192.168.1.5:9000", "127.0.0.1:8000"} - {host}
            shared = "public" in headers.get("Cache-Control", "")
            if status != "200" or f"http://{host}" not in text or shared:
                wrong.append((address, host, status, headers.get("Cache-Control")))
            wrong += [(address, host, other) for other in others if other in text]
    assert wrong == []


def test_a_site_with_an_address_answers_for_no_near_host(client: FlaskClient) -> None:
    """The address that is set is the only one, next to those of SITE_HOSTS."""
    answers = [
        host for host in NEAR if client.get("/fr/", headers={"Host": host}).status_code != 421
    ]
    assert answers == []


def test_a_refused_host_is_named_in_the_log_once(
    compiled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The line names the settings that would have it answered, and the lines are limited."""
    app = create_app(Settings(translations=compiled))
    with caplog.at_level(logging.WARNING, "webapp.guard"):
        for turn in range(3 * MAX_NAMED):
            ask_for(app, "phone.example:8000")
            ask_for(app, f"{turn}.example" + "a" * 1000)
    lines = [record.getMessage() for record in caplog.records]
    assert sum("phone.example:8000" in line for line in lines) == 1
    assert all("SITE_BASE_URL" in line and "SITE_HOSTS" in line for line in lines)
    assert len(lines) == MAX_NAMED
    assert max(map(len, lines)) < 400


def test_health_is_answered_for_any_host(app: Flask) -> None:
    """A health check asks by an address and a port; the answer says nothing of the site."""
    for host in ("10.1.2.3:8000", "localhost", "", "[::1", "a,b", "a\r\nb"):
        status, text, _ = ask_for(app, host, "/healthz", HTTPS)
        assert (status, text) == ("200", "ok\n"), host


FORWARDED = {
    "X-Forwarded-For": "192.0.2.1, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "www.example.org",
}
CLIENTS = [
    ("a proxy", "10.1.2.3", FORWARDED, "198.51.100.7 https://www.example.org/"),
    ("a proxy by IPv6", "2001:db8::1", FORWARDED, "198.51.100.7 https://www.example.org/"),
    ("mapped to IPv6", "::ffff:10.1.2.3", FORWARDED, "198.51.100.7 https://www.example.org/"),
    ("nobody", "192.0.2.9", FORWARDED, "192.0.2.9 http://pages.example.org/"),
    (
        "two proxies",
        "10.1.2.3",
        {"X-Forwarded-For": "1.1.1.1, 192.0.2.1, 10.9.9.9"},
        "192.0.2.1 http://pages.example.org/",
    ),
    (
        "a proxy that passes nonsense on",
        "10.1.2.3",
        {"X-Forwarded-For": "evil.example", "X-Forwarded-Proto": "gopher"},
        "10.1.2.3 http://pages.example.org/",
    ),
]


def test_only_a_configured_proxy_is_believed(client: FlaskClient) -> None:
    """A configured proxy may say for whom it asks, by which scheme and for which host."""
    base = "http://pages.example.org"
    for name, remote, headers, expected in CLIENTS:
        environ = {"REMOTE_ADDR": remote}
        response = client.get("/asked", base_url=base, headers=headers, environ_base=environ)
        assert response.text == expected, name


def test_a_host_that_a_proxy_forwards_is_checked_too(client: FlaskClient) -> None:
    """A proxy's X-Forwarded-Host that is not the site's is refused."""
    headers = {"X-Forwarded-Host": "evil.example"}
    environ = {"REMOTE_ADDR": "10.0.0.1"}
    assert client.get("/", headers=headers, environ_base=environ).status_code == 421


@pytest.mark.parametrize("query", ["\xff", "name=\xe9", "\xed\xa0\x80=x", "\udcff", "\u0101"])
def test_a_query_that_is_no_text_is_refused(app: Flask, query: str) -> None:
    """Bytes that are not UTF-8 name nothing; percent-encoded ones are a search without results."""
    for address in ("/fr/directory", "/fr/directory.csv", "/fr/"):
        environ = EnvironBuilder(address, HTTPS).get_environ() | {"QUERY_STRING": query}
        assert run_wsgi_app(app, environ)[1].startswith("400"), address
        named = EnvironBuilder(address, HTTPS).get_environ() | {"QUERY_STRING": "name=%ff&\xc3\xa9"}
        assert run_wsgi_app(app, named, buffered=True)[1].startswith("200"), address


CONTENT = [
    ({"CONTENT_LENGTH": "0"}, 405),
    ({"CONTENT_LENGTH": ""}, 405),
    ({"CONTENT_LENGTH": "1"}, 413),
    ({"CONTENT_LENGTH": "9" * 5_000}, 413),
    ({"CONTENT_LENGTH": "-1"}, 400),
    ({"CONTENT_LENGTH": "x"}, 400),
    ({"CONTENT_LENGTH": "¹"}, 400),
    ({"HTTP_TRANSFER_ENCODING": "chunked"}, 413),
]


def test_content_is_refused(app: Flask) -> None:
    """No body is read, however long it is said to be: the site only answers questions."""
    for content, status in CONTENT:
        environ = EnvironBuilder("/fr/", HTTPS, method="POST").get_environ() | content
        _, answered, _ = run_wsgi_app(app, environ)
        assert answered.startswith(str(status)), str(content)[:60]


def test_a_refusal_to_head_has_no_body(client: FlaskClient) -> None:
    """A refused HEAD has a Content-Length and no body."""
    response = client.head("/fr/", headers={"Host": "evil.example"})
    assert response.data == b""
    assert int(response.headers["Content-Length"]) > 0


class Body:
    """A body in pieces, which counts what is read of it and knows whether it is closed."""

    def __init__(self, chunks: list[bytes | None]) -> None:
        self.chunks = chunks
        self.read = 0
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            if chunk is None:
                raise OSError("gone")
            self.read += 1
            yield chunk

    def close(self) -> None:
        self.closed = True


def guarded(body: Body, path: str = "/") -> tuple[Any, list[str]]:
    """Ask a guarded application that answers with a body; return the answer and each status."""
    started: list[str] = []

    def inner(environ: object, start: Any) -> Body:
        start("200 OK", [])
        return body

    guard = Guard(inner, Settings())
    environ = EnvironBuilder(path, Settings().address).get_environ()
    return guard(environ, lambda status, *_: started.append(status)), started


def test_an_answer_goes_to_the_server_whole() -> None:
    """The server sends one piece by itself, however slowly a client reads it."""
    body = Body([b"a", b"b", b"c"])
    assert guarded(body) == ([b"abc"], ["200 OK"])
    assert body.closed


def test_an_answer_that_breaks_while_it_is_made_is_a_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The client gets a whole 500 instead of half a file."""
    body = Body([b"half", None])
    answer, started = guarded(body)
    assert started == ["200 OK", "500 Internal Server Error"]
    assert b"half" not in b"".join(answer)
    assert body.closed
    assert "OSError" in caplog.text


def test_what_the_guard_refuses_never_reaches_the_site() -> None:
    """The application is not called for an address that is too long."""
    body = Body([b"in"])
    assert guarded(body, "/" + "a" * MAX_TARGET)[1] == ["414 Request-URI Too Long"]
    assert body.read == 0
