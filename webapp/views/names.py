"""Names and sources of the directory, written as in the reader's language."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce

from babel.dates import format_date, format_skeleton
from flask import Blueprint

from webapp.directory.naming import written
from webapp.directory.records import Action
from webapp.directory.sources import ATLAS, PUBLICATIONS, Source
from webapp.i18n.cldr import country_name, is_country, listed, of_page
from webapp.i18n.texts import Phrase, current_language, ngettext, page_texts, text
from webapp.messages import N_
from webapp.views.records import records

blueprint = Blueprint("names", __name__)


@blueprint.app_template_global()
def place_name(action: Action) -> tuple[Phrase, ...]:
    """Return the name of an action's place: the usual form, and the original for brackets."""
    if is_country(action.place, action.country):
        return (country_name(action.country),)
    return _name(action.place, action.place_lang, action.place_latin)


@blueprint.app_template_global()
def was_country(action: Action) -> bool:
    """Return whether an action's place is its country under a former name."""
    return is_country(records().names.get(action.place, {}).get("today", ""), action.country)


@blueprint.app_template_global()
def french_name(name: str) -> tuple[Phrase, ...]:
    """Return the name of an actor or a town of Lower Normandy, as `place_name` does."""
    return _name(name, "fr")


@blueprint.app_template_global()
def name_of_today(name: str) -> tuple[Phrase, ...]:
    """Return the present name of a municipality; nothing if the name has not changed."""
    today = records().names.get(name, {}).get("today")
    return french_name(today) if today else ()


@blueprint.app_template_global()
def note_of(action: Action) -> Phrase:
    """Return the note of an action, in the reader's language if `names.csv` translates it."""
    return _name(action.note, "fr")[0]


def _name(name: str, lang: str, latin: str = "") -> tuple[Phrase, ...]:
    parts = written(name, lang, current_language(), records().names, latin)
    return tuple(Phrase(text, tag) for text, tag in parts)


def plain(name: tuple[Phrase, ...]) -> str:
    """Return a name without markup: for titles, attributes and files."""
    # Translators: a name with something about it, in the brackets of your language
    return _joined(N_("%(name)s (%(detail)s)"), name)


@blueprint.app_template_global()
def sources_of(action: Action) -> list[list[str]]:
    """Return the sources of an action, each as a list of parts to be separated by commas."""
    return [_cited(source, page_texts().ngettext) for source in action.sources]


def plain_sources(action: Action) -> str:
    """Return the sources of an action without markup, for files."""
    cited = (_cited(source, ngettext) for source in action.sources)
    joined = (_joined(N_("%(name)s, %(detail)s"), parts) for parts in cited)
    return _joined(N_("%(name)s ; %(detail)s"), joined)


def _joined(message: str, texts: Iterable[str]) -> str:
    return reduce(lambda name, detail: text(message, name=name, detail=detail), texts)


def _cited(source: Source, ngettext: Callable[..., str]) -> list[str]:
    """Return the parts of a source; `ngettext` translates the message that has plural forms."""
    numbers = source.numbers
    first: str
    if source.publisher == ATLAS:
        # Translators: the atlas of the CNCD, the French commission for decentralised cooperation;
        # the field is the number of a project or several: "9309 et 14050"
        first = ngettext(
            "Atlas de la CNCD, projet %(numbers)s",
            "Atlas de la CNCD, projets %(numbers)s",
            len(numbers),
            numbers=listed(numbers),
        )
        numbers = ()
    elif source.publisher in PUBLICATIONS:
        first = text(PUBLICATIONS[source.publisher])
    else:
        first = Phrase(*source.name)
    titles = [Phrase(title, lang) for title, lang in source.titles]
    dates = [written_date(source.date)] if source.date else []
    # Translators: what a source is filed under: "yumpu.com, référence 42224573"
    references = [text(N_("référence %(number)s"), number=number) for number in numbers]
    return [first, *titles, *dates, *map(Phrase, source.notes), *references]


@blueprint.app_template_filter("year")
def written_date(day: str | int) -> Phrase:
    """Write a year or a day in the page's language, by CLDR: `2013年`, `2 mai 2023`.

    Arguments:
        day: a year, or a day in ISO 8601.
    """
    if len(str(day)) > 4:
        return long_day(date.fromisoformat(str(day)))
    return of_page(format_skeleton("y", date(int(day), 1, 1), locale=current_language().cldr))


@blueprint.app_template_filter("day")
def long_day(day: date) -> Phrase:
    """Write a day in the page's language, by CLDR: `26 novembre 2026`."""
    return of_page(format_date(day, "long", locale=current_language().cldr))
