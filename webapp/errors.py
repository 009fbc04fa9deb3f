"""Every error that the project raises itself: each builds its own sentence from values."""

from pathlib import Path


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
        super().__init__(f"{path}:{line}: error [syntax] {problem}")


class CatalogFileError(SiteError):
    """A catalogue file is absent, or the system refuses to read or write it."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem}")


class CompiledCatalogError(SiteError):
    """A `.mo` file is not one, or is cut short."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem}; run `make compile`")


class SourceError(SiteError):
    """A template or a Python file holds a message that cannot be extracted."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: error [extract] {problem}")


class ThresholdError(SiteError):
    """`pyproject.toml` asks for a completeness that is not a percentage."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: [tool.i18n.thresholds] {problem}")


class AddressInUseError(SiteError):
    """The server cannot listen at the address it was given."""

    def __init__(self, host: str, port: int, problem: str) -> None:
        super().__init__(
            f"http://{host}:{port} cannot be served ({problem}); choose another with PORT= or HOST="
        )
