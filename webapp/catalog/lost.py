"""Coverage that is lost against an older commit, for CI."""

from dataclasses import dataclass
from pathlib import Path

from webapp.catalog import files, git
from webapp.catalog.git import NoHistoryError
from webapp.catalog.model import Catalogue
from webapp.catalog.read import decode, parse, read
from webapp.catalog.stats import count, statistics
from webapp.languages import TRANSLATED, Language


@dataclass(frozen=True, slots=True)
class Loss:
    """A language that is less translated than it was.

    Arguments:
        language: the language.
        before: the percentage at the older commit.
        now: the percentage of the files as they are.
    """

    language: Language
    before: float
    now: float

    def __str__(self) -> str:
        return f"{self.language.path}: {self.now:g} % is translated; it was {self.before:g} %"


def losses(folder: Path, base: str) -> list[Loss]:
    """Compare the catalogues with those of a commit; a language that it had not has lost nothing.

    Arguments:
        folder: the folder of the catalogues.
        base: the commit, as git names it: `origin/main`, `HEAD~1`.

    Raises:
        NoHistoryError: when git cannot tell what the catalogues were.
        CatalogFileError, CatalogSyntaxError: when a catalogue cannot be read.
    """
    _check(folder, base)
    there = set(git.run(folder, "ls-tree", "-r", "--name-only", base).decode().splitlines())
    template = read(files.template(folder))
    found = []
    for language in TRANSLATED:
        path = files.source(folder, language)
        name = path.relative_to(folder).as_posix()
        if name not in there or files.template(folder).name not in there:
            continue
        old = count(
            _then(folder, base, path), language, _then(folder, base, files.template(folder))
        )
        now = statistics(folder, language, template)
        if now.percent < old.percent:
            found.append(Loss(language, old.percent, now.percent))
    return found


def _check(folder: Path, base: str) -> None:
    """Say why a base cannot be compared with: it is no commit, or this clone has not got it."""
    shallow = git.is_shallow(folder)
    try:
        git.run(
            folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}"
        )
    except NoHistoryError as error:
        reason = f"no commit is called {base!r}"
        if shallow:
            remedy = "fetch the whole history (`git fetch --unshallow`; in CI, fetch-depth: 0)"
            reason = f"this clone is shallow and does not have {base!r}; {remedy}"
        raise NoHistoryError(reason) from error


def _then(folder: Path, base: str, path: Path) -> Catalogue:
    """Read a file as it was in a commit."""
    name = path.relative_to(folder).as_posix()
    return parse(decode(git.run(folder, "cat-file", "blob", f"{base}:./{name}"), path), path)
