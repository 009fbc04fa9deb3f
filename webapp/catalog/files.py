"""Where the files of the catalogues are."""

from pathlib import Path

from webapp.languages import Language

DOMAIN = "messages"


def template(folder: Path) -> Path:
    """Give the path of the `.pot` in a folder of catalogues."""
    return folder / f"{DOMAIN}.pot"


def source(folder: Path, language: Language) -> Path:
    """Give the path of a language's `.po`."""
    return folder / language.catalogue / "LC_MESSAGES" / f"{DOMAIN}.po"


def compiled(cache: Path, language: Language) -> Path:
    """Return the path of a language's last good version, a `.mo` in the folder of the cache."""
    return cache / "catalogues" / f"{language.path}.mo"
