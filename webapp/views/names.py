"""Names and sources of the directory as the reader's language writes them."""

from collections.abc import Iterable
from datetime import date
from functools import reduce

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from flask import Blueprint

from webapp.directory.naming import Part, written
from webapp.directory.records import Action
from webapp.directory.sources import ATLAS, PUBLICATIONS, Source
from webapp.i18n import PlainTexts, current_language, page_texts, plain_texts
from webapp.marks import mark, unmark
from webapp.messages import N_
from webapp.views.records import records

blueprint = Blueprint("names", __name__)


@blueprint.app_template_global()
def place_name(action: Action) -> tuple[Part, ...]:
    """Return the name of an action's place: the usual form, and the original for brackets."""
    return _name(action.place, action.place_lang, action.place_latin)


@blueprint.app_template_global()
def french_name(name: str) -> tuple[Part, ...]:
    """Return the name of an actor or a town of Lower Normandy, as `place_name` does."""
    return _name(name, "fr")


@blueprint.app_template_global()
def name_of_today(name: str) -> tuple[Part, ...]:
    """Return the name that a municipality has today; nothing where it is still the same."""
    today = records().names.get(name, {}).get("today")
    return french_name(today) if today else ()


@blueprint.app_template_global()
def note_of(action: Action) -> Part:
    """Return the note of an action: in the reader's language if `names.csv` has it so."""
    return _name(action.note, "fr")[0]


def _name(name: str, lang: str, latin: str = "") -> tuple[Part, ...]:
    parts = written(name, lang, current_language(), records().names, latin)
    return tuple(_own(part.text) if part.lang is None else part for part in parts)


def plain(name: tuple[Part, ...]) -> str:
    """Return a name without markup: for titles, attributes and files."""
    # Translators: a name with something about it, in the brackets of your language
    return _joined(N_("%(name)s (%(detail)s)"), (unmark(part.text) for part in name))


@blueprint.app_template_global()
def sources_of(action: Action) -> list[list[Part]]:
    """Return the sources of an action, each as the parts that a comma stands between."""
    return [_cited(source, PlainTexts(page_texts())) for source in action.sources]


def plain_sources(action: Action) -> str:
    """Return the sources of an action without markup, for files."""
    texts = PlainTexts(plain_texts())
    sources = (
        _joined(N_("%(name)s, %(detail)s"), (unmark(part.text) for part in _cited(source, texts)))
        for source in action.sources
    )
    return _joined(N_("%(name)s ; %(detail)s"), sources)


def _joined(message: str, texts: Iterable[str]) -> str:
    gettext = PlainTexts(plain_texts()).gettext
    return reduce(lambda name, detail: gettext(message, name=name, detail=detail), texts)


def _cited(source: Source, texts: PlainTexts) -> list[Part]:
    numbers = source.numbers
    if source.publisher == ATLAS:
        # Translators: the atlas of the CNCD, the French commission for decentralised cooperation;
        # the field is the number of a project or several: "9309 et 14050"
        atlas = texts.ngettext(
            "Atlas de la CNCD, projet %(numbers)s",
            "Atlas de la CNCD, projets %(numbers)s",
            len(numbers),
            numbers=_own(format_list(numbers, locale=_locale())).text,
        )
        first, numbers = Part(atlas, None), ()
    elif source.publisher in PUBLICATIONS:
        first = Part(texts.gettext(PUBLICATIONS[source.publisher]), None)
    else:
        first = Part(source.publisher, "")
    own = current_language().tag
    titles = [Part(title, None if lang == own else lang) for title, lang in source.titles]
    dates = [_own(_written_date(source.date))] if source.date else []
    notes = [Part(note, "") for note in source.notes]
    # Translators: what a source is filed under: "yumpu.com, référence 42224573"
    filed = [Part(texts.gettext("référence %(number)s", number=each), None) for each in numbers]
    return [first, *titles, *dates, *notes, *filed]


def _written_date(text: str) -> str:
    """Write a year or a day in the page's language, by CLDR: `2 mai 2023`, `2013年`."""
    if len(text) > 4:
        return format_date(date.fromisoformat(text), "long", locale=_locale())
    return format_skeleton("y", date(int(text), 1, 1), locale=_locale())


@blueprint.app_template_filter("day")
def long_day(day: date) -> str:
    """Write a day in the page's language, by CLDR: `26 novembre 2026`."""
    return _own(format_date(day, "long", locale=_locale())).text


@blueprint.app_template_filter("year")
def written_year(year: int) -> str:
    """Write a year in the page's language, by CLDR: `2013`, `2013年`."""
    return _own(_written_date(str(year))).text


def _locale() -> Locale:
    return Locale.parse(current_language().cldr)


def _own(text: str) -> Part:
    """Return a text of the page's language, marked in case a sentence that falls back holds it."""
    return Part(mark(text, current_language()), None)
