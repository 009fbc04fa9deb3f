"""What machines ask for: sitemap, robots, health, and where to report a weakness."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template

from webapp.errors import DirectoryError
from webapp.languages import LANGUAGES, TRANSLATED
from webapp.pages import PAGES
from webapp.site import current_directory, site, today
from webapp.views.frame import absolute, alternates, announced
from webapp.views.records import pages as record_pages

blueprint = Blueprint("machines", __name__)

SECURITY = "/.well-known/security.txt"
GOOD_FOR = timedelta(days=180)
"""How long what `security.txt` says may be relied on; RFC 9116, 2.5.5 asks for less than a year."""

ADDRESSES = ("/sitemap.xml", "/robots.txt", SECURITY)
"""Those whose answer changes only with the site and the day."""


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
    return _said("ok\n")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Say whether visitors can be sent here: everything that pages are made from can be read."""
    missing = list(_missing())
    return _said("".join(f"{each}\n" for each in missing) or "ok\n", 503 if missing else 200)


def _missing() -> Iterator[str]:
    """Name what cannot be read; the log says why."""
    lacking = site().catalogues.snapshot().lacking
    for language in TRANSLATED:
        if language.path in lacking:
            yield f"no catalogue: {language.path}"
    try:
        current_directory()
    except DirectoryError:
        yield "no directory"


def _said(text: str, status: int = 200) -> Response:
    """Answer a monitor: never stored."""
    response = Response(text, status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get(SECURITY)
def security() -> Response:
    """Say where to report a weakness (RFC 9116), when the deployment has an address for it."""
    contact = site().settings.contact
    if not contact:
        abort(404)
    until = datetime.combine(today() + GOOD_FOR, time(), UTC)
    fields = {
        "Contact": f"mailto:{quote(contact, safe='@+')}",
        "Expires": until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "fr, en",
        "Canonical": absolute(SECURITY),
    }
    return _answer("".join(f"{name}: {value}\n" for name, value in fields.items()), "text/plain")


def _answer(body: str, mimetype: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    return response
