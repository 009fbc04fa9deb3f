"""The current texts of the catalogues: `.po` files, read and checked whenever they change."""

import logging
import math
import os
import time
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any

from webapp.catalogs.publish import Published, keep, publish, publish_texts
from webapp.disk import Signature, read_bytes, signature
from webapp.errors import CatalogSyntaxError, FileError
from webapp.languages import TRANSLATED, Language
from webapp.po import files, mo
from webapp.po.model import Catalogue
from webapp.po.read import parsed

log = logging.getLogger(__name__)

MAX_BYTES = 1_000_000
"""Bytes that a `.po` may have beyond ten times those of messages.pot."""

PAUSE = 1.0
"""Seconds before trying again to read a file that the system refused."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every language's texts at one moment; a request uses the same snapshot throughout.

    Arguments:
        texts: the forms of each message by its key, for each translated language.
        versions: for each language, the digest of the files that its texts were made from.
        lacking: the languages whose catalogue cannot be read and has no earlier texts either.
        kept: a cache, for other modules, of what they make from these texts.
    """

    texts: dict[str, mo.Texts] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    lacking: frozenset[str] = frozenset()
    kept: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def version(self) -> Hashable:
        """A value that differs whenever a file has other bytes, or a language its first texts."""
        return tuple(sorted(self.versions.items())), self.lacking


