"""The language of a request."""

from typing import cast

from flask import g, has_request_context

from webapp.languages import SOURCE, Language


def use_language(language: Language) -> None:
    """Decide the language of the request; every text from now on is in it."""
    g.language = language
    g.pop("page_texts", None)
    g.pop("_flask_babel", None)


def current_language() -> Language:
    """Return the language of the request, French before it is decided."""
    return cast(Language, g.get("language", SOURCE)) if has_request_context() else SOURCE
