"""What the search form of the directory offers and what was chosen, in the page's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from webapp.directory.criteria import KEYS, Key
from webapp.directory.order import label_key
from webapp.directory.query import Query
from webapp.directory.search import Results
from webapp.i18n import country_name, current_language, marked_text
from webapp.languages import Language
from webapp.marks import unmark
from webapp.pages import BY_SLUG

PAGE = BY_SLUG["directory"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen, with the number of actors that it would give."""

    key: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value that was asked for: typed by the reader, or the label of a choice.

    Arguments:
        without: the address of the search without it.
    """

    label: str
    typed: bool
    without: str


def address(query: Query, language: Language, suffix: str = "") -> str:
    """Return the address of a search in a language: of its page, or of a file by its suffix."""
    pairs = urlencode(query.pairs())
    return PAGE.address(language) + suffix + (f"?{pairs}" if pairs else "")


def choices(key: Key, query: Query, results: Results) -> list[Choice]:
    """Return what may be chosen for a key, by its label; what is chosen stays at count 0."""
    chosen = query[key.name]
    counts = dict.fromkeys(chosen, 0) | results.counts[key.name]
    offered = (Choice(each, label(key, each), counts[each], each in chosen) for each in counts)
    language = current_language()
    return sorted(offered, key=lambda choice: label_key(unmark(choice.label), language))


def labels(key: Key, values: Iterable[str]) -> list[str]:
    """Return the labels of some values of a key in the order of the page's language."""
    language = current_language()
    shown = (label(key, value) for value in values)
    return sorted(shown, key=lambda text: label_key(unmark(text), language))


def label(key: Key, value: str) -> str:
    """Return the label of a choice; a country's name comes from CLDR."""
    message = (key.labels or {})[value]
    return marked_text(message) if message else country_name(value)


def chosen(query: Query, language: Language) -> Iterator[Chosen]:
    """Yield what was asked for, in the order of the criteria."""
    for key in KEYS.values():
        for value in query[key.name]:
            shown = value if key.typed else label(key, value)
            yield Chosen(shown, key.typed, address(query.without(key.name, value), language))
