"""How answers leave: pages from the store, everything else compressed for whoever asks."""

from collections.abc import Hashable

from flask import Flask, Response, request

from webapp.guard import allowed_hosts
from webapp.languages import LANGUAGES
from webapp.pages import addresses
from webapp.rendering.encoding import IDENTITY, choose_encoding, compress, forms
from webapp.rendering.page_store import PageStore, Source
from webapp.settings import Settings
from webapp.site import site
from webapp.views.machines import ADDRESSES as MACHINES
from webapp.views.records import pages as record_pages

MEGABYTE = 1_000_000


def init_app(app: Flask, settings: Settings) -> None:
    """Put the page store in front of an application, where pages may be kept.

    Without a base URL a page holds the host that asked for it, and is no other's. While templates
    are being changed, as under `flask run --debug`, each request shows them as they are.
    """
    app.after_request(compressed)
    if not settings.base_url:
        app.after_request(not_shared)
    elif settings.store_megabytes and not app.jinja_env.auto_reload:
        source = Source(
            lambda: version(app), lambda: stored(app), settings.base_url, allowed_hosts(settings)
        )
        app.wsgi_app = PageStore(  # type: ignore[method-assign]
            app.wsgi_app, source, settings.store_megabytes * MEGABYTE
        )


def not_shared(response: Response) -> Response:
    """Have no cache give the answer for one host to those who ask for another."""
    if response.headers.get("Cache-Control") == "public, no-cache" and not site().edition.exported:
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def version(app: Flask) -> Hashable:
    """Give something that changes with whatever the pages are made from."""
    with app.app_context():
        return site().version


def stored(app: Flask) -> list[str]:
    """List the addresses whose answers are the same for everybody, and so are kept."""
    with app.app_context():
        records = [page.address(language) for page in record_pages() for language in LANGUAGES]
        return [*addresses(), *records, *MACHINES, *site().static.by_address]


def compressed(response: Response) -> Response:
    """Compress an answer that the store does not keep, as a search, for a client that takes it."""
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
