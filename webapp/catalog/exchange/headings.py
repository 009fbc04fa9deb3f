"""The words of a spreadsheet, in the languages that those who translate from French know."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.catalog.exchange.rows import State


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the part of a row that it shows, its width, and whether it may be written in."""

    part: str
    width: int
    open: bool = False


COLUMNS = (
    Column("key", 12),
    Column("address", 22),
    Column("context", 34),
    Column("source", 60),
    Column("translation", 60, open=True),
    Column("state", 13, open=True),
    Column("comment", 34, open=True),
)

DEFAULT = "fr"
"""The language of the headings when nobody chooses: who translates from French reads it."""

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "key": "key",
        "address": "Page",
        "context": "Context",
        "source": "French",
        "translation": "Translation",
        "state": "State",
        "comment": "Your comment",
    },
    "fr": {
        "key": "key",
        "address": "Adresse",
        "context": "Contexte",
        "source": "Français",
        "translation": "Traduction",
        "state": "État",
        "comment": "Votre commentaire",
    },
}

STATES: Mapping[str, Mapping[State, str]] = {
    "en": {State.TRANSLATED: "translated", State.FUZZY: "fuzzy", State.MISSING: "missing"},
    "fr": {State.TRANSLATED: "traduit", State.FUZZY: "à revoir", State.MISSING: "manquant"},
}

# A file that came back is read in either language, whichever it was written in.
PART_OF = {word.lower(): part for words in HEADINGS.values() for part, word in words.items()}
STATE_OF = {word: state for words in STATES.values() for state, word in words.items()}
