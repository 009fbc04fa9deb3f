"""Reading the history of the catalogues from git: commits and the bytes of files, nothing else."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from webapp.errors import SiteError

SECONDS = 60
"""How long one call of git may take."""

MAX_BYTES = 5_000_000
"""The size from which on a version of a file is not read."""

# What a hook or a user's shell may say of another repository, or of how git shall answer.
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
_QUIET = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}


class NoHistoryError(SiteError):
    """There is no history to read here; a report says so and goes on."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"There is no history to show: {reason}.")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the branch that is checked out.

    Arguments:
        id: its name, 40 hexadecimal digits or more.
        when: when it came to this branch.
    """

    id: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """What a file was in a commit: the name of its bytes, and how many there are."""

    id: str
    size: int


def run(folder: Path, *arguments: str, text: str = "") -> bytes:
    """Ask git about the repository that a folder is in.

    Raises:
        NoHistoryError: when there is no git, no repository or no answer.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    try:
        answer = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=text.encode(),
            capture_output=True,
            check=True,
            timeout=SECONDS,
            env=environment | _QUIET,
        )
    except FileNotFoundError as error:
        raise NoHistoryError("git is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise NoHistoryError("git does not answer") from error
    except subprocess.CalledProcessError as error:
        raise NoHistoryError("the catalogues are in no git repository that can be read") from error
    return answer.stdout


def commits(folder: Path, names: Sequence[str], limit: int) -> list[Commit]:
    """List the last commits of this branch that changed one of some files, oldest first.

    A merge counts as one commit, so that the figures are those the branch really had.

    Arguments:
        folder: a folder of the repository.
        names: the files, from that folder.
        limit: how many commits at most.

    Raises:
        NoHistoryError: as `run`, and when no commit has one of the files.
    """
    options = ("--first-parent", "--timestamp", f"--max-count={limit}")
    lines = run(folder, "rev-list", *options, "HEAD", "--", *names).decode().splitlines()
    if not lines:
        raise NoHistoryError("no commit has the catalogues yet")
    rows = (line.split() for line in reversed(lines))
    return [Commit(name, datetime.fromtimestamp(int(seconds), UTC)) for seconds, name in rows]


def is_shallow(folder: Path) -> bool:
    """Tell whether a clone has only the last commits.

    Raises:
        NoHistoryError: as `run`.
    """
    return run(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def versions(
    folder: Path, found: Sequence[Commit], names: Sequence[str]
) -> dict[tuple[str, str], Version]:
    """Find what files were in commits.

    Arguments:
        folder: the folder from which the files are named.
        found: the commits.
        names: the files.

    Returns:
        The version of each file by commit and name; a file that a commit has not is not there.

    Raises:
        NoHistoryError: as `run`.
    """
    asked = [(commit.id, name) for commit in found for name in names]
    text = "".join(f"{commit}:./{name}\n" for commit, name in asked)
    answer = run(folder, "cat-file", "--batch-check", text=text).decode().splitlines()
    rows = zip(asked, (line.split() for line in answer), strict=True)
    return {key: Version(row[0], int(row[2])) for key, row in rows if row[1:2] == ["blob"]}


def contents(folder: Path, wanted: Sequence[Version]) -> dict[str, bytes]:
    """Read versions of files, each once; those that are too large are left out.

    Raises:
        NoHistoryError: as `run`.
    """
    names = dict.fromkeys(version.id for version in wanted if version.size <= MAX_BYTES)
    text = "".join(f"{name}\n" for name in names)
    return dict(_objects(run(folder, "cat-file", "--batch", text=text)))


def _objects(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """Divide the answer of `cat-file --batch`: a line with name, kind and size, then the bytes."""
    position = 0
    while position < len(answer):
        end = answer.index(b"\n", position)
        name, kind, *rest = answer[position:end].decode().split()
        position = end + 1
        if kind == "blob":
            size = int(rest[0])
            yield name, answer[position : position + size]
            position += size + 1
