"""Who may translate: the person at this machine, or those whom a trusted proxy has signed in."""

import secrets
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path

from webapp.disk import read_bytes
from webapp.editor.workbook import Row
from webapp.errors import FileError, UnknownLanguageError
from webapp.languages import TRANSLATED, named

FILE = "translators.toml"
"""Its name in the folder of the catalogues."""


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

    def may_change(self, row: Row) -> bool:
        """Return whether they may change a text: one that visitors read takes a reviewer."""
        return self.reviewer or not row.is_published


class Key:
    """The key of an editor on this machine: it opens once, and the browser keeps a session."""

    def __init__(self) -> None:
        self.text = secrets.token_urlsafe(24)
        self.session = ""

    def opens(self, text: str) -> bool:
        """Return whether this is the key and nobody has used it; a session begins then."""
        if self.session or not compare_digest(text.encode(), self.text.encode()):
            return False
        self.session = secrets.token_urlsafe(32)
        return True

    def knows(self, session: str) -> bool:
        """Return whether a browser has come in by the key."""
        return bool(session) and compare_digest(session.encode(), self.session.encode())


def read_people(path: Path) -> dict[str, Person]:
    """Read who translates, by their address in lower case.

    Arguments:
        path: a TOML file with a table `[[translator]]` for each person.

    Raises:
        FileError: when it cannot be read or has something else in it.
    """
    try:
        rows = tomllib.loads(read_bytes(path).decode()).get("translator", [])
        return {person.email: person for person in map(_person, rows)}
    except (ValueError, TypeError, UnknownLanguageError) as error:
        raise FileError(path, str(error)) from error


def _person(row: dict[str, object]) -> Person:
    match row:
        case {"name": str(name), "email": str(email), "languages": list(languages), **rest}:
            reviewer = rest.pop("reviewer", False)
            if not rest and name and "@" in email and isinstance(reviewer, bool):
                paths = frozenset(named(str(language)).path for language in languages)
                return Person(name, email.lower(), paths, reviewer)
    form = 'name = "…", email = "…@…", languages = ["mk"] and perhaps reviewer = true'
    raise ValueError(f"{row}: a translator has {form}")
