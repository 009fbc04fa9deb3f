"""How a command fails: one line on standard error and exit code 2."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from webapp.errors import SiteError

P = ParamSpec("P")
R = TypeVar("R")


class Refusal(click.ClickException):
    """The command could not run; Click prints the sentence."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        """Print the sentence alone, so that `file:line:` stays first."""
        click.echo(self.message, err=True)


def refuses(command: Callable[P, R]) -> Callable[P, R]:
    """Decorate a command: it prints the project's own errors in one line and exits with 2."""

    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> R:
        try:
            return command(*arguments, **options)
        except SiteError as error:
            raise Refusal(str(error)) from error

    return run


@contextmanager
def start() -> Iterator[None]:
    """Start the application: under a command, an error of the project's own is one line and 2.

    Raises:
        SiteError: when no command is running: a server reports it in its own way.
    """
    try:
        yield
    except SiteError as error:
        if not is_command():
            raise
        # Flask loads the application in places that print any other exception with its traceback.
        click.echo(str(error), err=True)
        raise SystemExit(Refusal.exit_code) from error


def is_command() -> bool:
    """Return whether a command is running: one of the project's own, or `flask run`."""
    return click.get_current_context(silent=True) is not None
