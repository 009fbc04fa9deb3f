"""Reading a CSV file: its encoding, its columns and where each cell stands."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from webapp.errors import shortened

MAX_CELL = 2_000
"""Characters of a cell; a longer one is a mistake, such as a quotation mark left open."""

Columns = Mapping[str, Callable[[str], Any]]
"""The columns of a CSV file, each with what returns the value of a cell.

It raises a ValueError that says what is wrong with the cell, to be read after the cell itself.
"""


@dataclass(slots=True)
class CsvFile:
    """A CSV file: the rows that can be read, and what is said of the line where it is."""

    path: Path
    rows: list["Row"] = field(default_factory=list)
    findings: list[tuple[int, str]] = field(default_factory=list)
    data: bytes = b""

    def note(self, line: int, column: str, problem: str, level: str = "error") -> None:
        """Note a problem; `column` is the name of a column, or what the problem is about."""
        self.findings.append((line, f"{self.path}:{line}: {level} [{column}] {problem}"))


@dataclass(slots=True)
class Row:
    """A row: the values of its cells by column, and the line that it begins on."""

    sheet: CsvFile
    line: int
    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def note(self, column: str, problem: str, level: str = "error") -> None:
        """Note a problem with a cell."""
        self.sheet.note(self.line, column, problem, level)


def matching(pattern: str, problem: str, cell: str) -> str:
    """Return a cell that matches a pattern, for `Columns`."""
    if not re.fullmatch(pattern, cell):
        raise ValueError(problem)
    return cell


def one_of(known: Collection[str], cell: str) -> str:
    """Return a cell that is one of some keys, for `Columns`."""
    if cell not in known:
        raise ValueError(f"is not one of {shortened(', '.join(filter(None, known)), 200)}")
    return cell


def read_csv(
    path: Path, columns: Columns, key: Sequence[str] = (), optional: Collection[str] = ()
) -> CsvFile:
    """Return a CSV file; what is wrong is among its findings, and rows that have it are left out.

    Arguments:
        path: a CSV file in UTF-8, with commas (RFC 4180) or semicolons, as a French Excel writes.
        columns: its columns, in any order.
        key: the columns in which no row may repeat another; none where any may.
        optional: the names of those that it may lack.
    """
    sheet = CsvFile(path)
    lines = _lines(sheet)
    line, header = next(lines, (1, []))
    missing = [name for name in columns if name not in header and name not in optional]
    wrong = [name for name in header if name not in columns or header.count(name) > 1]
    if not sheet.findings and (missing or wrong):
        problem = f"the columns are {', '.join(columns)}; missing: {missing}"
        problem += f", unknown or twice: {shortened(str(wrong), 200)}"
        sheet.note(line, "columns", problem)
    if not sheet.findings:
        for line, cells in lines:
            _read_row(Row(sheet, line), header, cells, columns)
    first: dict[tuple[str, ...], int] = {}
    for row in sheet.rows if key else ():
        values = tuple(row[column] for column in key)
        line = first.setdefault(values, row.line)
        if line != row.line:
            row.note(key[0], f"{', '.join(filter(None, values))} is already on line {line}")
    return sheet


def _lines(sheet: CsvFile) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty with the line that each begins on."""
    line = 1  # a quoted cell may span lines
    try:
        if sheet.path.exists() and not sheet.path.is_file():
            sheet.note(line, "file", "not a file")  # reading a pipe would wait
            return
        sheet.data = sheet.path.read_bytes()
        text = sheet.data.decode("utf-8-sig")
        first = text.partition("\n")[0]
        separator = ";" if first.count(";") > first.count(",") else ","
        reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except OSError as error:
        sheet.note(line, "file", f"cannot be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        line = sheet.data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{sheet.data[error.start]:02X} is not UTF-8"
        sheet.note(line, "encoding", f"{problem}; save the file as “CSV UTF-8”")
    except csv.Error as error:
        problem = f'not CSV: {error}; quote a cell as "…" and double the quotes in it'
        sheet.note(line, "syntax", problem)


def _read_row(row: Row, header: list[str], cells: list[str], columns: Columns) -> None:
    """Add a row to its sheet, unless something is wrong with a cell."""
    if len(cells) != len(header):
        problem = f"{len(cells)} cells, and there are {len(header)} columns"
        row.note("columns", f"{problem}; quote a cell that holds a comma or a semicolon")
        return
    for column, cell in zip(header, cells, strict=True):
        problem = ""
        if len(cell) > MAX_CELL:
            problem = f"has {len(cell)} characters; {MAX_CELL} at most"
        elif cell != cell.strip() or not cell.isprintable():
            problem = "has a space at an end or a character that cannot be seen; remove it"
        else:
            try:
                row.values[column] = columns[column](cell)
            except ValueError as error:
                problem = str(error)
        if problem:
            row.note(column, f"{shortened(cell, 200)!r} {problem}")
    if len(row.values) == len(header):
        row.sheet.rows.append(row)
