"""Flask-Babel and this site's catalogues: the only module that imports flask_babel."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from babel import Locale
from babel.units import format_unit
from flask import Flask, g, has_request_context
from flask_babel import Babel, Domain, get_locale
from flask_babel import format_date as babel_format_date
from flask_babel import format_decimal as babel_format_decimal
from flask_babel import format_percent as babel_format_percent
from markupsafe import Markup, escape

from webapp.catalog.lookup import Lookup, Marks
from webapp.days import ZONE
from webapp.filling import fill, fillable
from webapp.languages import BY_PATH, LANGUAGES, SOURCE, Language, direction
from webapp.marks import mark, unmark
from webapp.markup import html, without_tags
from webapp.markup import plain as without_spans
from webapp.messages import N_
from webapp.site import current_snapshot, site

_FULL_WIDTH = frozenset("。！？；：…")

# What a language calls languages and countries where CLDR has another term or spelling.
_LANGUAGE_NAMES = {
    ("nb", "nb"): "bokmål",
    ("nb", "nn"): "nynorsk",
    ("nn", "nb"): "bokmål",
    ("nn", "nn"): "nynorsk",
    ("zh", "nb"): "书面挪威语",
    ("zh", "nn"): "新挪威语",
    ("zh", "zh-Hans"): "简体中文",
}
_COUNTRY_NAMES = {("nb", "LU"): "Luxembourg"}
_NORWEGIAN = ("nb", "nn")
# British public bodies write no comma after the day of the week (GOV.UK style guide, "Dates").
_FULL_DATES = {"en": "EEEE d MMMM y"}


class _Domain(Domain):  # type: ignore[misc]
    """Has Flask-Babel look messages up in the request's own snapshot of the catalogues."""

    def get_translations(self) -> Lookup:
        return page_texts()


def init_app(app: Flask) -> None:
    """Give an application its languages."""
    babel = Babel(
        app,
        default_locale=SOURCE.catalogue,
        default_timezone=str(ZONE),
        locale_selector=lambda: current_language().cldr,
    )
    babel.domain_instance = _Domain()
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    # In place of Flask-Babel's, which find their context, locale and catalogue again at each call,
    # and of Jinja's newstyle wrappers: what these do for a message is little more than the look-up.
    app.jinja_env.globals.update(
        _=_gettext, gettext=_gettext, ngettext=_ngettext, pgettext=_pgettext, npgettext=_npgettext
    )
    app.jinja_env.globals.update(
        N_=N_,
        country_name=country_name,
        direction=direction,
        in_language=in_language,
        is_country=is_country,
        language_name=language_name,
        norwegian=norwegian,
        says_itself=says_itself,
    )
    app.jinja_env.filters.update(
        attr=attribute,
        in_french=in_french,
        long_date=long_date,
        number=number,
        percent=percent,
        sentences=sentences,
    )


def use_language(language: Language) -> None:
    """Decide the language of the request; every text from now on is in it."""
    g.language = language
    g.pop("page_texts", None)
    g.pop("gettext", None)
    g.pop("_flask_babel", None)


def current_language() -> Language:
    """Give the language of the request, French before it is decided."""
    return cast(Language, g.get("language", SOURCE)) if has_request_context() else SOURCE


def page_texts() -> Lookup:
    """Give the look-up for HTML: what is not in the page's language carries marks."""
    texts = g.get("page_texts")
    if texts is None:
        texts = g.page_texts = _lookup(current_language(), site().marks)
    return cast(Lookup, texts)


def plain_texts(language: Language | None = None) -> Lookup:
    """Give the look-up without marks; `text` makes of it what files and data hold."""
    return _lookup(language or current_language(), Marks.NONE)


def _lookup(language: Language, marks: Marks) -> Lookup:
    return Lookup(current_snapshot(), language, marks)


def page_gettext() -> Callable[..., Markup]:
    """Give the function that translates the messages of the request's page, for a render to hold.

    A text without fields is made ready for Jinja once for as long as the catalogues are the same.
    """
    held = g.get("gettext")
    if held is None:
        held = g.gettext = _holding(page_texts())
    return cast("Callable[..., Markup]", held)


def _holding(texts: Lookup) -> Callable[..., Markup]:
    kept = texts.snapshot.kept
    ready: dict[str, Markup]
    with_fields: dict[str, tuple[str, ...]]
    ready, with_fields = kept.setdefault((texts.language, texts.marks), ({}, {}))

    def gettext(msgid: str, /, **fields: object) -> Markup:
        found = ready.get(msgid)
        if found is not None:
            return found
        fit = with_fields.get(msgid)
        if fit is None:
            fit = _fillable(texts.texts(msgid))
            if len(fit) == 1 and "%(" not in fit[0]:
                return ready.setdefault(msgid, Markup(fill(fit, {})))
            with_fields[msgid] = fit
        return _filled(fit, fields)

    return gettext


def _gettext(msgid: str, /, **fields: object) -> Markup:
    return page_gettext()(msgid, **fields)


def _ngettext(singular: str, plural: str, num: float, /, **fields: object) -> Markup:
    fields.setdefault("num", num)
    return _html(page_texts().texts(singular, plural, num), fields)


def _pgettext(context: str, msgid: str, /, **fields: object) -> Markup:
    fields.setdefault("context", context)
    return _html(page_texts().texts(msgid, context=context), fields)


def _npgettext(context: str, singular: str, plural: str, num: float, /, **fields: object) -> Markup:
    fields.setdefault("context", context)
    fields.setdefault("num", num)
    return _html(page_texts().texts(singular, plural, num, context), fields)


