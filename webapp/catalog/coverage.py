"""How much of the site, and of each page, a visitor reads in each language."""

import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from webapp.catalog import files
from webapp.catalog.read import read
from webapp.catalog.shown import own_messages
from webapp.catalog.snapshot import Snapshot
from webapp.errors import CatalogFileError, CatalogSyntaxError
from webapp.languages import LANGUAGES, Language
from webapp.pages import PAGES, Page


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole of messages."""

    translated: int
    total: int

    @property
    def percent(self) -> float:
        """The part in percent, cut to one decimal, so that only a whole is 100."""
        return 100.0 if not self.total else self.translated * 1000 // self.total / 10


class Coverage:
    """Counts the messages of the `.pot` that the compiled catalogues have.

    Arguments:
        folder: the folder of the catalogues.
        templates: the folder of the templates.
    """

    def __init__(self, folder: Path, templates: Path) -> None:
        self._counts = _Counts()
        self._path = files.template(folder)
        self._templates = templates

    def of_site(self, snapshot: Snapshot, language: Language) -> Share:
        """Count the whole site in a language."""
        return self._at(snapshot).site[language.path]

    def of_page(self, snapshot: Snapshot, language: Language, page: Page) -> Share:
        """Count a page in a language, without what all pages share."""
        return self._at(snapshot).pages[language.path, page.like or page.slug]

    @property
    def version(self) -> int:
        """What the file system says of the template; 0 without one."""
        try:
            status = self._path.stat()
        except OSError:
            return 0
        return status.st_ctime_ns if stat.S_ISREG(status.st_mode) else 0

    def _at(self, snapshot: Snapshot) -> "_Counts":
        """Count again when the catalogues or the template have changed."""
        modified = self.version
        counts = self._counts
        if counts.snapshot is not snapshot or counts.modified != modified:
            counts = self._counts = self._count(snapshot, modified)
        return counts

    def _count(self, snapshot: Snapshot, modified: int) -> "_Counts":
        """Count everything; without a template nothing is known to be missing."""
        everything: frozenset[str] = frozenset()
        own: Mapping[Page, frozenset[str]] = dict.fromkeys(PAGES, frozenset())
        with suppress(CatalogFileError, CatalogSyntaxError):
            if modified:
                template = read(self._path)
                everything = frozenset(message.lookup_key for message in template.active())
                own = own_messages(self._templates, template)
        counts = _Counts(snapshot, modified)
        for language in LANGUAGES:
            counts.site[language.path] = _share(snapshot, language, everything)
            for page, messages in own.items():
                counts.pages[language.path, page.slug] = _share(snapshot, language, messages)
        return counts


@dataclass(slots=True)
class _Counts:
    snapshot: Snapshot | None = None
    modified: int = -1
    site: dict[str, Share] = field(default_factory=dict)
    pages: dict[tuple[str, str], Share] = field(default_factory=dict)


def _share(snapshot: Snapshot, language: Language, messages: frozenset[str]) -> Share:
    if language.is_source:
        return Share(len(messages), len(messages))
    texts = snapshot.texts[language.path]
    return Share(sum(message in texts for message in messages), len(messages))
