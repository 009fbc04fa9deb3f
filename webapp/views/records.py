"""What pages and files of the directory share: addresses, labels, choices and the actors' pages."""

from urllib.parse import urlencode

from webapp.directory.criteria import KEYS, Key
from webapp.directory.fold import label_key
from webapp.directory.query import Query
from webapp.directory.records import COUNTRIES, PERIODS, Action, Actor, Directory
from webapp.directory.search import Results
from webapp.errors import DirectoryError
from webapp.i18n.cldr import country_name, years
from webapp.i18n.texts import current_language, text
from webapp.languages import Language
from webapp.pages import BY_SLUG, Page
from webapp.site import current_directory

DIRECTORY = BY_SLUG["directory"]


def actor_page(actor: Actor) -> Page:
    """Return the page of an actor; its template makes title and description from the data."""
    return Page(
        f"{DIRECTORY.slug}/{actor.id}",
        "pages/actor.html",
        "",
        DIRECTORY.description,
        like=DIRECTORY.slug,
        name=actor.name,
    )


def pages() -> list[Page]:
    """List the pages of all records."""
    return [actor_page(actor) for actor in records().actors]


def records() -> Directory:
    """Return the directory's records; none while they are unreadable, which the store logs once."""
    try:
        return current_directory().directory
    except DirectoryError:
        return Directory(())


def address(query: Query, language: Language, suffix: str = "") -> str:
    """Return the address of a search in a language: its page, or with a suffix its file."""
    pairs = urlencode(query.pairs())
    return DIRECTORY.address(language) + suffix + (f"?{pairs}" if pairs else "")


def label(key: Key, value: str) -> str:
    """Return the label of a choice: a message, a country or years by CLDR, or the value itself."""
    if key.labels is COUNTRIES:
        return country_name(value)
    if key.labels is PERIODS:
        return years(*map(int, value.split("-")))
    message = (key.labels or {})[value]
    return text(message) if message else value


def choices(key: Key, query: Query, results: Results) -> list[tuple[str, str, int]]:
    """Return the choices for a key, sorted by label: value, label and number of actors found.

    A value that is already chosen stays, even if its number is 0.
    """
    counts = dict.fromkeys(query[key.name], 0) | results.counts[key.name]
    offers = [(value, label(key, value), count) for value, count in counts.items()]
    return sorted(offers, key=lambda offer: label_key(offer[1], current_language()))


def fields_of(action: Action) -> list[str]:
    """Return the labels of an action's fields, in the order of the page's language."""
    labels = (label(KEYS["field"], field) for field in action.fields)
    return sorted(labels, key=lambda label: label_key(label, current_language()))
