"""Ignoring a finding: a translator's comment with a reason, which silences warnings only.

The comment stands above the message: `# check-ignore: doubled-word because it is a name`.
"""

import re
from collections.abc import Iterable, Iterator

from webapp.checks.model import Entry, Finding, Severity

MARK = "check-ignore"
UNUSED = "unused-ignore"
WRONG = "wrong-ignore"
_COMMENT = re.compile(rf"\s*{MARK}:\s*([a-z][a-z0-9-]*)(?:\s+because\s+(\S.*))?\s*")


def apply(findings: Iterable[Finding], entry: Entry) -> Iterator[Finding]:
    """Yield the findings that a message's comments do not silence, and what is wrong with those."""
    comments = [comment for comment in entry.comments if MARK in comment]
    if not comments:
        yield from findings
        return
    ignored, used = set(), set()
    problems = []
    for comment in comments:
        match = _COMMENT.fullmatch(comment)
        if match and match[2]:
            ignored.add(match[1])
        else:
            problems.append((WRONG, f"{comment.strip()!r}: write {MARK}: rule-id because …"))
    for finding in findings:
        if finding.rule in ignored and finding.severity is Severity.WARNING:
            used.add(finding.rule)
        else:
            yield finding
    problems += [
        (UNUSED, f"{MARK}: {rule} silences nothing; delete the comment") for rule in ignored - used
    ]
    for rule, sentence in problems:
        yield Finding(entry.msgstr_line, Severity.WARNING, rule, sentence, entry.msgid)
