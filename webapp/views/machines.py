"""What programs read: the sitemap, robots.txt, health checks and security.txt."""

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
ADDRESSES = ("/sitemap.xml", "/robots.txt", SECURITY)
"""The addresses here with answers that change only with the site and the day."""

UNCACHED = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
"""The headers of an answer to a health check."""


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """List every announced version of every page with its alternates (sitemaps.org, hreflang)."""
    entries = [
        (absolute(page.address(language)), alternates(page))
        for page in (*PAGES, *record_pages())
        for language in LANGUAGES
        if announced(page, language)
    ]
    return Response(render_template("sitemap.xml", entries=entries), mimetype="application/xml")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Let every robot read everything, and say where the sitemap is (RFC 9309)."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {absolute('/sitemap.xml')}\n"
    return Response(text, mimetype="text/plain")


@blueprint.get(SECURITY)
def security() -> Response:
    """Say where to report a vulnerability (RFC 9116), when the deployment has an address for it."""
    contact = site().settings.contact
    if not contact:
        abort(404)
    # RFC 9116, 2.5.5 asks for less than a year.
    until = datetime.combine(today() + timedelta(days=180), time(), UTC)
    fields = {
        "Contact": f"mailto:{quote(contact, safe='@+')}",
        "Expires": until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "fr, en",
        "Canonical": absolute(SECURITY),
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return Response(text, mimetype="text/plain")


@blueprint.get("/healthz")
def healthz() -> tuple[str, int, dict[str, str]]:
    """Say that the process answers and can look at its catalogues."""
    site().catalogues.snapshot()
    return "ok\n", 200, UNCACHED


@blueprint.get("/readyz")
def readyz() -> tuple[str, int, dict[str, str]]:
    """Name the catalogues and data that pages need but that cannot be read; the log says why."""
    lacking = site().catalogues.snapshot().lacking
    missing = [f"no catalogue: {each.path}\n" for each in TRANSLATED if each.path in lacking]
    try:
        current_directory()
    except DirectoryError:
        missing.append("no directory\n")
    return "".join(missing) or "ok\n", 503 if missing else 200, UNCACHED
