"""The applications that are compared; each server loads one by its name.

`SERVING_FOLDER` names the folder that `page.write` has filled.
"""

import os
import sys
from pathlib import Path

from flask import Flask, Response, render_template, url_for
from flask_babel import Babel
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.test import create_environ, run_wsgi_app

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent.parent))

from tools.benchmarks.serving.page import LANGUAGE
from webapp import create_app
from webapp.i18n.texts import current_language, use_language
from webapp.languages import BY_PATH
from webapp.rendering.page_store import PageStore, Source
from webapp.settings import Settings
from webapp.views.frame import render

FOLDER = Path(os.environ["SERVING_FOLDER"])
HOST = os.environ.get("SERVING_HOST", "127.0.0.1:8000")
ADDRESS = "/page"
NAME = "Caen & Скопје"


def stock() -> Flask:
    """Flask-Babel as its documentation has it."""
    app = Flask(__name__, template_folder=FOLDER / "templates")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(FOLDER / "stock")
    app.jinja_env.keep_trailing_newline = True
    Babel(app, locale_selector=lambda: LANGUAGE)

    @app.get(ADDRESS)
    def page() -> str:
        return render_template(
            "page.html",
            tag=LANGUAGE,
            name=NAME,
            address=lambda number: url_for("other", number=number),
        )

    @app.get("/other/<int:number>")
    def other(number: int) -> str:
        return str(number)

    return app


def _site(store_megabytes: int) -> Flask:
    """The site with the page as one of its own."""
    settings = Settings(
        base_url=f"http://{HOST}",
        translations=FOLDER / "translations",
        cache=FOLDER / "cache",
        store_megabytes=store_megabytes,
    )
    app = create_app(settings)
    app.jinja_loader = ChoiceLoader([FileSystemLoader(FOLDER / "templates"), app.jinja_loader])

    @app.get(ADDRESS)
    def page() -> Response:
        use_language(BY_PATH[LANGUAGE])
        response = render(
            "page.html",
            tag=current_language().tag,
            name=NAME,
            address=lambda number: f"/other/{number}",
        )
        response.headers["Cache-Control"] = "public, no-cache"
        response.headers["Vary"] = "Accept-Encoding"
        return response

    return app


def rendered() -> Flask:
    """The site without its store: every page is rendered anew."""
    return _site(0)


def stored() -> Flask:
    """The site as it is served, the page being one of those that it keeps."""
    app = _site(32)
    store = app.wsgi_app
    assert isinstance(store, PageStore)
    source = store._source
    store._source = Source(source.version, lambda: [ADDRESS], source.base_url, source.hosts)
    return app


def body(encoding: str = "") -> tuple[bytes, list[tuple[str, str]]]:
    """Return the page and its headers as the store answers them."""
    environ = create_environ(ADDRESS, f"http://{HOST}")
    if encoding:
        environ["HTTP_ACCEPT_ENCODING"] = encoding
    parts, status, headers = run_wsgi_app(stored(), environ, buffered=True)
    assert status.startswith("200"), status
    return b"".join(parts), list(headers)


def constant() -> Flask:
    """A view that returns the same text."""
    text, _ = body()
    app = Flask(__name__)
    app.add_url_rule(ADDRESS, "page", lambda: Response(text, mimetype="text/html"))
    return app


def bare():  # type: ignore[no-untyped-def]
    """A WSGI function that returns the same bytes under the same headers."""
    plain, headers = body()
    compressed, headers_br = body("br")

    def app(environ, start_response):  # type: ignore[no-untyped-def]
        if "br" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            start_response("200 OK", headers_br)
            return [compressed]
        start_response("200 OK", headers)
        return [plain]

    return app
