"""Findings as text, JSON, SARIF and GitHub annotations."""

import json
from collections.abc import Callable, Sequence
from urllib.parse import quote

from webapp.checks.model import Finding, Severity
from webapp.errors import shown
from webapp.workflow.report import all_rules

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_FIELDS = ("line", "severity", "rule", "sentence", "msgid")


def as_json(findings: Sequence[Finding]) -> str:
    """Return the findings as JSON."""
    rows = [
        {
            "file": shown(finding.file),
            "language": finding.language.tag if finding.language else "",
            **{name: getattr(finding, name) for name in _FIELDS},
        }
        for finding in findings
    ]
    return json.dumps({"findings": rows}, ensure_ascii=False, indent=2)


def github(findings: Sequence[Finding]) -> str:
    """Return the findings as workflow commands, which GitHub shows next to the lines.

    GitHub shows ten errors and ten warnings per step, so errors come first.
    """
    lines = []
    for finding in sorted(findings, key=lambda item: item.severity is Severity.WARNING):
        title = f"{finding.language.endonym}: " if finding.language else ""
        # A property ends at a comma or a colon (actions/toolkit, command.ts: escapeProperty).
        file, title = (
            _escaped(text).replace(":", "%3A").replace(",", "%2C")
            for text in (shown(finding.file), title + finding.rule)
        )
        place = f"file={file},line={max(finding.line, 1)},title={title}"
        lines.append(f"::{finding.severity} {place}::{_escaped(finding.sentence)}")
    return "\n".join(lines)


def _escaped(value: str) -> str:
    """Escape a value of a workflow command (actions/toolkit, command.ts: escapeData)."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def sarif(findings: Sequence[Finding]) -> str:
    """Return the findings as SARIF 2.1.0 (OASIS), by which code scanning tracks them over time."""
    described = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.sentence},
            "defaultConfiguration": {"level": rule.severity.value},
        }
        for rule in all_rules()
    ]
    results = []
    for finding in findings:
        # The root of the checkout, as GitHub and Azure name it.
        place = {"uri": quote(shown(finding.file)), "uriBaseId": "%SRCROOT%"}
        region = {"startLine": max(finding.line, 1)}
        results.append(
            {
                "ruleId": finding.rule,
                "level": finding.severity.value,
                "message": {"text": finding.sentence},
                "locations": [{"physicalLocation": {"artifactLocation": place, "region": region}}],
            }
        )
    run = {
        "tool": {"driver": {"name": "i18n check", "rules": described}},
        "automationDetails": {"id": "i18n-check/"},
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": lambda findings: "\n".join(map(str, findings)),
    "json": as_json,
    "sarif": sarif,
    "github": github,
}
"""Every format by the name that `i18n check --format` takes."""
