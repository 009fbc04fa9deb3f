"""What the site keeps between requests, and what a request keeps of it."""

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
    """How the site is published: served, or exported to files, which differ in this alone.

    An export lists the whole directory on one page and has its page to choose a language send
    visitors on by a script, since no server searches, turns pages or negotiates.

    Arguments:
        exported: whether the pages become files.
        search: scheme and host of a site that searches for the export; empty when none does.
    """

    exported: bool = False
    search: str = ""

    @property
    def searches(self) -> bool:
        """Whether a reader can search: the page of the directory has a form then."""
        return not self.exported or bool(self.search)


class Site:
    """What the site keeps between requests: its catalogues and what is counted of them."""

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
        """Return the day that it is in Paris."""
        return self.now().astimezone(ZONE).date()

    @property
    def version(self) -> Hashable:
        """Something that changes with whatever a page is made from.

        Brochures are among it: links to one say its size.
        """
        try:
            directory = self.directory.current().directory.version
        except DirectoryError:
            directory = ""
        texts = self.catalogues.snapshot().version, self.coverage.version
        return texts, directory, self.brochures.version, self.today(), self.edition


def init_app(app: Flask, settings: Settings) -> None:
    """Set up what an application keeps between requests, and what templates show of it."""
    app.extensions[EXTENSION] = kept = Site(settings)
    app.context_processor(lambda: {"edition": site().edition})
    files = kept.static.by_name
    app.jinja_env.globals.update(static_file=lambda name: files[name].address, today=today)


def site() -> Site:
    """Return what the site of the current application keeps."""
    return cast(Site, current_app.extensions[EXTENSION])


def current_snapshot() -> Snapshot:
    """Return the texts of the catalogues; a request keeps to one snapshot of them."""
    if "snapshot" not in g:
        g.snapshot = site().catalogues.snapshot()
    return cast(Snapshot, g.snapshot)


def current_directory() -> Index:
    """Return the directory; a request keeps to one version of it.

    Raises:
        DirectoryError: when no good version was ever read.
    """
    if "directory" not in g:
        g.directory = site().directory.current()
    return cast(Index, g.directory)


def today() -> date:
    """Return the day that it is in Paris; a request keeps to one, midnight or not."""
    if "today" not in g:
        g.today = site().today()
    return cast(date, g.today)
