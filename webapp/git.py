"""Calling git for the repository that contains a folder."""

import os
import subprocess
from pathlib import Path

from webapp.errors import SiteError

TIMEOUT = 60
"""Seconds that one call of git may take."""


class GitError(SiteError):
    """Git refuses; the sentence is git's own if it gave one."""


def git(folder: Path, *arguments: str, **environment: str) -> bytes:
    """Return git's output for a folder's repository; `GIT_…` variables of a hook are ignored.

    Arguments:
        environment: variables to set for git.

    Raises:
        GitError: when git is missing, refuses or takes too long.
    """
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(
            command, capture_output=True, check=True, timeout=TIMEOUT, env=kept | environment
        ).stdout
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        raise GitError(folder, said or f"git {arguments[0]} failed") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise GitError(folder, f"git cannot be asked ({error})") from error
