"""The people who translate in the pages, as `translators.toml` lists them."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from webapp.disk import read_bytes
from webapp.errors import FileError, UnknownLanguageError
from webapp.languages import SOURCE, TRANSLATED, named

FILE = "translators.toml"
"""The name of that file in the folder of the catalogues."""

FORM = 'name = "…", email = "…@…", languages = ["mk"] and perhaps reviewer = true'

_EMAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+")
"""An e-mail address that git accepts too."""


@dataclass(frozen=True, slots=True)
class Person:
    """A translator.

    Arguments:
        email: the address that the proxy sends, in lower case; at this machine, git's address.
        languages: the paths of the languages that they may change.
        reviewer: whether they publish what they save; others save drafts.
    """

    name: str
    email: str
    languages: Collection[str] = frozenset(language.path for language in TRANSLATED)
    reviewer: bool = True


def read_people(path: Path) -> dict[str, Person]:
    """Return the translators by their e-mail address in lower case.

    Arguments:
        path: a TOML file with a table `[[translator]]` for each person.

    Raises:
        FileError: when the file cannot be read or holds anything else.
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
                # Git refuses a name without a letter.
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
