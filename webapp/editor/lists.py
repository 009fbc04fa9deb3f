"""Lists of messages by state, page, rule, part and words; the address of a list can be shared."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from webapp.editor.sentences import RULES, STATES
from webapp.editor.workbook import Book, Row

ON_A_PAGE = 50
"""Messages on each page of a list."""

MAX_WORDS = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """The messages that a list shows; an empty field selects all.

    Arguments:
        state: a state, `asked` for questions, or `left` for every message not published yet.
        page: the French address of a page.
        rule: the id of a rule that has a finding on the message.
        words: a text that the French or the translation must contain.
        part: `site` for the texts of visitors, `editor` for those of the editor.
        number: the page of the list.
    """

    state: str = ""
    page: str = ""
    rule: str = ""
    words: str = ""
    part: str = ""
    number: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """Read the query of an address; an impossible state, rule or part selects all."""
        known = {"state": ("left", *STATES), "rule": RULES, "part": ("site", "editor")}
        number = query.get("number", "")
        return cls(
            **{name: query[name] for name in known if query.get(name) in known[name]},
            page=query.get("page", "")[:MAX_WORDS],
            words=query.get("words", "").strip()[:MAX_WORDS],
            number=int(number) if number.isdecimal() and 0 < len(number) < 6 else 1,
        )

    def query(self, **changes: Any) -> str:
        """Return the query of this list's address, with the given fields changed."""
        values = asdict(replace(self, **changes))
        return urlencode({name: value for name, value in values.items() if value not in ("", 1)})

    def rows(self, book: Book) -> list[Row]:
        """Return the messages of a book that are in the list, on all its pages."""
        words = self.words.casefold()
        rest = "words", "number"
        wanted = {fact for fact in asdict(self).items() if fact[1] and fact[0] not in rest}
        return [row for row in book.rows.values() if wanted <= row.facts and words in row.words]
