"""Look-up: the compiled catalogues in memory, the fallback chain, the marks on what falls back."""

import gettext
import logging
import stat
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from webapp.catalog import files
from webapp.catalog.compile import unpack
from webapp.errors import CompiledCatalogError
from webapp.languages import TRANSLATED, Language, chain
from webapp.marks import mark

log = logging.getLogger(__name__)

Signature = tuple[int, int, int, int] | None
Texts = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every language's texts as they were at one moment; a request keeps to one snapshot.

    Arguments:
        signatures: what the file system said of each `.mo`, None when it could not be read.
        texts: the forms of each message by its key, for each translated language.
        kept: what others make of these texts and keep for as long as they are the same.
    """

    signatures: dict[str, Signature] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)
    kept: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def version(self) -> tuple[tuple[str, Signature], ...]:
        """Something that differs from that of any other state of the catalogues."""
        return tuple(sorted(self.signatures.items()))


class Catalogues:
    """The compiled catalogues of a folder, read again when a file changes."""

    def __init__(self, folder: Path) -> None:
        self._paths = {language.path: files.compiled(folder, language) for language in TRANSLATED}
        self._snapshot = Snapshot()
        self._lock = Lock()

    def snapshot(self) -> Snapshot:
        """Give the texts of now: the snapshot of before when no file has changed."""
        signatures = {language: _signature(path) for language, path in self._paths.items()}
        if signatures == self._snapshot.signatures:
            return self._snapshot
        with self._lock:
            if signatures != self._snapshot.signatures:
                self._snapshot = self._reread(signatures)
            return self._snapshot

    def _reread(self, signatures: dict[str, Signature]) -> Snapshot:
        before = self._snapshot
        texts = {}
        for language in TRANSLATED:
            path = language.path
            unchanged = path in before.texts and signatures[path] == before.signatures[path]
            texts[path] = before.texts[path] if unchanged else self._texts(language)
        return Snapshot(signatures, texts)

    def _texts(self, language: Language) -> Texts:
        """Read one catalogue; one that cannot be read is as good as empty, and the log says why."""
        path = self._paths[language.path]
        try:
            texts = unpack(_content(path), path)
        except OSError as error:
            problem = f"{path}: {error.strerror}; run `make compile`"
        except CompiledCatalogError as error:
            problem = str(error)
        else:
            texts.pop("", None)  # the header, which an empty text would find
            return texts
        log.warning("%s; pages in %s are shown in French until then", problem, language.endonym)
        return {}


def _signature(path: Path) -> Signature:
    try:
        status = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for, for ever
        return None
    # The last is a time that nobody can set back, as `cp -p` and `rsync -t` do the first.
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


def _content(path: Path) -> bytes:
    """Read a file and nothing else: a pipe would be waited for, for ever."""
    if path.exists() and not path.is_file():
        raise CompiledCatalogError(path, "not a file")
    return path.read_bytes()


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
        """Tell whether a message is in the language itself, not in a fallback."""
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
        key = msgid if context is None else f"{context}\x04{msgid}"
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
