"""What an operator sees of the requests: a line each in the log, counts for Prometheus.

Nothing personal is in either: no address of a visitor, no query, no header, and of the path only
what the site itself has named.
"""

import json
import os
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

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which prometheus_client's processes find each other's figures."""

METRICS_HOST = "127.0.0.1"

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


Report = Callable[[Seen], None]


def init_app(app: Flask, settings: Settings) -> None:
    """Report an application's requests, where the deployment asks for it."""
    reports: list[Report] = [log_request] if settings.log_requests else []
    if METRICS_FOLDER in os.environ:
        # Imported here: it decides at its import, by the variable, whether processes add up.
        from webapp.observe.metrics import Metrics

        reports.append(Metrics())
    if reports:
        app.wsgi_app = Observed(app.wsgi_app, reports)  # type: ignore[method-assign]


class Observed:
    """A WSGI application whose requests are reported.

    Arguments:
        app: answers them.
        reports: are told of each.
    """

    def __init__(self, app: "WSGIApplication", reports: Iterable[Report]) -> None:
        self._app = app
        self._reports = tuple(reports)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request and report it (PEP 3333)."""
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
            seen = Seen(language, page, status, seconds, FROM_STORE in environ)
            for report in self._reports:
                report(seen)


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
