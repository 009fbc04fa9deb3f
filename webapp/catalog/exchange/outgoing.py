"""Handing a catalogue out: a file that its translator's tool opens."""

from pathlib import Path

from webapp.catalog import files
from webapp.catalog.exchange.spreadsheet import spreadsheet
from webapp.catalog.exchange.xliff import xliff
from webapp.catalog.read import read
from webapp.catalog.write import replace
from webapp.errors import ExchangeFileError
from webapp.languages import Language

SUFFIXES = (".xlsx", ".xlf", ".xliff")
"""The formats there are, by the ending of the file's name."""


def hand_out(
    folder: Path, language: Language, path: Path, headings: str = "en", *, todo: bool = False
) -> int:
    """Write the messages of a language to a file for a translator.

    Arguments:
        folder: the folder of the catalogues.
        language: the language.
        path: the file; its ending decides the format.
        headings: the language of a spreadsheet's headings, `en` or `fr`.
        todo: whether to leave out what is translated and not fuzzy.

    Returns:
        How many messages it has.

    Raises:
        ExchangeExtraError: when the package that writes the format is not installed.
        ExchangeFileError: when the ending is of none of them.
        ExchangeTextError: when a message does not fit into the format.
        CatalogFileError, CatalogSyntaxError: when the catalogue cannot be read, the file not
            written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ExchangeFileError(path, f"give it one of the endings {', '.join(SUFFIXES)}")
    messages = list(read(files.source(folder, language)).active())
    if todo:
        messages = [one for one in messages if one.fuzzy or not one.translated]
    spread = suffix == ".xlsx"
    replace(
        path, spreadsheet(messages, language, headings) if spread else xliff(messages, language)
    )
    return len(messages)
