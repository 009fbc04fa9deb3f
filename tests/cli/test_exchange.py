"""Export and import, as commands; what they do is tested in tests/workflow/exchange."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from webapp.languages import BY_PATH
from webapp.po import files
from webapp.settings import ROOT

IT = BY_PATH["it"]


def test_an_unchanged_export_changes_no_byte(
    runner: FlaskCliRunner, translations: Path, tmp_path: Path
) -> None:
    """Export and import exit with 0."""
    before = files.source(translations, IT).read_bytes()
    path = tmp_path / "it.xlsx"
    assert runner.invoke(args=["i18n", "export", "it", str(path)]).exit_code == 0
    assert runner.invoke(args=["i18n", "import", str(path)]).exit_code == 0
    assert files.source(translations, IT).read_bytes() == before


def test_what_cannot_be_done_ends_with_2(
    runner: FlaskCliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit code is 2, and one line says why."""
    monkeypatch.chdir(tmp_path)
    for arguments, said in (
        (["export", "fr"], "fr: the msgids are in this language"),
        (["export", "it", "it.doc"], "it.doc: an export is a spreadsheet"),
        (["export", "it", "it.xlf"], "give it the ending .xlsx"),
        (["export", "it", "it.xlsx", "--format", "xliff"], "No such option"),
        (["import", "nothing.xlsx"], "nothing.xlsx"),
    ):
        result = runner.invoke(args=["i18n", *arguments])
        assert result.exit_code == 2, arguments
        assert said in result.stderr
        assert "Traceback" not in result.output


def test_without_openpyxl_the_sentence_says_how_to_install_it(
    runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence names the target of make that installs it from the lock."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for arguments in (["export", "it"], ["import", "it.xlsx"]):
        result = runner.invoke(args=["i18n", *arguments])
        assert result.exit_code == 2
        assert result.stderr.startswith("openpyxl is not installed; run `make")


def test_a_site_starts_without_openpyxl() -> None:
    """Only the commands export and import need openpyxl."""
    script = "import sys, webapp; webapp.create_app(); sys.exit('openpyxl' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)
