"""Lists of messages: by state, page, rule, part and words; their address can be shared."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from webapp.editor.sentences import RULES, STATES
from webapp.editor.workbook import Book, Row

ON_A_PAGE = 50
"""Messages that a page of a list has."""

MAX_WORDS = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """Which messages a list shows; whatever is empty selects all.

    Arguments:
        state: a state, or `left` for all in which something is left to do.
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
        known = {"state": ("left", *STATES), "rule": RULES, "part": ("site", "editor")}
        number = query.get("number", "")
        return cls(
            **{name: query[name] for name in known if query.get(name) in known[name]},
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
        rest = "words", "number"
        wanted = {fact for fact in asdict(self).items() if fact[1] and fact[0] not in rest}
        return [row for row in book.rows.values() if wanted <= row.facts and words in row.words]
