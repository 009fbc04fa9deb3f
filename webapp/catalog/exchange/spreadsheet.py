"""Writing a spreadsheet: one sheet to translate in, and a hidden one that remembers the rest.

A text is a cell of type string in the format "text", so `=…`, `+…`, `-…`, `@…`, dates and numbers
stay text and nothing is put before them that would have to be taken away again (OWASP, CSV
injection, is about files without types). The mark `quotePrefix` keeps an apostrophe or an equals
sign at the beginning when the cell is edited in Excel (ECMA-376, 18.8.45).
"""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from webapp.catalog.exchange import extra
from webapp.catalog.exchange.base import lines
from webapp.catalog.exchange.headings import COLUMNS, DEFAULT, HEADINGS, STATES
from webapp.catalog.exchange.rows import Row, row_id, rows
from webapp.catalog.model import Message
from webapp.errors import ExchangeTextError
from webapp.languages import Language

BASE_SHEET = "base"
"""The hidden sheet with what the file was exported from."""

MAX_CELL = 32_767
"""UTF-16 units that a cell holds (Excel specifications and limits); libraries cut silently."""

PIECE = 30_000
"""Characters of the base that go into one of its cells."""

_FORMULA = re.compile(r"[=+\-@'\t\r\n＝＋－＠]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def spreadsheet(messages: Sequence[Message], language: Language, headings: str = DEFAULT) -> bytes:
    """Make a spreadsheet of messages.

    Arguments:
        messages: what to translate.
        language: the language to translate into.
        headings: the language of headings and states: `en` or `fr`.

    Returns:
        The bytes of an `.xlsx`.

    Raises:
        ExchangeExtraError: when openpyxl is not installed.
        ExchangeTextError: when a message does not fit into cells.
    """
    book = extra.module("openpyxl").Workbook()
    sheet = book.active
    sheet.title = language.tag
    _Sheet(sheet, headings).fill(rows(messages, language), language)
    _remember(book.create_sheet(BASE_SHEET), lines(messages, language.tag))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def written(text: str) -> str:
    """Give a text as a cell must have it: `_x0041_` would be read as `A` (ECMA-376, 22.4.2.4)."""
    return _ESCAPE.sub("_x005F_", text)


def _remember(sheet: Any, found: Iterable[str]) -> None:
    """Write the base, a line a row, in as many cells as it takes."""
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    for number, line in enumerate(found, 1):
        for column, start in enumerate(range(0, len(line), PIECE), 1):
            _text(sheet.cell(number, column), line[start : start + PIECE])


def _text(cell: Any, text: str) -> None:
    """Write a text that is nothing but text."""
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"


class _Sheet:
    """The sheet that a translator sees, while it is filled."""

    def __init__(self, sheet: Any, headings: str) -> None:
        self.sheet = sheet
        self.words = HEADINGS[headings]
        self.states = STATES[headings]
        self.styles = extra.module("openpyxl.styles")
        self.wrapped = self.styles.Alignment(wrap_text=True, vertical="top")
        self.unlocked = self.styles.Protection(locked=False)

    def fill(self, found: Iterable[Row], language: Language) -> None:
        """Write headings and rows, then what concerns whole columns."""
        for number, column in enumerate(COLUMNS, 1):
            cell = self.sheet.cell(1, number)
            _text(cell, self.words[column.part])
            cell.font = self.styles.Font(bold=True)
            cell.alignment = self.wrapped
            letter = cell.column_letter
            self.sheet.column_dimensions[letter].width = column.width
            self.sheet.column_dimensions[letter].hidden = column.part == "key"
        last = 1
        for last, row in enumerate(found, 2):
            self._write(last, row)
        self._settle(last)
        self.sheet.oddHeader.center.text = language.tag

    def _write(self, number: int, row: Row) -> None:
        for place, column in enumerate(COLUMNS, 1):
            cell = self.sheet.cell(number, place)
            text = written(self._shown(row, column.part))
            _fits(text, row)
            _text(cell, text)
            cell.quotePrefix = bool(_FORMULA.match(text))
            cell.alignment = self.wrapped
            if column.open:
                cell.protection = self.unlocked

    def _shown(self, row: Row, part: str) -> str:
        if part == "key":
            return row_id(row)
        return self.states[row.state] if part == "state" else str(getattr(row, part))

    def _settle(self, last: int) -> None:
        """Freeze the header, offer the states, lock what is not the translator's."""
        sheet = self.sheet
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{sheet.cell(last, len(COLUMNS)).coordinate}"
        sheet.page_setup.orientation = "landscape"
        sheet.print_title_rows = "1:1"
        protection = sheet.protection
        protection.sheet = True
        # In the format False means that it is allowed (ECMA-376, 18.3.1.85).
        protection.autoFilter = protection.formatColumns = protection.formatRows = False
        validation = extra.module("openpyxl.worksheet.datavalidation").DataValidation(
            type="list", formula1=f'"{",".join(self.states.values())}"', allow_blank=True
        )
        sheet.add_data_validation(validation)
        place = [column.part for column in COLUMNS].index("state") + 1
        letter = sheet.cell(1, place).column_letter
        validation.add(f"{letter}2:{letter}{max(last, 2)}")


def _fits(text: str, row: Row) -> None:
    if len(text.encode("utf-16-le")) // 2 > MAX_CELL:
        problem = f"longer than the {MAX_CELL} characters of a cell; translate it in the .po file"
        raise ExchangeTextError(row.source, problem)
