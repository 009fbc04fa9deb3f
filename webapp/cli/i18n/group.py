"""The group of the commands on catalogues, and helpers that several of them share."""

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
    """Return the percentage of messages that must be translated, by the path of the language."""
    return report.thresholds(ROOT / "pyproject.toml")


def folder() -> Path:
    """Return the folder of the catalogues."""
    return site().settings.translations


def chosen(names: Iterable[str]) -> list[Language]:
    """Return the named languages, or all that have a catalogue when none is named."""
    return [translated(name) for name in names] or list(TRANSLATED)


def translated(name: str) -> Language:
    """Return a language that has a catalogue, by its name.

    Raises:
        SiteError: for French, the language of the msgids.
        UnknownLanguageError: for any other name that is not in the table.
    """
    language = named(name)
    if language.is_source:
        raise SiteError(f"{name}: the msgids are in this language; it has no catalogue")
    return language
