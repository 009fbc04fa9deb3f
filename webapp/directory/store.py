"""The directory as it is served: its records and its index, read again when the data changes."""

import logging
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from webapp.directory.index import connect, open_index
from webapp.directory.load import ACTIONS, ACTORS, PLACES, load
from webapp.directory.records import Directory
from webapp.directory.search import Search, Sets
from webapp.errors import DirectoryError, DirectoryIndexError

log = logging.getLogger(__name__)

EVERY = 0.5
"""Seconds between two looks at the files."""

Stamp = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """One version of the data, whole, and the connections of the threads that search it."""

    directory: Directory
    index: Path
    sets: Sets
    local: threading.local

    def search(self) -> Search:
        """Give a search for this thread.

        Raises:
            DirectoryIndexError: when the index is gone; the next look makes it again.
        """
        connection: sqlite3.Connection | None = getattr(self.local, "connection", None)
        if connection is None:
            try:
                connection = self.local.connection = connect(self.index)
            except sqlite3.Error as error:
                raise DirectoryIndexError(self.index, str(error)) from error
        return Search(connection, self.sets, self.directory)


class Store:
    """Keeps the last good version of the directory.

    Arguments:
        folder: the folder of the CSV files.
        cache: the folder in which the index is made.
    """

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self._cache = cache
        self._lock = threading.Lock()
        self._loaded: Loaded | None = None
        self._stamp: Stamp | None = None
        self._broken: list[str] = []
        self._logged = ""
        self._looked = float("-inf")

    @property
    def directory(self) -> Directory:
        """The records.

        Raises:
            DirectoryError: when no good version was ever read.
        """
        return self.current().directory

    def index_of(self, directory: Directory) -> Path:
        """Give the place of the index of a version of the data."""
        return self._cache / f"directory-{directory.version}.sqlite"

    def current(self) -> Loaded:
        """Give the version of now, its records and its index together.

        Raises:
            DirectoryError: when no good version was ever read.
            DirectoryIndexError: when its index can be neither read nor made.
        """
        loaded = self._loaded
        if loaded and time.monotonic() - self._looked < EVERY:
            return loaded
        with self._lock:
            return self._look()

    def _look(self) -> Loaded:
        """Read the data when its files changed; a broken version leaves the last good one."""
        stamp = _stamp(self.folder)
        gone = self._loaded is not None and not self._loaded.index.is_file()
        if stamp != self._stamp or gone or not (self._loaded or self._broken):
            self._reload(stamp)
        self._looked = time.monotonic()
        if self._loaded:
            return self._loaded
        raise DirectoryError(self._broken)

    def _reload(self, stamp: Stamp) -> None:
        """Read the data; what is wrong with it is logged once for each version of the files."""
        try:
            directory = load(self.folder)
        except DirectoryError as error:
            self._broken = error.findings
            kept = "is kept as it was" if self._loaded else "cannot be shown"
            log.error("the directory %s: %s", kept, error)  # noqa: TRY400 - the findings say where
        else:
            self._take(directory)
        self._stamp = stamp

    def _take(self, directory: Directory) -> None:
        """Take a version; one whose index cannot be made leaves the last good one, if there is any.

        Raises:
            DirectoryIndexError: when there is none.
        """
        loaded = self._loaded
        if loaded and directory.version == loaded.directory.version and loaded.index.is_file():
            return
        try:
            self._loaded = self._open(directory)
        except DirectoryIndexError as error:
            kept = "is kept as it was" if loaded else "cannot be shown"
            if self._logged != str(error):  # each request tries again, and would say it again
                log.error("the directory %s: %s", kept, error)  # noqa: TRY400
            self._logged = str(error)
            if loaded is None:
                raise

    def _open(self, directory: Directory) -> Loaded:
        """Open the index; each version has a file of its own, so that readers keep theirs."""
        path = self.index_of(directory)
        try:
            connection = open_index(path, directory)
        except OSError as error:
            raise DirectoryIndexError(path, str(error)) from error
        return Loaded(directory, path, Sets(connection), threading.local())


def _stamp(folder: Path) -> Stamp:
    return tuple(_file_stamp(folder / name) for name in (ACTORS, ACTIONS, PLACES))


def _file_stamp(path: Path) -> tuple[int, ...]:
    """Say what the file system says; its own time of change is one that nobody can set back."""
    try:
        state = path.stat()
    except OSError:
        return 0, -1
    return state.st_mtime_ns, state.st_size, state.st_ino, state.st_ctime_ns
