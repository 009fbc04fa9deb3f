"""How each language is written: one file for each language, with one record.

A language without a file has the defaults; the rules on its forms and letters do not apply.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel import Locale

from webapp.languages import Language


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Typography:
    """How a language is written. The defaults suit a language in Latin letters."""

    quotes: Sequence[str] | None = None
    """The quotation marks; None if unknown: then only straight and spaced marks are reported."""
    spaced: bool = True
    """Whether spaces separate words."""
    latin: bool = True
    """Whether it is written in Latin letters, so that names may stay as in French."""
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
    """Spelt out if figures could be read in two ways."""
    date_letters: str = "DD/MM/YYYY"

    full_date: str = "full"
    """Babel's format for a full date."""

    function_words: frozenset[str] = frozenset()
    """Common short words of its grammar, which tell its sentences from French ones."""
    french_words: frozenset[str] = frozenset()
    """Its own words that look like French function words."""
    doubled_words: frozenset[str] = frozenset()
    """Words that may stand twice in a row."""
    abbreviations: str = "etc"
    """A pattern of abbreviations: a full stop after one need not end a sentence."""
    corrections: Mapping[str, str] = field(default_factory=dict)
    """Common wrong forms, in lower case and with ', and the right form for each."""
    wrong_form: re.Pattern[str] | None = None
    """Matches the forms of `corrections` as whole words."""
    dictionary: str = ""
    """The npm package of its spelling dictionary."""

    foreign: re.Pattern[str] | None = None
    """Matches characters that it does not use; by default, those that `instead` replaces."""
    instead: Mapping[int, int | str] = field(default_factory=dict)
    """What it uses in their place, for `str.translate`; a file has them as pairs of characters."""
    look_alikes: Sequence[str] = ("", "")
    """Latin letters, and the letters of its own alphabet that look the same."""

    characters: str = "« » ’ – …"
    """The characters that it needs and keyboards lack, for buttons of the editor."""

    alphabet: str = ""
    """Its letters in alphabetical order, if that is not the order of Unicode."""
    after_z: str = ""
    """Latin letters that are sorted after z, in their order."""
    order_codec: str = ""
    """The character encoding whose bytes give the sorting order."""
    language_names: Mapping[str, str] = field(default_factory=dict)
    """Its names for languages, by tag, if CLDR has another term."""
    country_names: Mapping[str, str] = field(default_factory=dict)
    """Its names for countries, by ISO 3166-1 code, if CLDR has another spelling."""


@cache
def typography(path: str) -> Typography:
    """Return the record of a language by its path; the defaults if it has no file."""
    file = Path(__file__).with_name(f"{path}.toml")
    record = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    for name in record.keys() & {"function_words", "french_words", "doubled_words"}:
        record[name] = frozenset(record[name].split())
    instead = {pair[0]: pair[1:] for pair in record.pop("instead", "").split()}
    if foreign := record.get("foreign", instead and f"[{''.join(instead)}]+"):
        record["foreign"] = re.compile(foreign)
    if forms := sorted(record.get("corrections", ()), key=len, reverse=True):
        words = "|".join(map(re.escape, forms))
        record["wrong_form"] = re.compile(rf"(?<![\w-])(?:{words})(?![\w'-])")
    capitals = {letter.upper(): right.title() for letter, right in instead.items()}
    return Typography(**record, instead=str.maketrans(capitals | instead))


@cache
def months(language: Language) -> tuple[str, ...]:
    """Return the names of the twelve months as they stand in a date, by CLDR."""
    return tuple(Locale.parse(language.cldr).months["format"]["wide"].values())
