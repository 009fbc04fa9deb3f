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
    """Flask-Babel, with the request's `PageTexts` as its domain."""

    domain_instance = property(lambda self: page_texts())


def init_app(app: Flask) -> None:
    """Set up Flask-Babel, and the functions and filters of templates, for an application."""
    _Babel(
        app,
        default_locale=SOURCE.catalogue,
        default_timezone=str(ZONE),
        locale_selector=lambda: current_language().cldr,
    )
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(
        # Without Jinja's wrappers, which would fill in the fields a second time.
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
    """Return `lang`, and `dir` if it differs, for an element in a language by its BCP 47 tag."""
    turned = direction(tag) != direction(current_language().tag)
    return Markup(f'lang="{tag}"' + (f' dir="{direction(tag)}"' if turned else ""))


def own_lang(value: object) -> Markup:
    """Return `lang` for an element that cannot hold a span, if its whole text is a fallback."""
    found = only_span(escape(value).strip())
    return Markup(f' lang="{found[0]}"' if found else "")


def plain(value: object) -> Markup:
    """Return a text without tags, for attributes and for elements that cannot hold others."""
    return without_tags(str(escape(value)))


def gap(space: str = " ") -> str:
    """Return the separator of two parts of a line: a space, or nothing if words have none."""
    return space if typography(current_language().path).spaced else ""


def sentences(parts: Sequence[str]) -> Markup:
    """Join sentences with a space, or with nothing after full-width punctuation.

    Arguments:
        parts: translated sentences of one paragraph.
    """
    joined = Markup("")
    end = ""
    for part in map(escape, parts):
        joined += ("" if not end or end in _FULL_WIDTH else " ") + part
        end = part.striptags()[-1:] or end
    return joined


@pass_context  # or Jinja would evaluate `"text"|spaced` when compiling, without a language
def spaced_in(_: Context, value: str, tag: str = "") -> Markup:
    """Return a text of a template as HTML, with the spaces that its language needs.

    Arguments:
        value: the text, or markup without a message in it.
        tag: the BCP 47 tag of its language, when it is not the page's.
    """
    return spaced(escape(value), tag or current_language().tag)


@pass_context
def phrase(_: Context, value: str, tag: str = "") -> Phrase:
    """Return a text of the data with the BCP 47 tag of its language, empty if that is unknown."""
    return Phrase(value, tag)
