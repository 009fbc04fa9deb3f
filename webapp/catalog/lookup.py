"""Look-up: what the catalogues have to show, the fallback chain, the marks on what falls back."""

import gettext
import logging
import math
import os
import time
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any

from webapp.catalog import files, mo
from webapp.catalog.model import Catalogue, lookup_key
from webapp.catalog.publish import Published, keep, publish, publish_texts
from webapp.catalog.read import parsed
from webapp.errors import CatalogFileError, CatalogSyntaxError, CompiledCatalogError
from webapp.languages import TRANSLATED, Language, chain
from webapp.marks import mark

log = logging.getLogger(__name__)

Signature = tuple[int, int, int, int] | None

MOST_BYTES = 1_000_000
"""Bytes that a `.po` may have besides ten times those of messages.pot."""

MOST_LINES = 5
"""Lines of translations left out that the log names."""

PAUSE = 1.0
"""Seconds after which a file that the system refused is asked for again."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every language's texts as they were at one moment; a request keeps to one snapshot.

    Arguments:
        texts: the forms of each message by its key, for each translated language.
        versions: the digest of what each language's texts were made from.
        lacking: the languages whose catalogue cannot be read and has nothing to stand in for it.
        kept: what others make of these texts and keep for as long as they are the same.
    """

    texts: dict[str, mo.Texts] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    lacking: frozenset[str] = frozenset()
    kept: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def version(self) -> tuple[tuple[str, str], ...]:
        """Something that differs from that of any other state of the catalogues."""
        return tuple(sorted(self.versions.items()))


class Catalogues:
    """The catalogues of a folder: read and judged again when a file changes.

    The site reads the `.po` and nothing that another program has made of it. A file that cannot be
    read leaves its language as it was; when there is nothing to leave, the last good version of
    the cache is shown, and without one the language falls back.

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
        self._snapshot = Snapshot()
        self._lock = Lock()

    def snapshot(self) -> Snapshot:
        """Return the texts of now: the snapshot of before when no file has changed."""
        seen = {path: _signature(path) for path in (self._template, *self._sources.values())}
        # While one thread reads what has changed, the others go on with what there was.
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
        """Read what has changed, and what the system refused a while ago."""
        self._again_at = math.inf
        before = self._snapshot
        template = self._bytes(self._template)
        texts, versions, lacking = {}, {}, set()
        for language in TRANSLATED:
            path = language.path
            data = self._bytes(self._sources[path])
            versions[path] = _digest(template, data)
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
        """Return a file's bytes; None when there is none, or when it must be asked for again."""
        try:
            if path.is_file():  # a pipe would be waited for, for ever
                data = path.read_bytes()
                self._said.pop(path, None)
                return data
            problem = "not a file" if path.exists() else "no such file"
        except OSError as error:
            problem = error.strerror or str(error)
            self._again_at = time.monotonic() + PAUSE
        self._say(path, f"{path}: {problem}")
        return None

    def _texts(
        self, language: Language, template: bytes | None, data: bytes | None
    ) -> mo.Texts | None:
        """Return the texts of a language, its last good ones when they cannot be read, or None."""
        source = self._sources[language.path]
        good = files.compiled(self._cache, language) if self._cache else None
        if template is not None and data is not None:
            try:
                published = judged(template, self._template, data, source, language)
            except CatalogSyntaxError as error:
                after = "stays as it was, or falls back when the site has just started"
                self._say(source, f"{error}; {language.endonym} {after}")
            else:
                self._say_left_out(source, published, language)
                if good:
                    self._keep(published.texts, good, language)
                return published.texts
        before = self._snapshot
        if language.path in before.texts and language.path not in before.lacking:
            return before.texts[language.path]
        return self._kept(good, language, template) if good and os.path.lexists(source) else None

    def _kept(self, good: Path, language: Language, template: bytes | None) -> mo.Texts | None:
        """Return a last good version, judged by the rules of today; None when there is none."""
        try:
            texts = mo.unpack(good.read_bytes(), good)
            wanted = None if template is None else _template(template, self._template)
        except (OSError, CompiledCatalogError, CatalogSyntaxError):
            return None
        return texts if wanted is None else publish_texts(texts, wanted, language)

    def _say_left_out(self, source: Path, published: Published, language: Language) -> None:
        """Log which translations fall back because they are wrong; fuzzy ones are meant to."""
        wrong = [message for message in published.left_out if not message.fuzzy]
        if wrong:
            lines = ", ".join(str(message.msgstr_line) for message in wrong[:MOST_LINES])
            more = ", …" if len(wrong) > MOST_LINES else ""
            asked = f"`i18n check {language.path}` says why"
            self._say(source, f"{source}: not shown for an error: line {lines}{more}; {asked}")

    def _keep(self, texts: mo.Texts, good: Path, language: Language) -> None:
        try:
            keep(texts, good, language)
        except CatalogFileError:
            asked = "set SITE_CACHE to a folder that may be written"
            self._say(good.parent, f"{good.parent}: nothing can be kept there; {asked}")

    def _say(self, about: Path, problem: str) -> None:
        """Log a problem once for as long as it is the same."""
        if self._said.get(about) != problem:
            self._said[about] = problem
            log.warning("%s", problem)


