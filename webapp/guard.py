"""The WSGI layer around Flask that refuses requests and adds headers to every response.

It refuses requests for a foreign host, beyond the limits, or with a body that is not an editor's
form, in a few words that repeat nothing of the request. It trusts the `X-Forwarded-…` headers of
configured proxies only. Responses of the site and of the guard have the same security headers.
"""

import logging
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from ipaddress import ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webapp.hosts import as_address, is_near
from webapp.settings import Settings

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

MAX_NAMED = 20
"""Most refused hosts that a process names in its log; without a limit anybody could fill it."""
MAX_TARGET = 16_384
"""Most bytes in path and query together; RFC 9110, 4.1 recommends 8,000 at least."""
MAX_HEADERS = 32_768
"""Most bytes in the values of a request's headers together."""

EDITOR = "/edit/"
"""The prefix of the editor's addresses; if the site has an editor, they accept forms."""
MAX_FORM = 262_144
"""Most bytes in a form of the editor: a hundred times the longest message."""
PERSON = "site.person"
"""The environ key for the e-mail address of the person whom a proxy has signed in."""

ANY_HOST = frozenset({"/healthz", "/readyz"})
"""Paths answered for any Host, since health checks use the IP address."""

# Only the site's own files; JSON-LD in a page is data, not a script. `connect-src` is for the
# editor's script and for tools that inspect a page from inside the browser.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Browser features that no page of the site uses.
PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
    " magnetometer=(), microphone=(), midi=(), payment=(), usb=(), xr-spatial-tracking=()"
)

# One year. Not for subdomains, which may belong to others.
HSTS = "max-age=31536000"

_FORWARDED = ("FOR", "PROTO", "HOST", "PORT", "PREFIX")
_MISDIRECTED = (
    "refused with 421: a request for the host %.200r; set SITE_BASE_URL to the address that"
    " visitors use, or add the host to SITE_HOSTS"
)
_REFUSALS = {
    HTTPStatus.BAD_REQUEST: "The request cannot be understood.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Content is not accepted here, or not so much.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The address is too long.",
    HTTPStatus.MISDIRECTED_REQUEST: (
        "The site does not answer for the host in this address. Its operator sets SITE_BASE_URL to"
        " the address that visitors use, or adds the host to SITE_HOSTS."
    ),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "The headers are too long.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "The answer could not be prepared.",
}


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """Return the accepted values of the Host header, in lower case.

    A host without a port is also accepted with the scheme's default port. If the base URL is this
    machine's own, each of its loopback names is accepted.
    """
    base = urlsplit(settings.base_url)
    port = "443" if base.scheme == "https" else "80"
    hosts = {host.lower() for host in (base.netloc, *settings.hosts) if host}
    if base.hostname in ("localhost", "127.0.0.1", "::1", "0.0.0.0"):
        suffix = f":{base.port}" if base.port else ""
        hosts |= {f"{name}{suffix}" for name in ("localhost", "127.0.0.1", "[::1]")}
    named = {host for host in hosts if urlsplit(f"//{host}").port is None}
    return frozenset(hosts | {f"{host}:{port}" for host in named})


