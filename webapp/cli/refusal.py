"""How a command fails: its sentence on standard error and exit code 2."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from webapp.errors import SiteError


@contextmanager
def reporting() -> Iterator[None]:
    """In a command, print only the sentence of the project's own errors and exit with code 2.

    Some code of Flask that loads the application prints any other exception with its traceback.

    Raises:
        SiteError: when no command is running; a server reports the error in its own way.
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
