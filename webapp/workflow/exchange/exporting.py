"""Exporting a catalogue: one sheet to translate in, and a hidden one with the catalogue itself.

Each text is in a cell of type string with the format "text", so `=…`, `+…`, `-…`, `@…`, dates and
numbers stay text without a prefix that the import would have to remove (OWASP's advice on CSV
injection is about files without types). The mark `quotePrefix` keeps an apostrophe or an equals
sign at the beginning when the cell is edited in Excel (ECMA-376, 18.8.45).
"""

import re
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from webapp.disk import replace
from webapp.errors import FileError, SiteError, shortened
from webapp.languages import Language
from webapp.po import files, write
from webapp.po.model import Catalogue, Message
from webapp.po.read import read
from webapp.workflow.exchange import rows

MAX_CELL = 32_767
"""UTF-16 units that a cell holds (Excel specifications and limits); libraries cut silently."""

_PIECE = 30_000  # digits of the base in one cell
_WIDTHS = (12, 22, 34, 60, 60, 13, 34)
_FORMULA = re.compile(r"[=+\-@'\t\r\n＝＋－＠]")

# Characters that XML 1.0 cannot hold, not even as a reference (XML 1.0, 2.2, Char), and the escapes
# for them in cells, which programs read as the character (ECMA-376, 22.4.2.4).
_NO_CELL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{1,4}_|x005F_"
)


def export_catalogue(folder: Path, language: Language, path: Path, *, todo: bool = False) -> int:
    """Write the messages of a language to a spreadsheet and return how many were written.

    Arguments:
        todo: whether to leave out messages that are translated and not fuzzy.

    Raises:
        SiteError: when a cell cannot hold a text of a message.
        FileError, CatalogSyntaxError: when the catalogue cannot be read, the file cannot be
            written, or its name does not end in `.xlsx`: Excel would not open it.
    """
    if path.suffix.lower() != ".xlsx":
        raise FileError(path, "an export is a spreadsheet; give it the ending .xlsx")
    catalogue = read(files.source(folder, language))
    messages = [one for one in catalogue.active() if not todo or one.fuzzy or not one.translated]
    replace(path, spreadsheet(messages, language))
    return len(messages)


def spreadsheet(messages: Sequence[Message], language: Language) -> bytes:
    """Return the bytes of an `.xlsx` with messages to translate; see `export_catalogue`."""
    book = Workbook()
    sheet = book.active
    sheet.title = language.tag
    for column, heading in enumerate(rows.HEADINGS, 1):
        cell = _write(sheet, 1, column, heading)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS[column - 1]
    number = 1
    for row in (row for message in messages for row in rows.rows_of(message, language)):
        number += 1
        _write_row(sheet, number, row)
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:G{max(number, 2)}"
    sheet.protection.sheet = True
    # In the file format, False means that the action is allowed (ECMA-376, 18.3.1.85).
    sheet.protection.autoFilter = sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    words = ",".join(rows.State)
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    choice.add(f"F2:F{max(number, 2)}")
    sheet.add_data_validation(choice)
    base = book.create_sheet(rows.BASE_SHEET)
    base.sheet_state = "hidden"
    base.protection.sheet = True
    _write(base, 1, 1, f"{rows.BASE_FORMAT}:{language.tag}")
    catalogue = Catalogue(Path(), Message(""), list(messages))
    digits = zlib.compress(write.render(catalogue).encode()).hex()
    for number, start in enumerate(range(0, len(digits), _PIECE), 2):
        _write(base, number, 1, digits[start : start + _PIECE])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text so that no program takes it for a formula or a number; return its cell."""
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _write_row(sheet: Any, number: int, row: rows.Row) -> None:
    for column, part in enumerate(rows.COLUMNS, 1):
        text = str(getattr(row, part))
        problem = ""
        if wrong := _NO_CELL.search(text):
            problem = f"{wrong[0]!a} cannot be exported; delete it in the catalogue first"
        elif len(text.encode("utf-16-le")) // 2 > MAX_CELL:
            problem = f"longer than {MAX_CELL}, the most of a cell; translate it in the .po file"
        if problem:
            raise SiteError(repr(shortened(row.source, 60)), problem)
        cell = _write(sheet, number, column, text)
        cell.quotePrefix = bool(_FORMULA.match(text))
        cell.protection = Protection(locked=part not in ("translation", "state", "comment"))
