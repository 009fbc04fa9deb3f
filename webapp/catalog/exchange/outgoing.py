"""Exporting a catalogue: a spreadsheet that its translator opens."""

from pathlib import Path

from webapp.catalog import files
from webapp.catalog.exchange.headings import DEFAULT
from webapp.catalog.exchange.spreadsheet import spreadsheet
from webapp.catalog.read import read
from webapp.catalog.write import replace
from webapp.errors import ExchangeFileError
from webapp.languages import Language

SUFFIX = ".xlsx"
"""The ending of the file's name: by another one Excel would not open it."""


def hand_out(
    folder: Path, language: Language, path: Path, headings: str = DEFAULT, *, todo: bool = False
) -> int:
    """Write the messages of a language to a file for a translator.

    Arguments:
        folder: the folder of the catalogues.
        language: the language.
        path: the file; its name ends in `.xlsx`.
        headings: the language of a spreadsheet's headings, `en` or `fr`.
        todo: whether to leave out what is translated and not fuzzy.

    Returns:
        How many messages it has.

    Raises:
        ExchangeExtraError: when openpyxl is not installed.
        ExchangeFileError: when the file has another ending.
        ExchangeTextError: when a message does not fit into the format.
        CatalogFileError, CatalogSyntaxError: when the catalogue cannot be read, the file not
            written.
    """
    if path.suffix.lower() != SUFFIX:
        raise ExchangeFileError(path, f"an export is a spreadsheet; give it the ending {SUFFIX}")
    messages = list(read(files.source(folder, language)).active())
    if todo:
        messages = [one for one in messages if one.fuzzy or not one.translated]
    replace(path, spreadsheet(messages, language, headings))
    return len(messages)
