"""The group of the commands on catalogues, and what several of them need."""

from collections.abc import Iterable
from pathlib import Path

from flask.cli import AppGroup

from webapp.errors import SiteError
from webapp.languages import TRANSLATED, Language, named
from webapp.settings import ROOT
from webapp.site import site
from webapp.workflow import report

commands = AppGroup("i18n")


def thresholds() -> dict[str, float]:
    """Return the percentage that must be translated, by the path of the language."""
    return report.thresholds(ROOT / "pyproject.toml")


def folder() -> Path:
    """Return the folder of the catalogues."""
    return site().settings.translations


def chosen(names: Iterable[str]) -> list[Language]:
    """Return the named languages, all translated ones when none is named."""
    return [translated(name) for name in names] or list(TRANSLATED)


def translated(name: str) -> Language:
    """Return a language that has a catalogue, by its name.

    Raises:
        SiteError: for French, which the msgids are in.
        UnknownLanguageError: for any other name that is not in the table.
    """
    language = named(name)
    if language.is_source:
        raise SiteError(f"{name}: the msgids are in this language; it has no catalogue")
    return language
