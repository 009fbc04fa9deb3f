"""How much of the site, and of each page, a visitor reads in each language."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from webapp.catalogs.shown import own_messages
from webapp.catalogs.snapshot import Snapshot
from webapp.disk import Signature, signature
from webapp.errors import CatalogSyntaxError, FileError
from webapp.languages import LANGUAGES, Language
from webapp.pages import Page
from webapp.po import files
from webapp.po.read import read


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole of messages."""

    translated: int
    total: int

    @property
    def percent(self) -> float:
        """The part in percent, cut to one decimal, so that only a whole is 100."""
        return 100.0 if not self.total else self.translated * 1000 // self.total / 10


Shares = dict[tuple[Language, str | None], Share]
"""By language and slug of a page, None for the whole site."""


class Coverage:
    """Counts the messages of messages.pot that each page has; without it nothing is missing."""

    def __init__(self, folder: Path, templates: Path) -> None:
        self._path = files.template(folder)
        self._templates = templates
        self._counted: tuple[Snapshot | None, Signature, Shares] = (None, None, {})

    @property
    def version(self) -> Signature:
        """Something that changes with messages.pot."""
        return signature(self._path)

    def of_site(self, snapshot: Snapshot, language: Language) -> Share:
        """Count the whole site in a language."""
        return self._shares(snapshot).get((language, None), Share(0, 0))

    def of_page(self, snapshot: Snapshot, language: Language, page: Page) -> Share:
        """Count a page in a language, without what all pages share."""
        return self._shares(snapshot).get((language, page.like or page.slug), Share(0, 0))

    def _shares(self, snapshot: Snapshot) -> Shares:
        """Return every share, counted again when the catalogues or the template have changed."""
        version = self.version
        counted = self._counted
        if counted[0] is snapshot and counted[1] == version:
            return counted[2]
        messages: dict[str | None, frozenset[str]] = {}
        with suppress(FileError, CatalogSyntaxError):
            template = read(self._path)
            own = own_messages(self._templates, template)
            messages = {page.slug: keys for page, keys in own.items()}
            messages[None] = frozenset(message.lookup_key for message in template.active())
        shares = {}
        for language in LANGUAGES:
            for slug, keys in messages.items():
                there = keys if language.is_source else snapshot.texts[language.path].keys() & keys
                shares[language, slug] = Share(len(there), len(keys))
        self._counted = (snapshot, version, shares)
        return shares
