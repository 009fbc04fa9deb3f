"""The log of requests for the operator: one line for each request.

It holds nothing personal: no address of a visitor, no query, no header, and only those parts of
the path that are names of the site's own.
"""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

from webapp.pages import BY_SLUG, MAX_PATH, language_of
from webapp.rendering.page_store import FROM_STORE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_FILES = ("directory.csv", "directory.json", "directory.geojson", "brochure.pdf", "card.png")


class RequestLog:
    """A WSGI layer that logs each request as a line of JSON on standard output."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request and log it."""
        started = perf_counter()
        status = "500"

        def start(line: str, *rest: object) -> Callable[[bytes], object]:
            nonlocal status
            status = line[:3]
            return start_response(line, *rest)  # type: ignore[arg-type]

        try:
            return self._app(environ, start)
        finally:
            language, page = named(environ["PATH_INFO"])
            line = {
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "language": language,
                "page": page,
                "status": int(status),
                "ms": round((perf_counter() - started) * 1000, 3),
                "store": FROM_STORE in environ,
            }
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()


def named(path: str) -> tuple[str, str]:
    """Return the language and the page of a decoded path, without anything a visitor typed.

    Without a language, the first is `-`; the page is a slug or, without one, a fixed word.
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
    known = slug in BY_SLUG or slug in _FILES
    return language.path, (slug or "home") if known else "other"
