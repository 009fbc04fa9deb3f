"""Look-up: the compiled catalogues in memory, the fallback chain, the marks on what falls back."""

import gettext
import logging
import stat
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from webapp.catalog import files
from webapp.catalog.compile import unpack
from webapp.errors import CompiledCatalogError
from webapp.languages import SOURCE, TRANSLATED, Language, chain
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
        return self._one(msgid, msgid)

    def pgettext(self, context: str, msgid: str) -> str:
        """Translate a message that a context tells apart."""
        return self._one(f"{context}\x04{msgid}", msgid)

    def ngettext(self, singular: str, plural: str, number: float) -> str:
        """Translate a message that counts, by the plural rule of the language the text is in."""
        return self._many(singular, (singular, plural), number)

    def npgettext(self, context: str, singular: str, plural: str, number: float) -> str:
        """Translate a message that counts and that a context tells apart."""
        return self._many(f"{context}\x04{singular}", (singular, plural), number)

    # Flask-Babel calls the methods by the names they had in Python 2.
    ugettext, ungettext, upgettext, unpgettext = gettext, ngettext, pgettext, npgettext

    def has(self, msgid: str) -> bool:
        """Tell whether a message is in the language itself, not in a fallback."""
        return self.language.is_source or msgid in self.snapshot.texts[self.language.path]

    def _one(self, key: str, msgid: str) -> str:
        language, forms = self._find(key, (msgid,))
        return self._marked(forms[0], language)

    def _many(self, key: str, source: tuple[str, str], number: float) -> str:
        language, forms = self._find(key, source)
        form = plural_form(language.plural.expression)(int(number))
        return self._marked(forms[min(form, len(forms) - 1)], language)

    def _find(self, key: str, source: tuple[str, ...]) -> tuple[Language, tuple[str, ...]]:
        for language in chain(self.language):
            if language.is_source:
                break
            forms = self.snapshot.texts[language.path].get(key)
            if forms is not None:
                return language, forms
        return SOURCE, source

    def _marked(self, text: str, language: Language) -> str:
        if self.marks is Marks.NONE or (self.marks is Marks.FALLBACK and language is self.language):
            return text
        return mark(text, language)
