"""The index of the directory: an SQLite database in memory, made when the data are read.

A row of `entry` is an action of an actor in one field, with the values of every key: so criteria
on place, field and activity hold for the same action. Names are in a table of FTS5 for each key
that is typed, as folded words (`fold`), and `entry` has the number of the row.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from webapp.directory.criteria import KEYS, TYPED, Entry
from webapp.directory.fold import sort_key, words
from webapp.directory.records import Action, Actor, Directory

Names = dict[tuple[str, ...], int]
"""The names by which something is found, with the number of their row."""


def build(
    directory: Directory, actors: Sequence[Actor]
) -> tuple[sqlite3.Connection, dict[str, Names]]:
    """Return the index of a directory, which can only be read, and the names of each typed key.

    Actors are numbered in the order in which they are given.
    """
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    columns = ["actor INTEGER", "action INTEGER", "norwegian INTEGER"]
    columns += [f"{key.name} {'INTEGER' if key.typed else 'TEXT'}" for key in KEYS.values()]
    connection.execute(f"CREATE TABLE entry ({', '.join(columns)})")
    names: dict[str, Names] = {key.name: {} for key in TYPED}
    folded = cache(lambda text: " ".join(words(text)))  # countries have many places
    connection.execute("BEGIN")
    marks = ", ".join("?" * len(columns))
    entries = _entries(directory, actors, names)
    connection.executemany(f"INSERT INTO entry VALUES ({marks})", entries)
    for key, numbers in names.items():
        connection.execute(
            f"CREATE VIRTUAL TABLE {key}_words USING fts5(words, content='', prefix='1 2 3',"
            " tokenize=\"unicode61 tokenchars '|'\")"
        )
        # Between names stands a word that nobody searches for: no phrase goes on into the next.
        rows = (
            (number, " | ".join(folded(text) for text in dict.fromkeys(texts) if text))
            for texts, number in numbers.items()
        )
        connection.executemany(f"INSERT INTO {key}_words (rowid, words) VALUES (?, ?)", rows)
    for key in KEYS:
        connection.execute(f"CREATE INDEX by_{key} ON entry ({key}, actor)")
    connection.execute("CREATE INDEX by_actor ON entry (actor, action)")
    connection.execute("COMMIT")
    connection.execute("PRAGMA query_only = ON")
    return connection, names


def _entries(
    directory: Directory, actors: Sequence[Actor], names: dict[str, Names]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of `entry`; an actor without actions has one too."""
    ranked = sorted(actors, key=lambda actor: sort_key(actor.name, norwegian=True))
    norwegian = {actor.id: rank for rank, actor in enumerate(ranked)}
    for number, actor in enumerate(actors):
        for position, action in enumerate(actor.actions or (Action(),)):
            entry = Entry(directory, actor, action)
            columns: list[tuple[object, ...]] = []
            for key in KEYS.values():
                values = key.values(entry) or ("",)
                if key.typed:
                    numbers = names[key.name]
                    columns.append((numbers.setdefault(values, len(numbers) + 1),))
                else:
                    columns.append(values)
            for row in product(*columns):
                yield number, position, norwegian[actor.id], *row