class Catalogues:
    """The catalogues of a folder, read and checked again when a file changes.

    The site reads the `.po` itself and nothing that another program compiled from it. If a `.po`
    cannot be read, its language keeps its current texts; if it has none, the last good version in
    the cache is shown; without one, or without a `.po`, the language falls back.

    Arguments:
        folder: the folder of the catalogues.
        cache: the folder of the site's cache, where good versions are kept; None keeps none.
    """

    def __init__(self, folder: Path, cache: Path | None) -> None:
        self._template = files.template(folder)
        self._sources = {language.path: files.source(folder, language) for language in TRANSLATED}
        self._cache = cache
        self._seen: dict[Path, Signature] = {}
        self._again_at = math.inf
        self._said: dict[Path, str] = {}
        self._written: dict[Path, tuple[bytes, Catalogue]] = {}
        self._snapshot = Snapshot()
        self._lock = Lock()

    def expect(self, data: bytes, catalogue: Catalogue) -> None:
        """Take the catalogue that was just written as these bytes, so that they need no parsing."""
        self._written[catalogue.path] = data, catalogue

    def snapshot(self) -> Snapshot:
        """Return the current texts: the same snapshot as before if no file has changed."""
        seen = {path: signature(path) for path in (self._template, *self._sources.values())}
        # While one thread reads changes, the others use the old snapshot, or wait for the first.
        if self._is_due(seen) and self._lock.acquire(blocking=not self._snapshot.versions):
            try:
                if self._is_due(seen):
                    self._read(seen)
            finally:
                self._lock.release()
        return self._snapshot

    def _is_due(self, seen: dict[Path, Signature]) -> bool:
        return seen != self._seen or time.monotonic() >= self._again_at

    def _read(self, seen: dict[Path, Signature]) -> None:
        """Read all files, and check the languages whose files have changed or which lack texts."""
        self._again_at = math.inf
        before = self._snapshot
        template = self._bytes(self._template)
        texts, versions, lacking = {}, {}, set()
        for language in TRANSLATED:
            path = language.path
            data = self._bytes(self._sources[path])
            digests = (b"-" if it is None else blake2b(it).digest() for it in (template, data))
            versions[path] = blake2b(b"".join(digests), digest_size=12).hexdigest()
            found: mo.Texts | None = before.texts.get(path)
            if versions[path] != before.versions.get(path) or path in before.lacking:
                found = self._texts(language, template, data)
            texts[path] = found or {}
            if found is None:
                lacking.add(path)
        if versions != before.versions or lacking != before.lacking:
            self._snapshot = Snapshot(texts, versions, frozenset(lacking))
        self._seen = seen

    def _bytes(self, path: Path) -> bytes | None:
        """Return a file's bytes; None if the system refuses, to try again after `PAUSE`."""
        try:
            data = read_bytes(path)
        except FileError as error:
            self._again_at = time.monotonic() + PAUSE
            self._say(path, str(error))
            return None
        self._said.pop(path, None)
        return data

    def _texts(
        self, language: Language, template: bytes | None, data: bytes | None
    ) -> mo.Texts | None:
        """Return a language's texts, or its last good ones if these cannot be read, or None."""
        source = self._sources[language.path]
        if template is None or data is None:
            return self._last_good(language, template)
        try:
            passed: mo.Texts | bytes = self._snapshot.texts.get(language.path) or b""
            if not passed and self._cache:
                with suppress(OSError):
                    passed = files.compiled(self._cache, language).read_bytes()
            written = self._written.pop(source, None)
            if written and written[0] == data:
                wanted = read_template(template, self._template)
                published = publish(written[1], wanted, language, passed)
            else:
                published = judged(template, self._template, data, source, language, passed)
        except CatalogSyntaxError as error:
            after = "stays as it was, or falls back when the site has just started"
            self._say(source, f"{error}; {language.endonym} {after}")
            return self._last_good(language, template)
        # Fuzzy translations are meant to fall back.
        wrong = [message for message in published.left_out if not message.fuzzy]
        if wrong:
            lines = ", ".join(str(message.msgstr_line) for message in wrong[:5])
            more = ", …" if len(wrong) > 5 else ""
            asked = f"`i18n check {language.path}` says why"
            self._say(source, f"{source}: not shown because of errors: line {lines}{more}; {asked}")
        if self._cache:
            good = files.compiled(self._cache, language)
            try:
                keep(published.texts, good, language)
            except FileError:
                asked = "set SITE_CACHE to a folder that may be written"
                self._say(good.parent, f"{good.parent}: nothing can be kept there; {asked}")
        return published.texts

    def _last_good(self, language: Language, template: bytes | None) -> mo.Texts | None:
        """Return the current texts, else those in the cache, checked again, or None."""
        before = self._snapshot
        if language.path in before.texts and language.path not in before.lacking:
            return before.texts[language.path]
        if not self._cache or not os.path.lexists(self._sources[language.path]):
            return None
        good = files.compiled(self._cache, language)
        try:  # without messages.pot, the texts in the cache are returned unchecked
            texts = mo.unpack(good.read_bytes(), good)
            wanted = None if template is None else read_template(template, self._template)
        except (OSError, FileError, CatalogSyntaxError):
            return None
        return texts if wanted is None else publish_texts(texts, wanted, language)

    def _say(self, about: Path, problem: str) -> None:
        """Log a problem, but not again while it stays the same."""
        if self._said.get(about) != problem:
            self._said[about] = problem
            log.warning("%s", problem)


def judged(
    template: bytes,
    template_path: Path,
    data: bytes,
    path: Path,
    language: Language,
    passed: mo.Texts | bytes,
) -> Published:
    """Return the texts of a `.po` that may reach a page; the paths are only for errors.

    Arguments:
        template: the bytes of messages.pot.
        data: the bytes of the `.po`.
        passed: what `publish` takes as `before`.

    Raises:
        CatalogSyntaxError: when one of them is no catalogue, or the `.po` is too large, or empty
            because a text editor is about to write it.
    """
    if not data.strip():
        raise CatalogSyntaxError(path, 1, "the file is empty")
    if len(data) > MAX_BYTES + 10 * len(template):
        raise CatalogSyntaxError(path, 1, f"{len(data):,} bytes are no catalogue of this site")
    return publish(parsed(data, path), read_template(template, template_path), language, passed)


@lru_cache(maxsize=1)
def read_template(data: bytes, path: Path) -> Catalogue:
    """Return messages.pot, parsed once for all languages and for `Coverage`."""
    return parsed(data, path)
