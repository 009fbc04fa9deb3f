"""Export and import, as commands; what they do is tested in tests/catalog_exchange."""

from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from webapp.catalog import files
from webapp.languages import BY_PATH

IT = BY_PATH["it"]


def test_an_unchanged_export_changes_no_byte(
    runner: FlaskCliRunner, translations: Path, tmp_path: Path
) -> None:
    """Both ways end with 0."""
    before = files.source(translations, IT).read_bytes()
    path = tmp_path / "it.xlsx"
    assert runner.invoke(args=["i18n", "export", "it", str(path)]).exit_code == 0
    assert runner.invoke(args=["i18n", "import", str(path)]).exit_code == 0
    assert files.source(translations, IT).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "fr"], "fr: the msgids are in this language"),
        (["export", "it", "it.doc"], "it.doc: an export is a spreadsheet"),
        (["export", "it", "it.xlf"], "give it the ending .xlsx"),
        (["export", "it", "it.xlsx", "--format", "xliff"], "No such option"),
        (["import", "nothing.xlsx"], "nothing.xlsx"),
    ],
)
def test_what_cannot_be_done_ends_with_2(
    runner: FlaskCliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], said: str,
) -> None:  # fmt: skip
    """One line says why."""
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(args=["i18n", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
