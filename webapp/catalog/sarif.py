"""Findings as SARIF 2.1.0, which code scanning shows beside the lines and follows over time.

The standard: OASIS, Static Analysis Results Interchange Format 2.1.0 plus Errata 01.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from webapp.catalog.described import Described, described
from webapp.catalog.report import Located
from webapp.errors import shown

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""The name of the folder that addresses of files start from; GitHub and Azure know it."""

# One reference of a `#:` line, with its line number if it has one; a name with a space stands
# between U+2068 and U+2069 (gettext 0.22).
_REFERENCE = re.compile(
    r"(?:\u2068(?P<spaced>[^\u2069]+)\u2069|(?P<plain>\S+?))(?::(?P<line>\d+))?(?!\S)"
)

Object = dict[str, object]


def write(findings: Sequence[Located], judged: Sequence[Path] = ()) -> str:
    """Write findings as SARIF.

    Arguments:
        findings: what was found.
        judged: the files that were judged, whether or not something was found in them.
    """
    rules = described(findings)
    files = dict.fromkeys([*judged, *(located.file for located in findings)])
    run: Object = {
        "tool": {"driver": {"name": "i18n check", "rules": [_rule(rule) for rule in rules]}},
        "automationDetails": {"id": "i18n-check/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the checkout."}}},
        "artifacts": [{"location": _artifact(name)} for name in map(shown, files)],
        "results": list(_results(findings, rules)),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(rule: Described) -> Object:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.sentence},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _results(findings: Sequence[Located], rules: Sequence[Described]) -> Iterator[Object]:
    index = {rule.id: number for number, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    for located in findings:
        fingerprint = _fingerprint(located)
        seen[fingerprint] += 1
        yield {
            "ruleIndex": index[located.finding.rule],
            "partialFingerprints": {
                "primaryLocationLineHash": f"{fingerprint}:{seen[fingerprint]}"
            },
            **_result(located),
        }


def _result(located: Located) -> Object:
    finding = located.finding
    place = _place(shown(located.file), max(finding.line, 1))
    result: Object = {
        "ruleId": finding.rule,
        "level": finding.severity.value,
        "message": {"text": finding.sentence},
        "locations": [{"physicalLocation": place}],
    }
    if related := list(_sources(located.references)):
        result["relatedLocations"] = related
    return result


def _fingerprint(located: Located) -> str:
    """Identify a finding by its message, so that it stays the same one when lines move."""
    identity = (shown(located.file), located.finding.rule, located.finding.msgid)
    return sha256("\0".join(identity).encode()).hexdigest()[:16]


def _sources(references: Sequence[str]) -> Iterator[Object]:
    """Yield the places in templates and Python that hold a message."""
    places = (match for line in references for match in _REFERENCE.finditer(line))
    for number, match in enumerate(places):
        line = int(match["line"]) if match["line"] else 0
        yield {
            "id": number,
            "physicalLocation": _place(match["spaced"] or match["plain"], line),
            "message": {"text": "Where the French text is."},
        }


def _place(file: str, line: int) -> Object:
    place: Object = {"artifactLocation": _artifact(file)}
    return place | {"region": {"startLine": line}} if line else place


def _artifact(file: str) -> Object:
    """Address a file: from the root of the checkout, or wholly when it is outside."""
    if Path(file).is_absolute():
        return {"uri": Path(file).as_uri()}
    return {"uri": quote(file), "uriBaseId": ROOT}
