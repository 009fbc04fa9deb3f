"""Taking a translator's file in: read, merged, and written when something was taken."""

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


def intake(catalogue: Catalogue, returned: Returned) -> tuple[Catalogue, Report]:
    """Merge a file that came back into the catalogue as it is now.

    Arguments:
        catalogue: the catalogue; it is not changed.
        returned: the file.

    Returns:
        The catalogue with what was taken, and what was done.
    """
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
    why = "the catalogue has it no more" if base else "not among what was exported"
    return Line(msgid, why, None, "\n".join(cell.translation or "" for cell in cells))


def _note_rest(returned: Returned, report: Report) -> None:
    """Report rows of no message, and lines of the base that were changed."""
    report.unknown += [Line(text, "a row without a key") for text in returned.strays]
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
