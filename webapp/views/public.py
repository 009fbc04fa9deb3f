"""The pages that visitors read, and the choice of a language at the bare address."""

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from webapp.directory.query import Query
from webapp.i18n.texts import current_language, page_texts
from webapp.languages import LANGUAGES, Language, choose_language
from webapp.pages import BY_SLUG, HOME
from webapp.site import site
from webapp.views.frame import absolute, choices, query_suffix, render, render_page, take_language
from webapp.views.records import address, records

blueprint = Blueprint("public", __name__)

COOKIE = "language"
"""Written by the switcher's script when a visitor chooses; no route writes it."""


def wanted_language() -> Language | None:
    """Choose a language from what the browser sent; see `languages.choose_language`."""
    return choose_language(request.cookies.get(COOKIE), request.headers.get("Accept-Language"))


@blueprint.get("/")
def choose() -> BaseResponse:
    """Send a visitor to their language, or let them choose when their browser names none."""
    language = wanted_language()
    if language is None:
        response: BaseResponse = render(
            "choose.html", page=HOME, choices=choices(HOME), alternates=[], canonical=absolute("/")
        )
    else:
        response = redirect(HOME.address(language) + query_suffix())
    response.headers["Vary"] = "Accept-Language, Cookie"
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/<path>/", defaults={"slug": ""})
@blueprint.get("/<path>/<path:slug>")
def page(path: str, slug: str) -> Response:
    """Show a page in a language; `errors.not_found` redirects other spellings of its address."""
    language = take_language(path)
    if slug not in BY_SLUG or request.path != BY_SLUG[slug].address(language):
        abort(404)
    return render_page(BY_SLUG[slug])


@blueprint.app_template_global()
def figures() -> dict[str, object]:
    """Return how much the directory holds, and since when; the counts are 0 while it is unreadable.

    `oldest` is the address of the search for the first period, or else of the whole directory.
    """
    actions = [action for actor in records().actors for action in actor.actions]
    first = min((it for it in actions if it.since), key=lambda it: it.since or 0, default=None)
    edition = site().edition
    search = [("since", first.period)] if first and edition.searches else []
    host = edition.search if search else ""
    return {
        "actors": len(records().actors),
        "actions": len(actions),
        "countries": len({action.country for action in actions if action.country}),
        "since": first and first.since,
        "oldest": host + address(Query.read(search), current_language()),
    }


@blueprint.app_template_global()
def state_of_translations() -> list[tuple[Language, object]]:
    """Return how much of the site is translated into each language."""
    coverage, snapshot = site().coverage, page_texts().lookup.snapshot
    return [(language, coverage.of_site(snapshot, language)) for language in LANGUAGES]
