"""What the site keeps between requests, and what stays the same throughout a request."""

from collections.abc import Callable, Hashable
from datetime import date, datetime
from typing import NamedTuple, cast

from flask import Flask, current_app, g

from webapp.audit import read_audit
from webapp.brochure.store import Brochures
from webapp.catalogs.coverage import Coverage
from webapp.catalogs.snapshot import Catalogues, Snapshot
from webapp.days import ZONE
from webapp.directory.search import Index
from webapp.directory.store import Store
from webapp.errors import DirectoryError
from webapp.settings import ROOT, Settings
from webapp.static_files import StaticFiles

EXTENSION = "site-catalogues"


class Edition(NamedTuple):
    """How the site is published: served or exported to files. Nothing else differs between them.

    No server searches, turns pages or negotiates for an export: it lists the whole directory on one
    page, and a script on its page for choosing a language sends visitors on.

    Arguments:
        exported: whether the pages become files.
        search: scheme and host of a site that answers an export's searches; empty for none.
    """

    exported: bool = False
    search: str = ""

    @property
    def searches(self) -> bool:
        """Whether a reader can search; the page of the directory then has a form."""
        return not self.exported or bool(self.search)


class Site:
    """What the site keeps between requests: its settings, catalogues, directory and files."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalogues = Catalogues(settings.translations, settings.cache)
        self.directory = Store(settings.directory)
        self.brochures = Brochures(settings.cache)
        self.coverage = Coverage(settings.translations, ROOT / "templates")
        self.static = StaticFiles(ROOT / "webapp" / "static")
        self.audit = read_audit()
        self.edition = Edition()
        self.now: Callable[[], datetime] = lambda: datetime.now(ZONE)

    def today(self) -> date:
        """Return today's date in Paris."""
        return self.now().astimezone(ZONE).date()

    @property
    def version(self) -> Hashable:
        """A value that changes whenever anything that a page is made from changes.

        That includes the brochures, since links to a brochure state its size.
        """
        try:
            directory = self.directory.current().directory.version
        except DirectoryError:
            directory = ""
        texts = self.catalogues.snapshot().version, self.coverage.version
        return texts, directory, self.brochures.version, self.today(), self.edition


def init_app(app: Flask, settings: Settings) -> None:
    """Set up the `Site` of an application, and the parts of it that templates use."""
    app.extensions[EXTENSION] = kept = Site(settings)
    app.context_processor(lambda: {"edition": site().edition})
    files = kept.static.by_name
    app.jinja_env.globals.update(static_file=lambda name: files[name].address, today=today)


def site() -> Site:
    """Return the `Site` of the current application."""
    return cast(Site, current_app.extensions[EXTENSION])


def current_snapshot() -> Snapshot:
    """Return the texts of the catalogues: the same snapshot throughout a request."""
    if "snapshot" not in g:
        g.snapshot = site().catalogues.snapshot()
    return cast(Snapshot, g.snapshot)


def current_directory() -> Index:
    """Return the directory: the same version throughout a request.

    Raises:
        DirectoryError: when no good version has been read yet.
    """
    if "directory" not in g:
        g.directory = site().directory.current()
    return cast(Index, g.directory)


def today() -> date:
    """Return today's date in Paris: the same throughout a request, even past midnight."""
    if "today" not in g:
        g.today = site().today()
    return cast(date, g.today)
