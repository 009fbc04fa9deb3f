"""Coverage that is lost since an older commit, for CI."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from webapp.catalog import files
from webapp.catalog.model import Catalogue
from webapp.catalog.read import decode, parse, read
from webapp.catalog.stats import count, statistics
from webapp.errors import SiteError
from webapp.languages import TRANSLATED, Language

TIMEOUT = 60
"""Seconds that one call of git may take."""

# What a hook or a user's shell may say of another repository, or of how git answers.
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
_QUIET = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}


class NoHistoryError(SiteError):
    """Git cannot tell what the catalogues were."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Cannot compare: {reason}.")


@dataclass(frozen=True, slots=True)
class Loss:
    """A language that is less translated than it was, in percent."""

    language: Language
    before: float
    now: float

    def __str__(self) -> str:
        return f"{self.language.path}: {self.now:g} % is translated; it was {self.before:g} %"


def losses(folder: Path, base: str) -> list[Loss]:
    """Compare the catalogues of a folder with those of a commit; a new language has lost nothing.

    Arguments:
        base: the commit, as git names it: `origin/main`, `HEAD~1`.

    Raises:
        NoHistoryError: when git cannot tell what the catalogues were.
        CatalogFileError, CatalogSyntaxError: when a catalogue cannot be read.
    """
    _check_commit(folder, base)
    names = set(_git(folder, "ls-tree", "-r", "--name-only", base).decode().splitlines())
    template = files.template(folder)
    found: list[Loss] = []
    if template.name not in names:
        return found
    for language in TRANSLATED:
        path = files.source(folder, language)
        if path.relative_to(folder).as_posix() not in names:
            continue
        old = count(_at_commit(folder, base, path), language, _at_commit(folder, base, template))
        new = statistics(folder, language, read(template))
        if new.percent < old.percent:
            found.append(Loss(language, old.percent, new.percent))
    return found


def _check_commit(folder: Path, base: str) -> None:
    """Refuse a base that is no commit, or that this clone does not have."""
    shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    commit = f"{base}^{{commit}}"
    try:
        _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", commit)
    except NoHistoryError as error:
        reason = f"no commit is called {base!r}"
        if shallow:
            remedy = "fetch the whole history (`git fetch --unshallow`; in CI, fetch-depth: 0)"
            reason = f"this clone is shallow and does not have {base!r}; {remedy}"
        raise NoHistoryError(reason) from error


def _at_commit(folder: Path, base: str, path: Path) -> Catalogue:
    """Return a catalogue as it was in a commit."""
    name = path.relative_to(folder).as_posix()
    return parse(decode(_git(folder, "cat-file", "blob", f"{base}:./{name}"), path), path)


def _git(folder: Path, *arguments: str) -> bytes:
    """Return what git answers about the repository that a folder is in."""
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    try:
        answer = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            check=True,
            timeout=TIMEOUT,
            env=environment | _QUIET,
        )
    except FileNotFoundError as error:
        raise NoHistoryError("git is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise NoHistoryError("git does not answer") from error
    except subprocess.CalledProcessError as error:
        raise NoHistoryError("the catalogues are in no git repository that can be read") from error
    return answer.stdout
