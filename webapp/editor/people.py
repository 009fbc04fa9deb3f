"""Who may translate: the person at this machine, or those whom a trusted proxy has signed in."""

import secrets
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from hmac import compare_digest
from pathlib import Path

from webapp.errors import FileError, UnknownLanguageError
from webapp.languages import TRANSLATED, named

FILE = "translators.toml"
"""Its name in the folder of the catalogues."""

_KEYS = {"email", "name", "languages", "reviewer"}


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


@dataclass(slots=True)
class Key:
    """The key of an editor on this machine: it opens once, and the browser keeps a session."""

    text: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    used: bool = False

    def opens(self, text: str) -> bool:
        """Return whether this is the key and it was not used before; it is used then."""
        right = compare_digest(text.encode(), self.text.encode()) and not self.used
        self.used = self.used or right
        return right

    def knows(self, session: str) -> bool:
        """Return whether a browser has come in by the key."""
        return self.used and compare_digest(session.encode(), self.session.encode())


def read_people(path: Path) -> dict[str, Person]:
    """Read who translates, by their address in lower case.

    Arguments:
        path: a TOML file with a table `[[translator]]` for each person.

    Raises:
        FileError: when it cannot be read or has something else in it.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        people = [_person(row) for row in tables.get("translator", [])]
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error
    except (ValueError, TypeError, UnknownLanguageError) as error:
        raise FileError(path, str(error)) from error
    return {person.email: person for person in people}


def _person(row: dict[str, object]) -> Person:
    email, name = row.get("email"), row.get("name")
    languages, reviewer = row.get("languages"), row.get("reviewer", False)
    if unknown := row.keys() - _KEYS:
        raise ValueError(f"{', '.join(sorted(unknown))}: a translator has {', '.join(_KEYS)}")
    if not isinstance(email, str) or "@" not in email or not isinstance(name, str) or not name:
        raise ValueError(f"{email or name!r}: a translator has a name and an email")
    if not isinstance(languages, list) or reviewer not in (True, False):
        raise ValueError(f'{email}: write languages = ["mk"], and reviewer = true or false')
    paths = frozenset(named(str(language)).path for language in languages)
    return Person(name, email.lower(), paths, bool(reviewer))
