"""Reading one sheet of the directory: its encoding, its columns and where each cell stands."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MAX_CELL = 2_000
"""Characters of a cell; a longer one is a mistake, such as a quotation mark left open."""


@dataclass(slots=True)
class Row:
    """A row of a sheet: its cells by column, and the line that it begins on."""

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class Sheet:
    """A sheet and everything found wrong in it.

    Arguments:
        path: the file.
        columns: the names that its columns must have, in any order.
        optional: the names that further columns may have.
        data: its bytes, once they are read.
        separator: what stands between its cells: a comma, or a semicolon as French Excel has it.
    """

    path: Path
    columns: Sequence[str]
    optional: Sequence[str] = ()
    rows: list[Row] = field(default_factory=list)
    findings: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)
    data: bytes = b""
    separator: str = ","

    def wrong(self, line: int, column: str, problem: str) -> None:
        """Note an error; `column` is the name of a column, or what the problem is about."""
        self.findings.append((line, f"{self.path}:{line}: error [{column}] {problem}"))

    def warn(self, line: int, column: str, problem: str) -> None:
        """Note what may be wrong; the data is taken."""
        self.warnings.append((line, f"{self.path}:{line}: warning [{column}] {problem}"))


def read_sheet(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Sheet:
    """Read a sheet; what is wrong is among its findings, and rows that have it are left out.

    Arguments:
        path: a CSV file in UTF-8, with commas (RFC 4180) or semicolons.
        columns: the names of its columns.
        optional: the names of columns that it may also have.
    """
    sheet = Sheet(path, columns, optional)
    text = _text(sheet)
    if text is None:
        return sheet
    lines = list(_lines(sheet, text))
    if not lines:
        sheet.wrong(1, "columns", f"empty; the first line must be {','.join(columns)}")
    elif _columns_are_right(sheet, *lines[0]):
        header = lines[0][1]
        for line, cells in lines[1:]:
            _row(sheet, header, line, cells)
    return sheet


def _text(sheet: Sheet) -> str | None:
    """Decode the file, or say in which encoding it seems to be and which it must be in."""
    try:
        if sheet.path.exists() and not sheet.path.is_file():
            sheet.wrong(1, "file", "not a file")  # a pipe would be waited for, for ever
            return None
        data = sheet.data = sheet.path.read_bytes()
    except OSError as error:
        sheet.wrong(1, "file", f"cannot be read: {error.strerror or error}")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02X} is not UTF-8"
        seems = (
            "the file seems to be in UTF-16"
            if data[:2] in (b"\xff\xfe", b"\xfe\xff")
            else (f"in Windows-1252 it reads {_windows(data, error.start)!r}")
        )
        sheet.wrong(line, "encoding", f"{byte}; {seems}; save the file as “CSV UTF-8”")
        return None


def _windows(data: bytes, start: int) -> str:
    """Show the word around a byte as Windows-1252 has it."""
    before = data[max(0, start - 20) : start].decode("ascii", "ignore")
    after = data[start : start + 20].decode("cp1252", "replace")
    first = before.replace("\n", ",").rpartition(",")[2]
    return first + after.splitlines()[0].partition(",")[0]


def _lines(sheet: Sheet, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the line that each begins on; a quoted cell may span lines."""
    first = text.partition("\n")[0]
    sheet.separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=sheet.separator)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        sheet.wrong(
            line, "syntax", f'not CSV: {error}; quote a cell as "…" and double the quotes in it'
        )


def _columns_are_right(sheet: Sheet, line: int, header: list[str]) -> bool:
    """Compare the first line with the names that it must hold."""
    if len(header) == 1 and "\t" in header[0]:
        problem = "cells are separated by tabs; use commas or semicolons"
        sheet.wrong(line, "separator", problem)
        return False
    names = (*sheet.columns, *sheet.optional)
    known = f"the columns are {', '.join(names)}"
    for name in dict.fromkeys(header):
        if name not in names:
            sheet.wrong(line, "columns", f"unknown column {name!r}; {known}")
        elif header.count(name) > 1:
            sheet.wrong(line, "columns", f"column {name!r} stands {header.count(name)} times")
    for name in sheet.columns:
        if name not in header:
            sheet.wrong(line, "columns", f"column {name!r} is missing; {known}")
    return not sheet.findings


def _row(sheet: Sheet, header: list[str], line: int, cells: list[str]) -> None:
    """Take a row whose cells can be taken."""
    if len(cells) != len(header):
        problem = f"{len(cells)} cells, and there are {len(header)} columns"
        held = {",": "comma", ";": "semicolon"}[sheet.separator]
        sheet.wrong(line, "columns", f"{problem}; quote a cell that holds a {held}")
        return
    before = len(sheet.findings)
    row = Row(line, dict(zip(header, cells, strict=True)))
    for column, cell in row.cells.items():
        if problem := _problem(cell):
            sheet.wrong(line, column, problem)
    if len(sheet.findings) == before:
        sheet.rows.append(row)


def _problem(cell: str) -> str:
    """Say what no cell may hold."""
    if len(cell) > MAX_CELL:
        return f"{len(cell)} characters; {MAX_CELL} at most"
    if cell != cell.strip():
        return f"{cell!r} begins or ends with a space; remove it"
    hidden = next((char for char in cell if not char.isprintable()), "")
    return f"character U+{ord(hidden):04X} cannot be seen; remove it" if hidden else ""
