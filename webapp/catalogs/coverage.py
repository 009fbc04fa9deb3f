"""Which page shows which message, and how much of each page a visitor reads in each language."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from webapp.catalogs.snapshot import Snapshot, read_template
from webapp.disk import Signature, read_bytes, signature
from webapp.errors import CatalogSyntaxError, FileError
from webapp.languages import LANGUAGES, SOURCE, Language
from webapp.pages import PAGES, Page
from webapp.po import files
from webapp.po.model import Catalogue, Message

# Files with messages that are no part of a page's template, by the address that shows them. An
# address that leads nowhere shows the error page.
_ELSEWHERE = {
    "/fr/": ("links.toml", "pages.toml"),
    "/fr/partners": ("partners.toml",),
    "/fr/map": ("partner_map.py",),
    "/fr/directory": ("criteria.py", "records.py"),
    "/fr/directory/caen": ("sources.py", "names.py", "actor.html"),
    "/fr/brochure.pdf": (
        "brochure.py", "content.html", "cover.html", "human_rights.html", "sources.html",
    ),
    "/": ("choose.html",),
    "/fr/no-such-page": ("error.html", "errors.py"),
}  # fmt: skip

OF_EDITOR = ("templates/editor/", "webapp/editor/")
"""Where the texts of the editor are in the source."""

_USES = ("extends", "include", "import", "from")
_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
# Jinja’s own parser takes longer than the rest of the counting.
_USE = re.compile(r'{%[-+]?\s*(\w+)\s+"([^"]+)"')


@cache
def _parts(templates: Path, name: str, *tags: str) -> tuple[str, ...]:
    """Return a template and those that it uses by these tags, in the order of use."""
    text = _COMMENT.sub("", (templates / name).read_text(encoding="utf-8"))
    names = (other for tag, other in _USE.findall(text) if tag in tags)
    return tuple(
        dict.fromkeys([name, *(part for it in names for part in _parts(templates, it, *tags))])
    )


def addresses(templates: Path) -> dict[str, str]:
    """Return an address that shows the messages of a file or, by its msgid, a title."""
    return {name: pages[0] for name, pages in all_addresses(templates).items()}


@cache
def all_addresses(templates: Path) -> dict[str, list[str]]:
    """Return the addresses that show the messages of a file or, by its msgid, a title.

    Files of a page's template have their path, others only their name. Addresses are in the source
    language, in the order of the pages.
    """
    layout = _parts(templates, "base.html", *_USES)
    shown: dict[str, list[str]] = {f"templates/{name}": [] for name in layout}
    for page in PAGES:
        files_of_page = _parts(templates, page.template, *_USES)
        for name in (page.title, page.description, *(f"templates/{it}" for it in files_of_page)):
            shown.setdefault(name, []).append(page.address(SOURCE))
    return shown | {name: [address] for address, names in _ELSEWHERE.items() for name in names}


def own_messages(templates: Path, template: Catalogue) -> dict[str | None, frozenset[str]]:
    """Return the keys of each page's own messages by its slug, those of all visitors by None.

    Messages of a frame around a page are not its own.
    """
    everything = frozenset(message.lookup_key for message in of_visitors(template))
    own: dict[str | None, frozenset[str]] = {None: everything}
    for page in PAGES:
        # What a page extends or imports is not its alone.
        names = _parts(templates, page.template, "include")
        parts = {f"templates/{name}" for name in names}
        own[page.slug] = frozenset(
            message.lookup_key
            for message in template.active()
            if message.msgid in (page.title, page.description) or parts & set(message.references)
        )
    return own


def of_visitors(template: Catalogue) -> Iterator[Message]:
    """Yield the messages that visitors may meet: all but those of the editor alone."""
    for message in template.active():
        if not all(reference.startswith(OF_EDITOR) for reference in message.references or [""]):
            yield message


class Share(NamedTuple):
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
        self._messages: tuple[Signature, dict[str | None, frozenset[str]]] = (None, {})
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
        if self._messages[0] != version:
            messages: dict[str | None, frozenset[str]] = {}
            with suppress(FileError, CatalogSyntaxError):
                template = read_template(read_bytes(self._path), self._path)
                messages = own_messages(self._templates, template)
            self._messages = version, messages
        shares = {}
        for language in LANGUAGES:
            for slug, keys in self._messages[1].items():
                there = keys if language.is_source else snapshot.texts[language.path].keys() & keys
                shares[language, slug] = Share(len(there), len(keys))
        self._counted = (snapshot, version, shares)
        return shares
