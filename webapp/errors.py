"""Every error that the project raises itself: each builds its own sentence from values."""

from pathlib import Path


def shown(path: Path) -> str:
    """Return how a message names a file: from the current folder on, where it is inside it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (OSError, ValueError):
        return str(path)


def shortened(text: str, length: int = 40) -> str:
    """Return a text as a sentence quotes it: its beginning, when it is longer than `length`."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


class SiteError(Exception):
    """The base of the project's errors; a command prints it and exits with 2."""


class SettingError(SiteError):
    """A `SITE_…` variable has a name or a value that the site does not know."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        super().__init__(f"{name}: {problem}")


class UnknownLanguageError(SiteError):
    """A language was asked for that is not in the table of languages."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"{name}: not a language of this site; there are {', '.join(known)}")


class CatalogSyntaxError(SiteError):
    """A `.po` file cannot be read; says the file, the line and what is wrong there."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        self.path = path
        self.line = line
        self.problem = problem
        super().__init__(f"{shown(path)}:{line}: error [syntax] {problem}")


class FileError(SiteError):
    """A file is absent, or the system refuses to read or write it."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{shown(path)}: {problem}")


CatalogFileError = FileError


class CompiledCatalogError(SiteError):
    """A `.mo` file is not one, or is cut short."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem}; run `make compile`")


class SourceError(SiteError):
    """A template or a Python file holds a message that cannot be extracted."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{shown(path)}:{line}: error [extract] {problem}")


class ThresholdError(SiteError):
    """`pyproject.toml` asks for a completeness that is not a percentage."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: [tool.i18n.thresholds] {problem}")


class AddressInUseError(SiteError):
    """The server cannot listen at the address it was given."""

    def __init__(self, address: str, problem: str) -> None:
        super().__init__(
            f"{address} cannot be served ({problem}); choose another with --host or --port,"
            " with `make run` HOST= or PORT="
        )


class RewordError(SiteError):
    """A sentence cannot be reworded; nothing was written."""


class LanguageTagError(SiteError):
    """A language cannot be added by the tag that was given."""

    def __init__(self, tag: str, problem: str) -> None:
        super().__init__(f"{tag}: {problem}")


class ExchangeExtraError(SiteError):
    """A package that only the exchange of catalogues needs is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"{package} is not installed; run `make .venv/development`")


class ExchangeFileError(SiteError):
    """A file that came back from a translator's tool cannot be read, or is not one of ours."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem}")


class ExchangeTextError(SiteError):
    """A message holds something that the file to be exported cannot hold; nothing was written."""

    def __init__(self, msgid: str, problem: str) -> None:
        self.msgid = msgid
        super().__init__(f"{shortened(msgid, 60)!r}: {problem}")


class GlossaryError(SiteError):
    """The glossary cannot be read."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(problem if str(path) in problem else f"{path}: {problem}")


class DictionaryError(SiteError):
    """The spelling check is asked for and something that it needs is not installed."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}; run `make spelling`")


class DirectoryError(SiteError):
    """The directory's data cannot be imported; nothing of it was.

    Arguments:
        findings: every problem as `file:line: error [column] sentence`.
    """

    def __init__(self, findings: list[str]) -> None:
        self.findings = findings
        super().__init__("\n".join(findings))


class BrochureError(SiteError):
    """The brochure cannot be made now.

    Arguments:
        problem: what is wrong.
        known: whether the same was already said of it.
    """

    def __init__(self, problem: str, *, known: bool = False) -> None:
        self.problem = problem
        self.known = known
        super().__init__(f"the brochure cannot be made: {problem}")


class ExportError(SiteError):
    """The site cannot be exported; what was exported before is as it was.

    Arguments:
        place: the path or the address that is in the way.
        problem: what is wrong with it.
        status: with which the site answered, where it did.
    """

    def __init__(self, place: Path | str, problem: str, status: int = 0) -> None:
        self.status = status
        super().__init__(f"{place}: {problem}")


class BrokenLinksError(SiteError):
    """Exported files would hold links that lead nowhere; nothing was put in place.

    Arguments:
        findings: every such link as `file: link: why`.
    """

    def __init__(self, findings: list[str]) -> None:
        self.findings = findings
        super().__init__("\n".join(findings))
