"""Findings as JUnit XML, which CI systems show as tests: a suite a file, a test a rule.

The names of the tests stay the same from run to run, so that a CI system can follow each rule.
An error fails its test. A warning, which must not fail the build, skips it with its text: the one
state beside passed and failed that Jenkins, GitLab and Azure count and show.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from webapp.catalog.described import Described, described, name_of
from webapp.catalog.report import Located
from webapp.checks.model import Severity

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped (§2.2)."""


def write(findings: Sequence[Located], judged: Sequence[Path] = ()) -> str:
    """Write findings as JUnit XML.

    Arguments:
        findings: what was found.
        judged: the files that were judged; one without a finding is a suite whose tests pass.
    """
    found: dict[Path, list[Located]] = {path: [] for path in judged}
    for located in findings:
        found.setdefault(located.file, []).append(located)
    root = Element("testsuites", name="i18n check")
    root.extend(_suite(name_of(path), rows) for path, rows in found.items())
    for total in ("tests", "failures", "errors"):
        root.set(total, str(sum(int(suite.get(total, 0)) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _suite(name: str, findings: Sequence[Located]) -> Element:
    suite = Element("testsuite", name=_clean(name))
    for rule in described(findings):
        mine = [located for located in findings if located.finding.rule == rule.id]
        suite.append(_case(name, rule, mine))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("*/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", str(len(suite.findall("*/skipped"))))
    return suite


def _case(name: str, rule: Described, findings: Sequence[Located]) -> Element:
    """Make the test of a rule; the class is the file, without dots, which would divide it."""
    classname = _clean(name.removesuffix(".po").replace(".", "_"))
    case = Element("testcase", name=f"{rule.id} ({rule.severity})", classname=classname)
    if not findings:
        return case
    listed = _clean("\n".join(map(str, findings)))
    if rule.severity is Severity.WARNING:
        SubElement(case, "skipped").text = listed
        return case
    message = findings[0].finding.sentence
    if len(findings) > 1:
        message += f" (and {len(findings) - 1} more)"
    failure = SubElement(case, "failure", type=rule.severity.value, message=_clean(message))
    failure.text = listed
    return case


def _clean(text: str) -> str:
    """Write what XML cannot hold as Python would escape it."""
    return _NOT_XML.sub(lambda match: ascii(match[0])[1:-1], text)
