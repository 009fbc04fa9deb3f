"""Names, dates and numbers in the page's language, by CLDR."""

from collections.abc import Iterable
from datetime import date

from babel import Locale
from babel.core import get_global
from babel.lists import format_list
from babel.units import format_unit
from flask_babel import format_date, format_decimal, format_percent, get_locale

from webapp.i18n.texts import Phrase, current_language, text
from webapp.languages import BY_PATH, LANGUAGES, Language, chain
from webapp.messages import N_
from webapp.typography import typography


def of_page(text: str) -> Phrase:
    """Return a text as a phrase in the page's language."""
    return Phrase(text, current_language().tag)


def language_name(tag: str) -> Phrase:
    """Name a language: `norvégien bokmål` for `nb`.

    Arguments:
        tag: its BCP 47 tag.
    """
    language = current_language()
    name = typography(language.path).language_names.get(tag)
    by_cldr = Locale.parse(tag, sep="-").get_display_name(Locale.parse(language.cldr))
    return of_page(name or by_cldr or tag)


def with_territory(language: Language) -> str:
    """Return a language as Open Graph writes it, with its likeliest territory by CLDR: `nb_NO`."""
    locale, likely = Locale.parse(language.cldr), get_global("likely_subtags")
    whole = likely.get(language.cldr) or likely.get(locale.language) or ""
    return f"{locale.language}_{locale.territory or whole.rpartition('_')[2]}"


def says_itself(language: Language) -> bool:
    """Return whether a language's own name is, or ends with, its name in the page's language."""
    return language.endonym.casefold().endswith(language_name(language.tag).casefold())


def country_name(code: str) -> Phrase:
    """Name a country: `Norvège` for `NO`.

    Arguments:
        code: ISO 3166-1 alpha-2.
    """
    return of_page(_country(code, current_language()))


def is_country(place: str, code: str) -> bool:
    """Return whether a place is the country itself, by its name in any language of the site.

    Arguments:
        place: its name.
        code: ISO 3166-1 alpha-2 of the country where it is.
    """
    return bool(place) and any(_country(code, it) == place for it in LANGUAGES)


def _country(code: str, language: Language) -> str:
    by_cldr: str = Locale.parse(language.cldr).territories.get(code, code)
    return typography(language.path).country_names.get(code, by_cldr)


def norwegian(word: str) -> Phrase:
    """Return a Norwegian word, in the page's language if that is Bokmål or Nynorsk, else in nb."""
    language = current_language()
    return Phrase(word, language.tag if BY_PATH["nb"] in chain(language) else "nb")


def long_date(day: date) -> Phrase:
    """Write a day in full: `dimanche 22 novembre 2026`."""
    return of_page(format_date(day, typography(current_language().path).full_date))


def number(value: int) -> Phrase:
    """Write a number: `1 234`."""
    return of_page(format_decimal(value))


def years(first: int, last: int) -> Phrase:
    """Write a range of years: `1960-1964`."""
    # Translators: years from one to another, with the dash of your language: "1960-1964"
    return text(N_("%(first)s-%(last)s"), first=first, last=last)


def listed(items: Iterable[str]) -> Phrase:
    """Write a list: `Pays-Bas, Belgique et Suisse`."""
    return of_page(format_list(list(items), locale=get_locale()))


def file_size(size: int) -> Phrase:
    """Write the size of a file: `120 ko`.

    Arguments:
        size: in bytes; written in kilobytes, rounded up.
    """
    return of_page(format_unit(-(-size // 1000), "digital-kilobyte", "short", locale=get_locale()))


def percent(share: float) -> Phrase:
    """Write a percentage: `98,5 %`.

    Arguments:
        share: between 0 and 100.
    """
    pattern = get_locale().percent_formats[None].pattern
    return of_page(format_percent(share / 100, pattern.replace("0", "0.#")))
