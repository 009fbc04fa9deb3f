"""Where the files of the catalogues are."""

from pathlib import Path

from webapp.languages import Language


def template(folder: Path) -> Path:
    """Return the path of the `.pot` in a folder of catalogues."""
    return folder / "messages.pot"


def source(folder: Path, language: Language) -> Path:
    """Return the path of a language's `.po`."""
    return folder / language.catalogue / "LC_MESSAGES" / "messages.po"


def compiled(cache: Path, language: Language) -> Path:
    """Return the path of a language's last good version, a `.mo` in the folder of the cache."""
    return cache / "catalogues" / f"{language.path}.mo"
