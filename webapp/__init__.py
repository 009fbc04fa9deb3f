"""The cooperation pages of a French region, in the languages of its partners."""

import gc
import os

from flask import Flask

from webapp import cli, delivery, i18n, site
from webapp.cli.refusal import reporting
from webapp.settings import ROOT, Settings
from webapp.views import (
    brochure,
    directory,
    directory_files,
    errors,
    machines,
    names,
    partner_map,
    public,
    static,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application by setting up each of its parts.

    Arguments:
        settings: what the deployment chooses; read from the environment when not given.

    Raises:
        SiteError: when a `SITE_…` variable or a file of the site is wrong; commands exit with 2.
    """
    gc.set_threshold(50_000)  # the many message objects form no cycles
    app = Flask(__name__, template_folder=ROOT / "templates", static_folder=None)
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.jinja_env.optimized = False  # it slows down compiling and makes no page faster
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.keep_trailing_newline = True
    with reporting():
        settings = settings or Settings.from_env(os.environ)
        site.init_app(app, settings)
    i18n.init_app(app)
    parts = (brochure, directory, directory_files, machines, names, partner_map, public, static)
    for views in parts:
        app.register_blueprint(views.blueprint)
    errors.init_app(app)
    if settings.editor == "proxy":
        from webapp import editor  # only where the setting asks for it

        editor.init_app(app)
    delivery.init_app(app, settings)
    cli.init_app(app, settings)
    return app
