"""What an operator sees of the requests: a line each in the log.

Nothing personal is in it: no address of a visitor, no query, no header, and of the path only
what the site itself has named.
"""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

from flask import Flask

from webapp.pages import BY_SLUG, MAX_PATH, language_of
from webapp.rendering.page_store import FROM_STORE
from webapp.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_NAMED = {"": "home"} | {slug: slug for slug in BY_SLUG if slug}
_FILES = ("directory.csv", "directory.json", "directory.geojson", "brochure.pdf")


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that was answered.

    Arguments:
        language: of the address, as addresses name it; `-` without one.
        page: the slug of a page, `directory/*` for any actor, `other` for what is none.
        status: the code of the answer.
        seconds: until the answer began.
        stored: whether it came from the page store.
    """

    language: str
    page: str
    status: str
    seconds: float
    stored: bool


def init_app(app: Flask, settings: Settings) -> None:
    """Log an application's requests, where the deployment asks for it."""
    if settings.log_requests:
        app.wsgi_app = Observed(app.wsgi_app)  # type: ignore[method-assign]


class Observed:
    """A WSGI application whose requests are logged.

    Arguments:
        app: answers them.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request and log it (PEP 3333)."""
        started = perf_counter()
        status = "500"

        def noting(line: str, *rest: object) -> Callable[[bytes], object]:
            nonlocal status
            status = line[:3]
            return start_response(line, *rest)  # type: ignore[arg-type]

        try:
            return self._app(environ, noting)
        finally:
            language, page = named(environ["PATH_INFO"])
            seconds = perf_counter() - started
            log_request(Seen(language, page, status, seconds, FROM_STORE in environ))


def named(path: str) -> tuple[str, str]:
    """Name the language and the page of a path, and nothing that a visitor may have typed into it.

    Arguments:
        path: of the request, decoded.
    """
    path = path[:MAX_PATH]
    if path.startswith("/static/"):
        return "-", "static"
    language = language_of(path)
    if language is None:
        return "-", "choice" if path == "/" else "other"
    slug = path.removeprefix(f"/{language.path}/")
    if slug.startswith("directory/"):
        return language.path, "directory/*"
    return language.path, slug if slug in _FILES else _NAMED.get(slug, "other")


def log_request(seen: Seen) -> None:
    """Write a line of JSON on a request to standard output."""
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "language": seen.language,
        "page": seen.page,
        "status": int(seen.status),
        "ms": round(seen.seconds * 1000, 3),
        "store": seen.stored,
    }
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
