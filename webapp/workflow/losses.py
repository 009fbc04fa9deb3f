"""Coverage that is lost since an older commit, for CI."""

import os
import subprocess
from pathlib import Path

from webapp.errors import SiteError
from webapp.languages import TRANSLATED
from webapp.po import files
from webapp.po.model import Catalogue
from webapp.po.read import parsed, read
from webapp.workflow.stats import count

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


def losses(folder: Path, base: str) -> list[str]:
    """Name the languages of a folder that are translated less than in a commit, with percentages.

    A language that the commit does not have has lost nothing.

    Arguments:
        base: the commit, as git names it: `origin/main`, `HEAD~1`.

    Raises:
        SiteError: when git cannot say what the catalogues were.
        FileError, CatalogSyntaxError: when a catalogue cannot be read.
    """
    problem = f"no commit is called {base!r}"
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        remedy = "fetch the whole history (`git fetch --unshallow`; in CI, fetch-depth: 0)"
        problem = f"this clone is shallow and does not have {base!r}; {remedy}"
    commit = ("--quiet", "--end-of-options", f"{base}^{{commit}}")
    _git(folder, "rev-parse", "--verify", *commit, problem=problem)
    names = set(_git(folder, "ls-tree", "-r", "--name-only", base).decode().splitlines())

    def old(path: Path) -> Catalogue:
        blob = f"{base}:./{path.relative_to(folder).as_posix()}"
        return parsed(_git(folder, "cat-file", "blob", blob), path)

    sentences = []
    template = files.template(folder)
    for language in TRANSLATED if template.name in names else ():
        path = files.source(folder, language)
        if path.relative_to(folder).as_posix() in names:
            before = count(old(path), language, old(template)).percent
            now = count(read(path), language, read(template)).percent
            if now < before:
                sentence = f"{language.path}: {now:g} % is translated; it was {before:g} %"
                sentences.append(sentence)
    return sentences


def _git(
    folder: Path,
    *arguments: str,
    problem: str = "the catalogues are in no git repository that can be read",
) -> bytes:
    """Return what git answers about a folder's repository; `problem` is what its refusal means."""
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(
            command, capture_output=True, check=True, timeout=TIMEOUT, env=environment | _QUIET
        ).stdout
    except FileNotFoundError:
        problem = "git is not installed"
    except subprocess.TimeoutExpired:
        problem = "git does not answer"
    except subprocess.CalledProcessError:
        pass
    raise SiteError(f"Cannot compare: {problem}.")
