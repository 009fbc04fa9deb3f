"""What every page has around its text: languages to change to, alternates, notices."""

from typing import NamedTuple
from urllib.parse import quote

from flask import Response, abort, make_response, render_template, request

from webapp.i18n.texts import current_language, page_texts, use_language
from webapp.languages import BY_PATH, LANGUAGES, SOURCE, Language
from webapp.links import RESOURCES
from webapp.pages import BY_SLUG, HOME, PAGES, Page
from webapp.site import site

MAX_QUERY = 2_000
"""Bytes of a query that the switcher keeps; a longer one is dropped from its links."""

# RFC 3986, 3.4: characters that a query may hold unencoded; "%" keeps what is already encoded.
_QUERY_SAFE = "!$&'()*+,;=:@/?%-._~"


class Choice(NamedTuple):
    """A language that the switcher offers, with the address of the same page in it."""

    language: Language
    address: str
    current: bool


def take_language(path: str) -> Language:
    """Use an address's language for the request and return it; an unknown language is a 404."""
    if path not in BY_PATH:
        abort(404)
    use_language(BY_PATH[path])
    return BY_PATH[path]


def query_suffix() -> str:
    """Return the request's query, quoted for a link, with its question mark; or nothing."""
    query = request.query_string
    if not 0 < len(query) <= MAX_QUERY:
        return ""
    return f"?{quote(query, safe=_QUERY_SAFE)}"


def choices(page: Page | None) -> list[Choice]:
    """Return a page in every language with the request's query; without a page, the home page."""
    suffix = query_suffix() if page else ""
    here = current_language()
    return [
        Choice(language, (page or HOME).address(language) + suffix, language is here)
        for language in LANGUAGES
    ]


def announced(page: Page, language: Language) -> bool:
    """Return whether a version of a page is translated enough to be announced to search engines."""
    share = site().coverage.of_page(page_texts().lookup.snapshot, language, page)
    return share.percent >= site().settings.announced_from


def alternates(page: Page) -> list[tuple[str, str]]:
    """Return `hreflang` and absolute address of every version that is announced, then x-default."""
    versions = [
        (language.tag, absolute(page.address(language)))
        for language in LANGUAGES
        if announced(page, language)
    ]
    default = "/" if page is HOME else page.address(SOURCE)
    return [*versions, ("x-default", absolute(default))]


def absolute(address: str) -> str:
    """Return the full address of a path: on the base URL, or else on the request's host."""
    return (site().settings.base_url or request.host_url.rstrip("/")) + address


def render_page(page: Page, *, indexed: bool = True, **context: object) -> Response:
    """Answer with a page in the language of the request.

    Arguments:
        page: the page.
        indexed: False for a view of it that search engines should ignore, such as a search.
        context: further variables for its template.
    """
    language = current_language()
    complete = announced(page, language)
    return render(
        page.template,
        page=page,
        choices=choices(page),
        alternates=alternates(page) if complete and indexed else [],
        indexed=indexed,
        # The French version is the canonical one while this version is little translated.
        canonical=absolute(page.address(language if complete else SOURCE)),
        mostly_missing=not complete,
        **context,
    )


def render(template: str, **context: object) -> Response:
    """Render a template in the language of the request."""
    language = current_language()
    # Flask-Babel's gettext would look up the request's domain and texts for each message again.
    gettext = page_texts().gettext
    html = render_template(
        template,
        _=gettext,
        gettext=gettext,
        language=language,
        pages=PAGES,
        page_named=BY_SLUG,
        resources=RESOURCES,
        settings=site().settings,
        audit=site().audit,
        **context,
    )
    response = make_response(html)
    response.headers["Content-Language"] = language.tag
    return response
