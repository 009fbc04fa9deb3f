"""The project's commands, as Flask's own: `flask --app webapp i18n …` and its kin."""

import logging

from flask import Flask

from webapp.cli import brochure, directory, i18n, site
from webapp.cli.refusal import is_command
from webapp.deployment import at_start
from webapp.settings import Settings

log = logging.getLogger(__name__)


def init_app(app: Flask, settings: Settings) -> None:
    """Give an application its commands; served without one, it logs what `site serve` would say.

    Arguments:
        app: the application.
        settings: of its deployment.
    """
    if not is_command():
        for sentence in at_start(settings):
            log.warning(sentence)
    app.cli.add_command(brochure.commands)
    app.cli.add_command(directory.commands)
    app.cli.add_command(i18n.commands)
    app.cli.add_command(site.commands)
