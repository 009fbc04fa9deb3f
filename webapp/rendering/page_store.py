"""The page store: each page is rendered once, then sent from memory without calling Flask.

Stored pages hold no data of a visitor: the store renders each by a request of its own, made from
the address alone, so no cookie, header, query or IP address of a visitor can reach other visitors.
"""

import hashlib
import logging
import threading
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from werkzeug.http import parse_etags
from werkzeug.test import create_environ, run_wsgi_app

from webapp.rendering.compression import IDENTITY, choose_encoding, compress, forms

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

CHECKED_EVERY = 0.25
"""Seconds between two checks for changes to pages, so that one is seen within a second."""

FROM_STORE = "site.from-store"
"""The WSGI environ key that marks a response from the store, for the log."""

OF_BODY = ("Content-Type", "Content-Length", "Content-Encoding")

Headers = list[tuple[str, str]]


class Source(NamedTuple):
    """What the store keeps, and how it notices a change.

    Arguments:
        version: returns a value that stays equal while every page would be rendered the same.
        addresses: returns the addresses of pages that may be kept; called once per version.
        base_url: scheme and host that pages are rendered for.
        hosts: the `Host` values that the store answers; it passes on requests for others.
    """

    version: Callable[[], Hashable]
    addresses: Callable[[], Collection[str]]
    base_url: str
    hosts: Collection[str]


@dataclass(slots=True)
class _Answer:
    """One form of a page: plain or compressed."""

    etag: str
    headers: Headers
    body: list[bytes]


@dataclass(slots=True)
class _Page:
    """A rendered page and its forms, made on demand; `size` is the bytes of all their bodies."""

    headers: Headers
    body: bytes
    forms: Iterable[str]
    size: int
    answers: dict[str, _Answer] = field(default_factory=dict)


@dataclass(slots=True)
class _Generation:
    """The pages of one version; a change begins a new generation, without any old page."""

    version: Hashable
    addresses: set[str]
    pages: dict[str, _Page] = field(default_factory=dict)
    locks: dict[str, threading.Lock] = field(default_factory=dict)
    size: int = 0


class PageStore:
    """A WSGI layer that answers pages from memory and passes on everything else.

    Arguments:
        limit: most bytes of bodies to keep; the oldest pages are dropped first.
    """

    def __init__(self, app: "WSGIApplication", source: Source, limit: int) -> None:
        self.checked_every = CHECKED_EVERY
        self._app = app
        self._source = source
        self._limit = limit
        self._generation = _Generation(None, set())
        self._lock = threading.Lock()
        self._refresh_at = float("-inf")

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        if monotonic() >= self._refresh_at:
            self._refresh()
        generation = self._generation
        address = environ["PATH_INFO"]
        method = environ["REQUEST_METHOD"]
        if (
            address not in generation.addresses
            or environ.get("QUERY_STRING")
            or environ.get("HTTP_HOST") not in self._source.hosts
            or (method != "GET" and method != "HEAD")
            or environ.get("CONTENT_LENGTH", "0").strip("0")
            or "HTTP_TRANSFER_ENCODING" in environ
        ):
            return self._app(environ, start_response)
        answer = self._answer(generation, address, environ.get("HTTP_ACCEPT_ENCODING", ""))
        if answer is None:
            return self._app(environ, start_response)
        environ[FROM_STORE] = True
        known = environ.get("HTTP_IF_NONE_MATCH")
        # A weak comparison (RFC 9110, 13.1.2); mostly the client sends this one tag back.
        if known and (
            known == answer.etag or parse_etags(known).contains_weak(answer.etag.strip('"'))
        ):
            unchanged = [row for row in answer.headers if row[0] not in OF_BODY]
            start_response("304 Not Modified", unchanged)
            return []
        start_response("200 OK", answer.headers.copy())
        return answer.body if method == "GET" else []

    def _refresh(self) -> None:
        """Begin a new generation if anything that pages are made from has changed."""
        self._refresh_at = monotonic() + self.checked_every
        try:
            version = self._source.version()
            if version == self._generation.version:
                return
            generation = _Generation(version, set(self._source.addresses()))
        except Exception:  # whatever it is, never serve a page that may be stale
            log.exception("the version of the pages cannot be read; none is stored")
            generation = _Generation(None, set())
        with self._lock:
            self._generation = generation

    def _answer(self, generation: _Generation, address: str, accepted: str) -> _Answer | None:
        """Return the form of a page that a client accepts; None if the application must answer.

        Concurrent requests share one rendering of a page and one compression of a form.
        """
        encoding = choose_encoding(accepted)
        page = generation.pages.get(address)
        if page and encoding in page.answers:
            return page.answers[encoding]
        try:
            with generation.locks.setdefault(address, threading.Lock()):
                page = generation.pages.get(address) or self._render(generation, address)
                if page and encoding not in page.answers:
                    self._add_form(generation, address, page, encoding)
                return page.answers[encoding] if page else None
        except Exception:  # the application answers then, with its own error page
            log.exception("%s could not be stored", address)
            return None

    def _render(self, generation: _Generation, address: str) -> _Page | None:
        """Render a page for no visitor in particular; None if it fails or is not for everybody."""
        environ = create_environ(address, self._source.base_url)
        body, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        for_all = "public" in headers.get("Cache-Control", "") and "Set-Cookie" not in headers
        if not status.startswith("200 ") or not for_all:
            if not status.startswith("5"):
                generation.addresses.discard(address)
            return None
        content = b"".join(body)
        rows = [(name, value) for name, value in headers if name not in ("Content-Length", "ETag")]
        mimetype = headers.get("Content-Type", "").partition(";")[0]
        return _Page(rows, content, tuple(forms(content, mimetype)), len(content))

    def _add_form(self, generation: _Generation, address: str, page: _Page, encoding: str) -> None:
        """Add a form of a page, plain if it has no such form; the oldest pages make room."""
        form = encoding if encoding in page.forms else IDENTITY
        body = compress(page.body, form)
        # Each form has an entity tag of its own (RFC 9110, 8.8.3).
        tag = hashlib.sha256(page.body).hexdigest()[:20]
        etag = f'"{tag}"' if form == IDENTITY else f'"{tag}-{form}"'
        headers = [*page.headers, ("ETag", etag), ("Content-Length", str(len(body)))]
        if form != IDENTITY:
            headers.append(("Content-Encoding", form))
        page.answers[encoding] = _Answer(etag, headers, [body])
        # A page rendered during a change may mix old and new: it is sent, but not stored.
        if self._source.version() != generation.version:
            return
        added = 0 if body is page.body else len(body)
        with self._lock:
            generation.size += added if address in generation.pages else page.size + added
            page.size += added
            generation.pages[address] = page
            while generation.size > self._limit and generation.pages:
                oldest = next(iter(generation.pages))
                generation.size -= generation.pages.pop(oldest).size
