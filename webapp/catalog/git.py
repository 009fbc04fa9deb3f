"""Asking git what the catalogues were in an older commit."""

import os
import subprocess
from pathlib import Path

from webapp.errors import SiteError

SECONDS = 60
"""How long one call of git may take."""

# What a hook or a user's shell may say of another repository, or of how git shall answer.
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


def run(folder: Path, *arguments: str) -> bytes:
    """Ask git about the repository that a folder is in.

    Raises:
        NoHistoryError: when there is no git, no repository or no answer.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    try:
        answer = subprocess.run(
            ["git", "-C", str(folder), *arguments],
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


def is_shallow(folder: Path) -> bool:
    """Return whether a clone has only the last commits.

    Raises:
        NoHistoryError: as `run`.
    """
    return run(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
