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


def losses(folder: Path, base: str) -> list[str]:
    """Name the languages of a folder that are translated less than in a commit, with percentages.

    A language that the commit does not have has lost nothing.

    Arguments:
        base: the commit, as git names it: `origin/main`, `HEAD~1`.

    Raises:
        SiteError: when git cannot say what the catalogues were.
        FileError, CatalogSyntaxError: when a catalogue cannot be read.
    """
    # Fails first for what is no commit, or looks like an option.
    _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", base)
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


def _git(folder: Path, *arguments: str) -> bytes:
    """Return what git answers about a folder's repository, whatever a hook says of another one."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(
            command, capture_output=True, check=True, timeout=TIMEOUT, env=environment
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        problem = f"git cannot read {arguments[-1]!r} there"
        remedy = "is it a repository with this commit? A shallow one needs `git fetch --unshallow`"
        raise SiteError(folder, f"{problem}; {remedy}") from error
