"""Checking whole files: every finding with its place, in text and in JSON."""

import json
import re
from pathlib import Path

import pytest

from tests.po.samples import IT, MK, ZH, entry, header, plural, po_file, pot_file
from webapp.checks.model import Finding
from webapp.errors import CatalogSyntaxError, FileError
from webapp.languages import TRANSLATED
from webapp.po.read import read
from webapp.workflow.formats import as_json
from webapp.workflow.report import check_file, language_of, thresholds


def found(findings: list[Finding]) -> list[tuple[int, str, str]]:
    """Return line, severity and rule of findings: errors, and what is missing or fuzzy."""
    rows = [(it.line, it.severity.value, it.rule) for it in findings]
    return [row for row in rows if row[1] == "error" or row[2] in ("missing", "fuzzy")]


def check(path: Path, required: float = 0.0) -> list[Finding]:
    """Check an Italian file by itself."""
    return check_file(path, None, None, {"it": required})


def test_a_good_file_has_no_findings(tmp_path: Path) -> None:
    """A good file has no finding, and obsolete messages are not checked."""
    rows = [
        entry("Oui", "Sì"),
        plural("Un mot", "Des mots", "Una parola", "Parole"),
        '#~ msgid "%(x)s"\n#~ msgstr "%"',
    ]
    assert check(po_file(tmp_path / "x.po", *rows), 100) == []


def test_findings_come_in_the_order_of_the_lines(tmp_path: Path) -> None:
    """Findings are sorted by line; messages that only the template has are at line 1."""
    template = read(pot_file(tmp_path, entry("a"), entry("absent")))
    rows = [entry("a", "100 %"), entry("b"), entry("c", "<b>C", "fuzzy"), entry("d", "D")]
    path = po_file(tmp_path / "x.po", *rows)
    path.write_text(path.read_text(encoding="utf-8").replace("Language: it", "Language: it_IT"))
    assert found(check_file(path, IT, template, {})) == [
        (1, "warning", "missing"),
        (2, "error", "header-language"),
        (12, "error", "malformed-field"),
        (15, "warning", "missing"),
        (19, "error", "other-markup"),
        (19, "warning", "fuzzy"),
    ]


def test_a_finding_reads_as_editors_and_ci_expect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finding is `file:line: severity [rule] sentence`, the file from the current folder."""
    path = po_file(tmp_path / "it" / "x.po", entry("a", "%(b)s"))
    finding = check(path)[0]
    sentence = "error [unknown-field] unknown field %(b)s; the source has none"
    assert str(finding) == f"{path}:12: {sentence}"
    monkeypatch.chdir(tmp_path)
    assert str(finding) == f"it/x.po:12: {sentence}"


def test_json_has_every_finding_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON has every field of a finding, and letters are not escaped."""
    monkeypatch.chdir(tmp_path)
    path = po_file(tmp_path / "x.po", entry("é"), language=ZH)
    text = as_json(check(path))
    assert json.loads(text) == {
        "findings": [
            {
                "file": "x.po",
                "line": 12,
                "severity": "warning",
                "rule": "missing",
                "language": "zh-Hans",
                "msgid": "é",
                "sentence": "not translated: shown in another language",
            }
        ]
    }
    assert "é" in text
    assert json.loads(as_json([])) == {"findings": []}


def test_less_than_the_threshold_is_an_error(tmp_path: Path) -> None:
    """Fuzzy messages and those with an error are not translated; contexts are told apart."""
    rows = [
        entry("a", "A"), 'msgctxt "c"\n' + entry("a"),
        entry("b", "B"), 'msgctxt "c"\n' + entry("b", "%"),
        entry("d", "D"), entry("e", "E", "fuzzy"),
    ]  # fmt: skip
    path = po_file(tmp_path / "x.po", *rows)
    for required, fails in ((0, False), (50, False), (50.1, True), (100, True)):
        findings = check(path, required)
        sentences = [it.sentence for it in findings if it.rule == "completeness"]
        expected = f"50 % is translated (3 of 6); {required:g} % is required of Italiano"
        assert sentences == ([expected] if fails else []), required


def test_completeness_is_counted_against_the_template(tmp_path: Path) -> None:
    """Messages that only the file has do not count; those that it lacks are missing."""
    template = read(pot_file(tmp_path, entry("a"), entry("absent")))
    path = po_file(tmp_path / "x.po", entry("a", "A"), entry("z", "Z"))
    *_, last = check_file(path, IT, template, {"it": 60})
    assert last.sentence == "50 % is translated (1 of 2); 60 % is required of Italiano"
    template = read(pot_file(tmp_path, entry("a"), plural("jour", "jours", "", "")))
    path = po_file(tmp_path / "y.po", entry("a", "A"), entry("jour", "giorno"))
    *_, last = check_file(path, IT, template, {"it": 60})
    assert last.sentence == "50 % is translated (1 of 2); 60 % is required of Italiano"
    assert (last.line, last.severity.value) == (2, "error")


