"""Translating in the pages of the site; imported only by `i18n edit` or if SITE_EDITOR is set."""

from flask import Flask

from webapp.editor.door import EXTENSION, Editor, Key
from webapp.editor.views import blueprint
from webapp.editor.workbook import Workbook
from webapp.site import EXTENSION as SITE
from webapp.translators import Person


def init_app(
    app: Flask, key: Key | None = None, person: Person | None = None, *, commits: bool = True
) -> None:
    """Add the editor to an application; the arguments are those of `Editor`."""
    site = app.extensions[SITE]
    workbook = Workbook(site.settings.translations, site.catalogues)
    app.extensions[EXTENSION] = Editor(workbook, key, person, commits)
    app.register_blueprint(blueprint)
