"""Searching the directory: the actors found, in order, and how many each choice would find.

The index is an SQLite database in memory, built at the first search after the data were read. A
row of `entry` is an action of an actor in one field of intervention, with the values of every key,
so that all criteria must hold for the same action. Each typed key has an FTS5 table of its names as
folded words (`fold`); `entry` refers to a row of that table by number.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, partial
from itertools import chain, product
from threading import Lock
from typing import Any, NamedTuple

from webapp.directory.criteria import CRITERIA, KEYS, TYPED, Entry, Key
from webapp.directory.fold import MAX_WORDS, is_han, sort_key, words
from webapp.directory.naming import same_script
from webapp.directory.query import Query
from webapp.directory.records import Action, Actor, Directory

PAGE = 20
"""Actors on a page of the results."""

LIKENESS = 75
"""How similar, in percent, a word of the directory must be to a mistyped word."""

_WORDS = re.compile(r"[^\W_]+")


class FoundActor(NamedTuple):
    """An actor that was found, with its matching actions."""

    actor: Actor
    actions: tuple[Action, ...]


class Results(NamedTuple):
    """What a search found.

    Arguments:
        total: the number of actors on all pages.
        found: the actors on this page; `pages` is at least 1, even if nothing was found.
        counts: for each key with a list to choose from, the number of actors that each value would
            find if it alone were chosen in its criterion; values that would find none are absent.
        did_you_mean: the query with corrected words, if it finds something and this one nothing.
    """

    total: int
    found: tuple[FoundActor, ...]
    page: int
    pages: int
    counts: dict[str, dict[str, int]]
    did_you_mean: Query | None = None


Conditions = dict[str, tuple[str, list[str]]]
"""What each criterion requires of an entry: an SQL condition and its parameters."""


class Index:
    """One version of the records with its index, shared by all threads."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.actors = sorted(
            directory.actors, key=lambda actor: sort_key(actor.name, norwegian=False)
        )
        # By typed key: the names to search in, each tuple with the number of its row.
        self._names: dict[str, dict[tuple[str, ...], int]] = {key.name: {} for key in TYPED}
        # By typed key: the words of these names with their folded forms, once they are needed.
        self._spellings: dict[str, dict[str, str]] = {}
        self._lock = Lock()

    @cached_property
    def connection(self) -> sqlite3.Connection:
        """The index, built at the first search: other pages need only the records."""
        connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        columns = ["actor INTEGER", "action INTEGER", "norwegian INTEGER"]
        columns += [f"{key.name} {'INTEGER' if key.typed else 'TEXT'}" for key in KEYS.values()]
        folded = cache(lambda text: " ".join(words(text)))  # places of one country repeat its names
        run = connection.execute
        run(f"CREATE TABLE entry ({', '.join(columns)})")
        run("BEGIN")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO entry VALUES ({marks})", self._entries())
        for key, numbers in self._names.items():
            run(
                f"CREATE VIRTUAL TABLE {key}_words USING fts5(words, content='', prefix='1 2 3',"
                " tokenize=\"unicode61 tokenchars '|'\")"
            )
            # Separate names by a word that nobody searches for: no phrase matches across two names.
            rows = (
                (number, " | ".join(folded(text) for text in dict.fromkeys(texts) if text))
                for texts, number in numbers.items()
            )
            statement = f"INSERT INTO {key}_words (rowid, words) VALUES (?, ?)"
            connection.executemany(statement, rows)
        for key in KEYS:
            run(f"CREATE INDEX by_{key} ON entry ({key}, actor)")
        run("CREATE INDEX by_actor ON entry (actor, action)")
        run("COMMIT")
        run("PRAGMA query_only = ON")
        return connection

    @cached_property
    def _everything(self) -> dict[str, dict[str, int]]:
        """The counts of a search without criteria."""
        return self._counts({})

    def _entries(self) -> Iterator[tuple[object, ...]]:
        """Yield the rows of `entry`; an actor without actions also has a row."""
        ranked = sorted(self.actors, key=lambda actor: sort_key(actor.name, norwegian=True))
        norwegian = {actor.id: rank for rank, actor in enumerate(ranked)}
        for number, actor in enumerate(self.actors):
            for position, action in enumerate(actor.actions or (Action(),)):
                entry = Entry(self.directory, actor, action)
                columns: list[tuple[object, ...]] = []
                for key in KEYS.values():
                    values = key.values(entry) or ("",)
                    if key.typed:
                        numbers = self._names[key.name]
                        columns.append((numbers.setdefault(values, len(numbers) + 1),))
                    else:
                        columns.append(values)
                for row in product(*columns):
                    yield number, position, norwegian[actor.id], *row

    def search(self, query: Query, *, norwegian: bool = False, size: int | None = PAGE) -> Results:
        """Return a page of what a query finds: `size` actors, or all of them if `size` is None."""
        conditions = self._conditions(query)
        rows = self._rows(conditions, norwegian=norwegian)
        size = size or max(1, len(rows))
        pages = max(1, -(-len(rows) // size))
        page = min(query.page, pages)
        found = []
        for number, actions in rows[size * (page - 1) : size * page]:
            actor = self.actors[number]
            matching = sorted(set(map(int, actions.split(","))))
            shown = tuple(actor.actions[each] for each in matching if actor.actions)
            found.append(FoundActor(actor, shown))
        return Results(
            len(rows),
            tuple(found),
            page,
            pages,
            self._counts(conditions) if conditions else self._everything,
            None if rows else self._proposed(query),
        )

    def where(self, query: Query) -> tuple[str, list[str]]:
        """Return what a query requires of an entry: an SQL condition and its parameters."""
        return _joined(self._conditions(query))

    def run(self, statement: str, values: Sequence[str]) -> list[Any]:
        """Return the rows of a statement."""
        with self._lock:
            return self.connection.execute(statement, values).fetchall()

    def _conditions(self, query: Query) -> Conditions:
        """Return what each criterion of a query requires of an entry."""
        conditions: Conditions = {}
        for criterion, keys in CRITERIA.items():
            parts = [self._condition(key, query[key.name]) for key in keys if query[key.name]]
            if parts:
                sql = " OR ".join(part for part, _ in parts)
                conditions[criterion] = f"({sql})", [each for _, values in parts for each in values]
        return conditions

    def _condition(self, key: Key, values: Sequence[str]) -> tuple[str, Sequence[str]]:
        """Return what a key requires of an entry: an SQL condition and its parameters."""
        if not key.typed:
            return f"{key.name} IN ({', '.join('?' * len(values))})", values
        matches = []
        for value in values:
            parts: list[str] = []  # words; Han characters in a row are one phrase
            for word in words(value)[:MAX_WORDS]:
                if parts and is_han(word) and is_han(parts[-1]):
                    parts[-1] += f" {word}"
                else:
                    parts.append(word)
            match = " AND ".join(f'"{part}"' for part in parts)
            if match and not self._exists(key.name, match):  # no such words: search for prefixes
                match = " AND ".join(f'"{part}"' + ("" if is_han(part) else "*") for part in parts)
            # A value without any letter or digit finds nothing.
            matches += [f"({match})"] if match else []
        if not matches:
            return "FALSE", ()
        rows = f"SELECT rowid FROM {key.name}_words WHERE {key.name}_words MATCH ?"
        return f"{key.name} IN ({rows})", [" OR ".join(matches)]

    def _exists(self, key: str, match: str) -> bool:
        statement = f"SELECT 1 FROM {key}_words WHERE {key}_words MATCH ? LIMIT 1"
        return bool(self.run(statement, [match]))

    def _rows(self, conditions: Conditions, *, norwegian: bool) -> list[tuple[int, str]]:
        """Return the number of each actor found, with the numbers of its matching actions."""
        where, values = _joined(conditions)
        order = "norwegian" if norwegian else "actor"
        return self.run(
            f"SELECT actor, group_concat(action) FROM entry WHERE {where}"
            f" GROUP BY {order} ORDER BY {order}",
            values,
        )

    def _counts(self, conditions: Conditions) -> dict[str, dict[str, int]]:
        """Return how many actors each choice would find, with the other criteria unchanged."""
        counts: dict[str, dict[str, int]] = {}
        for key in (each for each in KEYS.values() if not each.typed):
            others = {label: each for label, each in conditions.items() if label != key.criterion}
            if conditions and not others:
                counts[key.name] = self._everything[key.name]
                continue
            where, values = _joined(others)
            rows = self.run(
                f"SELECT {key.name}, count(DISTINCT actor) FROM entry"
                f" WHERE {where} AND {key.name} != '' GROUP BY {key.name}",
                values,
            )
            counts[key.name] = dict(rows)
        return counts

    def _proposed(self, query: Query) -> Query | None:
        """Return a query with its words spelt as in the directory, or None if it finds nothing."""
        better = {}
        for key in TYPED:
            spelt = partial(self._spelt, key.name)
            better[key.name] = tuple(_WORDS.sub(spelt, value) for value in query[key.name])
        proposed = query.replaced(better)
        return proposed if self._rows(self._conditions(proposed), norwegian=False) else None

    def _spelt(self, key: str, match: re.Match[str]) -> str:
        """Return the word of a name most similar to a mistyped word, else the word as it was typed.

        A name may be spelt in several scripts; a spelling in the script of the typed word wins.
        """
        word, folded = match[0], "".join(words(match[0]))
        if len(folded) < 4 or is_han(folded) or self._exists(key, f'"{folded}"*'):
            return word
        from rapidfuzz import fuzz, process  # not loaded until it is needed

        if key not in self._spellings:
            spelt = _WORDS.findall(" ".join(chain.from_iterable(self._names[key])))
            self._spellings[key] = {each: "".join(words(each)) for each in dict.fromkeys(spelt)}
        spellings = self._spellings[key]
        best = process.extractOne(folded, spellings, scorer=fuzz.ratio, score_cutoff=LIKENESS)
        alike = [each for each, plain in spellings.items() if best and plain == best[0]]
        return max(alike, key=lambda each: same_script(each, word), default=word)


def _joined(conditions: Conditions) -> tuple[str, list[str]]:
    """Return one SQL condition that requires all the conditions, and its parameters."""
    where = " AND ".join(sql for sql, _ in conditions.values()) or "TRUE"
    return where, [each for _, values in conditions.values() for each in values]