def judged(
    template: bytes, template_path: Path, data: bytes, path: Path, language: Language
) -> Published:
    """Return what the rules let reach a page of a `.po`.

    Arguments:
        template: the bytes of messages.pot.
        template_path: its path, for errors.
        data: the bytes of the `.po`.
        path: its path, for errors.
        language: the language of its translations.

    Raises:
        CatalogSyntaxError: when one of them cannot be read, or the `.po` is empty: an editor is
            about to write it.
    """
    if not data.strip():
        raise CatalogSyntaxError(path, 1, "the file is empty")
    if len(data) > MOST_BYTES + 10 * len(template):
        raise CatalogSyntaxError(path, 1, f"{len(data):,} bytes are no catalogue of this site")
    return publish(parsed(data, path), _template(template, template_path), language)


@lru_cache(maxsize=1)
def _template(data: bytes, path: Path) -> Catalogue:
    """Return the template, read once for all languages."""
    return parsed(data, path)


def _digest(*contents: bytes | None) -> str:
    digests = (b"-" if data is None else blake2b(data).digest() for data in contents)
    return blake2b(b"".join(digests), digest_size=12).hexdigest()


def _signature(path: Path) -> Signature:
    try:
        status = path.stat()
    except OSError:
        return None
    # The last is a time that nobody can set back, as `cp -p` and `rsync -t` do the first.
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


class Marks(Enum):
    """Which texts a look-up marks with their language."""

    NONE = 0
    """None: for anything that is not an HTML page."""
    FALLBACK = 1
    """Those that are not in the page's language."""
    ALL = 2
    """Every one: to find text that no catalogue covers."""


@lru_cache
def plural_form(expression: str) -> Callable[[int], int]:
    """Give the function from a count to a plural form that a plural expression stands for."""
    return gettext.c2py(expression)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The texts of one language, those of its fallbacks where it has none.

    Arguments:
        snapshot: the texts of all languages.
        language: the language that is asked for.
        marks: which texts come between marks of their language.
    """

    snapshot: Snapshot
    language: Language
    marks: Marks = Marks.NONE

    def gettext(self, msgid: str) -> str:
        """Translate a message."""
        return next(self.texts(msgid))

    def pgettext(self, context: str, msgid: str) -> str:
        """Translate a message that a context tells apart."""
        return next(self.texts(msgid, context=context))

    def ngettext(self, singular: str, plural: str, number: float) -> str:
        """Translate a message that counts, by the plural rule of the language the text is in."""
        return next(self.texts(singular, plural, number))

    def npgettext(self, context: str, singular: str, plural: str, number: float) -> str:
        """Translate a message that counts and that a context tells apart."""
        return next(self.texts(singular, plural, number, context))

    # Flask-Babel calls the methods by the names they had in Python 2.
    ugettext, ungettext, upgettext, unpgettext = gettext, ngettext, pgettext, npgettext

    def has(self, msgid: str) -> bool:
        """Return whether a message is in the language itself, not in a fallback."""
        return self.language.is_source or msgid in self.snapshot.texts[self.language.path]

    def texts(
        self, msgid: str, plural: str | None = None, number: float = 1, context: str | None = None
    ) -> Iterator[str]:
        """Yield the texts of a message, best first: its language's, the fallbacks', the source's.

        Arguments:
            msgid: the message, the singular of one that counts.
            plural: the plural of one that counts.
            number: what is counted.
            context: what tells the message apart, if anything does.
        """
        key = lookup_key(msgid, plural, context)
        for language in chain(self.language):
            forms = self._forms(language, key, msgid, plural)
            if forms:
                form = plural_form(language.plural.expression)(int(number)) if plural else 0
                yield self._marked(forms[min(form, len(forms) - 1)], language)

    def _forms(
        self, language: Language, key: str, msgid: str, plural: str | None
    ) -> tuple[str, ...]:
        """Return the forms of a message in one language; none where it is not translated."""
        if language.is_source:
            return (msgid,) if plural is None else (msgid, plural)
        return self.snapshot.texts[language.path].get(key, ())

    def _marked(self, text: str, language: Language) -> str:
        if self.marks is Marks.NONE or (self.marks is Marks.FALLBACK and language is self.language):
            return text
        return mark(text, language)
