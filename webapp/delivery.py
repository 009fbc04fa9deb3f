"""How responses leave: the WSGI layers in front of Flask, and compression on the way."""

from collections.abc import Hashable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, request

from webapp.guard import Guard, allowed_hosts
from webapp.languages import LANGUAGES
from webapp.observe import RequestLog
from webapp.pages import addresses
from webapp.rendering.compression import IDENTITY, choose_encoding, compress, forms
from webapp.rendering.page_store import PageStore, Source
from webapp.settings import Settings
from webapp.site import site
from webapp.views.machines import ADDRESSES as MACHINES
from webapp.views.records import pages as record_pages

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def init_app(app: Flask, settings: Settings) -> None:
    """Put the layers in front of Flask; from the outside in: log, page store, guard.

    The store answers only for hosts that the guard lets in. There is no store without a base URL,
    since each page then names the host of its request and must not be sent to another, and none
    while Flask reloads changed templates, as under `flask run --debug`.
    """
    base = urlsplit(settings.address)
    # For the test client, so that it requests the same host as a visitor.
    app.config.update(SERVER_NAME=base.netloc.lower(), PREFERRED_URL_SCHEME=base.scheme)
    app.after_request(compressed)
    layers: WSGIApplication = Guard(app.wsgi_app, settings)
    if settings.base_url and settings.store_megabytes and not app.jinja_env.auto_reload:
        source = Source(
            lambda: version(app), lambda: stored(app), settings.base_url, allowed_hosts(settings)
        )
        layers = PageStore(layers, source, settings.store_megabytes * 1_000_000)
    if settings.log_requests:
        layers = RequestLog(layers)
    app.wsgi_app = layers  # type: ignore[method-assign, assignment]
    app.after_request(revalidated)  # Flask calls the last one registered first


def revalidated(response: Response) -> Response:
    """Let caches store a response and revalidate it each time, unless it has a Cache-Control.

    Without a base URL a response suits only the host of its request: no shared cache may keep it.
    """
    if response.status_code in (200, 304) and "Cache-Control" not in response.headers:
        shared = site().settings.base_url or site().edition.exported
        response.headers["Cache-Control"] = f"{'public' if shared else 'private'}, no-cache"
        response.headers["Vary"] = "Accept-Encoding"
    return response


def version(app: Flask) -> Hashable:
    """Return a value that changes whenever anything that the pages are made from changes."""
    with app.app_context():
        return site().version


def stored(app: Flask) -> list[str]:
    """Return the addresses that the store keeps, because their responses are the same for all."""
    with app.app_context():
        records = [page.address(language) for page in record_pages() for language in LANGUAGES]
        return [*addresses(), *records, *MACHINES, *site().static.by_address]


def compressed(response: Response) -> Response:
    """Compress a response that is not from the store, such as a search, if the client accepts."""
    encoding = choose_encoding(request.headers.get("Accept-Encoding", ""))
    if response.is_streamed or response.direct_passthrough or encoding == IDENTITY:
        return response
    if response.status_code != 200 or "Content-Encoding" in response.headers:
        return response
    body = response.get_data()
    if encoding in forms(body, response.mimetype or ""):
        response.set_data(compress(body, encoding, kept=False))
        response.headers["Content-Encoding"] = encoding
        response.vary.add("Accept-Encoding")
    return response
