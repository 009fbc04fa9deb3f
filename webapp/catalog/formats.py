"""The formats of findings: for people, editors, scripts and the report pages of CI systems."""

from collections.abc import Callable, Sequence
from pathlib import Path

from webapp.catalog import report, sarif
from webapp.catalog.report import Located
from webapp.checks.model import Finding, Severity
from webapp.errors import CatalogSyntaxError, shown
from webapp.languages import Language

Format = Callable[[Sequence[Located], Sequence[Path]], str]
"""Writes findings; the second argument is every file that was judged, clean ones too."""


def text(findings: Sequence[Located], judged: Sequence[Path] = ()) -> str:
    """Write a line for each finding, as editors and compilers do."""
    return "\n".join(map(str, findings))


def as_json(findings: Sequence[Located], judged: Sequence[Path] = ()) -> str:
    """Write findings as JSON; see `report.as_json`."""
    return report.as_json(findings)


def github(findings: Sequence[Located], judged: Sequence[Path] = ()) -> str:
    """Write findings as GitHub's workflow commands, which it shows beside the lines.

    GitHub shows ten errors and ten warnings of a step, so errors come first.
    """
    ordered = sorted(findings, key=lambda located: located.finding.severity is Severity.WARNING)
    return "\n".join(map(_annotation, ordered))


def _annotation(located: Located) -> str:
    finding = located.finding
    properties = {
        "file": shown(located.file),
        "line": max(finding.line, 1),
        "title": f"{located.language.endonym}: {finding.rule}"
        if located.language
        else finding.rule,
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{finding.severity} {written}::{_data(finding.sentence)}"


def _data(value: str) -> str:
    """Escape what stands after the second `::` (actions/toolkit, command.ts: escapeData)."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    """Escape the value of a property, which ends at a comma or a colon (escapeProperty)."""
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Format] = {
    "text": text,
    "json": as_json,
    "sarif": sarif.write,
    "github": github,
}
"""Every format by the name that `i18n check --format` takes."""


def unreadable(error: CatalogSyntaxError, language: Language | None) -> Located:
    """Make a finding of a file that cannot be read, so that a report shows it with its line.

    Arguments:
        error: what `check_file` raised.
        language: the language that the file should be in; None when that is not known.
    """
    finding = Finding(error.line, Severity.ERROR, "syntax", error.problem, "")
    return Located(error.path, language, finding)
