"""The brochures that were made: one file for each language and version of its content."""

import fcntl
import hashlib
import json
import logging
import os
import shutil
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
from webapp.checks.glyphs import shown
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

LEFT_AFTER = 600.0
"""Seconds after which a folder in which one is made was left by a process that was killed."""

_BESIDE = ".brochure-"
_HEAD, _END = b"%PDF-", b"%%EOF"

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
    """The brochures in a folder; each is made once, by whichever request or process is first.

    Arguments:
        folder: made when it is not there.
        typesetter: writes the PDF of a content.
    """

    def __init__(self, folder: Path, typesetter: Typesetter | None = None) -> None:
        self.folder = folder
        self._typeset = typesetter or typeset
        self._contents: dict[str, tuple[Hashable, Content]] = {}
        self._failed: dict[str, _Failure] = {}
        self._locks: dict[str, threading.Lock] = {}
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
        """Return the content of a language at a version, made once for it.

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
        """Return the file of a content, None while there is none or it is not whole."""
        path = self.folder / content.file_name
        return path if _is_whole(path) else None

    def get(self, content: Content) -> Path:
        """Return the file of a content; the first request makes it, the others wait for that.

        Raises:
            BrochureError: when it cannot be made, or too many are waiting for it already.
        """
        found = self.made(content)
        if found:
            return found
        self._refuse_after_failure(content)
        if not self._waiting.acquire(blocking=False):
            raise BrochureError("it is being made, and many are waiting for it", known=True)
        try:
            return self._wait_for(content)
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
            asked = "set SITE_CACHE to a folder that may be written"
            problem = f"{self.folder}: {error.strerror or error}; {asked}"
            raise self._failure(content, problem) from error

    def _refuse_after_failure(self, content: Content) -> None:
        last = self._failed.get(content.path)
        if last and last.file_name == content.file_name and time.monotonic() - last.at < PAUSE:
            raise BrochureError(last.problem, known=True)

    def _failure(self, content: Content, problem: str) -> BrochureError:
        """Remember that a language's brochure cannot be made; say whether that is news."""
        last = self._failed.get(content.path)
        self._failed[content.path] = _Failure(content.file_name, time.monotonic(), problem)
        return BrochureError(problem, known=last is not None and last.problem == problem)

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
        """Make the file in a folder of its own, put it in its place in one step, drop the old."""
        path = self.folder / content.file_name
        started = time.monotonic()
        self._clear()
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=_BESIDE) as folder:
            made = Path(folder) / path.name
            try:
                self._typeset(content.text, made)
            except BrochureError as error:
                raise self._failure(content, error.problem) from error
            if not _is_whole(made):
                raise self._failure(content, "the typesetter wrote no whole PDF")
            with made.open("rb") as file:
                os.fsync(file.fileno())
            made.replace(path)
        self._failed.pop(content.path, None)
        log.info("%s made in %.1f s", path.name, time.monotonic() - started)
        self._drop_old(content.path, path)
        return path

    def _clear(self) -> None:
        """Delete what processes left that were killed while they made one."""
        for left in self.folder.glob(f"{_BESIDE}*"):
            if left.is_dir() and abs(time.time() - left.stat().st_mtime) > LEFT_AFTER:
                shutil.rmtree(left, ignore_errors=True)

    def _drop_old(self, language: str, made: Path) -> None:
        """Delete all but the newest versions; the one just made is the newest, by whatever clock.

        A time after that of the one just made is from before the clock was put back.
        """
        times = {
            path: path.stat().st_mtime_ns for path in self.folder.glob(f"brochure-{language}-*.pdf")
        }
        now = times.pop(made, 0)
        by_age = sorted(times, key=lambda path: (times[path] > now, -times[path]))
        for old in by_age[KEPT - 1 :]:
            old.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Failure:
    """What could not be made, when by the monotonic clock, and why."""

    file_name: str
    at: float
    problem: str


def _is_whole(path: Path) -> bool:
    """Return whether a file is a PDF from its first line to its last."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEAD))
            file.seek(max(0, os.fstat(file.fileno()).st_size - len(_HEAD) - len(_END)))
            return head == _HEAD and file.read().rstrip().endswith(_END)
    except OSError:
        return False


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
        raise BrochureError(_reason(done.stderr) or f"the typesetter ended with {done.returncode}")
    if done.stderr:
        log.warning("the brochure is made, with a warning: %s", done.stderr.strip()[-2000:])


def _reason(said: str) -> str:
    """Return the line that says why: Typst's first error, or the last line of a traceback."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line.removeprefix("error: ") for line in lines if line.startswith("error: ")]
    return (errors or lines[-1:] or [""])[0][:500]


def as_content(path: str, data: dict[str, object]) -> Content:
    """Write a brochure's data down as its content; what no font has is replaced by a mark.

    Arguments:
        path: the language, as addresses name it.
        data: what `brochure.typ` reads.
    """
    return Content(path, json.dumps(_shown(data), ensure_ascii=False, sort_keys=True))


def _shown(data: object) -> object:
    if isinstance(data, dict):
        return {key: _shown(value) for key, value in data.items()}
    if isinstance(data, list):
        return list(map(_shown, data))
    return shown(data) if isinstance(data, str) else data


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
