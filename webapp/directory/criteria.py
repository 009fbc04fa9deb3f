"""The five criteria of a search, read from an address and written back to one.

Within a criterion any of its values will do, and every criterion counts. Keys are the same in
every language, so that an address keeps its meaning when the language changes.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from babel import Locale

from webapp.directory.fold import MAX_TEXT, MAX_WORDS, words
from webapp.directory.words import ACTIVITIES, DEPARTMENTS, FIELDS

MAX_VALUES = 20
"""Values of a criterion that are chosen from a list and looked at; the rest are cut."""

MAX_TYPED = 3
"""Values of a criterion that are typed and looked at, of `MAX_TEXT` characters together; a word
after the twelfth of a value is not looked for."""

MAX_PAGE = 100_000
"""The last page that may be asked for; a search shows its own last one instead."""

COUNTRIES = frozenset(
    code
    for code in map(str, Locale("en").territories)
    if len(code) == 2 and code not in ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
)
"""ISO 3166-1 alpha-2, by CLDR."""

CHOICES: dict[str, Collection[str]] = {
    "department": DEPARTMENTS,
    "country": COUNTRIES,
    "field": FIELDS,
    "activity": ACTIVITIES,
}
"""The keys whose values are chosen from a list."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is searched for.

    Arguments:
        name: the actor's name or acronym, as typed.
        town: a town or a department, as typed; one criterion with `department`.
        department: numbers of departments.
        place: a country or town of intervention, as typed; one criterion with `country`.
        country: ISO 3166-1 alpha-2 codes.
        field: keys of the fields of intervention.
        activity: keys of the types of activity.
        page: the page of the results, from 1.
        cut: whether more was asked for than is looked at.
    """

    name: tuple[str, ...] = ()
    town: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    activity: tuple[str, ...] = ()
    page: int = 1
    cut: bool = False

    @classmethod
    def from_query(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Read the pairs of a query; what cannot be meant is left out, nothing is refused.

        Arguments:
            pairs: keys and values, decoded, in their order.
        """
        values: dict[str, dict[str, None]] = {key: {} for key in KEYS}
        page, cut = 1, False
        for key, value in pairs:
            if key == "page":
                page = _page(value)
            elif key in values:
                cut |= _take(key, value, values[key])
        found = {key: tuple(sorted(texts)) for key, texts in values.items()}
        return cls(**found, page=page, cut=cut)

    def to_query(self) -> list[tuple[str, str]]:
        """Write the criteria as the pairs of a query, always in the same order."""
        pairs = [(key, value) for key in KEYS for value in getattr(self, key)]
        return pairs + ([("page", str(self.page))] if self.page > 1 else [])

    def without(self, key: str, value: str) -> Self:
        """Give the criteria without one of their values, from the first page."""
        kept: dict[str, Any] = {key: tuple(v for v in getattr(self, key) if v != value)}
        return replace(self, page=1, **kept)

    def mended(self, better: Mapping[str, Any]) -> Self:
        """Return the criteria with other values for some keys, from the first page."""
        return replace(self, page=1, **better)

    def on_page(self, page: int) -> Self:
        """Give the criteria for another page of the results."""
        return replace(self, page=page)

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for, so that everything is found."""
        return not any(getattr(self, key) for key in KEYS)


KEYS = tuple(each.name for each in fields(Criteria) if each.name not in ("page", "cut"))
"""The keys of a query, in the order in which addresses hold them."""


def _take(key: str, value: str, taken: dict[str, None]) -> bool:
    """Add a value to those of its key; return whether it, or a part of it, is left out."""
    if key in CHOICES:
        if value in CHOICES[key] and len(taken) < MAX_VALUES:
            taken[value] = None
        return value in CHOICES[key] and value not in taken
    text = _clean(value)
    if text in taken:
        return False
    room = MAX_TEXT - sum(map(len, taken)) if len(taken) < MAX_TYPED else 0
    kept = text[:room].strip()
    if kept:
        taken[kept] = None
    return kept != text or len(words(kept)) > MAX_WORDS


def _clean(value: str) -> str:
    """Return a typed value as it may be searched for; empty when nothing of it can be."""
    printable = "".join(char if char.isprintable() else " " for char in value[: 2 * MAX_TEXT])
    return " ".join(printable.split())


def _page(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(MAX_PAGE))):
        return 1
    return min(max(int(value), 1), MAX_PAGE)
