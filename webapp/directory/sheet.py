"""Reading one sheet of the directory: its encoding, its columns and where each cell stands."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MAX_CELL = 2_000
"""Characters of a cell; a longer one is a mistake, such as a quotation mark left open."""


@dataclass(slots=True)
class Sheet:
    """A sheet: the rows that can be read, and what is or may be wrong with the line where it is."""

    path: Path
    rows: list["Row"] = field(default_factory=list)
    findings: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)
    data: bytes = b""

    def wrong(self, line: int, column: str, problem: str) -> None:
        """Note an error; `column` is the name of a column, or what the problem is about."""
        self.findings.append((line, f"{self.path}:{line}: error [{column}] {problem}"))


@dataclass(slots=True)
class Row:
    """A row: its cells by column, and the line that it begins on."""

    sheet: Sheet
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def wrong(self, column: str, problem: str) -> None:
        """Note an error."""
        self.sheet.wrong(self.line, column, problem)

    def warn(self, column: str, problem: str) -> None:
        """Note what may be wrong."""
        text = f"{self.sheet.path}:{self.line}: warning [{column}] {problem}"
        self.sheet.warnings.append((self.line, text))


def read_sheet(path: Path, columns: Collection[str], optional: Collection[str] = ()) -> Sheet:
    """Return a sheet; what is wrong is among its findings, and rows that have it are left out.

    Arguments:
        path: a CSV file in UTF-8, with commas (RFC 4180) or semicolons, as a French Excel writes.
        columns: the names that its columns must have, in any order.
        optional: the names of columns that it may also have.
    """
    sheet = Sheet(path)
    text = _text(sheet)
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    lines = list(_lines(sheet, text, separator))
    if not lines and not sheet.findings:
        sheet.wrong(1, "columns", f"empty; the first line must be {','.join(columns)}")
    for line, header in lines[:1]:
        _check_columns(sheet, line, header, columns, optional)
    if not sheet.findings:
        for line, cells in lines[1:]:
            _read_row(sheet, lines[0][1], line, cells, separator)
    return sheet


def _text(sheet: Sheet) -> str:
    """Return the text of the file; note why it cannot be read, and its encoding if it is wrong."""
    try:
        if sheet.path.exists() and not sheet.path.is_file():
            sheet.wrong(1, "file", "not a file")  # reading a pipe would wait
            return ""
        data = sheet.data = sheet.path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        sheet.wrong(1, "file", f"cannot be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        seems = "the file seems to be in UTF-16"
        if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            start = max(0, error.start - 20)
            text = data[start : error.start + 20].decode("cp1252", "replace")
            before = re.split(r"[,;\n]", text[: error.start - start])[-1]
            after = re.split(r"[,;\r\n]", text[error.start - start :])[0]
            seems = f"in Windows-1252 it reads {before + after!r}"
        problem = f"byte 0x{data[error.start]:02X} is not UTF-8; {seems}"
        line = data.count(b"\n", 0, error.start) + 1
        sheet.wrong(line, "encoding", f"{problem}; save the file as “CSV UTF-8”")
    return ""


def _lines(sheet: Sheet, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the line that each begins on; a quoted cell may span lines."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        problem = f'not CSV: {error}; quote a cell as "…" and double the quotes in it'
        sheet.wrong(line, "syntax", problem)


def _check_columns(
    sheet: Sheet, line: int, header: list[str], columns: Collection[str], optional: Collection[str]
) -> None:
    if len(header) == 1 and "\t" in header[0]:
        sheet.wrong(line, "separator", "cells are separated by tabs; use commas or semicolons")
        return
    names = (*columns, *optional)
    known = f"the columns are {', '.join(names)}"
    for name in dict.fromkeys(header):
        if name not in names:
            sheet.wrong(line, "columns", f"unknown column {name!r}; {known}")
        elif header.count(name) > 1:
            sheet.wrong(line, "columns", f"column {name!r} stands {header.count(name)} times")
    for name in columns:
        if name not in header:
            sheet.wrong(line, "columns", f"column {name!r} is missing; {known}")


def _read_row(sheet: Sheet, header: list[str], line: int, cells: list[str], separator: str) -> None:
    """Add a row whose cells can be read; note what no cell may hold."""
    if len(cells) != len(header):
        problem = f"{len(cells)} cells, and there are {len(header)} columns"
        name = "semicolon" if separator == ";" else "comma"
        sheet.wrong(line, "columns", f"{problem}; quote a cell that holds a {name}")
        return
    row = Row(sheet, line, dict(zip(header, cells, strict=True)))
    before = len(sheet.findings)
    for column, cell in row.cells.items():
        hidden = next((char for char in cell if not char.isprintable()), "")
        if len(cell) > MAX_CELL:
            row.wrong(column, f"{len(cell)} characters; {MAX_CELL} at most")
        elif cell != cell.strip():
            row.wrong(column, f"{cell!r} begins or ends with a space; remove it")
        elif hidden:
            row.wrong(column, f"character U+{ord(hidden):04X} cannot be seen; remove it")
    if len(sheet.findings) == before:
        sheet.rows.append(row)
