"""Taking a translator's file in: read, merged, and written when something was taken."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from webapp.catalog import files
from webapp.catalog.exchange import guard
from webapp.catalog.exchange.merge import Merge
from webapp.catalog.exchange.report import Line, Report
from webapp.catalog.exchange.returned import Cell, Returned
from webapp.catalog.exchange.rows import key_of
from webapp.catalog.exchange.spreadsheet_back import read_spreadsheet
from webapp.catalog.model import Catalogue, Message
from webapp.catalog.read import read
from webapp.catalog.write import locked, write
from webapp.errors import ExchangeFileError
from webapp.languages import Language

_ZIP, _OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
"""The first bytes of an `.xlsx` and of an `.xls`; the file's name may say anything."""


def read_back(path: Path) -> Returned:
    """Read a file that came back from a translator.

    Raises:
        ExchangeExtraError: when openpyxl is not installed.
        ExchangeFileError: when it is no spreadsheet of ours.
    """
    data = guard.content(path)
    if data.startswith(_ZIP):
        return read_spreadsheet(data, path)
    if data.startswith(_OLD_EXCEL):
        problem = "an old Excel file (.xls), or one with a password"
        raise ExchangeFileError(path, f"{problem}; {guard.WANTED}")
    raise ExchangeFileError(path, f"not a spreadsheet; {guard.WANTED}")


MOVED = 5
"""From how many texts on that changed places among rows a column was sorted by itself."""


def intake(catalogue: Catalogue, returned: Returned) -> tuple[Catalogue, Report]:
    """Merge a file that came back into the catalogue as it is now.

    Arguments:
        catalogue: the catalogue; it is not changed.
        returned: the file.

    Returns:
        The catalogue with what was taken, and what was done.

    Raises:
        ExchangeFileError: when the texts stand in each other's rows.
    """
    _check_order(returned)
    report = Report(returned.language.path)
    sources = frozenset(row.source for row in returned.exported().values())
    merge = Merge(returned.language, report, sources)
    now = {key_of(message.key): message for message in catalogue.active()}
    merged: dict[str, Message] = {}
    for key, cells in _grouped(returned).items():
        base = returned.base.messages.get(key)
        if base is None or key not in now:
            report.unknown.append(_unknown(base, cells))
        else:
            merged[key] = merge.message(base, now[key], cells)
    _note_rest(returned, report)
    messages = [
        message if message.obsolete else merged.get(key_of(message.key), message)
        for message in catalogue.messages
    ]
    return replace(catalogue, messages=messages), report


def _grouped(returned: Returned) -> dict[str, list[Cell]]:
    groups: dict[str, list[Cell]] = {}
    for cell in returned.cells:
        groups.setdefault(cell.key, []).append(cell)
    return groups


def _unknown(base: Message | None, cells: list[Cell]) -> Line:
    msgid = base.msgid if base else cells[0].source or cells[0].key
    why = "no longer in the catalogue" if base else "not among what was exported"
    texts = "\n".join(cell.translation or "" for cell in cells)
    return Line(msgid, why, None, texts, cells[0].number)


def _check_order(returned: Returned) -> None:
    """Refuse a file in which most changed texts are those of other rows: nobody translated that."""
    exported = returned.exported()
    changed = {
        key: cell.translation or ""
        for cell in returned.cells
        if (key := (cell.key, cell.form)) in exported
        and cell.translation not in (None, exported[key].translation)
    }
    left = Counter(exported[key].translation for key in changed)
    moved = (Counter(changed.values()) & left).total()
    if moved >= MOVED and moved * 2 > len(changed):
        problem = f"{moved} translations stand in the rows of other sentences"
        remedy = "undo the sorting of that column, and sort whole rows only; nothing was taken"
        raise ExchangeFileError(returned.path, f"{problem}; {remedy}")


def _note_rest(returned: Returned, report: Report) -> None:
    """Report rows of no message, rows that are gone, and lines of the base that were changed."""
    report.unknown += [Line(text, "a row without a key", row=row) for row, text in returned.strays]
    there = {(cell.key, cell.form) for cell in returned.cells}
    gone = [row.source for key, row in returned.exported().items() if key not in there]
    if gone:
        named = ", ".join(map(repr, gone[:3])) + (", …" if len(gone) > 3 else "")
        sentence = f"{len(gone)} rows are gone from it; the catalogue stays: {named}"
        report.noted.append(Line(returned.path.name, sentence))
    if returned.base.damaged:
        sentence = f"{returned.base.damaged} messages of the hidden part were changed; not taken"
        report.refused.append(Line(returned.path.name, sentence))


def take_in(
    path: Path, folder: Path, language: Language | None = None, *, dry_run: bool = False
) -> Report:
    """Take a translator's file into the catalogue of its language.

    Arguments:
        path: the file.
        folder: the folder of the catalogues.
        language: the language that it must be in; None takes the file's word for it.
        dry_run: whether to write nothing.

    Raises:
        ExchangeExtraError, ExchangeFileError: when the file cannot be read or is in another
            language.
        CatalogFileError, CatalogSyntaxError: when the catalogue cannot be read or written.
    """
    returned = read_back(path)
    if language not in (None, returned.language):
        problem = f"is in {returned.language.path}, not in {language.path if language else ''}"
        raise ExchangeFileError(path, problem)
    catalogue = files.source(folder, returned.language)
    with locked(*(() if dry_run else [catalogue])):
        result, report = intake(read(catalogue), returned)
        if report.taken and not dry_run:
            write(result)
    return report
