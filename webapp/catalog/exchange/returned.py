"""A file as it came back: what it was exported from and what its cells say now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from webapp.catalog.exchange.base import Base, read_base
from webapp.catalog.exchange.rows import Row, State, rows_of
from webapp.errors import ExchangeFileError, UnknownLanguageError
from webapp.languages import Language, named


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a file that came back; None where the file says nothing.

    Arguments:
        key: the message, as in `Row`.
        form: the plural form.
        source: the French text.
        translation: the text.
        state: what the translator says of it.
        comment: the translator's own comment.
        problem: why a part of the row cannot be taken.
        number: its number in the sheet.
        edited: whether its page or its context was changed, which is nobody's to translate.
    """

    key: str
    form: int
    source: str | None = None
    translation: str | None = None
    state: State | None = None
    comment: str | None = None
    problem: str | None = None
    number: int = 0
    edited: bool = False


@dataclass(slots=True)
class Returned:
    """A whole file.

    Arguments:
        path: the file.
        language: the language it was exported for.
        base: the messages it was exported from.
        cells: its rows, in their order.
        strays: number and text of rows that belong to no message.
    """

    path: Path
    language: Language
    base: Base
    cells: list[Cell] = field(default_factory=list)
    strays: list[tuple[int, str]] = field(default_factory=list)

    def exported(self) -> dict[tuple[str, int], Row]:
        """Give every row as it was exported."""
        found = (rows_of(message, self.language) for message in self.base.messages.values())
        return {(row.key, row.form): row for group in found for row in group}


def start(path: Path, lines: Iterable[str], place: str) -> Returned:
    """Begin with the base of a file.

    Arguments:
        path: the file.
        lines: the base's lines, as they were found.
        place: where they should have been, for the error.

    Raises:
        ExchangeFileError: when they are no base, or of a language that this site has not.
    """
    base = read_base(lines)
    if base is None:
        problem = f"has lost {place}, which says what it was exported from; export it again"
        raise ExchangeFileError(path, f"{problem} and paste the translations into the new file")
    try:
        return Returned(path, named(base.language), base)
    except UnknownLanguageError as error:
        raise ExchangeFileError(path, str(error)) from error


def settled(text: str, exported: str) -> str:
    """Give a text as it came, but for line ends, which tools write as their system does."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    if unix == exported.replace("\r\n", "\n").replace("\r", "\n"):
        return exported
    return text if "\r" in exported else unix
