"""The project's commands, as Flask's own: `flask --app webapp i18n …` and others."""

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
    """A group whose module is imported when a command is used: a server never needs it."""

    def commands_of_module(self) -> click.Group:
        """Import the commands."""
        return cast(click.Group, import_module(f"webapp.cli.{self.name}").commands)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return self.commands_of_module().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        return self.commands_of_module().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error of the project's own is one line and exit code 2."""
        with reporting():
            return super().invoke(ctx)


def init_app(app: Flask, settings: Settings) -> None:
    """Give an application its commands; served without one, it logs what `site serve` would say."""
    if not is_command():
        for sentence in at_start(settings):
            log.warning(sentence)
    for name, description in GROUPS.items():
        app.cli.add_command(LazyGroup(name, help=description))
