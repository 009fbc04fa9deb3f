"""The group of the commands on catalogues, and what several of them ask for."""

from collections.abc import Iterable
from pathlib import Path

from flask.cli import AppGroup

from webapp.catalog import report, shown
from webapp.catalog.extract import extract_template
from webapp.catalog.model import Catalogue
from webapp.cli.refusal import Refusal
from webapp.languages import TRANSLATED, Language, named
from webapp.settings import ROOT
from webapp.site import site

commands = AppGroup("i18n", help="Catalogues: extract, update, check, compile, exchange, report.")


def root() -> Path:
    """Give the folder of the project, with `babel.cfg`, `pyproject.toml` and the templates."""
    return ROOT


def templates() -> Path:
    """Give the folder of the templates."""
    return root() / "templates"


def thresholds() -> dict[str, float]:
    """Read the completeness that is asked of each language."""
    return report.thresholds(root() / "pyproject.toml")


def folder() -> Path:
    """Give the folder of the catalogues."""
    return site().settings.translations


def chosen(names: Iterable[str]) -> list[Language]:
    """Give the languages that were named, all translated ones when none was."""
    return [translated(name) for name in names] or list(TRANSLATED)


def translated(name: str) -> Language:
    """Find a language that has a catalogue.

    Raises:
        Refusal: for French, which the msgids are in.
        UnknownLanguageError: for any other name that is not in the table.
    """
    language = named(name)
    if language.is_source:
        raise Refusal(f"{name}: the msgids are in this language; it has no catalogue")
    return language


def extracted() -> Catalogue:
    """Extract the messages of this project."""
    return extract_template(root(), folder(), shown.addresses(templates()))
