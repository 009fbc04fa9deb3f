"""The brochures that were made: one file for each language and version of its content."""

import fcntl
import hashlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webapp.brochure import TEMPLATE
from webapp.errors import BrochureError

log = logging.getLogger(__name__)

LIMIT = 60.0
"""Seconds that setting a brochure may take; one takes about a second."""

PAUSE = 30.0
"""Seconds after a failure in which it is not tried again: requests must not pile up."""

WAITING = 8
"""Threads that may wait for a brochure at once; others are asked to come back, and serve pages."""

KEPT = 2
"""Versions of a language's brochure that are kept: today's, and the one that may be being read."""

Typesetter = Callable[[str, Path], None]


@dataclass(frozen=True, slots=True)
class Content:
    """What a brochure says, and the name of the file that says it.

    Arguments:
        path: the language, as addresses name it.
        text: the content as JSON.
    """

    path: str
    text: str

    @property
    def file_name(self) -> str:
        """The name of its PDF: the same content set by the same template has the same name."""
        digest = hashlib.sha256(self.text.encode() + _template()).hexdigest()
        return f"brochure-{self.path}-{digest[:16]}.pdf"


class Brochures:
    """The brochures in a folder; each is made once, whoever asks first.

    Arguments:
        folder: made when it is not there.
        typesetter: writes the PDF of a content.
    """

    def __init__(self, folder: Path, typesetter: Typesetter | None = None) -> None:
        self.folder = folder
        self._typeset = typesetter or typeset
        self._contents: dict[str, tuple[Hashable, Content]] = {}
        self._failed: dict[str, tuple[float, str]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._waiting = threading.BoundedSemaphore(WAITING)

    def content(self, path: str, version: Hashable, make: Callable[[], Content]) -> Content:
        """Give the content of a language at a version, made once for it.

        Arguments:
            path: the language, as addresses name it.
            version: of all that the content is made from.
            make: makes it.
        """
        kept = self._contents.get(path)
        if kept is None or kept[0] != version:
            kept = self._contents[path] = (version, make())
        return kept[1]

    def made(self, content: Content) -> Path | None:
        """Give the file of a content, None while it is not made."""
        path = self.folder / content.file_name
        return path if path.is_file() else None

    def get(self, content: Content) -> Path:
        """Give the file of a content; the first who asks makes it, the others wait for that.

        Raises:
            BrochureError: when it cannot be made, or too many are waiting for it already.
        """
        found = self.made(content)
        if found:
            return found
        self._refuse_after_failure(content)
        if not self._waiting.acquire(blocking=False):
            raise BrochureError("it is being made, and many are waiting for it")
        try:
            return self._wait_for(content)
        finally:
            self._waiting.release()

    def _wait_for(self, content: Content) -> Path:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._alone(content):
                found = self.made(content)
                if found is None:
                    self._refuse_after_failure(content)
                    found = self._make(content)
                return found
        except OSError as error:
            problem = f"{self.folder}: {error.strerror or error}"
            asked = "set SITE_CACHE to a folder that may be written"
            raise BrochureError(f"{problem}; {asked}") from error

    def _refuse_after_failure(self, content: Content) -> None:
        at, problem = self._failed.get(content.file_name, (float("-inf"), ""))
        if time.monotonic() - at < PAUSE:
            raise BrochureError(problem)

    @contextmanager
    def _alone(self, content: Content) -> Iterator[None]:
        """Hold a language's lock, among the threads of this process and among the processes."""
        with (
            self._locks.setdefault(content.path, threading.Lock()),
            (self.folder / f".brochure-{content.path}.lock").open("w") as lock,
        ):
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make(self, content: Content) -> Path:
        """Make the file beside its place, put it there in one step, and drop the oldest."""
        path = self.folder / content.file_name
        started = time.monotonic()
        try:
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=".brochure-") as folder:
                made = Path(folder) / path.name
                self._typeset(content.text, made)
                made.replace(path)
        except (BrochureError, OSError) as error:
            problem = getattr(error, "problem", str(error))
            self._failed = {content.file_name: (time.monotonic(), problem)}
            raise BrochureError(problem) from error
        log.info("%s made in %.1f s", path.name, time.monotonic() - started)
        self._drop_old(content.path)
        return path

    def _drop_old(self, language: str) -> None:
        files = sorted(
            self.folder.glob(f"brochure-{language}-*.pdf"), key=os.path.getmtime, reverse=True
        )
        for old in files[KEPT:]:
            old.unlink(missing_ok=True)


def typeset(text: str, path: Path) -> None:
    """Set a brochure in a process of its own, within a limit of time.

    Arguments:
        text: its content as JSON.
        path: of the PDF.

    Raises:
        BrochureError: when it cannot be set; the typesetter's own words say why.
    """
    command = [sys.executable, "-m", "webapp.brochure.typeset", str(path)]
    try:
        done = subprocess.run(
            command,
            input=text,
            text=True,
            encoding="utf-8",
            capture_output=True,
            timeout=LIMIT,
            check=False,
            cwd=TEMPLATE.parent.parent.parent,
        )
    except subprocess.TimeoutExpired as error:
        raise BrochureError(f"not set within {LIMIT:g} seconds") from error
    if done.returncode or not path.is_file():
        raise BrochureError(done.stderr.strip()[-2000:] or f"ended with {done.returncode}")
    if done.stderr:
        log.warning("the brochure is made, with a warning: %s", done.stderr.strip()[-2000:])


def as_content(path: str, data: dict[str, object]) -> Content:
    """Write a brochure's data down as its content.

    Arguments:
        path: the language, as addresses name it.
        data: what `brochure.typ` reads.
    """
    return Content(path, json.dumps(data, ensure_ascii=False, sort_keys=True))


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
