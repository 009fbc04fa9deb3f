"""The directory as it is served: its records and its index, read again when the data changes."""

import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from webapp.directory.index import build, connect
from webapp.directory.load import FILES, load
from webapp.directory.records import Directory
from webapp.directory.search import Search, Sets
from webapp.errors import DirectoryError

log = logging.getLogger(__name__)

EVERY = 0.5
"""Seconds between two looks at the files."""

AGAIN = 5.0
"""Seconds after which data that could not be read is tried again, though no file changed."""

Stamp = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """One version of the data, whole, and the connections of the threads that search it."""

    directory: Directory
    index: bytes
    sets: Sets
    local: threading.local

    @classmethod
    def of(cls, directory: Directory) -> "Loaded":
        """Return a version of the data with its index."""
        index = build(directory)
        return cls(directory, index, Sets(connect(index)), threading.local())

    def search(self) -> Search:
        """Return a search for this thread."""
        search: Search | None = getattr(self.local, "search", None)
        if search is None:
            search = Search(connect(self.index), self.sets, self.directory)
            self.local.search = search
        return search


class Store:
    """Keeps the last good version of the directory.

    Arguments:
        folder: the folder of the directory's files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._loaded: Loaded | None = None
        self._stamp: Stamp | None = None
        self._broken: list[str] = []
        self._looked = float("-inf")
        self._read = float("-inf")

    @property
    def directory(self) -> Directory:
        """The records.

        Raises:
            DirectoryError: when no good version was ever read.
        """
        return self.current().directory

    def current(self) -> Loaded:
        """Return the version of now, its records and its index together.

        Raises:
            DirectoryError: when no good version was ever read.
        """
        loaded = self._loaded
        if loaded and time.monotonic() - self._looked < EVERY:
            return loaded
        with self._lock:
            return self._look()

    def _look(self) -> Loaded:
        """Read the data when its files changed; a broken version leaves the last good one.

        Data that could not be read is tried again after a while: the disk, or the clock by which
        years are checked, may be right by then.
        """
        stamp, now = _stamp(self.folder), time.monotonic()
        if stamp != self._stamp or (self._broken and now - self._read >= AGAIN):
            self._reload(stamp, now)
        self._looked = now
        if self._loaded:
            return self._loaded
        raise DirectoryError(self._broken)

    def _reload(self, stamp: Stamp, now: float) -> None:
        """Read the data; what is wrong with it is logged once, until something else is."""
        before, self._stamp, self._read = self._broken, stamp, now
        try:
            directory = load(self.folder)
        except DirectoryError as error:
            self._broken = error.findings
            if error.findings != before:
                kept = "is kept as it was" if self._loaded else "cannot be shown"
                log.error("the directory %s: %s", kept, error)  # noqa: TRY400 - they say where
            return
        self._broken = []
        if not self._loaded or directory.version != self._loaded.directory.version:
            self._loaded = Loaded.of(directory)


def _stamp(folder: Path) -> Stamp:
    return tuple(_file_stamp(folder / name) for name in FILES)


def _file_stamp(path: Path) -> tuple[int, ...]:
    """Return what the file system says; its own time of change is one that nobody can set back."""
    try:
        state = path.stat()
    except OSError:
        return 0, -1
    return state.st_mtime_ns, state.st_size, state.st_ino, state.st_ctime_ns
