"""Reading a spreadsheet that came back, whichever program saved it."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from webapp.catalog.exchange import extra, guard
from webapp.catalog.exchange.headings import PART_OF, STATE_OF
from webapp.catalog.exchange.returned import Cell, Returned, settled, start
from webapp.catalog.exchange.rows import Row, State, split_id
from webapp.catalog.exchange.spreadsheet import BASE_SHEET, written
from webapp.errors import ExchangeFileError

MAX_COLUMNS = 100
"""Columns that are looked at; a translator may have added some."""

MAX_ROWS = 1_048_576
"""Rows that a sheet may have (Excel); a row may claim any number, and gaps are gone through."""

HEADER_ROWS = 20
"""Rows among which the header is looked for."""

# What openpyxl raises for a damaged file is whatever its parts happen to raise.
_DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip

_RETURN = re.compile(r"_x000[Dd]_(?=\n|\Z)")

Line = tuple[Any, ...]


def read_spreadsheet(data: bytes, path: Path) -> Returned:
    """Read a spreadsheet that `spreadsheet` made and somebody worked in.

    Columns are known by their headings and rows by their key, so both may have moved; columns and
    rows that are not ours are left alone.

    Arguments:
        data: the file's bytes.
        path: the file, for errors.

    Raises:
        ExchangeExtraError: when openpyxl is not installed.
        ExchangeFileError: when it is no such spreadsheet.
    """
    guard.check_spreadsheet(data, path)
    openpyxl = extra.module("openpyxl")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that are not read
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
            try:
                return _read(book, path)
            finally:
                book.close()
    except _DAMAGE as error:
        problem = "a damaged spreadsheet; open it and save it again as .xlsx"
        raise ExchangeFileError(path, problem) from error


def _read(book: Any, path: Path) -> Returned:
    base = _lines(book[BASE_SHEET]) if BASE_SHEET in book.sheetnames else ()
    result = start(path, base, f"its hidden sheet “{BASE_SHEET}”")
    for sheet in book.worksheets:
        if sheet.title == BASE_SHEET:
            continue
        found = iter(sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS))
        if header := _header(found):
            _take(result, header, found)
            return result
    problem = "has no sheet with the columns “key” and “Translation” or “Traduction”"
    raise ExchangeFileError(path, f"{problem}; leave the first row as it was exported")


def _lines(sheet: Any) -> Iterator[str]:
    """Put the lines of the base together from their cells."""
    for cells in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True):
        yield "".join(str(value) for value in cells if value is not None)


def _header(found: Iterator[Line]) -> dict[str, int] | None:
    """Find the row of headings: which part of a message stands in which column."""
    for cells in islice(found, HEADER_ROWS):
        header: dict[str, int] = {}
        for number, cell in enumerate(cells):
            if part := PART_OF.get(str(cell.value).strip().lower()):
                header.setdefault(part, number)
        if header.keys() >= {"key", "translation"}:
            return header
    return None


def _take(result: Returned, header: Mapping[str, int], found: Iterable[Line]) -> None:
    exported = result.exported()
    for cells in found:
        values = {part: cells[at] for part, at in header.items() if at < len(cells)}
        key = split_id(str(values["key"].value)) if "key" in values else None
        if key is not None:
            result.cells.append(_cell(key, values, exported.get(key)))
        else:
            kept = [values.get("source"), *values.values()]
            written = (cell for cell in kept if cell is not None and cell.value not in (None, ""))
            result.strays += [(cell.row, str(cell.value)) for cell in islice(written, 1)]


def _cell(key: tuple[str, int], values: Mapping[str, Any], row: Row | None) -> Cell:
    """Read one row; what is not text is said to be so, not turned into text."""
    state, problem = _state(values.get("state"))
    text: dict[str, str | None] = {}
    for part in ("source", "translation", "comment"):
        text[part], wrong = _text(values.get(part), getattr(row, part, ""))
        problem = problem or wrong
    return Cell(
        *key,
        text["source"],
        text["translation"],
        state,
        text["comment"],
        problem,
        values["key"].row,
        edited=row is not None
        and any(_edited(values, row, part) for part in ("address", "context")),
    )


def _edited(values: Mapping[str, Any], row: Row, part: str) -> bool:
    """Return whether a cell that is there to be read says something else than it did."""
    cell = values.get(part)
    exported: str = getattr(row, part)
    if cell is None or (cell.value is None and not exported.strip()):
        return False
    return _unescaped(str(cell.value or ""), exported).split() != exported.split()


def _state(cell: Any) -> tuple[State | None, str | None]:
    word = "" if cell is None or cell.value is None else str(cell.value).strip().lower()
    if not word or word in STATE_OF:
        return STATE_OF.get(word), None
    return None, f"“{word}” is not a state; choose one from the list"


def _text(cell: Any, exported: str) -> tuple[str | None, str | None]:
    """Give a cell's text, or what it is instead."""
    if cell is None:
        return None, None
    if cell.value is None:
        # Programs drop a cell that holds nothing but white space.
        return ("" if exported.strip() else exported), None
    if cell.data_type == "s":
        return _unescaped(str(cell.value), exported), None
    kind = {"f": "a formula", "d": "a date", "b": "true or false", "e": "an error"}
    what = kind.get(cell.data_type, "a number")
    return None, f"a cell holds {what} ({cell.value}); format it as text and write it again"


def _unescaped(text: str, exported: str) -> str:
    """Undo `written`, as the cell was typed: openpyxl undoes it in the shared strings alone.

    There it also deletes every other `x005F_` (openpyxl 3.1, reader/strings.py), so a text that
    had one is known by comparison.
    """
    if text in (exported, written(exported), written(exported).replace("x005F_", "")):
        return exported
    return settled(_RETURN.sub("\r", text).replace("_x005F_", "_"), exported)
