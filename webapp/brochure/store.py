"""The brochures that were made: one file for each language and version of its content."""

import fcntl
import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webapp.brochure import TEMPLATE
from webapp.checks.glyphs import shown
from webapp.errors import BrochureError

log = logging.getLogger(__name__)

LIMIT = 60.0
"""Seconds that setting a brochure may take; one takes about a second."""

PAUSE = 30.0
"""Seconds after a failure in which it is not tried again: requests must not pile up."""

WAITING = 8
"""Threads that may wait for a brochure at once; others get an error, and serve pages."""

_HEAD, _END = b"%PDF-", b"%%EOF"

Typesetter = Callable[[str], bytes]
"""Returns the PDF of a content, or raises `BrochureError`."""


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


@dataclass(frozen=True, slots=True)
class _Failure:
    """What could not be made, when by the monotonic clock, and why."""

    file_name: str
    at: float
    problem: str


class Brochures:
    """The brochures in a folder, which is made when it is missing."""

    def __init__(self, folder: Path, typesetter: Typesetter | None = None) -> None:
        self.folder = folder
        self.typesetter = typesetter or typeset
        self._contents: dict[str, tuple[Hashable, Content]] = {}
        self._failures: dict[str, _Failure] = {}
        self._waiting = threading.BoundedSemaphore(WAITING)

    @property
    def version(self) -> Hashable:
        """Something that changes when a brochure is made, and with nothing else."""
        try:
            with os.scandir(self.folder) as entries:
                return frozenset(
                    (entry.name, entry.stat().st_size)
                    for entry in entries
                    if entry.name.startswith("brochure-")
                )
        except OSError:
            return frozenset()

    def content(self, path: str, version: Hashable, make: Callable[[], Content]) -> Content:
        """Return the content of a language at a version of its sources, made once for it."""
        last = self._contents.get(path)
        if last is None or last[0] != version:
            last = self._contents[path] = (version, make())
        return last[1]

    def made(self, content: Content) -> Path | None:
        """Return the file of a content, None while there is none or it is not whole."""
        path = self.folder / content.file_name
        try:
            with path.open("rb") as file:
                head = file.read(len(_HEAD))
                file.seek(max(0, os.fstat(file.fileno()).st_size - len(_HEAD) - len(_END)))
                whole = head == _HEAD and file.read().rstrip().endswith(_END)
        except OSError:
            return None
        return path if whole else None

    def get(self, content: Content) -> Path:
        """Return the file of a content; the first thread or process makes it, the others wait.

        Raises:
            BrochureError: when it cannot be made, or too many are waiting for it already.
        """
        path = self.made(content)
        if path:
            return path
        if not self._waiting.acquire(blocking=False):
            raise BrochureError("it is being made, and many are waiting for it", known=True)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / f".brochure-{content.path}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                return self.made(content) or self._make(content)
        except OSError as error:
            hint = "set SITE_CACHE to a folder that may be written"
            problem = f"{self.folder}: {error.strerror or error}; {hint}"
            raise self._failure(content, problem) from error
        finally:
            self._waiting.release()

    def read(self, content: Content) -> bytes:
        """Return the PDF of a content.

        Raises:
            BrochureError: when it cannot be made or read.
        """
        path = self.get(content)
        try:
            return path.read_bytes()
        except OSError as error:
            raise BrochureError(f"{path}: {error.strerror}") from error

    def _make(self, content: Content) -> Path:
        """Make a file under its language's lock, and put it in its place in one step."""
        last = self._failures.get(content.path)
        if last and last.file_name == content.file_name and time.monotonic() - last.at < PAUSE:
            raise BrochureError(last.problem, known=True)
        started = time.monotonic()
        try:
            pdf = self.typesetter(content.text)
        except BrochureError as error:
            raise self._failure(content, error.problem) from error
        if not (pdf.startswith(_HEAD) and pdf.rstrip().endswith(_END)):
            raise self._failure(content, "the typesetter wrote no whole PDF")
        # A process that is killed leaves this one file; the next one writes over it.
        unfinished = self.folder / f".brochure-{content.path}.pdf"
        with unfinished.open("wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        path = unfinished.replace(self.folder / content.file_name)
        self._failures.pop(content.path, None)
        log.info("%s made in %.1f s", path.name, time.monotonic() - started)
        self._drop_old(content.path, path)
        return path

    def _failure(self, content: Content, problem: str) -> BrochureError:
        """Remember why a language's brochure cannot be made; return the error to raise."""
        last = self._failures.get(content.path)
        self._failures[content.path] = _Failure(content.file_name, time.monotonic(), problem)
        return BrochureError(problem, known=last is not None and last.problem == problem)

    def _drop_old(self, language: str, path: Path) -> None:
        """Delete all versions but the one just made and the newest before, still being read.

        A time after that of the one just made is from before the clock was put back.
        """
        ages = {
            other: path.stat().st_mtime_ns - other.stat().st_mtime_ns
            for other in self.folder.glob(f"brochure-{language}-*.pdf")
            if other != path
        }
        for old in sorted(ages, key=lambda other: (ages[other] < 0, ages[other]))[1:]:
            old.unlink(missing_ok=True)


def typeset(text: str) -> bytes:
    """Return the PDF of a content (JSON), set in a process of its own within a limit of time.

    Raises:
        BrochureError: when it cannot be set; the typesetter's own words say why.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "webapp.brochure.typeset"],
            input=text.encode(),
            capture_output=True,
            timeout=LIMIT,
            check=False,
            cwd=TEMPLATE.parent.parent.parent,
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


def as_content(path: str, data: dict[str, object]) -> Content:
    """Return a brochure's data as its content; what no font has is replaced by a mark.

    Arguments:
        path: the language, as addresses name it.
        data: what `brochure.typ` reads.
    """
    return Content(path, json.dumps(_shown(data), ensure_ascii=False, sort_keys=True))


def _shown(data: object) -> object:
    if isinstance(data, dict):
        return {key: _shown(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return list(map(_shown, data))
    return shown(data) if isinstance(data, str) else data


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
