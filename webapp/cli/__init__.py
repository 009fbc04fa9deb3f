"""The project's commands, called like Flask's own: `flask --app webapp i18n …` and others."""

import logging
from importlib import import_module
from typing import Any, cast

import click
from flask import Flask

from webapp.cli.refusal import is_command, reporting
from webapp.deployment import at_start
from webapp.settings import Settings

log = logging.getLogger(__name__)

GROUPS = {
    "brochure": "Build the PDF brochures.",
    "directory": "Check the data of the directory of actors.",
    "i18n": "Manage translation catalogues.",
    "site": "Serve, export and check the site.",
}
"""The help of each group of commands, by the name of its module."""


class LazyGroup(click.Group):
    """A group that imports its module only when a command is used: a server never needs it."""

    def commands_of_module(self) -> click.Group:
        """Import the group's module and return its commands."""
        return cast(click.Group, import_module(f"webapp.cli.{self.name}").commands)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return self.commands_of_module().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        return self.commands_of_module().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; for the project's own errors, print the sentence and exit with code 2."""
        with reporting():
            return super().invoke(ctx)


def init_app(app: Flask, settings: Settings) -> None:
    """Add the commands; when no command is running, log the warnings that `site serve` prints."""
    if not is_command():
        for sentence in at_start(settings):
            log.warning(sentence)
    for name, description in GROUPS.items():
        app.cli.add_command(LazyGroup(name, help=description))
