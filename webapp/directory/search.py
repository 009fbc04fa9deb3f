"""Searching the directory: the actors found, in order, and what each choice would give."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import islice
from operator import and_

from rapidfuzz import fuzz, process

from webapp.directory import bits
from webapp.directory.criteria import Criteria
from webapp.directory.fold import MAX_WORDS, is_han, words
from webapp.directory.index import FACETS
from webapp.directory.naming import same_script
from webapp.directory.records import Action, Actor, Directory

PAGE = 20
"""Actors on a page of the results."""

LIKENESS = 75
"""How alike, in percent, a word of the directory must be to one mistyped."""

_WORDS = re.compile(r"[^\W_]+")

# The table of the words of what is typed, and the column of `entry` that its rows number.
_TYPED = {"name": ("names", "actor"), "town": ("towns", "town"), "place": ("places", "place")}
_VOCABULARY = {"name": "name_words", "town": "town_words", "place": "place_words"}
# A criterion and the keys of its values, typed or chosen; any of them will do.
_CRITERIA = {
    "name": ("name",),
    "town": ("town", "department"),
    "place": ("place", "country"),
    "field": ("field",),
    "activity": ("activity",),
}
_CRITERION = {key: criterion for criterion, keys in _CRITERIA.items() for key in keys}


@dataclass(frozen=True, slots=True)
class Found:
    """An actor that was found, with its actions that were meant."""

    actor: Actor
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found.

    Arguments:
        total: how many actors on all pages.
        found: those of this page.
        page: the number of this page, at most `pages`.
        pages: how many there are, at least one.
        facets: for each choice of `FACETS` its keys with how many actors would be found if it
            alone were chosen in its criterion.
        did_you_mean: criteria with a word typed right, when nothing was found.
    """

    total: int
    found: tuple[Found, ...]
    page: int
    pages: int
    facets: dict[str, list[tuple[str, int]]]
    did_you_mean: Criteria | None = None


