"""The server as it runs: slow clients, odd requests, what it says of itself."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from tests.conftest import Server, free_port
from webapp.cli.server import HEADERS_WITHIN
from webapp.settings import ROOT

SLOW = pytest.mark.slow
BEGINNINGS = [b"", b"G", b"GET /fr/ HTTP/1.1\r\nHost: a\r\nX-"]


def connect(server: Server, data: bytes) -> socket.socket:
    """Open a connection and send something."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=HEADERS_WITHIN + 10)
    connection.sendall(data)
    return connection


def until_closed(connection: socket.socket) -> bytes:
    """Read all that comes until the server closes; a reset is the end too."""
    received = b""
    try:
        while chunk := connection.recv(65_536):
            received += chunk
    except ConnectionResetError:
        pass
    return received


def ask(server: Server, request: str, host: str = "") -> bytes:
    """Send a request, with headers that end it, and give the whole answer."""
    headers = f"Host: {host or f'127.0.0.1:{server.port}'}\r\nConnection: close\r\n\r\n"
    with connect(server, f"{request}\r\n{headers}".encode("latin-1")) as connection:
        return until_closed(connection)


@contextmanager
def slow_clients(server: Server, number: int) -> Iterator[list[socket.socket]]:
    """Clients that send nothing, a letter, or half of their headers, and then wait."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(connect(server, BEGINNINGS[at % len(BEGINNINGS)]))
            for at in range(number)
        ]


def test_slow_clients_hold_nobody_up(server: Server) -> None:
    """While two hundred clients wait within their headers, others are answered at once."""
    with slow_clients(server, 200):
        begun = time.monotonic()
        assert ask(server, "GET /fr/ HTTP/1.1").startswith(b"HTTP/1.1 200 OK\r\n")
        assert time.monotonic() - begun < 3


@pytest.mark.slow
def test_slow_clients_are_cut_off(server: Server) -> None:
    """Clients that do not end their headers are gone in time."""
    with slow_clients(server, 200) as slow:
        begun = time.monotonic()
        for connection in slow:
            until_closed(connection)
        assert time.monotonic() - begun < HEADERS_WITHIN + 5


@pytest.mark.slow
def test_a_client_that_asks_nothing_more_is_cut_off(server: Server) -> None:
    """An idle connection is closed as soon as a slow one, no later."""
    request = f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
    begun = time.monotonic()
    with connect(server, request.encode()) as connection:
        assert until_closed(connection).endswith(b"ok\n")
    assert HEADERS_WITHIN - 1 < time.monotonic() - begun < HEADERS_WITHIN + 5


ODD = [
    ("an address too long", f"GET /{'a' * 20_000} HTTP/1.1", 414),
    ("headers too long", f"GET / HTTP/1.1\r\nX: {'a' * 40_000}", 431),
    ("headers too long for the server", f"GET /fr/ HTTP/1.1\r\nX: {'a' * 200_000}", 431),
    ("too many headers", "GET /fr/ HTTP/1.1" + "\r\nX: a" * 200, 431),
    ("content", "POST /fr/ HTTP/1.1\r\nContent-Length: 5", 413),
    ("content in pieces", "POST /fr/ HTTP/1.1\r\nTransfer-Encoding: chunked", 413),
    ("two hosts", "GET /fr/ HTTP/1.1\r\nHost: evil.example", 400),
    ("another host in the address", "GET http://evil.example/fr/ HTTP/1.1", 200),
    ("a tunnel", "CONNECT evil.example:443 HTTP/1.1", 404),
    ("an echo", "TRACE /fr/ HTTP/1.1\r\nX-Secret: evil", 405),
    ("no HTTP", "GET /fr/ HTTP/9.9", 400),
    ("a forged header", "GET /fr/ HTTP/1.1\r\nX_Forwarded_Host: evil.example", 200),
]


@pytest.mark.parametrize(("request_", "status"), [row[1:] for row in ODD], ids=[r[0] for r in ODD])
def test_odd_requests_are_refused(server: Server, request_: str, status: int) -> None:
    """The status says why, and the answer repeats nothing of the request."""
    answer = ask(server, request_)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"evil" not in answer


def test_another_host_is_misdirected(server: Server) -> None:
    """A host that is not configured gets a 421."""
    assert ask(server, "GET /fr/ HTTP/1.1", "evil.example").startswith(b"HTTP/1.1 421 ")


def test_no_answer_says_which_version_serves(server: Server) -> None:
    """An answer names the server's software at most, never a version."""
    for path in ("/fr/", "/nothing", "/static/site.css"):
        head = ask(server, f"GET {path} HTTP/1.1").partition(b"\r\n\r\n")[0].decode("latin-1")
        banner = re.search("(?im)^server: (.*)\r?$", head)
        assert not banner or not re.search(r"\d", banner[1])
        assert "x-powered-by" not in head.lower()


@contextmanager
def serving(*arguments: str, **settings: str) -> Iterator[str]:
    """Run `site serve`; give the line that it prints first."""
    command = [sys.executable, "-m", "flask", "--app", "webapp", "site", "serve", *arguments]
    running = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert running.stdout
    try:
        yield running.stdout.readline()
    finally:
        running.terminate()
        running.communicate(timeout=30)


def status_of(link: str) -> int:
    """Return the status of the home page at a link, once the server listens; 0 if it does not."""
    for _ in range(400):
        try:
            with urllib.request.urlopen(f"{link}/fr/", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            time.sleep(0.05)
    return 0


HOSTS = ["::1", "::"]


@pytest.mark.parametrize("host", ["0.0.0.0", *(pytest.param(host, marks=SLOW) for host in HOSTS)])
def test_the_printed_link_works_for_every_host(compiled: Path, tmp_path: Path, host: str) -> None:
    """The server answers at the link that it prints, with nothing else set."""
    settings = {"SITE_TRANSLATIONS": str(compiled), "SITE_CACHE": str(tmp_path)}
    port = str(free_port())
    with serving("--host", host, "--port", port, "--workers", "1", **settings) as said:
        (link,) = re.findall(r"http://\S+", said)
        assert status_of(link) == 200
    assert link.endswith(f":{port}")


def test_an_address_that_cannot_be_served_names_the_options(
    server: Server, runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The options of the command and those of make are in one line, and the exit code is 2."""
    monkeypatch.setattr("webapp.cli.site.SiteServer.serve", lambda _: None)
    for arguments in (
        ["--port", str(server.port)],
        ["--port", "80000"],
        ["--port", "0"],
        ["--host", "no.such.invalid"],
        ["--host", "192.0.2.7"],
        ["--host", "a" * 300],
    ):
        result = runner.invoke(args=["site", "serve", *arguments])
        (line,) = result.output.splitlines()
        assert result.exit_code == 2, (arguments, line)
        for option in ("--port", "--host", "PORT=", "HOST="):
            assert option in line, arguments
