"""What extraction found in a file, kept by the file's content, so that only changed files are read.

The cache is a file in `build/` that may be deleted at any time; one that cannot be read counts as
empty, one that cannot be written is left as it is.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from webapp.catalog.write import replace
from webapp.errors import CatalogFileError

Row = tuple[int, str, str | None, str | None, tuple[str, ...]]
"""Line, msgid, msgid_plural, msgctxt and comments of a message."""

_TOOLS = f"1 babel {version('babel')} jinja2 {version('jinja2')}"


class Cache:
    """Rows by the content of the file that they were found in.

    Arguments:
        path: the file that keeps them between runs; None keeps nothing.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept = _read(path) if path else {}
        self._used: dict[str, list[Row]] = {}

    @staticmethod
    def key(data: bytes, method: str, options: Mapping[str, str]) -> str:
        """Give the key of a file's content, read in one way by these versions of the tools."""
        how = json.dumps([_TOOLS, method, sorted(options.items())])
        return sha256(how.encode() + b"\0" + data).hexdigest()

    def get(self, key: str) -> list[Row] | None:
        """Give what was found in a content before, None when it was never seen."""
        rows = self._used.get(key, self._kept.get(key))
        if rows is not None:
            self._used[key] = rows
        return rows

    def put(self, key: str, rows: list[Row]) -> None:
        """Keep what was found in a content."""
        self._used[key] = rows

    def save(self) -> None:
        """Write what this run used, and forget the rest."""
        if self._path is None or self._used.keys() == self._kept.keys():
            return
        try:
            replace(self._path, json.dumps(self._used, ensure_ascii=False).encode())
        except CatalogFileError:
            return


def _read(path: Path) -> dict[str, list[Row]]:
    try:
        kept = json.loads(path.read_bytes())
        return {key: [_row(*row) for row in rows] for key, rows in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _row(line: int, msgid: str, plural: str | None, context: str | None, notes: list[str]) -> Row:
    return line, msgid, plural, context, tuple(notes)
