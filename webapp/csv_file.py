"""Reading CSV files: encoding, columns, and the line number of each row."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from webapp.errors import shortened

MAX_CELL = 2_000
"""Most characters in a cell; a longer cell is a mistake, such as an unclosed quotation mark."""

Columns = Mapping[str, Callable[[str], Any]]
"""The columns of a CSV file, each with a function that converts a cell's text to its value.

For a wrong cell the function raises a ValueError; its text is printed after that of the cell.
"""


@dataclass(slots=True)
class CsvFile:
    """A CSV file: the rows that could be read, and the findings with their line numbers."""

    path: Path
    rows: list["Row"] = field(default_factory=list)
    findings: list[tuple[int, str]] = field(default_factory=list)
    data: bytes = b""

    def note(self, line: int, column: str, problem: str, level: str = "error") -> None:
        """Note a problem; `column` names a column or another subject, such as the encoding."""
        self.findings.append((line, f"{self.path}:{line}: {level} [{column}] {problem}"))


@dataclass(slots=True)
class Row:
    """A row: the values of its cells by column, and the line where it begins."""

    sheet: CsvFile
    line: int
    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def note(self, column: str, problem: str, level: str = "error") -> None:
        """Note a problem with a cell."""
        self.sheet.note(self.line, column, problem, level)


def matching(pattern: str, problem: str, cell: str) -> str:
    """Return the cell if it matches the pattern; for use in `Columns`."""
    if not re.fullmatch(pattern, cell):
        raise ValueError(problem)
    return cell


def one_of(known: Collection[str], cell: str) -> str:
    """Return the cell if it is one of the known values; for use in `Columns`."""
    if cell not in known:
        raise ValueError(f"is not one of {shortened(', '.join(filter(None, known)), 200)}")
    return cell


def read_csv(
    path: Path, columns: Columns, key: Sequence[str] = (), optional: Collection[str] = ()
) -> CsvFile:
    """Return a CSV file with its findings; rows with a wrong cell or a wrong length are left out.

    Arguments:
        path: a CSV file in UTF-8, with commas (RFC 4180) or semicolons, as French Excel writes.
        columns: its columns, in any order.
        key: columns whose values together must be unique, if any; repeated rows are noted but kept.
        optional: the names of columns that the file may lack.
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
    """Yield each row that is not empty, with the line where it begins."""
    line = 1  # a quoted cell may span lines
    try:
        if sheet.path.exists() and not sheet.path.is_file():
            sheet.note(line, "file", "not a file")  # reading a pipe would block
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
