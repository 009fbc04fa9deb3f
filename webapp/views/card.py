"""The card: the picture that stands for a page of the site where somebody shares its address."""

from flask import Blueprint, Response, abort

from webapp.brochure import CARD
from webapp.brochure.store import Content, as_content
from webapp.i18n import current_language, page_texts, text, use_language
from webapp.languages import BY_PATH, Language
from webapp.pages import HOME
from webapp.site import site
from webapp.views.brochure import drawings, endonyms, sent
from webapp.views.frame import absolute
from webapp.views.records import records

blueprint = Blueprint("card", __name__)

FILE = "card.png"


@blueprint.get(f"/<path>/{FILE}")
def card(path: str) -> Response:
    """Send the card of a language; the first request after a change has it made."""
    if path not in BY_PATH:
        abort(404)
    use_language(BY_PATH[path])
    return sent(content(), "image/png")


@blueprint.app_template_global()
def card_address() -> str:
    """Return the whole address of the card; nothing where none was ever made or an export has none.

    A card of another version counts: who asks for it has today's made.
    """
    path, cards = current_language().path, site().brochures
    exists = cards.exists(path, CARD)
    if site().edition.exported:
        exists = exists and cards.made(content()) is not None
    return absolute(f"/{path}/{FILE}") if exists else ""


def content() -> Content:
    """Return what the card says in the language of the request, as it is now."""
    language = current_language()
    version = page_texts().lookup.snapshot.version, records().version
    return site().brochures.content(language.path, version, lambda: _content(language), CARD)


def _content(language: Language) -> Content:
    title = text(HOME.title)
    data = {
        "title": {"text": title, "lang": title.lang},
        "drawing": drawings(language)["world"] | {"frame": None},
        "endonyms": endonyms(),
    }
    return as_content(language.path, data, CARD)
