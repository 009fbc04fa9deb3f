"""Those who translate in the pages, as `translators.toml` has them."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from webapp.disk import read_bytes
from webapp.errors import FileError, UnknownLanguageError
from webapp.languages import SOURCE, TRANSLATED, named

FILE = "translators.toml"
"""Its name in the folder of the catalogues."""

FORM = 'name = "…", email = "…@…", languages = ["mk"] and perhaps reviewer = true'

_EMAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+")
"""An address that git takes as well."""


@dataclass(frozen=True, slots=True)
class Person:
    """A translator.

    Arguments:
        email: what the proxy calls them by, in lower case; git's for the person at this machine.
        languages: the paths of the languages that they may change.
        reviewer: whether they publish what they save; others save drafts.
    """

    name: str
    email: str
    languages: Collection[str] = frozenset(language.path for language in TRANSLATED)
    reviewer: bool = True


def read_people(path: Path) -> dict[str, Person]:
    """Read who translates, by their address in lower case.

    Arguments:
        path: a TOML file with a table `[[translator]]` for each person.

    Raises:
        FileError: when it cannot be read or has something else in it.
    """
    try:
        return _people(tomllib.loads(read_bytes(path).decode()))
    except (ValueError, UnknownLanguageError) as error:
        raise FileError(path, str(error)) from error


def _people(tables: dict[str, object]) -> dict[str, Person]:
    rows = tables.pop("translator", [])
    if tables or not isinstance(rows, list):
        raise ValueError(f"{min(tables, default='translator')}: not a table [[translator]]")
    people: dict[str, Person] = {}
    for number, row in enumerate(rows, 1):
        match row:
            case {"name": str(name), "email": str(email), "languages": list(languages), **rest}:
                reviewer = rest.pop("reviewer", False)
                # Git takes no name without a letter.
                fit = name.isprintable() and any(map(str.isalpha, name)) and _EMAIL.fullmatch(email)
            case _:
                fit = False
        if not fit or rest or not isinstance(reviewer, bool):
            raise ValueError(f"translator {number} has something else than {FORM}")
        paths = frozenset(named(str(language)).path for language in languages)
        if SOURCE.path in paths:
            raise ValueError(f"translator {number}: nobody translates into {SOURCE.path}")
        person = Person(name, email.lower(), paths, reviewer)
        if people.setdefault(person.email, person) is not person:
            raise ValueError(f"translator {number} has the email of one before")
    return people
