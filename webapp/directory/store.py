"""The directory as it is served: records and index, read again when the data change."""

import logging
import threading
import time
from pathlib import Path

from webapp.directory.load import FILES, load
from webapp.directory.search import Index
from webapp.disk import Signature, signature
from webapp.errors import DirectoryError

log = logging.getLogger(__name__)

EVERY = 0.5
"""Seconds between two checks for changed files."""

AGAIN = 5.0
"""Seconds after which data with errors are read again although no file has changed: by then the
disk may work, or the clock that years are checked against may be right."""


class Store:
    """Keeps the last good version of the directory that the files of a folder hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._stamp: list[Signature] = []
        self._findings: list[str] = []
        self._looked = float("-inf")
        self._read = float("-inf")

    def current(self) -> Index:
        """Return the current version, its records and its index together.

        Raises:
            DirectoryError: when no good version was ever read.
        """
        index = self._index
        if index and time.monotonic() - self._looked < EVERY:
            return index
        with self._lock:
            stamp, now = [signature(self.folder / name) for name in FILES], time.monotonic()
            if stamp != self._stamp or (self._findings and now - self._read >= AGAIN):
                self._stamp, self._read = stamp, now
                problems = []
                try:
                    directory = load(self.folder)
                    if not self._index or directory.version != self._index.directory.version:
                        self._index = Index(directory)
                except DirectoryError as error:  # logged once
                    problems = error.findings
                    kept = "is kept as it was" if self._index else "cannot be shown"
                    if problems != self._findings:
                        log.error("the directory %s: %s", kept, error)  # noqa: TRY400 - they say where
                self._findings = problems
            self._looked = now
            if self._index:
                return self._index
            raise DirectoryError(self._findings)
