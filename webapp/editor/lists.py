"""Lists of messages: by state, page, rule, part and words; their address can be shared."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from webapp.editor.sentences import RULES
from webapp.editor.workbook import LEFT, Book, Row, State

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
        number: which page of the list.
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
        known = {"state": (ALL_LEFT, *State), "rule": RULES, "part": PARTS}
        chosen = {name: query.get(name, "") for name, values in known.items()}
        number = query.get("number", "")
        return cls(
            **{name: value for name, value in chosen.items() if value in known[name]},
            page=query.get("page", "")[:MAX_WORDS],
            words=query.get("words", "").strip()[:MAX_WORDS],
            number=int(number) if number.isdecimal() and 0 < len(number) < 6 else 1,
        )

    def query(self, **changes: Any) -> str:
        """Return the query of this list, or of one with some changes."""
        values = asdict(replace(self, **changes))
        return urlencode({name: value for name, value in values.items() if value not in ("", 1)})

    def rows(self, book: Book) -> list[Row]:
        """Return the messages of a book that the list has, on all its pages."""
        words = self.words.casefold()
        states = LEFT if self.state == ALL_LEFT else (self.state,) if self.state else tuple(State)
        return [
            row
            for row in book.rows.values()
            if row.state in states
            and self.page in ("", row.page)
            and self.part in ("", PARTS[row.is_editors])
            and (not self.rule or any(finding.rule == self.rule for finding in row.findings))
            and (not words or words in row.words)
        ]


def progress(book: Book) -> dict[str, tuple[int, int]]:
    """Return how many messages each page has and how many of them are left, by its address."""
    pages: dict[str, tuple[int, int]] = {}
    for row in book.rows.values():
        total, left = pages.get(row.page, (0, 0))
        pages[row.page] = total + 1, left + (row.state in LEFT)
    return pages
