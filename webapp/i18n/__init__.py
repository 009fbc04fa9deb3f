"""Texts in the language of the request: Flask-Babel with this site's catalogues behind it."""

from collections.abc import Sequence

import flask_babel
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from webapp.days import ZONE
from webapp.i18n.cldr import (
    country_name,
    is_country,
    language_name,
    listed,
    long_date,
    norwegian,
    number,
    percent,
    says_itself,
    with_territory,
)
from webapp.i18n.texts import (
    Phrase,
    current_language,
    in_language,
    page_texts,
    spaced,
)
from webapp.languages import SOURCE, direction
from webapp.markup import only_span, without_tags
from webapp.messages import N_
from webapp.typography import typography

_FULL_WIDTH = frozenset("。！？；：…")


class _Babel(flask_babel.Babel):  # type: ignore[misc]
    """Flask-Babel, which asks the messages of the request wherever it asks its domain."""

    domain_instance = property(lambda self: page_texts())


def init_app(app: Flask) -> None:
    """Set up Flask-Babel, and what templates call and filter by, for an application."""
    _Babel(
        app,
        default_locale=SOURCE.catalogue,
        default_timezone=str(ZONE),
        locale_selector=lambda: current_language().cldr,
    )
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(
        # Not in Jinja's wrappers, which would fill in once more.
        _=flask_babel.gettext,
        gettext=flask_babel.gettext,
        ngettext=flask_babel.ngettext,
        pgettext=flask_babel.pgettext,
        npgettext=flask_babel.npgettext,
        N_=N_,
        country_name=country_name,
        direction=direction,
        gap=gap,
        in_language=in_language,
        is_country=is_country,
        lang=lang,
        language_name=language_name,
        listed=listed,
        norwegian=norwegian,
        says_itself=says_itself,
    )
    app.jinja_env.filters.update(
        attr=plain,
        long_date=long_date,
        number=number,
        own_lang=own_lang,
        percent=percent,
        phrase=phrase,
        plain=plain,
        sentences=sentences,
        with_territory=with_territory,
        spaced=spaced_in,
    )


def lang(tag: str) -> Markup:
    """Return the attributes of an element whose text is in a language, by its BCP 47 tag."""
    turned = direction(tag) != direction(current_language().tag)
    return Markup(f'lang="{tag}"' + (f' dir="{direction(tag)}"' if turned else ""))


def own_lang(value: object) -> Markup:
    """Return the `lang` of an element that can hold no span, where all its text is a fallback."""
    found = only_span(escape(value).strip())
    return Markup(f' lang="{found[0]}"' if found else "")


def plain(value: object) -> Markup:
    """Return a text without any tag: for attributes, and elements that can hold no other."""
    return without_tags(str(escape(value)))


def gap(space: str = " ") -> str:
    """Return what stands between two parts of a line: a space, nothing where none parts words."""
    return space if typography(current_language().path).spaced else ""


def sentences(parts: Sequence[str]) -> Markup:
    """Return sentences after one another: a space between, none after full-width punctuation.

    Arguments:
        parts: translated sentences of one paragraph.
    """
    joined = Markup("")
    end = ""
    for part in map(escape, parts):
        joined += ("" if not end or end in _FULL_WIDTH else " ") + part
        end = part.striptags()[-1:] or end
    return joined


@pass_context  # or Jinja would work out `"text"|spaced` when it compiles, for no language
def spaced_in(_: Context, value: str, tag: str = "") -> Markup:
    """Return a text of a template as HTML, spaced as its language asks for.

    Arguments:
        value: the text, or markup without a message in it.
        tag: the BCP 47 tag of its language, when it is not the page's.
    """
    return spaced(escape(value), tag or current_language().tag)


@pass_context
def phrase(_: Context, value: str, tag: str = "") -> Phrase:
    """Return a text of the data in its language, by its BCP 47 tag; empty where that is unknown."""
    return Phrase(value, tag)
