"""The brochures and cards that were made: a file for each language and version of the content."""

import fcntl
import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from webapp.brochure import CARD, FILE, TEMPLATES
from webapp.checks.glyphs import shown
from webapp.disk import replace
from webapp.errors import BrochureError, FileError

log = logging.getLogger(__name__)

LIMIT = 60.0
"""Seconds that setting a brochure may take; it usually takes about one."""

PAUSE = 30.0
"""Seconds to wait after a failure before trying again: requests must not pile up."""

WAITING = 8
"""Threads that may wait for brochures at once; others get an error and go on serving pages."""

_SHAPES = {FILE: (b"%PDF-", b"%%EOF"), CARD: (b"\x89PNG\r\n\x1a\n", b"IEND\xae\x42\x60\x82")}
"""The bytes that each complete file begins and ends with."""
_VERSION = b"".join(path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ")))

Typesetter = Callable[[str], bytes]
"""A function that returns the PDF or PNG of a content, or raises `BrochureError`."""


class Content(NamedTuple):
    """What a brochure or a card says, as JSON, and the path of its language."""

    path: str
    text: str
    file: str = FILE

    @property
    def name(self) -> str:
        """The beginning of the file names of all its versions."""
        return f"{self.file.partition('.')[0]}-{self.path}"

    @property
    def file_name(self) -> str:
        """The name of its file, the same for the same content and the same templates."""
        digest = hashlib.sha256(self.text.encode() + _VERSION).hexdigest()
        return f"{self.name}-{digest[:16]}.{self.file[-3:]}"

    def is_whole(self, made: bytes) -> bool:
        """Return whether a file was written to its end."""
        first, last = _SHAPES[self.file]
        return made.startswith(first) and made.rstrip().endswith(last)


class Brochures:
    """The brochures in a folder, which is made when it is missing."""

    def __init__(self, folder: Path, typesetter: Typesetter | None = None) -> None:
        self.folder = folder
        self.typesetter = typesetter or typeset
        # By name without version: the file, the time of failure (monotonic clock), the reason.
        self._failures: dict[str, tuple[str, float, str]] = {}
        self._waiting = threading.BoundedSemaphore(WAITING)

    @property
    def version(self) -> frozenset[tuple[str, int]]:
        """The names and sizes of the files: they change when a brochure is made, and only then."""
        try:
            with os.scandir(self.folder) as entries:
                return frozenset(
                    (entry.name, entry.stat().st_size)
                    for entry in entries
                    if entry.name.startswith(("brochure-", "card-"))
                )
        except OSError:
            return frozenset()

    def size(self, name: str) -> int:
        """Return the size in bytes of the newest file with a content's name; 0 if there is none."""
        with suppress(OSError):
            found = [path.stat() for path in self.folder.glob(f"{name}-*")]
            return max(found, key=lambda it: it.st_mtime).st_size if found else 0
        return 0

    def made(self, content: Content) -> Path | None:
        """Return the file of a content, or None while it is missing or incomplete."""
        path = self.folder / content.file_name
        try:
            with path.open("rb") as file:
                head = file.read(8)
                file.seek(max(0, os.fstat(file.fileno()).st_size - 16))
                whole = content.is_whole(head + file.read())
        except OSError:
            return None
        return path if whole else None

    def get(self, content: Content) -> Path:
        """Return the file of a content; the first thread or process makes it, the others wait.

        Raises:
            BrochureError: when it cannot be made, or too many threads are already waiting.
        """
        path = self.made(content)
        if path:
            return path
        if not self._waiting.acquire(blocking=False):
            raise BrochureError("it is being made, and many are waiting for it", known=True)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / f".{content.name}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                return self.made(content) or self._make(content)
        except (OSError, FileError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            problem = f"{self.folder}: {reason}; set SITE_CACHE to a folder that may be written"
            raise self._failure(content, problem) from error
        finally:
            self._waiting.release()

    def _make(self, content: Content) -> Path:
        """Make a file while its lock is held, and delete all earlier versions but the newest."""
        name, at, problem = self._failures.get(content.name, ("", 0.0, ""))
        if name == content.file_name and time.monotonic() - at < PAUSE:
            raise BrochureError(problem, known=True)
        started = time.monotonic()
        try:
            made = self.typesetter(content.text)
        except BrochureError as error:
            raise self._failure(content, error.problem) from error
        if not content.is_whole(made):
            raise self._failure(content, "the typesetter wrote no whole file")
        path = self.folder / content.file_name
        replace(path, made)
        self._failures.pop(content.name, None)
        log.info("%s made in %.1f s", path.name, time.monotonic() - started)
        others = set(self.folder.glob(f"{content.name}-*")) - {path}
        # Somebody may be reading the newest of them.
        old = sorted(others, key=lambda other: other.stat().st_mtime)[:-1]
        # Also delete the unfinished files of killed processes.
        for other in (*old, *self.folder.glob(f".{content.name}-*")):
            other.unlink(missing_ok=True)
        return path

    def _failure(self, content: Content, problem: str) -> BrochureError:
        """Remember why a file cannot be made, and return the error to raise."""
        known = self._failures.get(content.name, ("", 0.0, ""))[2] == problem
        self._failures[content.name] = content.file_name, time.monotonic(), problem
        return BrochureError(problem, known=known)


def typeset(text: str) -> bytes:
    """Return the file of a content (JSON), set in a separate process with a time limit.

    Raises:
        BrochureError: when it cannot be set, with the typesetter's message if there is one.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "webapp.brochure.typeset"],
            input=text.encode(),
            capture_output=True,
            timeout=LIMIT,
            check=False,
            cwd=TEMPLATES.parent.parent,
        )
    except subprocess.TimeoutExpired as error:
        raise BrochureError(f"not set within {LIMIT:g} seconds") from error
    messages = done.stderr.decode(errors="replace").strip()
    if done.returncode:
        # Typst's first error, or the last line of a traceback.
        lines = [line.strip() for line in messages.splitlines()]
        errors = [line.removeprefix("error: ") for line in lines if line.startswith("error: ")]
        reason = (errors or lines[-1:] or [f"the typesetter ended with {done.returncode}"])[0]
        raise BrochureError(reason[:500])
    if messages:
        log.warning("the brochure is made, with a warning: %s", messages[-2000:])
    return done.stdout


def as_content(path: str, data: dict[str, object], file: str = FILE) -> Content:
    """Return a template's data as a content; a mark replaces characters that no font has."""
    said = _shown(data | {"file": file})
    return Content(path, json.dumps(said, ensure_ascii=False, sort_keys=True), file)


def _shown(data: object) -> object:
    if isinstance(data, dict):
        return {key: _shown(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return list(map(_shown, data))
    return shown(data) if isinstance(data, str) else data
