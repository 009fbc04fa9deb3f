"""The index of the directory: one SQLite file, made from the records and only read from then on.

Texts are searched in FTS5 tables of folded words; what they find is turned into sets of entries
(see `bits`), which the file holds ready for every choice. Each node keeps its own file; nothing is
shared.
"""

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TypeVar

from babel import Locale

from webapp.directory import bits
from webapp.directory.fold import sort_key, words
from webapp.directory.records import Action, Actor, Directory
from webapp.directory.words import DEPARTMENTS
from webapp.languages import LANGUAGES

Key = TypeVar("Key")

FORMAT = "2"
"""Changes when the tables do; a file of another format is made anew."""

FACETS = ("department", "country", "field", "activity")
"""What is offered as choices, each with its set of entries."""

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE meta (version TEXT NOT NULL);
CREATE TABLE actor (guard INTEGER PRIMARY KEY, record INTEGER NOT NULL, norwegian INTEGER NOT NULL);
CREATE TABLE entry (
    position INTEGER PRIMARY KEY, actor INTEGER NOT NULL, action INTEGER NOT NULL,
    town INTEGER NOT NULL, place INTEGER NOT NULL);
CREATE TABLE bits (facet TEXT NOT NULL, key TEXT NOT NULL, entries BLOB NOT NULL);
CREATE VIRTUAL TABLE names USING fts5(words, content='', prefix='1 2 3');
CREATE VIRTUAL TABLE towns USING fts5(words, content='', prefix='1 2 3');
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


def open_index(path: Path, directory: Directory) -> sqlite3.Connection:
    """Open the index of a directory, and make it when it is missing, damaged or of other data.

    Arguments:
        path: the file.
        directory: the records that it must be of.

    Raises:
        OSError: when it cannot be written.
    """
    if not is_of(path, directory):
        build(directory, path)
    return connect(path)


def connect(path: Path) -> sqlite3.Connection:
    """Open an index for reading, by the thread that asks."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)


def is_of(path: Path, directory: Directory) -> bool:
    """Tell whether a file is the whole index of these records."""
    if not path.is_file():
        return False
    try:
        with closing(connect(path)) as connection:
            (version,) = connection.execute("SELECT version FROM meta").fetchone()
            (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (actors,) = connection.execute("SELECT count(*) FROM actor").fetchone()
    except (sqlite3.Error, TypeError):
        return False
    return bool(
        version == _version(directory) and sound == "ok" and actors == len(directory.actors)
    )


def _version(directory: Directory) -> str:
    return f"{FORMAT} {directory.version}"


def build(directory: Directory, path: Path) -> None:
    """Make the index beside its place and put it there in one step.

    Arguments:
        directory: the records.
        path: the file; its folder is made when it is not there.

    Raises:
        OSError: when the system refuses; an old file is still whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
        made = Path(folder) / path.name
        try:
            with closing(sqlite3.connect(made)) as connection:
                _fill(connection, directory)
        except sqlite3.OperationalError as error:
            raise OSError(f"{path}: {error}") from error
        made.replace(path)


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
    connection.execute("INSERT INTO meta VALUES (?)", (_version(directory),))
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
            yield guard, " ".join(words(f"{actor.name} {actor.acronym}"))

    def towns(self) -> Iterator[tuple[int, str]]:
        for (town, department), number in self.town_numbers.items():
            label = DEPARTMENTS.get(department, "")
            yield number, " ".join(words(f"{town} {department} {label}"))

    def places(self) -> Iterator[tuple[int, str]]:
        for (country, place, latin), number in self.place_numbers.items():
            yield number, _place_words(self.directory, country, place, latin)

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


def _place_words(directory: Directory, country: str, place: str, latin: str) -> str:
    """Give the words by which a place is found: its names, its country's in every language."""
    known = directory.places.get((country, place))
    names = [place, latin, *(known.names if known else ()), *country_names(country)]
    # Between names stands a word that nobody looks for: no phrase goes on into the next name.
    return " | ".join(" ".join(words(name)) for name in dict.fromkeys(names) if name)


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
