"""A translator at work: opens a spreadsheet, changes cells, saves it."""

from pathlib import Path
from typing import Any

import openpyxl

from tests.workflow.exchange.conftest import MK
from webapp.po.model import Message
from webapp.workflow.exchange.rows import rows_of

COLUMNS = {"key": 1, "source": 4, "translation": 5, "state": 6, "comment": 7}


def name(msgid: str, form: int = 0, msgctxt: str | None = None) -> str:
    """Return the key of a row of a message."""
    return rows_of(Message(msgid, [""] * 9, msgctxt=msgctxt), MK)[form].key


def work_on(path: Path, msgid: str, form: int = 0, **cells: str | None) -> None:
    """Change cells of one row."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = row_of(sheet, name(msgid, form))
    for part, text in cells.items():
        cell = sheet.cell(row, COLUMNS[part])
        cell.value = text
        if text:
            cell.data_type = "s"
    book.save(path)


def row_of(sheet: Any, key: str) -> int:
    """Find the number of a row."""
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == key)


def delete(path: Path, msgid: str, form: int = 0) -> None:
    """Take a row out of a file."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_rows(row_of(book.worksheets[0], name(msgid, form)))
    book.save(path)
