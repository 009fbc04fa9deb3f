"""What the search form of the directory offers and what was chosen, in the page's language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from webapp.directory.criteria import CHOICES, KEYS, Criteria
from webapp.directory.order import label_key
from webapp.directory.search import Results
from webapp.directory.words import ACTIVITIES, DEPARTMENTS, FIELDS
from webapp.i18n import country_name, current_language, text
from webapp.languages import Language
from webapp.messages import N_
from webapp.pages import BY_SLUG

PAGE = BY_SLUG["directory"]

# Translators: the five criteria of the search as the page of 2012 names them; labels of the form
CRITERIA = {
    "name": N_("Nom ou sigle de l’acteur"),
    "town": N_("Ville ou département"),
    "place": N_("Pays ou ville d’intervention"),
    "field": N_("Domaine d’intervention"),
    "activity": N_("Type d’activités"),
}
_LABELS = {"department": DEPARTMENTS, "field": FIELDS, "activity": ACTIVITIES}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen, with the number of actors that it would give."""

    key: str
    label: str
    found: int
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


def address(asked: Criteria, language: Language, suffix: str = "") -> str:
    """Return the address of a search in a language: of its page, or of a file by its suffix."""
    query = urlencode(asked.to_query())
    return PAGE.address(language) + suffix + (f"?{query}" if query else "")


def choices(key: str, asked: Criteria, results: Results) -> list[Choice]:
    """Return what may be chosen for a key, by its label; what is chosen stays even at count 0."""
    wanted = getattr(asked, key)
    counts = dict.fromkeys(wanted, 0) | dict(results.facets[key])
    found = [
        Choice(each, label(key, each), count, each in wanted) for each, count in counts.items()
    ]
    return sorted(found, key=lambda choice: label_key(choice.label, current_language()))


def in_order(keys: Iterable[str], labels: Mapping[str, str]) -> list[str]:
    """Return the labels of some keys in the order of the page's language."""
    language = current_language()
    return sorted(
        (text(labels[key]) for key in keys),
        key=lambda label: label_key(label, language),
    )


def label(key: str, value: str) -> str:
    """Return the label of a choice; a country's name comes from CLDR."""
    return country_name(value) if key == "country" else text(_LABELS[key][value])


def chosen(asked: Criteria, language: Language) -> Iterator[Chosen]:
    """Yield what was asked for, in the order of the criteria."""
    for key in KEYS:
        for value in getattr(asked, key):
            typed = key not in CHOICES
            shown = value if typed else label(key, value)
            yield Chosen(shown, typed, address(asked.without(key, value), language))
