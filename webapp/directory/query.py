"""What a search asks for, read from an address and written back to one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from webapp.directory.criteria import KEYS, TYPED
from webapp.directory.fold import MAX_TEXT, MAX_WORDS, words

MAX_VALUES = 20
"""The most values chosen from the list of a key that are searched for; the rest are cut."""

MAX_TYPED = 3
"""The most values typed for a key that are searched for, with `MAX_TEXT` characters in all; of
each value, only the first `MAX_WORDS` words are searched for."""


@dataclass(frozen=True, slots=True)
class Query:
    """The values asked for; `query[key]` returns the sorted values of a key.

    Arguments:
        values: the values by key; a key without values is absent.
        page: the page of the results, from 1; it may lie after the last one.
        cut: whether more was asked for than is searched for.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    cut: bool = field(default=False, compare=False)

    @classmethod
    def read(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Return the query in an address's pairs; meaningless pairs are ignored, never refused."""
        taken: dict[str, dict[str, None]] = {name: {} for name in KEYS}
        page, cut = 1, False
        for name, value in pairs:
            if name == "page":
                page = max(1, int(value)) if re.fullmatch(r"[0-9]{1,6}", value) else 1
            if name not in KEYS:
                continue
            labels, texts = KEYS[name].labels, taken[name]
            if labels is None:
                shown = "".join(it if it.isprintable() else " " for it in value[: 2 * MAX_TEXT])
                text = " ".join(shown.split())
                room = MAX_TEXT - sum(map(len, texts)) if len(texts) < MAX_TYPED else 0
                kept = text if text in texts else text[:room].strip()
                cut |= len(words(kept)) > MAX_WORDS
            else:
                text = value if value in labels else ""
                kept = text if text in texts or len(texts) < MAX_VALUES else ""
            cut |= kept != text
            if kept:
                texts[kept] = None
        values = {name: tuple(sorted(texts)) for name, texts in taken.items() if texts}
        return cls(values, page, cut)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())

    @property
    def typed(self) -> tuple[str, ...]:
        """The values that were typed."""
        return tuple(value for key in TYPED for value in self[key.name])

    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs for an address, always in the same order."""
        pairs = [(name, value) for name in KEYS for value in self[name]]
        return pairs + ([("page", str(self.page))] if self.page > 1 else [])

    def without(self, name: str, value: str) -> Self:
        """Return the query without one of its values, on the first page of the results."""
        return self.replaced({name: tuple(each for each in self[name] if each != value)})

    def replaced(self, better: Mapping[str, tuple[str, ...]]) -> Self:
        """Return the query with other values for some keys, on the first page of the results."""
        values = {**self.values, **better}
        return type(self)({name: each for name, each in values.items() if each}, 1, self.cut)

    def on_page(self, page: int) -> Self:
        """Return the query for another page of the results."""
        return type(self)(self.values, page, self.cut)
