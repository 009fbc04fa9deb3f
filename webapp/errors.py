"""The project's own errors; each error that code catches by name has a class."""

import re
from pathlib import Path

_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def shown(path: Path) -> str:
    """Return a path for a message: relative to the current folder if the file is inside it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: a loop of links
        return str(path)


def shortened(text: str, length: int = 40) -> str:
    """Return a text for quotation in a sentence, cut to `length` characters if it is longer."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def printable(text: str) -> str:
    """Escape characters that end a line or control a terminal: a quoted text may hold any."""
    return _ACTING.sub(lambda match: ascii(match[0])[1:-1], text)


class SiteError(Exception):
    """An error that consists of a sentence; a command prints the sentence and exits with 2.

    Arguments:
        parts: a sentence, or a place (a path, an address, a language) and what is wrong there.
    """

    def __init__(self, *parts: str | Path) -> None:
        super().__init__(": ".join(shown(it) if isinstance(it, Path) else it for it in parts))


class UnknownLanguageError(SiteError):
    """The requested language is not in the table of languages."""


class FileError(SiteError):
    """A file is absent or not what it should be, or the system refuses to read or write it."""


class CatalogSyntaxError(SiteError):
    """A `.po` file cannot be read; says the file, the line and what is wrong there."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        self.path = path
        self.line = line
        self.problem = problem
        super().__init__(f"{shown(path)}:{line}: error [syntax] {problem}")


class DirectoryError(SiteError):
    """The directory's data has errors, and none of it is imported.

    Arguments:
        findings: every problem as `file:line: error [column] sentence`.
    """

    def __init__(self, findings: list[str]) -> None:
        self.findings = findings
        super().__init__("\n".join(findings))


class BrochureError(SiteError):
    """The brochure cannot be made now; if `known`, the problem need not be logged again."""

    def __init__(self, problem: str, *, known: bool = False) -> None:
        self.problem = problem
        self.known = known
        super().__init__("the brochure cannot be made", problem)


class BrokenLinksError(SiteError):
    """Exported files would hold broken links; the text lists them as `file: link: why`."""