def test_the_header_says_which_language_a_file_is_in(tmp_path: Path) -> None:
    """The header may have a locale as gettext writes it, or a language tag of the web."""
    path = tmp_path / "x.po"
    codes = {"it": IT, "it_IT": IT, "zh_Hans": ZH, "zh-Hans": ZH, "zh_CN": ZH, "MK": MK}
    for code, language in codes.items():
        path.write_text(header(Language=code), encoding="utf-8")
        assert language_of(read(path)) is language, code


def test_a_file_in_no_language_of_the_table_is_refused(tmp_path: Path) -> None:
    """The sentence names the languages of the table."""
    path = tmp_path / "x.po"
    known = ", ".join(language.catalogue for language in TRANSLATED)
    for text, name in (("", "(none)"), (header(Language="tlh"), "tlh")):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CatalogSyntaxError) as refused:
            check(path)
        assert refused.value.problem == (f"the header has Language: {name}; there are {known}")
        assert refused.value.line == 1


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A file that is absent or broken raises an error."""
    with pytest.raises(FileError):
        check(tmp_path / "x.po")
    (tmp_path / "x.po").write_text("?", encoding="utf-8")
    with pytest.raises(CatalogSyntaxError):
        check(tmp_path / "x.po")


def pyproject(folder: Path, text: str) -> Path:
    """Write a `pyproject.toml`."""
    path = folder / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_thresholds_stand_in_pyproject(tmp_path: Path) -> None:
    """A language may have any of its names; without a table or a file nothing is required."""
    assert thresholds(tmp_path / "pyproject.toml") == {}
    for text, required in (
        ("[tool.i18n.thresholds]\nen = 90\nzh-Hans = 12.5\n", {"en": 90.0, "zh": 12.5}),
        ("[tool.i18n.thresholds]\n", {}),
        ("[project]\n", {}),
        ("", {}),
    ):
        assert thresholds(pyproject(tmp_path, text)) == required, text


def test_a_threshold_that_is_no_percentage_is_refused(tmp_path: Path) -> None:
    """The sentence says what would be right; one figure for all languages is refused too."""
    for text, problem in (
        ("en = 101", "en = 101 is not between 0 and 100"),
        ("en = -1", "en = -1 is not between 0 and 100"),
        ("en = nan", "en = nan is not between"),
        ("en = true", "en = True is not between"),
        ('en = "90"', "en = '90' is not between"),
        ("tlh = 5", "tlh: not a language of this site; there are fr, en"),
        ("en = ", "Invalid value"),
    ):
        path = pyproject(tmp_path, f"[tool.i18n.thresholds]\n{text}\n")
        with pytest.raises(FileError, match=re.escape(problem)) as refused:
            thresholds(path)
        assert str(refused.value).startswith(f"{path}: [tool.i18n.thresholds] ")
    path = pyproject(tmp_path, "[tool.i18n]\nthresholds = 90\n")
    with pytest.raises(FileError, match="is not a table of languages and percentages"):
        thresholds(path)


def test_a_file_without_messages_is_one_finding(tmp_path: Path) -> None:
    """An empty file is reported once, not once for each message of the template."""
    template = read(pot_file(tmp_path, entry("a"), entry("b")))
    path = tmp_path / "x.po"
    path.write_text("")
    missing = [one for one in check_file(path, IT, template, {}) if one.rule == "missing"]
    assert [one.sentence for one in missing] == ["the file has no message: run `i18n update`"]


def test_notes_of_a_conflict_are_found_until_they_are_deleted(tmp_path: Path) -> None:
    """Notes of a merge are a finding, also when the message is no longer fuzzy."""
    notes = "# merge: ours: uno\n# merge: theirs: una\n"
    for flags in ("", "fuzzy"):
        path = po_file(tmp_path / "x.po", notes + entry("Un", "Uno", flags))
        rules = {(one.severity, one.rule) for one in check(path)}
        assert ("warning", "merge-note") in rules, flags
    assert check(po_file(tmp_path / "x.po", entry("Un", "Uno"))) == []


def test_two_translations_of_one_text_can_be_meant(tmp_path: Path) -> None:
    """A comment at the later one silences it, and stays while one of the two is a draft."""
    ignore = "# check-ignore: inconsistent because one is a verb\n"
    for first, second, comment, expected in (
        ("", "", "", ["inconsistent"]),
        ("", "", ignore, []),
        ("fuzzy", "", ignore, ["fuzzy"]),
        ("", "fuzzy", ignore, ["fuzzy"]),
    ):
        twice = entry("Lien", "Link", first), comment + entry("lien", "legame", second)
        findings = check(po_file(tmp_path / "x.po", *twice))
        assert [finding.rule for finding in findings] == expected