def security_headers(settings: Settings) -> list[tuple[str, str]]:
    """Return the headers of every response, with HSTS if the base URL is https."""
    headers = [
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", PERMISSIONS),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    if urlsplit(settings.base_url).scheme == "https":
        headers.append(("Strict-Transport-Security", HSTS))
    return headers


class Guard:
    """A WSGI layer that refuses requests that Flask should not see, and adds the headers."""

    def __init__(self, app: "WSGIApplication", settings: Settings) -> None:
        self.app = app
        self.host = urlsplit(settings.address).netloc
        self.hosts = allowed_hosts(settings)
        self.near = not settings.base_url
        self.named: set[str] = set()
        self.proxies = [ip_network(proxy) for proxy in settings.proxies]
        self.headers = security_headers(settings)
        self.edits = bool(settings.editor)
        header = settings.editor_header.upper().replace("-", "_")
        self.person = f"HTTP_{header}" if settings.editor == "proxy" else ""

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        started = False
        edits = self.edits and environ.get("PATH_INFO", "").startswith(EDITOR)

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: "OptExcInfo | None" = None
        ) -> Callable[[bytes], object]:
            nonlocal started
            started = True
            return start_response(status, [*headers, *self.headers], exc_info)

        self._forwarded(environ)
        if environ.get("PATH_INFO") in ANY_HOST:
            environ["HTTP_HOST"] = self.host
        if refused := self._refused(environ, MAX_FORM if edits else 0):
            return _answer(refused, environ, start)
        try:
            body = self.app(environ, start)
            try:  # in one piece, so that a slow reader keeps no thread busy
                return [b"".join(body)]
            finally:
                if close := getattr(body, "close", None):
                    close()
        except Exception:  # the last resort, for what Flask itself could not catch
            log.exception("%s failed before an answer", environ.get("REQUEST_METHOD"))
            failed = sys.exc_info() if started else None
            return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, environ, start, failed)

    def _refused(self, environ: "WSGIEnvironment", largest: int) -> HTTPStatus | None:
        """Return the status that refuses a request, or None; a form may have `largest` bytes."""
        if len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) > MAX_TARGET:
            return HTTPStatus.REQUEST_URI_TOO_LONG
        headers = (len(value) for name, value in environ.items() if name.startswith("HTTP_"))
        if sum(headers) > MAX_HEADERS:
            return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        host = environ.get("HTTP_HOST", "").lower()
        # No Host header, or two (RFC 9112, 3.2), which a server joins with a comma.
        if host not in self.hosts and (not host or "," in host):
            return HTTPStatus.BAD_REQUEST
        if host not in self.hosts and not (self.near and is_near(host)):
            if host not in self.named and len(self.named) < MAX_NAMED:
                self.named.add(host)
                log.warning(_MISDIRECTED, host)
            return HTTPStatus.MISDIRECTED_REQUEST
        try:  # the query must be UTF-8, as forms are; PEP 3333 passes its bytes as Latin-1
            environ.get("QUERY_STRING", "").encode("latin-1").decode()
        except UnicodeError:
            return HTTPStatus.BAD_REQUEST
        length = (environ.get("CONTENT_LENGTH") or "").lstrip("0") or "0"
        if not (length.isascii() and length.isdecimal()):
            return HTTPStatus.BAD_REQUEST
        most = largest if environ.get("REQUEST_METHOD") == "POST" else 0
        if len(length) > 9 or int(length) > most or environ.get("HTTP_TRANSFER_ENCODING"):
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return None

    def _forwarded(self, environ: "WSGIEnvironment") -> None:
        """Apply the forwarding headers of a configured proxy; drop those of all others."""
        values = {name: environ.pop(f"HTTP_X_FORWARDED_{name}", "") for name in _FORWARDED}
        person = environ.pop(self.person, "")
        if not self._is_proxy(environ.get("REMOTE_ADDR", "")):
            return
        environ[PERSON] = person
        # Each proxy appends an item to these headers.
        hops, schemes, hosts = (
            [item.strip() for item in values[name].split(",") if item.strip()]
            for name in ("FOR", "PROTO", "HOST")
        )
        while hops and self._is_proxy(hops[-1]):
            hops.pop()
        if hops and as_address(hops[-1]):
            environ["REMOTE_ADDR"] = hops[-1]
        if schemes and schemes[-1] in ("http", "https"):
            environ["wsgi.url_scheme"] = schemes[-1]
        if hosts:
            environ["HTTP_HOST"] = hosts[-1]

    def _is_proxy(self, text: str) -> bool:
        """Return whether an address is that of a configured proxy."""
        address = as_address(text) if self.proxies else None
        return address is not None and any(address in network for network in self.proxies)


def _answer(
    status: HTTPStatus,
    environ: "WSGIEnvironment",
    start: "StartResponse",
    failed: "OptExcInfo | None" = None,
) -> Iterable[bytes]:
    """Answer with a status and a sentence that explains it."""
    body = f"{status.value} {status.phrase}\n{_REFUSALS[status]}\n".encode("ascii")
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Content-Language", "en"),
        ("Cache-Control", "no-store"),
    ]
    start(f"{status.value} {status.phrase}", headers, failed)
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]
