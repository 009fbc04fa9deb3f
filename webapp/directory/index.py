"""The index of the directory: an SQLite database in memory, made from the records.

Texts are searched in FTS5 tables of folded words; what they find is turned into sets of entries
(see `bits`), which the index holds ready for every choice.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from typing import TypeVar

from babel import Locale

from webapp.directory import bits
from webapp.directory.fold import sort_key, words
from webapp.directory.naming import Forms
from webapp.directory.records import Action, Actor, Directory, Place
from webapp.directory.words import DEPARTMENTS
from webapp.languages import LANGUAGES

Key = TypeVar("Key")

FACETS = ("department", "country", "field", "activity")
"""What is offered as choices, each with its set of entries."""

_TABLES = """
CREATE TABLE actor (guard INTEGER PRIMARY KEY, record INTEGER NOT NULL, norwegian INTEGER NOT NULL);
CREATE TABLE entry (
    position INTEGER PRIMARY KEY, actor INTEGER NOT NULL, action INTEGER NOT NULL,
    town INTEGER NOT NULL, place INTEGER NOT NULL);
CREATE TABLE bits (facet TEXT NOT NULL, key TEXT NOT NULL, entries BLOB NOT NULL);
CREATE VIRTUAL TABLE names USING fts5(
    words, content='', prefix='1 2 3', tokenize="unicode61 tokenchars '|'");
CREATE VIRTUAL TABLE towns USING fts5(
    words, content='', prefix='1 2 3', tokenize="unicode61 tokenchars '|'");
CREATE VIRTUAL TABLE places USING fts5(
    words, content='', prefix='1 2 3', tokenize="unicode61 tokenchars '|'");
CREATE VIRTUAL TABLE name_words USING fts5vocab(names, row);
CREATE VIRTUAL TABLE town_words USING fts5vocab(towns, row);
CREATE VIRTUAL TABLE place_words USING fts5vocab(places, row);
"""
_INDEXES = """
CREATE INDEX by_actor ON entry (actor);
CREATE INDEX by_town ON entry (town);
CREATE INDEX by_place ON entry (place);
"""


def build(directory: Directory) -> bytes:
    """Return the index of a directory, for `connect`.

    Arguments:
        directory: the records.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        _fill(connection, directory)
        return connection.serialize()


def connect(index: bytes) -> sqlite3.Connection:
    """Return a connection to a copy of an index, for one thread to read.

    Arguments:
        index: what `build` returned.
    """
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.deserialize(index)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _fill(connection: sqlite3.Connection, directory: Directory) -> None:
    connection.executescript(_TABLES)
    filling = _Filling(directory)
    put = connection.executemany
    put("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", filling.entries())
    put("INSERT INTO actor VALUES (?, ?, ?)", filling.actors)
    put("INSERT INTO names (rowid, words) VALUES (?, ?)", filling.names())
    put("INSERT INTO towns (rowid, words) VALUES (?, ?)", filling.towns())
    put("INSERT INTO places (rowid, words) VALUES (?, ?)", filling.places())
    put("INSERT INTO bits VALUES (?, ?, ?)", filling.sets())
    connection.executescript(_INDEXES)
    connection.commit()


class _Filling:
    """Lays the entries out, actor by actor in the order of their names, and notes what has them."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.order = _ordered(directory.actors, norwegian=False)
        ranks = enumerate(_ordered(directory.actors, norwegian=True))
        self.norwegian = {record: rank for rank, record in ranks}
        self.actors: list[tuple[int, int, int]] = []
        self.firsts: list[int] = []
        self.having: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.town_numbers: dict[tuple[str, str], int] = {}
        self.place_numbers: dict[tuple[str, str, str], int] = {}
        self.size = 0

    def entries(self) -> Iterator[tuple[int, int, int, int, int]]:
        """Yield a row for each action and field, and one for an actor that has none."""
        for record in self.order:
            actor = self.directory.actors[record]
            self.firsts.append(self.size)
            guard = self.size + sum(
                len(each.themes or _EMPTY) for each in actor.actions or (_NONE,)
            )
            for number, action in enumerate(actor.actions or (_NONE,)):
                for theme in action.themes or _EMPTY:
                    yield self._entry(guard, actor, number, action, theme)
            self.actors.append((guard, record, self.norwegian[record]))
            self.size = guard + 1

    def _entry(
        self, guard: int, actor: Actor, number: int, action: Action, theme: str
    ) -> tuple[int, int, int, int, int]:
        keys = (actor.department, action.country, theme, action.kind)
        for facet, key in zip(FACETS, keys, strict=True):
            self.having[facet, key].append(self.size)
        town = _number(self.town_numbers, (actor.town, actor.department))
        named = (action.country, action.place, action.place_latin)
        self.size += 1
        return self.size - 1, guard, number, town, _number(self.place_numbers, named)

    def names(self) -> Iterator[tuple[int, str]]:
        for guard, record, _ in self.actors:
            actor = self.directory.actors[record]
            yield guard, _words(self._forms(actor.name), actor.acronym)

    def towns(self) -> Iterator[tuple[int, str]]:
        for (town, department), number in self.town_numbers.items():
            yield number, _words(self._forms(town), department, DEPARTMENTS.get(department, ""))

    def places(self) -> Iterator[tuple[int, str]]:
        for (country, place, latin), number in self.place_numbers.items():
            known = self.directory.places.get((country, place), Place())
            names = (*self._forms(place), latin, *known.names)
            yield number, _words(names, *country_names(country))

    def _forms(self, name: str) -> tuple[str, ...]:
        """Return a name with its name of today and the forms that languages have for it."""
        return name, *self.directory.names.get(name, Forms()).all()

    def sets(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield the set of entries of each choice, and the layout of all."""
        for (facet, key), found in sorted(self.having.items()):
            if key:
                yield facet, key, bits.dump(bits.of(found, self.size))
        yield "layout", "first", bits.dump(bits.of(self.firsts, self.size))
        guards = (guard for guard, _, _ in self.actors)
        yield "layout", "guard", bits.dump(bits.of(guards, self.size))


def _number(numbers: dict[Key, int], key: Key) -> int:
    """Give a key its number, from 1, in the order in which they come."""
    return numbers.setdefault(key, len(numbers) + 1)


def _ordered(actors: tuple[Actor, ...], *, norwegian: bool) -> list[int]:
    keys = [sort_key(actor.name, norwegian=norwegian) for actor in actors]
    return sorted(range(len(actors)), key=keys.__getitem__)


_EMPTY = ("",)
_NONE = Action("", "", "", "", None, "", (), "", "", "")


def _words(names: Iterable[str], *others: str) -> str:
    """Return the words by which something is found.

    Between names stands a word that nobody looks for: no phrase goes on into the next name.
    """
    every = dict.fromkeys((*names, *others))
    return " | ".join(" ".join(words(name)) for name in every if name)


@cache
def country_names(country: str) -> tuple[str, ...]:
    """List the names of a country: its code, in every language of the site, and in Albanian.

    Macedonia has two official languages; the names are CLDR's.

    Arguments:
        country: ISO 3166-1 alpha-2, or empty.
    """
    if not country:
        return ()
    locales = [Locale.parse(language.cldr) for language in LANGUAGES] + [Locale("sq")]
    names = [locale.territories.get(country, "") for locale in locales]
    return (country, *dict.fromkeys(filter(None, names)))
