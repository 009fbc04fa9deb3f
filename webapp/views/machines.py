"""What machines ask for: sitemap, robots, health."""

from flask import Blueprint, Response, render_template

from webapp.i18n import site
from webapp.languages import LANGUAGES
from webapp.pages import PAGES
from webapp.views.frame import absolute, alternates, announced
from webapp.views.records import pages as record_pages

blueprint = Blueprint("machines", __name__)


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """List every announced version of every page with its alternates (sitemaps.org, hreflang)."""
    entries = [
        (absolute(page.address(language)), alternates(page))
        for page in (*PAGES, *record_pages())
        for language in LANGUAGES
        if announced(page, language)
    ]
    return _answer(render_template("sitemap.xml", entries=entries), "application/xml")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Let every robot read everything, and say where the sitemap is (RFC 9309)."""
    return _answer(
        f"User-agent: *\nAllow: /\n\nSitemap: {absolute('/sitemap.xml')}\n", "text/plain"
    )


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that the process answers and can look at its catalogues."""
    site().catalogues.snapshot()
    response = _answer("ok\n", "text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer(body: str, mimetype: str) -> Response:
    return Response(body, mimetype=mimetype)