class Sets:
    """The sets of entries that an index holds ready; shared by all threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        found: dict[str, dict[str, int]] = {facet: {} for facet in (*FACETS, "layout")}
        for facet, key, octets in connection.execute("SELECT facet, key, entries FROM bits"):
            found[facet][key] = bits.load(octets)
        self.layout = bits.Layout(**found.pop("layout"))
        self.choices = found
        self.size = self.layout.guard.bit_length()
        self.everything = ((1 << self.size) - 1) ^ self.layout.guard
        ranked = connection.execute("SELECT guard FROM actor ORDER BY norwegian")
        self.norwegian = [guard for (guard,) in ranked]
        self.totals = {facet: self.counts(facet, self.everything) for facet in FACETS}

    def counts(self, facet: str, entries: int) -> list[tuple[str, int]]:
        """Count the actors of a set that each choice of a facet would leave; none is left out."""
        count = self.layout.count
        counted = ((key, count(entries & own)) for key, own in self.choices[facet].items())
        return [(key, number) for key, number in counted if number]


class Search:
    """Searches one index of one directory.

    Arguments:
        connection: the index, for this thread alone.
        sets: what the index holds ready.
        directory: the records that the index was made from.
    """

    def __init__(self, connection: sqlite3.Connection, sets: Sets, directory: Directory) -> None:
        self._connection = connection
        self._sets = sets
        self._directory = directory

    def __call__(
        self, criteria: Criteria, *, norwegian: bool = False, size: int | None = PAGE
    ) -> Results:
        """Search.

        Arguments:
            criteria: what is searched for.
            norwegian: whether names are sorted as in Norwegian.
            size: actors on a page; None for all of them on one.
        """
        asked = self._asked(criteria)
        entries = self._all(asked.values())
        total = self._sets.layout.count(entries)
        size = size or max(1, total)
        pages = max(1, -(-total // size))
        page = min(criteria.page, pages)
        found = self._found(entries, norwegian=norwegian)
        return Results(
            total,
            tuple(islice(found, size * (page - 1), size * page)) if total else (),
            page,
            pages,
            {facet: self._facet(facet, asked) for facet in FACETS},
            None if total else self._mended(criteria),
        )

    def everything(self, criteria: Criteria, *, norwegian: bool = False) -> Iterator[Found]:
        """Yield every actor found."""
        return self._found(self._all(self._asked(criteria).values()), norwegian=norwegian)

    def _asked(self, criteria: Criteria) -> dict[str, int]:
        """Give the set of entries of each criterion that asks for something."""
        asked: dict[str, int] = {}
        for key, criterion in _CRITERION.items():
            values = getattr(criteria, key)
            if values:
                found = self._typed(key, values) if key in _TYPED else self._chosen(key, values)
                asked[criterion] = asked.get(criterion, 0) | found
        return asked

    def _all(self, asked: Iterable[int]) -> int:
        """Give the entries that every criterion asks for."""
        return reduce(and_, asked, self._sets.everything)

    def _chosen(self, key: str, values: tuple[str, ...]) -> int:
        choices = self._sets.choices[key]
        found = 0
        for value in values:
            found |= choices.get(value, 0)
        return found

    def _typed(self, key: str, values: tuple[str, ...]) -> int:
        table, column = _TYPED[key]
        statement = (
            f"SELECT position FROM entry WHERE {column} IN"
            f" (SELECT rowid FROM {table} WHERE {table} MATCH ?)"
        )
        # What holds no letter and no digit finds nothing.
        matches = [match for value in values if (match := self._match(table, value))]
        return bits.of(
            (
                position
                for match in matches
                for (position,) in self._connection.execute(statement, (match,))
            ),
            self._sets.size,
        )

    def _found(self, entries: int, *, norwegian: bool) -> Iterator[Found]:
        """Yield the actors of a set in their order, with the actions that were meant."""
        guards: Iterable[int] = bits.positions(self._sets.layout.actors(entries))
        if norwegian:
            wanted = set(guards)
            guards = (guard for guard in self._sets.norwegian if guard in wanted)
        return (self._record(guard, entries) for guard in guards)

    def _record(self, guard: int, entries: int) -> Found:
        """Give an actor with its actions that are in a set."""
        run = self._connection.execute
        ((record,),) = run("SELECT record FROM actor WHERE guard = ?", (guard,))
        own = run("SELECT position, action FROM entry WHERE actor = ? ORDER BY 1", (guard,))
        meant = dict.fromkeys(action for position, action in own if entries >> position & 1)
        actor = self._directory.actors[record]
        return Found(actor, tuple(actor.actions[each] for each in meant if actor.actions))

    def _match(self, table: str, value: str) -> str:
        """Give the expression that finds a typed value: whole words, else words that begin so."""
        parts = _phrases(value)
        whole = " AND ".join(f'"{part}"' for part in parts)
        if not whole or self._exists(table, whole):
            return whole
        return " AND ".join(f'"{part}"' + ("" if is_han(part) else "*") for part in parts)

    def _exists(self, table: str, match: str) -> bool:
        statement = f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1"
        return self._connection.execute(statement, (match,)).fetchone() is not None

    def _facet(self, facet: str, asked: dict[str, int]) -> list[tuple[str, int]]:
        """Count the actors that each choice of a facet would give, other criteria unchanged."""
        others = [entries for key, entries in asked.items() if key != _CRITERION[facet]]
        return self._sets.counts(facet, self._all(others)) if others else self._sets.totals[facet]

    def _mended(self, criteria: Criteria) -> Criteria | None:
        """Return criteria that find something with mistyped values put right; one search more."""
        better = {
            key: tuple(dict.fromkeys(self._better(key, value) for value in values))
            for key in _TYPED
            if (values := getattr(criteria, key))
        }
        proposed = criteria.mended(better)
        if proposed.to_query() == criteria.on_page(1).to_query():
            return None
        return proposed if self._all(self._asked(proposed).values()) else None

    def _better(self, key: str, value: str) -> str:
        """Return a typed value with each word that no name has replaced by the one most like it.

        A value whose words are all known stays as it was typed.
        """
        table = _TYPED[key][0]
        typed = words(value)[:MAX_WORDS]
        better = [
            word if is_han(word) or self._exists(table, f'"{word}"*') else self._like(key, word)
            for word in typed
        ]
        return value if better == typed else " ".join(self._spelt(word, value) for word in better)

    def _spelt(self, word: str, typed: str) -> str:
        """Return a folded word as a name has it, in the script of what was typed if one does."""
        spellings = self._spellings.get(word, [word])
        fitting = (each for each in spellings if same_script(each, typed.strip()))
        return next(fitting, spellings[0])

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        """How the directory's names spell each folded word."""
        found: dict[str, list[str]] = {}
        for name in self._directory.spelt_names():
            for spelling in _WORDS.findall(name):
                if len(folded := words(spelling)) == 1:
                    found.setdefault(folded[0], []).append(spelling)
        return found

    def _like(self, key: str, word: str) -> str:
        """Find the word of a criterion's names most like one, of about its length."""
        if len(word) < 4:
            return word
        statement = f"SELECT term FROM {_VOCABULARY[key]} WHERE length(term) BETWEEN ? AND ?"
        terms = [
            term for (term,) in self._connection.execute(statement, (len(word) - 2, len(word) + 2))
        ]
        best = process.extractOne(word, terms, scorer=fuzz.ratio, score_cutoff=LIKENESS)
        return best[0] if best else word


def _phrases(value: str) -> list[str]:
    """Give what must be found of a typed value: its words, Han characters as they follow."""
    parts: list[str] = []
    for word in words(value)[:MAX_WORDS]:
        if parts and is_han(word) and is_han(parts[-1]):
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts
