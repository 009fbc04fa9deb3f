"""Reading a spreadsheet that was edited in any program, and the report of its import."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook

from webapp.errors import CatalogSyntaxError, FileError, UnknownLanguageError, shortened
from webapp.languages import Language, named
from webapp.po.model import Catalogue
from webapp.po.read import parsed
from webapp.workflow.exchange import rows
from webapp.workflow.exchange.archive import MAX_UNPACKED, cells_only
from webapp.workflow.exchange.rows import BASE_SHEET, Row

MAX_ROWS, MAX_COLUMNS = 100_000, 100
"""The rows and columns read of a sheet: a row may claim any number, and gaps take time to read."""

KINDS = ("taken", "conflict", "refused", "unknown", "noted")
"""In this order: taken; changed on both sides; refused because a rule finds an error or the row is
invalid; without a message in the catalogue; a note: missing rows, or a warning of a rule."""

# For a damaged file, openpyxl lets through whatever its inner code happens to raise.
_DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip

_PART_OF = {word.lower(): part for part, word in zip(rows.COLUMNS, rows.HEADINGS, strict=True)}
_LINE_END = re.compile(r"(_x000[Dd]_|\r)\n?")


class Line(NamedTuple):
    """The outcome of the import for one message or one of its texts.

    Arguments:
        kind: one of `KINDS`.
        name: the French text.
        row: the number of the row in the sheet; 0 for no row or several.
        ours: the text of the catalogue, in a conflict or a refusal by a rule.
        theirs: the text of the file, likewise, or where the catalogue no longer has the message.
    """

    kind: str
    name: str
    sentence: str
    row: int = 0
    ours: str | None = None
    theirs: str | None = None

    def __str__(self) -> str:
        row = f"row {self.row}: " if self.row else ""
        text = f"  {self.kind:8} {row}{shortened(self.name, 60)!r}: {self.sentence}"
        if self.ours is not None:
            text += f"\n    catalogue: {self.ours!r}"
        if self.theirs is not None:
            text += f"\n    file:      {self.theirs!r}"
        return text


@dataclass(slots=True)
class ImportFile:
    """A spreadsheet to import, and the report on it for translators and reviewers.

    Arguments:
        base: the catalogue as it was exported.
        exported: the rows of the base by key.
        rows: the valid rows of the file by key, each after its number in the sheet.
        lines: what was taken from the file and what was not.
    """

    path: Path
    language: Language
    base: Catalogue
    exported: dict[str, Row]
    rows: dict[str, tuple[int, Row]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def of(self, kind: str) -> list[Line]:
        """Return the lines of one kind."""
        return [line for line in self.lines if line.kind == kind]

    @property
    def clean(self) -> bool:
        """Whether every change in the file was taken."""
        return all(line.kind in ("taken", "noted") for line in self.lines)

    def __str__(self) -> str:
        taken, conflicts, refused, unknown, _ = (len(self.of(kind)) for kind in KINDS)
        counts = f"{taken} taken, {conflicts} conflicts, {refused} refused, {unknown} unknown"
        lines = sorted(self.lines, key=lambda line: (KINDS.index(line.kind), line.row))
        return "\n".join([f"{self.language.path}: {counts}", *map(str, lines)])


def read_file(path: Path) -> ImportFile:
    """Read a spreadsheet that was exported and then edited.

    Columns are recognised by their headings and rows by their key, so both may have moved; added
    columns and sheets are ignored.

    Raises:
        FileError: when the file is not such a spreadsheet.
    """
    problem = "has no sheet with the columns “key” and “Traduction”"
    remedy = "leave the first row as it was exported"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about extensions that are not read
            book = load_workbook(cells_only(path), read_only=True)
            file = _read_base(book, path)
            for sheet in book.worksheets:
                lines = enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS), 1)
                if sheet.title != BASE_SHEET and (header := _header(lines)):
                    _read_rows(file, header, lines)
                    return file
    except _DAMAGE:
        problem = "not a spreadsheet, or a damaged one"
        remedy = "save it as .xlsx (Excel 2007 and later), without a password"
    raise FileError(path, f"{problem}; {remedy}")


def _read_base(book: Any, path: Path) -> ImportFile:
    """Read the catalogue that the file was exported from."""
    inflating = zlib.decompressobj()
    with suppress(KeyError, ValueError, zlib.error, CatalogSyntaxError, UnknownLanguageError):
        lines = book[BASE_SHEET].iter_rows(max_row=MAX_ROWS, max_col=1, values_only=True)
        first, *pieces = [str(line[0]) for line in lines if line[0] is not None]
        version, _, tag = first.partition(":")
        language = named(tag)
        base = parsed(inflating.decompress(bytes.fromhex("".join(pieces)), MAX_UNPACKED), path)
        if inflating.eof and version == rows.BASE_FORMAT:
            groups = (rows.rows_of(message, language) for message in base.messages)
            return ImportFile(path, language, base, {row.key: row for it in groups for row in it})
    problem = f"has no hidden sheet “{BASE_SHEET}” of this version of the site, or it was changed"
    remedy = "export it again and paste the translations into the new file"
    raise FileError(path, f"{problem}; {remedy}")


def _header(lines: Iterator[tuple[int, Any]]) -> dict[str, int] | None:
    """Find the row of headings and return the column of each part of a message."""
    for _, line in islice(lines, 20):
        header: dict[str, int] = {}
        for place, cell in enumerate(line):
            if part := _PART_OF.get(str(cell.value).strip().lower()):
                header.setdefault(part, place)
        if header.keys() >= {"key", "translation"}:
            return header
    return None


def _read_rows(
    file: ImportFile, header: Mapping[str, int], lines: Iterator[tuple[int, Any]]
) -> None:
    unreadable = set()
    for number, line in lines:
        cells = {part: line[place] for part, place in header.items()}
        key = str(cells["key"].value or "").strip()
        if not (exported := file.exported.get(key)):
            texts = [cell.value for cell in (cells.get("source"), *cells.values()) if cell]
            if text := next(filter(None, texts), None):
                reason = "not among what was exported" if key else "a row without a key"
                file.lines.append(Line("unknown", str(text), reason, number))
            continue
        row, problems = _read_row(cells, exported)
        if file.rows.setdefault(key, (number, row))[1] != row:
            problems.append("appears in the file more than once, with different texts")
        if problems:
            unreadable.add(key)
        file.lines += [Line("refused", row.source, text, number) for text in problems]
    if gone := [row.source for key, row in file.exported.items() if key not in file.rows]:
        names = ", ".join(map(repr, gone[:3])) + (", …" if len(gone) > 3 else "")
        sentence = f"{len(gone)} rows are missing; their entries are unchanged: {names}"
        file.lines.append(Line("noted", file.path.name, sentence))
    for key in unreadable:
        del file.rows[key]


def _read_row(cells: Mapping[str, Any], exported: Row) -> tuple[Row, list[str]]:
    """Return a row as the file has it, and the problems for which it cannot be taken."""
    problems = []
    changes: dict[str, Any] = {}
    word = str(cells["state"].value or "").strip().lower() if "state" in cells else ""
    if word in set(rows.State):
        changes["state"] = rows.State(word)
    elif word:
        problems.append(f"“{word}” is not a state; choose one from the list")
    for part in cells.keys() & {"translation", "comment"}:
        cell = cells[part]
        if cell.value is None or cell.data_type == "s":
            changes[part] = _text(cell, getattr(exported, part))
        else:
            problem = f"a cell holds {cell.value}, which is not text"
            problems.append(f"{problem}; format it as text and write it again")
    # Programs may change white space on their own.
    source = cells.get("source")
    if source and _text(source, exported.source).split() != exported.source.split():
        problem = "the French next to it is not what was exported"
        problems.append(f"{problem}; sort whole rows, and do not edit it")
    return exported._replace(**changes), problems


def _text(cell: Any, exported: str) -> str:
    """Return a cell's text, or the exported text if only a program has changed it.

    Programs write line ends in their own way, Excel as `_x000D_` and a line feed, and drop a cell
    that holds nothing but white space.
    """
    if cell.value is None:
        return "" if exported.strip() else exported
    text, before = (_LINE_END.sub("\n", text) for text in (str(cell.value), exported))
    return exported if text == before else text
