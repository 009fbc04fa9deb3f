"""The project's commands, as Flask's own: `flask --app webapp i18n …` and its kin."""

from flask import Flask

from webapp.cli import brochure, directory, i18n, site


def init_app(app: Flask) -> None:
    """Give an application its commands."""
    app.cli.add_command(brochure.commands)
    app.cli.add_command(directory.commands)
    app.cli.add_command(i18n.commands)
    app.cli.add_command(site.commands)
