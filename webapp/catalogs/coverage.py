"""Which page shows which message, and how much of each page is translated into each language."""

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

# Files with messages that do not belong to a page's template, by an address that shows them. An
# address without a page shows the error page.
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
"""Where the messages of the editor are in the source."""

_USES = ("extends", "include", "import", "from")
_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
# A pattern, because Jinja’s own parser takes longer than the rest of the counting.
_USE = re.compile(r'{%[-+]?\s*(\w+)\s+"([^"]+)"')


@cache
def _parts(templates: Path, name: str, *tags: str) -> tuple[str, ...]:
    """Return a template and those that it uses through these tags, in the order of use."""
    text = _COMMENT.sub("", (templates / name).read_text(encoding="utf-8"))
    names = (other for tag, other in _USE.findall(text) if tag in tags)
    return tuple(
        dict.fromkeys([name, *(part for it in names for part in _parts(templates, it, *tags))])
    )


def addresses(templates: Path) -> dict[str, str]:
    """Return the first of the addresses in `all_addresses` for each of its keys."""
    return {name: pages[0] for name, pages in all_addresses(templates).items()}


@cache
def all_addresses(templates: Path) -> dict[str, list[str]]:
    """Return the addresses that show the messages of each file, each title and description.

    Keys are paths of the files of a page's template, names of other files, and msgids. Addresses
    are in the source language, in the order of the pages.
    """
    layout = _parts(templates, "base.html", *_USES)
    shown: dict[str, list[str]] = {f"templates/{name}": [] for name in layout}
    for page in PAGES:
        files_of_page = _parts(templates, page.template, *_USES)
        for name in (page.title, page.description, *(f"templates/{it}" for it in files_of_page)):
            shown.setdefault(name, []).append(page.address(SOURCE))
    return shown | {name: [address] for address, names in _ELSEWHERE.items() for name in names}


def own_messages(templates: Path, template: Catalogue) -> dict[str | None, frozenset[str]]:
    """Return the keys of each page's own messages by slug; None has all that visitors may meet.

    Messages of the frame around a page are not the page's own.
    """
    everything = frozenset(message.lookup_key for message in of_visitors(template))
    own: dict[str | None, frozenset[str]] = {None: everything}
    for page in PAGES:
        # What a page extends or imports is shared with other pages.
        names = _parts(templates, page.template, "include")
        parts = {f"templates/{name}" for name in names}
        own[page.slug] = frozenset(
            message.lookup_key
            for message in template.active()
            if message.msgid in (page.title, page.description) or parts & set(message.references)
        )
    return own


def of_visitors(template: Catalogue) -> Iterator[Message]:
    """Yield the messages that visitors may meet: all but those that only the editor uses."""
    for message in template.active():
        if not all(reference.startswith(OF_EDITOR) for reference in message.references or [""]):
            yield message


class Share(NamedTuple):
    """How many messages are translated, and how many there are."""

    translated: int
    total: int

    @property
    def percent(self) -> float:
        """The percentage translated, rounded down to one decimal so that only a whole is 100."""
        return 100.0 if not self.total else self.translated * 1000 // self.total / 10


Shares = dict[tuple[Language, str | None], Share]
"""The shares by language and slug of a page; the slug None is the whole site."""


class Coverage:
    """The translated share of each page; nothing is missing if messages.pot cannot be read."""

    def __init__(self, folder: Path, templates: Path) -> None:
        self._path = files.template(folder)
        self._templates = templates
        self._messages: tuple[Signature, dict[str | None, frozenset[str]]] = (None, {})
        self._counted: tuple[Snapshot | None, Signature, Shares] = (None, None, {})

    @property
    def version(self) -> Signature:
        """A value that changes with messages.pot."""
        return signature(self._path)

    def of_site(self, snapshot: Snapshot, language: Language) -> Share:
        """Return the translated share of the whole site in a language."""
        return self._shares(snapshot).get((language, None), Share(0, 0))

    def of_page(self, snapshot: Snapshot, language: Language, page: Page) -> Share:
        """Return the translated share of a page's own messages in a language."""
        return self._shares(snapshot).get((language, page.like or page.slug), Share(0, 0))

    def _shares(self, snapshot: Snapshot) -> Shares:
        """Return all shares, counted again if the catalogues or messages.pot have changed."""
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
