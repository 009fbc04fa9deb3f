"""Lists of messages: by state, page, rule, part and words; their address can be shared."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Self
from urllib.parse import urlencode

from webapp.editor.rules import SENTENCES
from webapp.editor.workbook import LEFT, Book, Row, State, counts

ON_A_PAGE = 50
"""Messages that a page of a list has."""

ALL_LEFT = "left"
"""All states in which something is left to do."""

PARTS = ("site", "editor")
MAX_WORDS = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """Which messages a list shows; whatever is empty selects all.

    Arguments:
        state: a state, or `ALL_LEFT`.
        page: the French address of a page.
        rule: the id of a rule that finds something.
        words: what the French or the translation must contain.
        part: `site` for the texts of visitors, `editor` for those of the editor.
        number: which page of the list, from 1.
    """

    state: str = ""
    page: str = ""
    rule: str = ""
    words: str = ""
    part: str = ""
    number: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """Read the query of an address; what it cannot mean selects all."""
        state, rule, part = (query.get(name, "") for name in ("state", "rule", "part"))
        number = query.get("number", "1")
        return cls(
            state=state if state in (ALL_LEFT, *State) else "",
            page=query.get("page", "")[:MAX_WORDS],
            rule=rule if rule in SENTENCES else "",
            words=query.get("words", "").strip()[:MAX_WORDS],
            part=part if part in PARTS else "",
            number=int(number) if number.isdecimal() and len(number) < 6 else 1,
        )

    def query(self, **changes: object) -> str:
        """Return the query of this list, or of one with some changes."""
        values = asdict(replace(self, **changes))  # type: ignore[arg-type]
        return urlencode(
            {name: it for name, it in values.items() if it and (name, it) != ("number", 1)}
        )

    def rows(self, book: Book) -> list[Row]:
        """Return the messages of a book that the list has, on all its pages."""
        words = self.words.casefold()
        return [row for row in book.rows.values() if self._has(row, words)]

    def _has(self, row: Row, words: str) -> bool:
        states = LEFT if self.state == ALL_LEFT else (self.state or row.state,)
        return (
            row.state in states
            and self.page in ("", row.page)
            and self.part in ("", "editor" if row.is_editors else "site")
            and (not self.rule or any(it.rule == self.rule for it in row.findings))
            and (not words or any(words in text.casefold() for text in row.texts))
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a page is: its French address, and its messages by state."""

    page: str
    counts: dict[State, int]

    @property
    def total(self) -> int:
        """How many messages it has."""
        return sum(self.counts.values())

    @property
    def left(self) -> int:
        """How many of them visitors do not get in their language."""
        return sum(self.counts[state] for state in LEFT)


def progress(book: Book) -> list[Progress]:
    """Return how far each page is, in the order of messages.pot; last what stands on none."""
    pages: dict[str, list[Row]] = {}
    for row in book.rows.values():
        pages.setdefault(row.page, []).append(row)
    return [Progress(page, counts(rows)) for page, rows in pages.items()]
