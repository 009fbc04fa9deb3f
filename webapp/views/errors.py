"""Error pages, in the language of the address or of the visitor."""

import logging

from flask import Flask, Response, redirect, request
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import BrochureError, DirectoryError
from webapp.i18n.texts import use_language
from webapp.languages import SOURCE
from webapp.messages import N_
from webapp.pages import BY_SLUG, MAX_PATH, language_of, moved
from webapp.views.frame import choices, query_suffix, render
from webapp.views.public import wanted_language
from webapp.views.records import pages as record_pages

log = logging.getLogger(__name__)

# Title and sentence by status; any other status has those of 400 or 500.
SENTENCES: dict[int, tuple[str, str]] = {
    400: (
        N_("Demande incomprise"),
        N_("Le site n’a pas compris la demande de votre navigateur."),
    ),
    404: (
        N_("Page introuvable"),
        N_("Aucune page ne correspond à cette adresse, qui a peut-être été mal recopiée."),
    ),
    405: (
        N_("Envoi impossible"),
        N_("Cette page peut seulement être consultée ; rien ne peut y être envoyé."),
    ),
    414: (
        N_("Adresse trop longue"),
        N_("L’adresse demandée est trop longue pour désigner une page de ce site."),
    ),
    500: (
        N_("Erreur du serveur"),
        N_("La page n’a pas pu être affichée. Réessayez dans quelques minutes."),
    ),
    503: (
        N_("Indisponible pour le moment"),
        N_("Cette partie du site ne peut pas être affichée pour le moment. Réessayez plus tard."),
    ),
}


def init_app(app: Flask) -> None:
    """Register the error pages."""
    app.register_error_handler(NotFound, not_found)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(BrochureError, no_brochure)
    # The directory's store logs the reason once.
    app.register_error_handler(DirectoryError, lambda _: _error_page(503, retry_after=60))
    app.register_error_handler(Exception, failed)


def not_found(_: NotFound) -> BaseResponse:
    """Redirect another spelling of a page's address to the page, or say that there is none."""
    if len(request.path) > MAX_PATH:
        return _error_page(414)
    target = moved(request.path, frozenset(page.slug for page in record_pages()))
    if target and request.method in ("GET", "HEAD"):
        return redirect(target + query_suffix(), 301)
    return _error_page(404)


def refused(error: HTTPException) -> BaseResponse:
    """Say why a request is refused."""
    status = error.code or 500
    if status < 400:  # a redirect
        return error.get_response()
    response = _error_page(status)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def no_brochure(error: BrochureError) -> Response:
    """Say that there is no brochure now, and which pages have its texts; log why, once."""
    if not error.known:
        log.error("%s: %s", request.path, error)
    return _error_page(503, ("", "partners", "legal-frame"), retry_after=30)


def failed(_: Exception) -> BaseResponse:
    """Say that it is not the visitor's fault, and log what happened."""
    log.exception("%s %r failed", request.method, request.path)
    try:
        return _error_page(500)
    except Exception:  # the outermost handler: whatever is broken, something is answered
        log.exception("the error page failed too")
        return InternalServerError().get_response()


def _error_page(
    status: int, instead: tuple[str, ...] = ("", "site-map"), retry_after: int = 0
) -> Response:
    """Render the page of a status; if the address has no language, negotiate it (see `Vary`).

    Arguments:
        instead: slugs of the pages that it links to.
        retry_after: the seconds of `Retry-After`; 0 omits the header.
    """
    language = language_of(request.path)
    use_language(language or wanted_language() or SOURCE)
    title, sentence = SENTENCES.get(status) or SENTENCES[400 if status < 500 else 500]
    response = render(
        "error.html",
        status=status,
        title=title,
        sentence=sentence,
        instead=[BY_SLUG[slug] for slug in instead],
        choices=choices(None),
    )
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    negotiated = "" if language else ", Accept-Language, Cookie"
    response.headers["Vary"] = f"Accept-Encoding{negotiated}"
    if retry_after:
        response.headers["Retry-After"] = retry_after
    return response
