"""How a command fails: one line on standard error and exit code 2."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from webapp.errors import SiteError


@contextmanager
def reporting() -> Iterator[None]:
    """Report the project's own errors under a command: their sentence alone, exit code 2.

    Flask loads the application in places that print any other exception with its traceback.

    Raises:
        SiteError: when no command is running: a server reports it in its own way.
    """
    try:
        yield
    except SiteError as error:
        if not is_command():
            raise
        click.echo(str(error), err=True)
        raise SystemExit(2) from error


def is_command() -> bool:
    """Return whether a command is running: one of the project's own, or `flask run`."""
    return click.get_current_context(silent=True) is not None
