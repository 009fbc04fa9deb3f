"""A translator at work: opens a file that was handed out, changes cells, saves it."""

from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree

from webapp.catalog.exchange.rows import State, key_of

COLUMNS = {"key": 1, "source": 4, "translation": 5, "state": 6, "comment": 7}
XLIFF_STATES = {"translated": "translated", "fuzzy": "needs-review-translation", "missing": "new"}
UNITS = "{urn:oasis:names:tc:xliff:document:1.2}"


def name(msgid: str, form: int = 0, msgctxt: str | None = None) -> str:
    """Name the row of a message in a file."""
    return f"{key_of((msgctxt, msgid))}.{form}"


def work_on(path: Path, msgid: str, form: int = 0, **cells: str | None) -> None:
    """Change cells of one row, in a file of either format."""
    work = _in_spreadsheet if path.suffix == ".xlsx" else _in_xliff
    work(path, name(msgid, form), cells)


def _in_spreadsheet(path: Path, key: str, cells: dict[str, str | None]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = row_of(sheet, key)
    for part, text in cells.items():
        cell = sheet.cell(row, COLUMNS[part])
        cell.value = text
        if text:
            cell.data_type = "s"
    book.save(path)


def row_of(sheet: Any, key: str) -> int:
    """Find the number of a row."""
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == key)


def _in_xliff(path: Path, key: str, cells: dict[str, str | None]) -> None:
    tree = etree.parse(path)
    unit = next(unit for unit in tree.iter(f"{UNITS}trans-unit") if unit.get("id") == key)
    target = unit.find(f"{UNITS}target")
    for part, text in cells.items():
        if part == "state":
            target.set("state", XLIFF_STATES[State(text or "")])
        elif part == "comment":
            note = etree.SubElement(unit, f"{UNITS}note")
            note.set("from", "translator")
            note.text = text
        else:
            element = target if part == "translation" else unit.find(f"{UNITS}source")
            for child in list(element):
                element.remove(child)
            element.text = text
    tree.write(path, encoding="utf-8", xml_declaration=True)


def delete(path: Path, msgid: str, form: int = 0) -> None:
    """Take a row out of a file."""
    key = name(msgid, form)
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        book.worksheets[0].delete_rows(row_of(book.worksheets[0], key))
        book.save(path)
        return
    tree = etree.parse(path)
    unit = next(unit for unit in tree.iter(f"{UNITS}trans-unit") if unit.get("id") == key)
    unit.getparent().remove(unit)
    tree.write(path, encoding="utf-8", xml_declaration=True)
