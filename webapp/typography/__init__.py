"""What is peculiar to the writing of each language: a file a language, with one record each.

A language that has no file is written by the defaults, in which no rule finds a mistake.
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
    wrong_form: re.Pattern[str] | None = None
    """Finds the forms of `corrections` as whole words."""
    dictionary: str = ""
    """The npm package of its spelling dictionary."""

    foreign: re.Pattern[str] | None = None
    """Finds what has characters that it does not use; the first of each in `instead`, if unsaid."""
    instead: Mapping[int, int | str] = field(default_factory=dict)
    """What it uses in their place, for `str.translate`; in a file, right behind each."""
    look_alikes: Sequence[str] = ("", "")
    """Latin letters, and those of its own alphabet that look the same."""

    characters: str = "« » ’ – …"
    """What keyboards lack of what it needs, for buttons of the editor."""

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
    """Return the record of a language by its path; for one that has no file, the defaults."""
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
