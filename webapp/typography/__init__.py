"""What is peculiar to the writing of each language: a module a language, with one record each.

A language that has no module is written by the defaults, in which no rule finds a mistake.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from babel import Locale

from webapp.languages import Language


def pairs(text: str) -> dict[str, str]:
    """Read words and what they become: `ikkje:ikke, frå:fra`."""
    return dict(pair.strip().split(":") for pair in text.split(","))


def words(text: str) -> frozenset[str]:
    """Read words that stand between spaces."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Typography:
    """How a language is written. The defaults suit a language in Latin letters."""

    quotes: tuple[str, str] | None = None
    """The marks around a quotation; None where they are not known, and none is checked."""
    spaced: bool = True
    """Whether spaces part words."""
    latin: bool = True
    """Whether it is written in Latin letters, so that a name may be as in French."""
    full_width: bool = False
    """Whether its punctuation is 。，：？！ and carries its own space."""
    narrow_before: str = ""
    """Signs that have a narrow no-break space before them."""
    wide_before: str = ""
    wide_after: str = ""
    """Signs that have a no-break space before or after them."""
    no_break: str = ""
    """A pattern of further spaces at which no line may break."""

    # Examples of how things are written.
    numero: str = "No."
    """What stands before the number of a law."""
    number: str = "1 234,50"
    euro: str = "12 €"
    percent: str = "100 %"
    first: str = "1."
    time: str = "14:30"
    date: str = "14/07/2026"
    """Another than in figures where these could be read in two ways."""
    date_letters: str = "DD/MM/YYYY"

    full_date: str = "full"
    """The format of Babel for a date in full."""

    function_words: frozenset[str] = frozenset()
    """Words that make a sentence hang together, by which it is told from a French one."""
    french_words: frozenset[str] = frozenset()
    """Words of its own that look like French function words."""
    doubled_words: frozenset[str] = frozenset()
    """Words that may stand twice in a row."""
    abbreviations: str = "etc"
    """A pattern of what may stand before a full stop that ends no sentence."""
    corrections: Mapping[str, str] = field(default_factory=dict)
    """Forms that are often written and wrong, in lower case and with ', and the right ones."""
    dictionary: str = ""
    """The npm package of its spelling dictionary."""

    foreign: re.Pattern[str] | None = None
    """Finds what has characters that it does not use."""
    instead: Mapping[int, int | str] = field(default_factory=dict)
    """What it uses in their place, for `str.translate`."""
    look_alikes: tuple[str, str] = ("", "")
    """Latin letters, and those of its own alphabet that look the same."""

    alphabet: str = ""
    """Its letters in the order of lists, where Unicode has another."""
    after_z: str = ""
    """Latin letters that stand after z in lists, in their order."""
    order_codec: str = ""
    """The character encoding whose bytes are in the order of lists."""
    language_names: Mapping[str, str] = field(default_factory=dict)
    """What it calls a language, by tag, where CLDR has another term."""
    country_names: Mapping[str, str] = field(default_factory=dict)
    """What it calls a country, by ISO 3166-1 code, where CLDR has another spelling."""


@cache
def typography(path: str) -> Typography:
    """Return the record of a language by its path; for one that has no module, the defaults."""
    name = f"{__name__}.{path.replace('-', '_')}"
    record: Typography = import_module(name).TYPOGRAPHY if find_spec(name) else Typography()
    return record


@cache
def months(language: Language) -> tuple[str, ...]:
    """Return the names of the twelve months as they stand in a date, by CLDR."""
    return tuple(Locale.parse(language.cldr).months["format"]["wide"].values())
