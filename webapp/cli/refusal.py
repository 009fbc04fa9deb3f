"""How a command fails: one line on standard error and exit code 2."""

from collections.abc import Callable
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
    """Have a command say the project's own errors in one line and exit with 2."""

    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> R:
        try:
            return command(*arguments, **options)
        except SiteError as error:
            raise Refusal(str(error)) from error

    return run