def _html(texts: Iterable[str], fields: dict[str, object]) -> Markup:
    return _filled(_fillable(texts), fields)


def _fillable(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts of a message as HTML; no `Markup`, which would escape what is escaped."""
    return fillable(str(html(text)) for text in texts)


def _filled(fit: Sequence[str], fields: dict[str, object]) -> Markup:
    """Fill in the fields of a message; what is put in is escaped, unless it is markup of ours.

    Numbers stay numbers, for whom a message says how to write them (`%(count)d`).
    """
    return Markup(fill(fit, {name: _escaped(value) for name, value in fields.items()}))


def _escaped(value: object) -> object:
    return value if isinstance(value, int | float) else escape(value)


@dataclass(frozen=True, slots=True)
class PlainTexts:
    """Messages of a look-up as plain text, filled in: for what holds no element."""

    texts: Lookup

    def gettext(self, msgid: str, /, **fields: object) -> str:
        """Return a message."""
        return self._filled(self.texts.texts(msgid), fields)

    def ngettext(self, singular: str, plural: str, number: int, /, **fields: object) -> str:
        """Return a message that counts."""
        return self._filled(self.texts.texts(singular, plural, number), fields)

    def _filled(self, texts: Iterable[str], fields: dict[str, object]) -> str:
        return fill(fillable(map(without_spans, texts)), fields)


def text(msgid: str, /, **fields: object) -> str:
    """Return a message as plain text, filled in: for files, data and comparisons."""
    return PlainTexts(plain_texts()).gettext(msgid, **fields)


def marked_text(msgid: str, /, **fields: object) -> str:
    """Return a message as plain text with its language marks, for what holds no element."""
    return PlainTexts(page_texts()).gettext(msgid, **fields)


def in_language(language: Language, msgid: str) -> Markup | None:
    """Return a message in another language than the page's; None when it is not translated there.

    For templates: the text comes marked with its language.
    """
    lookup = _lookup(language, Marks.ALL)
    return _html(lookup.texts(msgid), {}) if lookup.has(msgid) else None


def language_name(tag: str) -> str:
    """Name a language in the page's language, by CLDR: `norvégien bokmål` for `nb`.

    Arguments:
        tag: its BCP 47 tag.
    """
    language = current_language()
    name = _LANGUAGE_NAMES.get((language.path, tag))
    by_cldr = Locale.parse(tag, sep="-").get_display_name(Locale.parse(language.cldr))
    return _own(name or by_cldr or tag)


def says_itself(language: Language) -> bool:
    """Tell whether a language's own name is also what the page's language calls it."""
    name = unmark(language_name(language.tag)).casefold()
    return language.endonym.casefold().endswith(name)


def country_name(code: str) -> str:
    """Name a country in the page's language, by CLDR: `Norvège` for `NO`.

    Arguments:
        code: ISO 3166-1 alpha-2.
    """
    return _own(_country(code, current_language()))


def is_country(place: str, code: str) -> bool:
    """Tell whether a place is a country itself, by the names that the site's languages have for it.

    Arguments:
        place: its name.
        code: ISO 3166-1 alpha-2 of the country where it is.
    """
    return any(_country(code, language) == place for language in LANGUAGES)


def _country(code: str, language: Language) -> str:
    by_cldr: str = Locale.parse(language.cldr).territories.get(code, code)
    return _COUNTRY_NAMES.get((language.path, code), by_cldr)


def in_french(name: str) -> str:
    """Mark a text from the data as French, which the names of the directory are."""
    return mark(name, SOURCE)


def norwegian(word: str) -> str:
    """Mark a Norwegian word: in either norm it is a word of the page's own language."""
    language = current_language()
    return mark(word, language if language.path in _NORWEGIAN else BY_PATH["nb"])


def long_date(day: date) -> str:
    """Write a day in full in the page's language, by CLDR: `dimanche 22 novembre 2026`."""
    return _own(babel_format_date(day, _FULL_DATES.get(current_language().path, "full")))


def number(value: int) -> str:
    """Write a number in the page's language, by CLDR: `1 234`."""
    return _own(babel_format_decimal(value))


def file_size(size: int) -> str:
    """Write the size of a file in the page's language, by CLDR: `120 ko`.

    Arguments:
        size: in bytes; written in kilobytes, rounded up.
    """
    return _own(format_unit(-(-size // 1000), "digital-kilobyte", "short", locale=get_locale()))


def percent(share: float) -> str:
    """Write a percentage in the page's language: `98,5 %`.

    Arguments:
        share: between 0 and 100.
    """
    pattern = get_locale().percent_formats[None].pattern
    return _own(babel_format_percent(share / 100, pattern.replace("0", "0.#")))


def _own(value: str) -> str:
    """Mark a text that is in the page's language, in case a sentence that falls back holds it."""
    return mark(value, current_language())


def sentences(parts: Sequence[str]) -> Markup:
    """Put sentences after one another: a space between them, none after full-width punctuation.

    Arguments:
        parts: translated sentences of one paragraph.
    """
    joined = Markup("")
    for part in parts:
        before = without_spans(unmark(joined))[-1:]
        joined += ("" if not before or before in _FULL_WIDTH else " ") + escape(part)
    return joined


def attribute(value: str) -> Markup:
    """Return a text fit to stand between the double quotes of an attribute, without any tag."""
    return Markup(without_tags(str(escape(value))))
